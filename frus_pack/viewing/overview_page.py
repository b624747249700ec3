"""The overview of a site: its volumes, how much there is, and what needs attention."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from markupsafe import Markup

from frus_pack.keeping.history import LedgerSummary
from frus_pack.reports.html_pages import environment
from frus_pack.requirements.table import SEVERITIES, TABLE
from frus_pack.viewing.page_records import VolumeRecord, added
from frus_pack.viewing.plots import bars, shares

_HERE = "frus_pack.viewing"
_MOST_NAMED = 100
_VERDICTS = {"valid": "good", "not valid": "bad", "complete": "warn", "incomplete": "warn"}
_IMAGES = {"embedded": "good", "referenced": "", "missing": "bad"}


@dataclass(frozen=True, slots=True)
class Total:
    """What the volumes have together."""

    documents: int
    pages: int
    images: dict[str, int]
    oldest_check: str | None


@dataclass(frozen=True, slots=True)
class Audits:
    """The oldest last audit of the packages of the site; None if the ledger has none of them."""

    oldest: str | None


def overview(
    volumes: Sequence[VolumeRecord],
    *,
    failed: Sequence[tuple[str, str]],
    failed_count: int,
    expected: int,
    ledger: LedgerSummary | None,
) -> str:
    """Return the overview as HTML.

    Args:
        volumes: The volumes whose pages are made.
        failed: Sources that have no page and why, the first of `failed_count`.
        failed_count: Number of sources that have no page.
        expected: Number of documents that the site is to have.
        ledger: The state of the ledger, if one was given.
    """
    codes = added(one.codes for one in volumes)
    total = _total(volumes)
    attention = [one for volume in volumes for one in volume.attention]
    return (
        environment(_HERE)
        .get_template("overview.html")
        .render(
            root="",
            made=datetime.now(UTC).strftime("%Y-%m-%d %H:%M UTC"),
            volumes=volumes,
            total=total,
            findings=sum(codes.values()),
            codes=_in_order(codes),
            attention=attention[:_MOST_NAMED],
            failed=failed[:_MOST_NAMED],
            failed_count=failed_count,
            unfinished=max(0, expected - total.documents),
            audits=_audits(volumes) if ledger else None,
            searched=json.dumps([(one.volume, one.title, one.parts) for one in volumes]),
            plots=list(_plots(volumes, total, ledger)),
        )
    )


def _total(volumes: Sequence[VolumeRecord]) -> Total:
    return Total(
        documents=sum(one.documents for one in volumes),
        pages=sum(one.pages for one in volumes),
        images=added(one.images for one in volumes),
        oldest_check=min((one.oldest_check for one in volumes if one.oldest_check), default=None),
    )


def _audits(volumes: Sequence[VolumeRecord]) -> Audits:
    return Audits(min((one.oldest_audit for one in volumes if one.oldest_audit), default=None))


def _in_order(codes: dict[str, int]) -> list[tuple[object, int]]:
    known = ((TABLE[code], count) for code, count in codes.items() if code in TABLE)
    rows = sorted(known, key=lambda one: (SEVERITIES.index(one[0].severity), -one[1]))
    return list(rows)


def _plots(
    volumes: Sequence[VolumeRecord], total: Total, ledger: LedgerSummary | None
) -> list[Markup]:
    plots = []
    verdicts = added(one.verdicts for one in volumes)
    if verdicts:
        plots.append(shares(verdicts, "Packages by verdict", _VERDICTS))
    if total.images:
        plots.append(shares(total.images, "Page images", _IMAGES))
    severities = Counter(added(one.severities for one in volumes))
    if severities:
        kinds = {"error": "bad", "warning": "warn", "information": "none"}
        found: dict[str, int] = {one: severities[one] for one in SEVERITIES if severities[one]}
        plots.append(shares(found, "Findings by severity", kinds))
    years = {int(year): n for year, n in added(one.years for one in volumes).items()}
    if len(years) > 1:
        plots.append(bars(years, "Documents by year"))
    if ledger and len(ledger.ages) > 1:
        plots.append(bars(ledger.ages, "Packages of the ledger by weeks since the last audit"))
    return plots

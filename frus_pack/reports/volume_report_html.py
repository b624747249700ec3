"""Reports of volumes as one HTML page that needs no other file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from frus_pack.reports.report_html import HtmlReport, Named
from frus_pack.reports.volume_report import VolumeReport, summary_rows


def page(reports: Sequence[VolumeReport]) -> str:
    """Return the page of one volume or of several."""
    gathered = HtmlReport("Survey of volumes")
    for one in reports:
        name = one.volume.id or str(one.path)
        gathered.failed += not one.ok
        gathered.reserved |= one.verdict == "with reservations"
        gathered.statuses[one.verdict] += 1
        kept = gathered.others if one.ok else gathered.attention
        kept.append(Named(name, one.verdict, not one.ok))
        gathered.counts.update(
            {"documents": one.documents.count, "pages": one.pages.count, "notes": one.notes}
        )
        gathered.add_findings(name, one.findings)
        gathered.add_checks(one.checks)
    facts = [(one.volume.id or str(one.path), list(summary_rows(one))) for one in reports]
    return gathered.page(_verdict(reports), facts)


def _verdict(reports: Sequence[VolumeReport]) -> str:
    if not reports:
        return "nothing was surveyed"
    if len(reports) == 1:
        return reports[0].verdict
    counts = Counter(one.verdict for one in reports)
    return ", ".join(f"{count:,} {verdict}" for verdict, count in counts.most_common())

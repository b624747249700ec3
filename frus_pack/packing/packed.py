"""The outcome of packing one source."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from frus_pack.checks.volume.markup import check_left_out
from frus_pack.document.page import Status
from frus_pack.errors import FrusPackError, detached
from frus_pack.reports.outcome import Outcome
from frus_pack.requirements.finding import Finding
from frus_pack.sources.volume.left_out import LeftOut

PageStatus = Status | Literal["to fetch"]
"""Where the best image of a page is: in the package, in its fetch.txt, elsewhere, or nowhere."""


@dataclass(frozen=True, kw_only=True)  # no slots: sent to workers
class Packed(Outcome):
    """The outcome of packing one source.

    Attributes:
        source: Where the document came from: a file, a folder, ``frus1952-54Guat.xml#d13``.
        status: ``packed``; ``unchanged``, where the same package already existed; ``amended``,
            where it existed and was amended since, which is kept; ``failed``; or ``left out``,
            for the text of a volume that is in no document.
        path: The package; None if there is none.
        error: Why it failed; None if it did not.
        images: The document's pages, counted by the best image that exists of each.
        findings: What reading the document found, or what was left out. Nothing is known of an
            unchanged package, because its document is not read again.
    """

    source: str
    status: Literal["packed", "unchanged", "amended", "failed", "left out"]
    path: Path | None = None
    error: FrusPackError | None = None
    images: Mapping[PageStatus, int] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()


def failed(source: str, error: FrusPackError) -> Packed:
    """Return the outcome of a source that could not be packed."""
    return Packed(source=source, status="failed", error=detached(error))


def left_out(of: LeftOut) -> Packed:
    """Return the outcome of the text of a volume that is in no document."""
    return Packed(source=str(of), status="left out", findings=tuple(check_left_out(of)))


def count_best(statuses: Iterable[set[PageStatus]]) -> dict[PageStatus, int]:
    """Count pages by the best status of their images; `statuses` has a set for each page."""
    return dict(Counter(map(_best, statuses)))


def _best(found: set[PageStatus]) -> PageStatus:
    in_order: tuple[PageStatus, ...] = ("embedded", "to fetch", "referenced")
    return next((status for status in in_order if status in found), "missing")

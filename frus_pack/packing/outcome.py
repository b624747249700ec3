"""What becomes of a source that is to be packed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from frus_pack.document.page import Status
from frus_pack.errors import FrusPackError, detached


@dataclass(frozen=True, kw_only=True)  # no slots: sent to workers
class Outcome:
    """What became of one source: packed, unchanged (the same package stood there already) or
    failed, with its error. `images` counts the document's pages by the best there is of each."""

    source: str
    status: Literal["packed", "unchanged", "failed"]
    path: Path | None = None
    error: FrusPackError | None = None
    images: Mapping[Status, int] = field(default_factory=dict)


def failed(source: str, error: FrusPackError) -> Outcome:
    """The outcome of a source that could not be packed."""
    return Outcome(source=source, status="failed", error=detached(error))


def count_best(statuses: Iterable[set[Status]]) -> dict[Status, int]:
    """How many pages have which status at best; `statuses` are those of each page's images."""
    return dict(Counter(map(_best, statuses)))


def _best(there: set[Status]) -> Status:
    in_order: tuple[Status, ...] = ("embedded", "referenced")
    return next((status for status in in_order if status in there), "missing")

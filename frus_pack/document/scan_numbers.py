"""The scan numbers of a document's pages, as a description has them: by printed number.

Several pages of one document can have the same number: where an enclosure is numbered anew, or
pages have none. Their scan numbers are then listed, in order.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypeAlias

_USABLE = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*")

Facs: TypeAlias = Mapping[str, str | tuple[str, ...]]


def by_page(scans: Iterable[tuple[str, str | None]]) -> Facs:
    """Return the scan numbers of pages, which are given in order, by printed number.

    Where one of several pages of a number lacks its scan number, that is ``""``.
    """
    found: dict[str, list[str]] = {}
    for page, scan in scans:
        found.setdefault(page, []).append(scan or "")
    return {
        page: several[0] if len(several) == 1 else tuple(several)
        for page, several in found.items()
        if any(several)
    }


def usable(facs: str | None) -> str | None:
    """Return a scan number as a description can hold it, else None."""
    return facs if facs and _USABLE.fullmatch(facs) else None


def of_pages(facs: Mapping[Any, Any], pages: Sequence[Any]) -> tuple[Any, ...]:
    """Return the scan number of each page in order, None where it is not known. Whatever JSON says
    is taken, and given as it is."""
    seen: Counter[Any] = Counter()
    found: list[Any] = []
    for page in pages:
        scans = facs.get(page) if isinstance(page, str) else None
        if isinstance(scans, list | tuple):
            scans = (scans[seen[page]] if seen[page] < len(scans) else None) or None
        found.append(scans)
        seen[str(page)] += 1
    return tuple(found)

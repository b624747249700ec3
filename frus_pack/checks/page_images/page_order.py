"""Check that scan numbers and printed numbers rise together from page to page.

In the series both rise by one. Where they do not, a scan or a page was left out, or the images from
there on belong to other pages.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from frus_pack.checks.description.json_file import PAGE_IMAGES_FILE, place
from frus_pack.checks.page_images.page_list import ListedPage
from frus_pack.document.page_numbers import (
    MOST_BEFORE_PAGE_ONE,
    later,
    printed,
    rise,
    scan,
    unusual_offset,
)
from frus_pack.requirements.finding import Finding


@dataclass(frozen=True, slots=True)
class _Step:
    """From one page with a scan number to the next, `pages` entries further.

    The printed number rises by `printed` (None if it does not count), the scan number by `scans`.
    """

    before: ListedPage
    after: ListedPage
    pages: int
    printed: int | None
    scans: int


def check_page_order(pages: Sequence[ListedPage]) -> Iterator[Finding]:
    """Yield every place where the sequence breaks."""
    yield from _page_order(pages)
    scanned = [listed for listed in pages if listed.page.facs]
    for before, after in pairwise(scanned):
        step = _step(before, after)
        if step is not None:
            yield from _break(step)
    yield from _offset(scanned)


def _page_order(pages: Sequence[ListedPage]) -> Iterator[Finding]:
    for before, after in pairwise(pages):
        step = rise(printed(before.page.page), printed(after.page.page))
        if step is not None and step <= 0:
            message = f"page {after.page.page} comes after page {before.page.page}"
            location = place(PAGE_IMAGES_FILE, ("pages", after.index, "page"))
            expected = f"after {before.page.page}"
            yield Finding("page-images.page-order", location, message, expected, after.page.page)


def _step(before: ListedPage, after: ListedPage) -> _Step | None:
    """Return the step; None if the two scan numbers are not of one sequence."""
    scans = rise(scan(before.page.facs), scan(after.page.facs))
    if scans is None:
        return None
    numbers = rise(printed(before.page.page), printed(after.page.page))
    return _Step(before, after, after.index - before.index, numbers, scans)


def _break(step: _Step) -> Iterator[Finding]:
    due = step.pages if step.printed is None else step.printed
    if step.scans == 0:
        yield _finding(step, "repeat", "has the scan number of the page before")
    elif step.scans < 0:
        yield _finding(step, "falls", "its scan number is smaller than that of the page before")
    elif step.printed is not None and 0 < step.printed != step.scans:
        message = f"scan numbers rise by {step.scans} and printed numbers by {step.printed}"
        yield _finding(step, "offset", message, due)
    elif step.scans > step.pages:
        count = step.scans - step.pages
        message = f"{count} scan number{'s are' if count > 1 else ' is'} left out before it"
        yield _finding(step, "gap", message)


def _finding(step: _Step, what: str, message: str, due: int | None = None) -> Finding:
    before, found = step.before.page.facs or "", step.after.page.facs
    expected = later(before, step.pages if due is None else due)
    location = place(PAGE_IMAGES_FILE, ("pages", step.after.index, "facs"))
    message = f"page {step.after.page.page}: {message}"
    return Finding(f"page-images.sequence-{what}", location, message, expected, found)


def _offset(scanned: Sequence[ListedPage]) -> Iterator[Finding]:
    """Report an unusual offset of the first page whose offset is known."""
    found = unusual_offset((listed.page.page, listed.page.facs) for listed in scanned)
    if found is not None:
        listed = scanned[found[0]]
        page, facs = listed.page.page, listed.page.facs
        location = place(PAGE_IMAGES_FILE, ("pages", listed.index, "facs"))
        message = f"the scan number of page {page} is unusually high"
        expected = f"at most {int(page.strip('[]')) + MOST_BEFORE_PAGE_ONE}"
        yield Finding("page-images.offset-unusual", location, message, expected, facs)

"""Whether scan numbers and printed numbers go together from page to page.

In the series both rise by one. Where they do not, a scan or a page was left out, or from there on
images stand under the wrong pages.
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
    scan,
    unusual_offset,
)
from frus_pack.requirements.finding import Finding


@dataclass(frozen=True, slots=True)
class _Step:
    """From one page with a scan number to the next, `pages` entries further; how far the printed
    number (None if that cannot be told) and the scan number rise."""

    before: ListedPage
    after: ListedPage
    pages: int
    printed: int | None
    scans: int


def check_sequence(pages: Sequence[ListedPage]) -> Iterator[Finding]:
    """Every place where the sequence breaks."""
    yield from _page_order(pages)
    scanned = [listed for listed in pages if listed.page.facs]
    for before, after in pairwise(scanned):
        step = _step(before, after)
        if step is not None:
            yield from _break(step)
    yield from _offset(scanned)


def _page_order(pages: Sequence[ListedPage]) -> Iterator[Finding]:
    for before, after in pairwise(pages):
        one, other = printed(before.page.page), printed(after.page.page)
        if one and other and one.kind == other.kind and other.value <= one.value:
            message = f"page {after.page.page} stands after page {before.page.page}"
            location = place(PAGE_IMAGES_FILE, ("pages", after.index, "page"))
            expected = f"after {before.page.page}"
            yield Finding("page-images.page-order", location, message, expected, after.page.page)


def _step(before: ListedPage, after: ListedPage) -> _Step | None:
    """None where the two scan numbers are not of one sequence."""
    one, other = scan(before.page.facs), scan(after.page.facs)
    if one is None or other is None or one.kind != other.kind:
        return None
    page, next_page = printed(before.page.page), printed(after.page.page)
    rise = None
    if page and next_page and page.kind == next_page.kind:
        rise = next_page.value - page.value
    return _Step(before, after, after.index - before.index, rise, other.value - one.value)


def _break(step: _Step) -> Iterator[Finding]:
    rise = step.pages if step.printed is None else step.printed
    if step.scans == 0:
        yield _finding(step, "repeat", "has the scan number of the page before")
    elif step.scans < 0:
        yield _finding(step, "falls", "its scan number is smaller than that of the page before")
    elif step.printed is not None and 0 < step.printed != step.scans:
        message = f"scan numbers rise by {step.scans} and printed numbers by {step.printed}"
        yield _finding(step, "offset", message, rise)
    elif step.scans > step.pages:
        count = step.scans - step.pages
        message = f"{count} scan number{'s are' if count > 1 else ' is'} left out before it"
        yield _finding(step, "gap", message)


def _finding(step: _Step, what: str, message: str, rise: int | None = None) -> Finding:
    before, found = step.before.page.facs or "", step.after.page.facs
    expected = later(before, step.pages if rise is None else rise)
    location = place(PAGE_IMAGES_FILE, ("pages", step.after.index, "facs"))
    message = f"page {step.after.page.page}: {message}"
    return Finding(f"page-images.sequence-{what}", location, message, expected, found)


def _offset(scanned: Sequence[ListedPage]) -> Iterator[Finding]:
    """An offset that is unusual, of the first page whose offset is known."""
    found = unusual_offset((listed.page.page, listed.page.facs) for listed in scanned)
    if found is not None:
        listed = scanned[found[0]]
        page, facs = listed.page.page, listed.page.facs
        location = place(PAGE_IMAGES_FILE, ("pages", listed.index, "facs"))
        message = f"the scan number of page {page} is unusually high"
        expected = f"at most {int(page.strip('[]')) + MOST_BEFORE_PAGE_ONE}"
        yield Finding("page-images.offset-unusual", location, message, expected, facs)

"""The numbers that a volume's images bear, against the scan numbers of its pages."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from frus_pack.checks.volume.image_alignment import Alignment, Pages, Stretch, align
from frus_pack.checks.volume.image_sets import ImageSet
from frus_pack.checks.volume.read_volume import ReadVolume, span
from frus_pack.document.page_numbers import later, scan
from frus_pack.document.rising_numbers import runs
from frus_pack.images.page_images import page_stem
from frus_pack.requirements.finding import Finding
from frus_pack.sources.volume.places import PageMark


@dataclass(frozen=True, slots=True)
class PlacedPage:
    """A page, and the name of its image, there or not. `offset` is how much greater the number of
    that is than the page's scan number. Both are None for a page that was never scanned."""

    page: PageMark
    offset: int | None
    image: str | None


@dataclass(frozen=True, slots=True)
class PlacedPages:
    """The pages that can have an image, in order; `counted` are those whose images are found by
    their scan numbers, as they were aligned."""

    pages: Sequence[PlacedPage]
    counted: Sequence[PlacedPage]
    alignment: Alignment


def place_pages(volume: ReadVolume, sets: Sequence[ImageSet]) -> PlacedPages:
    """Find the image of each page in sets that have the same names: the one named after the page,
    else that whose number fits."""
    names = sets[0].images
    marks = [page for page in volume.scan.pages if page.facs] or volume.scan.pages
    scans = {
        page: number
        for page in marks
        if page_stem(page.page) not in names and (number := _number(page.facs)) is not None
    }
    given = [{page: one.size_given(volume.published(page)) for page in scans} for one in sets]
    telling = [(one, sizes) for one, sizes in zip(sets, given, strict=True) if any(sizes.values())]
    pages = Pages(
        list(scans.values()), [tuple(sizes[page] for _, sizes in telling) for page in scans]
    )
    images = {
        number: tuple(one.sizes.get(name) for one, _ in telling)
        for name in names
        if (number := _number(name)) is not None
    }
    alignment = align(pages, images)
    offsets = dict(zip(scans, alignment.offsets, strict=True))
    placed = {page: _placed(page, offsets.get(page, 0), names) for page in marks}
    return PlacedPages(list(placed.values()), [placed[page] for page in scans], alignment)


def check_numbers(sets: Sequence[ImageSet], placed: PlacedPages) -> Iterator[Finding]:
    """Report images that have other numbers, are missing, or belong to no page, of sets that have
    the same names."""
    location, names = ", ".join(one.name for one in sets), sets[0].images
    yield from _shifted(location, placed)
    yield from _missing(location, names, placed)
    yield from _surplus(location, names, placed)


def _number(name: str) -> int | None:
    number = scan(name)
    return number.value if number and not number.kind else None


def _placed(page: PageMark, offset: int | None, names: Collection[str]) -> PlacedPage:
    named = page_stem(page.page)
    if named in names or not page.facs:
        return PlacedPage(page, 0, named)
    return PlacedPage(page, offset, None if offset is None else later(page.facs, offset))


def _shifted(location: str, placed: PlacedPages) -> Iterator[Finding]:
    stretches = placed.alignment.stretches
    for before, stretch in pairwise((None, *stretches)):
        never = before if before and before.offset is None else None
        if stretch is None or stretch.offset is None or not (stretch.offset or never):
            continue
        pages = placed.counted[stretch.first : stretch.end]
        messages = [_never(placed, never)] if never else []
        code = "never-scanned" if never else "shifted"
        if stretch.offset:
            messages.append(_relation(placed, stretch))
            if len(stretches) == 1 and abs(stretch.offset) >= len(pages):
                code = "numbered-elsewhere"
        expected = span(pages[0].page.facs, pages[-1].page.facs)
        found = span(pages[0].image or "", pages[-1].image or "")
        values = (expected, found) if stretch.offset else (None, None)
        yield Finding(f"images.{code}", location, ": ".join(messages), *values)


def _relation(placed: PlacedPages, stretch: Stretch) -> str:
    by_sizes = placed.alignment.by_sizes
    how = "as their sizes show" if by_sizes else "as far as numbers alone can show"
    offset = stretch.offset or 0
    where = "all" if len(placed.alignment.stretches) == 1 else _whence(placed, stretch)
    relation = f"{abs(offset)} {'greater' if offset > 0 else 'smaller'}"
    return f"{where} images bear numbers {relation} than facs, {how}"


def _whence(placed: PlacedPages, stretch: Stretch) -> str:
    first = placed.counted[stretch.first].page.page
    if stretch.earliest == stretch.first:
        return f"from page {first} on"
    earliest = placed.counted[stretch.earliest].page.page
    return f"from page {first}, or one before it back to {earliest}, on"


def _never(placed: PlacedPages, never: Stretch) -> str:
    """Return which pages were never scanned, or between which they are."""
    pages = _pages(placed.counted[never.earliest], placed.counted[never.end - 1])
    count = never.end - never.first
    verb = "was" if count == 1 else "were"
    if never.earliest < never.first:
        return f"{count} of {pages} {verb} never scanned"
    return f"{pages} {verb} never scanned"


def _missing(location: str, names: Collection[str], placed: PlacedPages) -> Iterator[Finding]:
    pages = placed.pages
    lacking = [index for index, one in enumerate(pages) if one.image and one.image not in names]
    for first, last in runs(lacking):
        message = f"there is no image of {_pages(pages[first], pages[last])}"
        if last == len(pages) - 1 and first and not placed.alignment.by_sizes:
            message += (
                ", the last: if others were never scanned before, all images after those have"
                " wrong numbers"
            )
        expected = None
        if pages[first].offset:
            expected = span(pages[first].image or "", pages[last].image or "")
        yield Finding("images.missing", location, message, expected)


def _pages(first: PlacedPage, last: PlacedPage) -> str:
    pages = f"{'page' if first == last else 'pages'} {span(first.page.page, last.page.page)}"
    facs = span(first.page.facs, last.page.facs)
    return f"{pages} (facs {facs})" if facs else pages


def _surplus(location: str, names: Collection[str], placed: PlacedPages) -> Iterator[Finding]:
    belonging = {one.image for one in placed.pages}
    surplus = [name for name in names if name not in belonging]
    counted = {number: name for name in surplus if (number := _number(name)) is not None}
    for first, last in runs(sorted(counted)):
        verb = "belongs" if first == last else "belong"
        message = f"{span(counted[first], counted[last])} {verb} to no page"
        yield Finding("images.surplus", location, message)
    for name in sorted(name for name in surplus if _number(name) is None):
        yield Finding("images.surplus", location, f"{name} belongs to no page")

"""Which image shows which page, where their numbers have come apart.

Where the volume gives the size of each page's image, sizes decide. A size that one page should
have and one image has ties the two together. Elsewhere numbers alone decide, and only of all images
together.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, groupby
from typing import TypeAlias

from frus_pack.images.image_sizes import Size

Sizes: TypeAlias = tuple[Size | None, ...]
"""The sizes of a page's images of several kinds, None for one that is not known."""

_FEWEST_TIES = 3
"""Ties in a row that say the same; fewer may be chance, or one image that was replaced."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Pages from the index `first` to before `end`, the numbers of whose images are all greater
    than their scan numbers by `offset`; None for pages that were never scanned. For all that sizes
    tell it may begin at `earliest` as well."""

    first: int
    end: int
    offset: int | None
    earliest: int


@dataclass(frozen=True, slots=True)
class Alignment:
    """All pages, in stretches. `by_sizes`: whether the sizes of images decided, and not numbers
    alone."""

    stretches: Sequence[Stretch]
    by_sizes: bool

    @property
    def offsets(self) -> list[int | None]:
        """Of each page."""
        return [one.offset for one in self.stretches for _ in range(one.first, one.end)]


@dataclass(frozen=True, slots=True)
class Pages:
    """The pages in order: the scan number of each, and the sizes its images should have."""

    scans: Sequence[int]
    sizes: Sequence[Sizes]


@dataclass(frozen=True, slots=True)
class _Run:
    """Pages in a row, from the first that is tied to an image to the last, and their offset."""

    first: int
    last: int
    offset: int


def align(pages: Pages, images: Mapping[int, Sizes]) -> Alignment:
    """Find the images of each page; those there are have these sizes, by number."""
    runs = list(_runs(_ties(pages, images)))
    if runs:
        return Alignment(_stretches(runs, pages, images), by_sizes=True)
    offsets = _by_numbers(pages.scans, sorted(images))
    return Alignment(_plain_stretches(offsets), by_sizes=False)


def _ties(pages: Pages, images: Mapping[int, Sizes]) -> Iterator[tuple[int, int]]:
    """Pages that have sizes of their own, and the offset of the one number that has them."""
    wanted: dict[Sizes, list[int]] = defaultdict(list)
    for index, size in enumerate(pages.sizes):
        wanted[size].append(index)
    having: dict[Sizes, list[int]] = defaultdict(list)
    for number, size in images.items():
        having[size].append(number)
    for size, indexes in wanted.items():
        if len(indexes) == len(having.get(size, ())) == 1:
            yield indexes[0], having[size][0] - pages.scans[indexes[0]]


def _runs(ties: Iterator[tuple[int, int]]) -> Iterator[_Run]:
    """Ties that follow one upon the other and agree; what parts two runs alike is left out."""
    run: _Run | None = None
    for offset, group in groupby(ties, key=lambda tie: tie[1]):
        tied = [index for index, _ in group]
        if len(tied) < _FEWEST_TIES:
            continue
        if run is not None and run.offset == offset:
            run = _Run(run.first, tied[-1], offset)
            continue
        if run is not None:
            yield run
        run = _Run(tied[0], tied[-1], offset)
    if run is not None:
        yield run


def _stretches(runs: Sequence[_Run], pages: Pages, images: Mapping[int, Sizes]) -> list[Stretch]:
    """Return every page with the run it belongs to, or with none: there is no image of these."""
    found: list[Stretch] = []
    start = earliest = 0
    # Before the first page images bear the numbers they should.
    previous = _Run(-1, -1, 0)
    if runs[0].offset == 0:
        previous, *runs = runs
    for run in runs:
        early, end, first = _parting(previous, run, pages, images)
        found.append(Stretch(start, end, previous.offset, earliest))
        found.append(Stretch(end, first, None, early))
        start, earliest = first, first if first > end else early
        previous = run
    found.append(Stretch(start, len(pages.scans), previous.offset, earliest))
    return [stretch for stretch in found if stretch.first < stretch.end]


def _parting(
    before: _Run, after: _Run, pages: Pages, images: Mapping[int, Sizes]
) -> tuple[int, int, int]:
    """Return where the earlier of two runs ends, and where the later begins.

    Return the earliest end that will do, the latest, and the first page of the later run behind
    that. With such an end, fewest pages have no image, or one that does not fit. No image shows
    two pages, so there may be pages between.
    """
    scans = pages.scans
    low, high = before.last + 1, after.first
    early = _misfits(range(low, high), before.offset, pages, images)
    late = _misfits(range(low, high), after.offset, pages, images)
    partings = [(late[-1], 0, 0)] if not low else []
    first = low
    for end in range(low, high + 1):
        taken = scans[end - 1] + before.offset if end else scans[0] - 1
        first = max(first, end)
        while first < high and scans[first] + after.offset <= taken:
            first += 1
        if scans[first] + after.offset <= taken:
            break
        misfits = early[end - low] + late[-1] - late[first - low]
        partings.append((misfits + first - end, end, first))
    fewest = min(partings)[0]
    best = [parting for parting in partings if parting[0] == fewest]
    return best[0][1], best[-1][1], best[-1][2]


def _misfits(indexes: range, offset: int, pages: Pages, images: Mapping[int, Sizes]) -> list[int]:
    """Return how many of the first none, one, two, … of these pages have no image of their
    sizes."""
    fits = (images.get(pages.scans[one] + offset) == pages.sizes[one] for one in indexes)
    return list(accumulate((not fit for fit in fits), initial=0))


def _plain_stretches(offsets: Sequence[int]) -> list[Stretch]:
    stretches: list[Stretch] = []
    for offset, group in groupby(enumerate(offsets), key=lambda one: one[1]):
        indexes = [index for index, _ in group]
        stretches.append(Stretch(indexes[0], indexes[-1] + 1, offset, indexes[0]))
    return stretches


def _by_numbers(scans: Sequence[int], numbers: Sequence[int]) -> list[int]:
    """One offset for all, that at which fewest images are missing or surplus: 0 unless another is
    better by more than one image. Where images are as many as pages and numbered without a gap,
    and scan numbers are not, the images are the pages' in order."""
    if not scans or not numbers:
        return [0] * len(scans)

    def strays(offset: int) -> int:
        return len({scan + offset for scan in scans}.symmetric_difference(numbers))

    candidates = (numbers[0] - min(scans), numbers[-1] - max(scans))
    best = min(candidates, key=lambda offset: (strays(offset), abs(offset)))
    if strays(best) + 1 >= strays(0):
        best = 0
    if strays(best) > 1 and len(numbers) == len(scans) == numbers[-1] - numbers[0] + 1:
        return [number - scan for number, scan in zip(numbers, scans, strict=True)]
    return [best] * len(scans)

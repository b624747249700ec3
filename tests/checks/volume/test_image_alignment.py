"""Which image shows which page, told by sizes, or by numbers alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frus_pack.checks.volume.image_alignment import Pages, Sizes, Stretch, align

Offsets = list[int | None]


def _size(page: int) -> Sizes:
    """A size that no other page has."""
    return ((3000 + page, 5000),)


def _sized(scans: list[int], images: dict[int, Sizes]) -> Offsets:
    found = align(Pages(scans, [_size(page) for page in range(len(scans))]), images)
    assert found.by_sizes
    return list(found.offsets)


def _numbered(scans: list[int], numbers: list[int]) -> Offsets:
    found = align(Pages(scans, [()] * len(scans)), dict.fromkeys(numbers, ()))
    assert not found.by_sizes
    return list(found.offsets)


def _range(first: int, last: int) -> list[int]:
    return list(range(first, last + 1))


@given(st.integers(5, 40), st.integers(-4, 1200))
def test_images_off_by_a_constant(pages: int, by: int) -> None:
    scans = _range(5, pages + 4)
    images = {scan + by: _size(page) for page, scan in enumerate(scans)}
    assert _sized(scans, images) == [by] * pages
    expected = by if abs(by) > 1 else 0
    assert _numbered(scans, list(images)) in ([by] * pages, [expected] * pages)


@given(st.integers(3, 20), st.integers(1, 6), st.integers(3, 20))
def test_pages_never_scanned(before: int, never: int, after: int) -> None:
    pages = before + never + after
    shown = [*range(before), *range(before + never, pages)]
    images = {number: _size(page) for number, page in enumerate(shown, 1)}
    expected: Offsets = [*[0] * before, *[None] * never, *[-never] * after]
    assert _sized(_range(1, pages), images) == expected


def test_the_first_pages_never_scanned() -> None:
    images = {page - 1: _size(page) for page in range(2, 12)}
    assert _sized(_range(1, 12), images) == [None, None, *[-2] * 10]


def test_images_that_no_page_has_push_the_later_ones_on() -> None:
    images = {page + (1 if page < 6 else 3): _size(page) for page in range(12)}
    images |= {7: ((1, 1),), 8: ((1, 1),)}
    assert _sized(_range(1, 12), images) == [0] * 6 + [2] * 6


def test_single_images_of_another_size_or_in_another_place_move_nothing() -> None:
    images = {page + 1: _size(page) for page in range(12)}
    images[4], images[5] = images[5], images[4]
    images[8] = ((1, 1),)
    del images[10]
    assert _sized(_range(1, 12), images) == [0] * 12


def test_sizes_that_many_pages_have_tie_nothing() -> None:
    pages = Pages(_range(1, 12), [((3248, 5220),)] * 12)
    found = align(pages, dict.fromkeys(_range(1, 12), ((3248, 5220),)))
    assert (list(found.offsets), found.by_sizes) == ([0] * 12, False)


USUAL: Sizes = ((3248, 5220),)


def test_where_pages_of_a_usual_size_part_is_told_as_far_as_sizes_do() -> None:
    odd = (1, 2, 3, 8, 9, 10)
    sizes = [_size(page) if page in odd else USUAL for page in range(12)]
    # Pages 6 and 7 were not scanned, or 4 and 5, or 5 and 6.
    images = {page + 1: sizes[page] for page in range(6)}
    images |= {page - 1: sizes[page] for page in range(8, 12)}
    found = align(Pages(_range(1, 12), sizes), images)
    assert found.stretches == [
        Stretch(0, 6, 0, 0),
        Stretch(6, 8, None, 4),
        Stretch(8, 12, -2, 8),
    ]


def test_a_gap_of_scan_numbers_is_where_images_part() -> None:
    odd = (1, 2, 3, 8, 9, 10)
    sizes = [_size(page) if page in odd else USUAL for page in range(12)]
    scans = [page + (1 if page < 6 else 4) for page in range(12)]
    found = align(Pages(scans, sizes), {page + 1: sizes[page] for page in range(12)})
    assert found.stretches == [Stretch(0, 6, 0, 0), Stretch(6, 12, -3, 6)]


@pytest.mark.parametrize(
    ("scans", "numbers", "expected"),
    [
        ([], [1], []),
        ([1, 2], [], [0, 0]),
        (_range(1, 9), _range(1, 9), [0] * 9),
        (_range(1, 9), _range(3, 11), [2] * 9),
        (_range(1, 9), [3, 4, 6, 7, 8, 9, 10, 11], [2] * 9),
        (_range(1, 9), _range(1040, 1048), [1039] * 9),
        # The first or the last are not there, or some are too many: nothing is off.
        (_range(1, 9), _range(3, 9), [0] * 9),
        (_range(1, 9), _range(1, 7), [0] * 9),
        (_range(1, 9), [*_range(1, 9), 901], [0] * 9),
        (_range(1, 9), _range(1, 15), [0] * 9),
        # Scan numbers have a gap, and images are as many as pages and have none.
        ([1, 2, 3, 6, 7, 8], _range(1, 6), [0, 0, 0, -2, -2, -2]),
        ([1, 2, 3, 6, 7, 8], _range(1, 8), [0] * 6),
    ],
)
def test_numbers_alone(scans: list[int], numbers: list[int], expected: Offsets) -> None:
    assert _numbered(scans, numbers) == expected

"""Numbers that should rise by one: what is told where they do not."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frus_pack.document.page_numbers import Number, offset, printed
from frus_pack.document.rising_numbers import Break, breaks, runs


def _breaks(*numbers: int | None) -> list[Break]:
    return list(breaks([None if one is None else Number("", one) for one in numbers]))


@pytest.mark.parametrize(
    "numbers",
    [
        (),
        (7,),
        (1, 2, 3),
        (None, None),
        (1, None, 3),
        (341, None, 342),
        (None, 1, 2, None),
    ],
)
def test_numbers_that_rise_by_one_are_told_nothing_of(numbers: tuple[int | None, ...]) -> None:
    assert _breaks(*numbers) == []


@pytest.mark.parametrize(
    ("numbers", "expected"),
    [
        ((3, 4, 7, 8), [Break("gap", 1, 2, 5, 6, 2)]),
        ((3, 5), [Break("gap", 0, 1, 4, 4, 1)]),
        ((3, None, 7, 8), [Break("gap", 0, 2, 4, 6, 2)]),
        ((3, 4, 4, 6), [Break("repeat", 1, 2, 5, 5)]),
        ((3, 5, 5, 6), [Break("repeat", 0, 1, 4, 4)]),
        ((3, 4, 4), [Break("repeat", 1, 2, 5, 5)]),
        ((3, 4, 4, 5), [Break("repeat", 1, 2, None, None)]),
        ((3, 4, 15, 6), [Break("order", 1, 2, 5, 5)]),
        ((3, 4, 1, 6), [Break("order", 1, 2, 5, 5)]),
        ((3, 4, 1, 2), [Break("order", 1, 2, 5, 5)]),
        ((3, 6, 9), [Break("gap", 0, 1, 4, 5, 2), Break("gap", 1, 2, 7, 8, 2)]),
    ],
)
def test_a_break_is_told_once_with_what_should_stand_there(
    numbers: tuple[int | None, ...], expected: list[Break]
) -> None:
    assert _breaks(*numbers) == expected


def test_numbers_of_another_kind_begin_anew() -> None:
    pages = [printed(page) for page in ("[I]", "[II]", "III", "1", "2", "V")]
    assert list(breaks(pages)) == []


@given(st.integers(0, 500), st.integers(2, 40), st.integers(1, 39), st.integers(1, 30))
def test_what_is_left_out_anywhere_is_one_gap(
    first: int, length: int, place: int, count: int
) -> None:
    place = min(place, length - 1)
    numbers = [first + index + (count if index >= place else 0) for index in range(length)]
    gap = Break("gap", place - 1, place, first + place, first + place + count - 1, count)
    assert _breaks(*numbers) == [gap]


@given(st.lists(st.none() | st.integers(0, 12), max_size=30))
def test_any_numbers_are_taken(numbers: list[int | None]) -> None:
    for one in _breaks(*numbers):
        assert 0 <= one.before < one.index < len(numbers)
        assert one.count >= 1


@given(st.sets(st.integers(0, 60)))
def test_runs_hold_just_the_numbers_given(numbers: set[int]) -> None:
    found = list(runs(sorted(numbers)))
    assert [n for first, last in found for n in range(first, last + 1)] == sorted(numbers)
    assert all(last + 1 < first for (_, last), (first, _) in pairwise(found))


@pytest.mark.parametrize(
    ("page", "facs", "expected"),
    [
        ("341", "0371", 30),
        ("[3]", "0001", -2),
        ("IV", "0004", None),
        ("341", "a0371", None),
        ("341", None, None),
        ("341a", "0371", None),
    ],
)
def test_how_far_scans_are_ahead_of_pages(page: str, facs: str, expected: int | None) -> None:
    assert offset(page, facs) == expected

"""The minute that the words behind a date print."""

from __future__ import annotations

import pytest

from frus_pack.sources.prose.printed_clock import printed_clock


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        (", 3:10 p.m.", "15:10", "15:10"),
        ("—11.30 P. M.", "23:30", "23:30"),
        (", 11–12:30 p.m.", "11:00", "12:30"),
        (", 1739Z", "17:39", "17:39"),
        (", noon", "12:00", "12:00"),
    ],
)
def test_a_clock_is_read(words: str, first: str, last: str) -> None:
    assert printed_clock(words) == (first, last)


@pytest.mark.parametrize("words", ["", ", midnight", ", 13:10 p.m.", ", 3", ", 1299Z"])
def test_an_uncertain_clock_is_not(words: str) -> None:
    assert printed_clock(words) is None

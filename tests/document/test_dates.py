"""Dates as descriptions write them: which there are, and which come after which."""

from __future__ import annotations

import pytest

from frus_pack.document import dates


@pytest.mark.parametrize(
    ("moment", "possible"),
    [
        ("1959", True),
        ("0000", False),
        ("1960-02-29", True),
        ("1959-02-29", False),
        ("1959-00", False),
        ("1959-05-02T23:59:59.1234567-05:00", True),
        ("1959-05-02T24:01", False),
        ("1959-05-02T15:00+15:00", False),
    ],
)
def test_a_moment_is_possible_if_the_calendar_has_it(moment: str, possible: bool) -> None:
    assert dates.is_possible(moment) == possible


@pytest.mark.parametrize(
    ("earliest", "latest", "after"),
    [
        ("1959-05", "1959-05-02", False),
        ("1959-06", "1959-05-31", True),
        ("1959-05-02T12:00-05:00", "1959-05-02T16:00Z", True),
        ("1959-05-02T12:00-05:00", "1959-05-02T17:00Z", False),
        # In some zone it is still the second, so it need not be after.
        ("1959-05-02", "1959-05-01T12:00Z", False),
        ("1959-05-02", "1959-05-01T09:00Z", True),
        ("1959-05-03T11:00Z", "1959-05-02", False),
        ("1959-05-03T13:00Z", "1959-05-02", True),
        ("0001", "9999-12-31T23:59:59Z", False),
    ],
)
def test_a_moment_is_after_another_if_it_is_so_in_any_zone(
    earliest: str, latest: str, after: bool
) -> None:
    assert dates.is_after(earliest, latest) == after


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("1934-01-08T18:00:00-03:00", "1934-01-08T16:00:00-05:00", True),
        ("1934-01-08T18:00:00-03:00", "1934-01-08T18:00:00-05:00", False),
        ("1934-01-08T18:00:00", "1934-01-08T18:00:00-05:00", False),
        ("1934-01-08", "1934-01-08", False),
    ],
)
def test_moments_of_two_zones_are_one_instant(one: str, other: str, same: bool) -> None:
    assert dates.is_same_instant(one, other) is same

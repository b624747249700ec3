"""The date of a document: the editors' bounds against the dateline's own clock."""

from __future__ import annotations

import pytest
from lxml import etree

from frus_pack.document.model import DateRange
from frus_pack.sources.tei.dates import date_of_document

FRUS = "http://history.state.gov/frus/ns/1.0"


def _date(bounds: tuple[str, str], when: str) -> DateRange | None:
    division = etree.fromstring(
        f'<div xmlns="http://www.tei-c.org/ns/1.0" xmlns:frus="{FRUS}" '
        f'frus:doc-dateTime-min="{bounds[0]}" frus:doc-dateTime-max="{bounds[1]}"><dateline>'
        f'<date when="{when}">March 5, 1952—2 a.m.</date></dateline></div>'
    )
    return date_of_document(division, [division[0]], "").date


@pytest.mark.parametrize(
    ("bound", "when"),
    [
        ("1952-03-04T12:00:00-05:00", "1952-03-05T02:00:00+09:00"),
        ("1952-03-05T02:00:00-05:00", "1952-03-05T02:00:00"),
    ],
)
def test_the_clock_of_the_dateline_is_kept_if_the_bounds_have_another(
    bound: str, when: str
) -> None:
    bounds = (bound, bound)
    assert _date(bounds, when) == DateRange(
        earliest=when, latest=when, display="March 5, 1952—2 a.m."
    )


def test_bounds_of_another_moment_come_before_the_dateline() -> None:
    bounds = ("1952-03-04T00:00:00-05:00", "1952-03-06T23:59:59-05:00")
    assert _date(bounds, "1952-03-05T02:00:00+09:00") == DateRange(
        earliest="1952-03-04", latest="1952-03-06", display="March 5, 1952—2 a.m."
    )

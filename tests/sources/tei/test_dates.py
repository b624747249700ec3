"""The date of a document: the editors' bounds against the dateline's own clock."""

from __future__ import annotations

import pytest
from lxml import etree

from frus_pack.document.model import DateRange
from frus_pack.sources.tei.dates import FoundDate, date_of_document

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


def _dateline(said: str) -> FoundDate:
    marked = f'<div xmlns="http://www.tei-c.org/ns/1.0"><dateline>Lorne, {said}</dateline></div>'
    division = etree.fromstring(marked)
    return date_of_document(division, [division[0]], "")


@pytest.mark.parametrize(
    ("when", "printed", "clock"),
    [
        ("T18:25:00", "6:25 p.m.", ("T18:25:00", "T18:25:00")),
        ("T06:25:00", "6:25 p.m.", ("T18:25:00", "T18:25:00")),
        ("T10:24:00Z", "1042Z", ("T10:42:00Z", "T10:42:00Z")),
        ("T17:41:00", "5–6:41 p.m.", ("T17:00:00", "T18:41:00")),
        ("T11:00:00", "11–12:30 p.m.", ("T11:00:00", "T12:30:00")),
        ("T12:00:00", "noon–2:15 p.m.", ("T12:00:00", "T14:15:00")),
        ("T12:55:00Z", "1295Z", ("T12:55:00Z", "T12:55:00Z")),
        ("T12:00:00", "midnight", ("T12:00:00", "T12:00:00")),
    ],
)
def test_the_printed_clock_comes_before_the_encoded_one(
    when: str, printed: str, clock: tuple[str, str]
) -> None:
    found = _dateline(f'<date when="1952-03-05{when}">March 5, 1952, {printed}</date>')
    assert found.date == DateRange(
        earliest=f"1952-03-05{clock[0]}",
        latest=f"1952-03-05{clock[1]}",
        display=f"March 5, 1952, {printed}",
    )
    assert (found.contradiction is None) == (clock[0] == when)


def test_the_contradiction_of_a_clock_names_both() -> None:
    found = _dateline(
        '<date when="1952-03-05">March 5, 1952</date>, '
        '<time from="17:41:00" to="18:00:00">5–6:41 p.m.</time>'
    )
    assert found.contradiction == (
        "is encoded as 17:41 to 18:00 o’clock and printed as March 5, 1952, 5–6:41 p.m."
    )


def test_the_point_of_pm_behind_the_element_is_of_the_date() -> None:
    found = _dateline('<hi><date when="1952-03-05T15:00:00">March 5, 1952—3 p.m</date></hi>.')
    assert found.date is not None
    assert found.date.display == "March 5, 1952—3 p.m."


def test_the_point_that_ends_the_line_is_not_of_the_date() -> None:
    found = _dateline('<date when="1952-03-05">5 March 1952.</date>')
    assert found.date is not None
    assert found.date.display == "5 March 1952"


@pytest.mark.parametrize(
    "encoded",
    ['from="1952-03-05" to="1953-03-05"', 'notBefore="1951-03-05" notAfter="1952-03-05"'],
)
def test_a_printed_day_is_right_where_a_bound_has_another_year(encoded: str) -> None:
    found = _dateline(f"<date {encoded}>March 5, 1952</date>")
    day = DateRange(earliest="1952-03-05", latest="1952-03-05", display="March 5, 1952")
    assert (found.date, found.contradiction is not None) == (day, True)


@pytest.mark.parametrize(
    ("said", "display"),
    [
        ('<date when="1914-08-03">August 3, 1914</date>—6 p. m.', "August 3, 1914—6 p. m."),
        ('<date when="1914-08-03">August 3, 1914</date>, noon.', "August 3, 1914, noon"),
        (
            '<date when="1914-08-03">August 3, 1914</date>, 11.30 P. M.<lb/>[Received 4 p. m.]',
            "August 3, 1914, 11.30 P. M.",
        ),
        ('<date when="1914-08-03">August 3, 1914, 10</date> a.m.', "August 3, 1914, 10 a.m."),
        ('<date when="1914-08-03">August 3, 1914</date>, 3 men.', "August 3, 1914"),
    ],
)
def test_a_clock_without_markup_is_part_of_the_printed_date(said: str, display: str) -> None:
    found = _dateline(said)
    assert found.date is not None
    assert found.date.display == display


def test_a_printed_zone_is_that_of_the_encoded_clock() -> None:
    found = _dateline('<date when="1952-03-05T21:39:00">March 5, 1952, 2139Z</date>')
    at = "1952-03-05T21:39:00Z"
    assert found.date == DateRange(earliest=at, latest=at, display="March 5, 1952, 2139Z")
    assert found.contradiction is None


@pytest.mark.parametrize(
    ("dateline", "heading", "earliest", "latest", "display"),
    [
        (
            '<date when="1966-01-05">January 5, 1966, 1019Z</date>',
            "",
            "1966-01-05T10:19:00Z",
            "1966-01-05T10:19:00Z",
            "January 5, 1966, 1019Z",
        ),
        (
            '<date when="1955-12-21">December 21, 1955, 10 a.m.–12:30 p.m</date>.',
            "",
            "1955-12-21T10:00:00",
            "1955-12-21T12:30:00",
            "December 21, 1955, 10 a.m.–12:30 p.m.",
        ),
        (
            '<date when="1955-12-21">December 21, 1955, midnight</date>.',
            "",
            "1955-12-21",
            "1955-12-21",
            "December 21, 1955, midnight",
        ),
        (
            "",
            "Telegram 15113 to All Posts, January 21, 1976, 1737Z.",
            "1976-01-21T17:37:00Z",
            "1976-01-21T17:37:00Z",
            "January 21, 1976, 1737Z",
        ),
        (
            "",
            "Minutes of Meeting at Port Lorne, April 2, 1948, 4 p. m.",
            "1948-04-02T16:00:00",
            "1948-04-02T16:00:00",
            "April 2, 1948, 4 p. m.",
        ),
    ],
)
def test_a_printed_clock_that_is_not_encoded_is_read(
    dateline: str, heading: str, earliest: str, latest: str, display: str
) -> None:
    division = etree.fromstring(
        f'<div xmlns="http://www.tei-c.org/ns/1.0"><dateline>{dateline}</dateline></div>'
    )
    found = date_of_document(division, [division[0]], heading)
    assert found == FoundDate(DateRange(earliest=earliest, latest=latest, display=display))


@pytest.mark.parametrize(
    ("when", "printed", "latest"),
    [
        ("1952-03-05", "March 5–6, 1952", "1952-03-06"),
        ("1952-03-05", "March 5 and 6, 1952", "1952-03-06"),
        ("1952-03-05", "March 5–April 2, 1952", "1952-04-02"),
        ("1952-03-05", "March 5, 1952", "1952-03-05"),
    ],
)
def test_a_first_day_that_is_encoded_alone_ends_as_printed(
    when: str, printed: str, latest: str
) -> None:
    found = _dateline(f'<date when="{when}">{printed}</date>')
    assert found == FoundDate(DateRange(earliest=when, latest=latest, display=printed))

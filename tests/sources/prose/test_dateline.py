"""Datelines: one place and one whole date, or nothing."""

from __future__ import annotations

import pytest

from frus_pack.document.model import DateRange
from frus_pack.document.transcription import Paragraph, plain
from frus_pack.sources.prose.dateline import (
    Dateline,
    dateline_of_heading,
    find_dateline,
    read_dateline,
)
from frus_pack.sources.text.reading_text import parse_reading_text


@pytest.mark.parametrize(
    ("line", "place", "iso", "display"),
    [
        (
            "Washington, November 5, 1964, 3 p.m.",
            "Washington",
            "1964-11-05",
            "November 5, 1964, 3 p.m.",
        ),
        ("Washington, July 15, 1952.", "Washington", "1952-07-15", "July 15, 1952"),
        ("Lorne, 8th July 1854.", "Lorne", "1854-07-08", "8th July 1854"),
        ("Lorne, the 3d of May, 1862.", "Lorne", "1862-05-03", "3d of May, 1862"),
        ("Lorne, May 22d, 1862.", "Lorne", "1862-05-22", "May 22d, 1862"),
        ("No. 44 Lorne, June 23, 1959.", "Lorne", "1959-06-23", "June 23, 1959"),
        ("Paris, March 3, 1966, 1655Z.", "Paris", "1966-03-03", "March 3, 1966, 1655Z"),
        (
            "New York, May 1, 1964, 10:30 a.m.–noon",
            "New York",
            "1964-05-01",
            "May 1, 1964, 10:30 a.m.–noon",
        ),
        (
            "Washington, D.C., February 29, 1964",
            "Washington, D.C.",
            "1964-02-29",
            "February 29, 1964",
        ),
        (
            "United States Consulate, San Juan del Norte, March 2, 1894. (Received March 16.)",
            "United States Consulate, San Juan del Norte",
            "1894-03-02",
            "March 2, 1894",
        ),
        (
            "Department of State,\nWashington, March 22, 1861.",
            "Department of State, Washington",
            "1861-03-22",
            "March 22, 1861",
        ),
        ("Habana, May 2, 1942. [Received May 3.]", "Habana", "1942-05-02", "May 2, 1942"),
        ("The White House, June 3, 1961.", "The White House", "1961-06-03", "June 3, 1961"),
    ],
)
def test_a_regular_dateline_is_read(line: str, place: str, iso: str, display: str) -> None:
    assert read_dateline(line) == Dateline(
        place, DateRange(earliest=iso, latest=iso, display=display)
    )


@pytest.mark.parametrize(
    "line",
    [
        "Washington, November 1964",
        "Washington, November 31, 1964",
        "Washington, January 1, 0000",
        "Washington, November 5, 1964, and Lima, November 6, 1964",
        "The President left Washington, November 5, 1964",
        "The meeting took place in Washington, November 5, 1964.",
        "W" * 300 + ", November 5, 1964",
        "",
    ],
)
def test_of_anything_else_nothing_is_said(line: str) -> None:
    assert read_dateline(line) is None


@pytest.mark.parametrize(
    ("line", "place", "first", "last", "display"),
    [
        ("Port Lorne , May 2, 1948—6 p. m.", "Port Lorne", 2, 2, "May 2, 1948—6 p. m."),
        ("[Port Lorne,] May 2, 1948.", "Port Lorne", 2, 2, "May 2, 1948"),
        ("[place not declassified], May 2, 1948, 0617Z.", None, 2, 2, "May 2, 1948, 0617Z"),
        (
            "Port Lorne, May 2–4, 1948, 5–6:20 p.m.",
            "Port Lorne",
            2,
            4,
            "May 2–4, 1948, 5–6:20 p.m.",
        ),
        ("Port Lorne, May 2, 1948 .", "Port Lorne", 2, 2, "May 2, 1948"),
        (
            "Port au Lorne, May 2, 1948, 5.30 P. M.",
            "Port au Lorne",
            2,
            2,
            "May 2, 1948, 5.30 P. M.",
        ),
        ("On board U. S. S. Lorne, May 2, 1948", "On board U. S. S. Lorne", 2, 2, "May 2, 1948"),
        ("2 May 1948", None, 2, 2, "2 May 1948"),
    ],
)
def test_other_forms_of_a_dateline_are_read(
    line: str, place: str | None, first: int, last: int, display: str
) -> None:
    span = DateRange(earliest=f"1948-05-{first:02}", latest=f"1948-05-{last:02}", display=display)
    assert read_dateline(line) == Dateline(place, span)


def test_an_undated_paper_has_its_place() -> None:
    assert read_dateline("Port Lorne, undated.") == Dateline("Port Lorne", None)


DATELINE = Dateline(
    "Lima",
    DateRange(earliest="1964-11-05", latest="1964-11-05", display="November 5, 1964, 3 p.m."),
)


def paragraphs_of(text: str) -> list[str]:
    blocks = parse_reading_text(text).blocks
    return [plain(one.content) for one in blocks if isinstance(one, Paragraph)]


@pytest.mark.parametrize(
    "text",
    [
        "1. T\n\n  Lima, November 5,\n1964, [Page 3] 3 p.m.\n\nText.",
        "1. T\n\nText.\n\nMore.\n\nLima, November 5, 1964, 3 p.m.",
    ],
)
def test_it_is_the_first_paragraph_or_the_last(text: str) -> None:
    assert find_dateline(paragraphs_of(text)) == DATELINE


@pytest.mark.parametrize(
    "text",
    ["1. T", "1. T\n\nA.\n\nB.\n\nC.\n\nLima, November 5, 1964.\n\nD.", "Lima, November 5, 1964."],
)
def test_nowhere_else_is_one_looked_for(text: str) -> None:
    assert find_dateline(paragraphs_of(text)) is None


@pytest.mark.parametrize(
    ("heading", "place", "earliest"),
    [
        ("Telegram From Orr to Pell, Lorne, May 4, 1971, 1418Z.", "Lorne", "1971-05-04"),
        ("Study Prepared by Orr, Lorne, August 1975.", "Lorne", "1975-08"),
        ("Memorandum From Orr to Pell, Lorne, undated.", "Lorne", None),
        ("Report, Prepared in the Office, May 4, 1971", None, "1971-05-04"),
        ("Despatch to the Chief, Lorne Agency, May 4, 1971", None, "1971-05-04"),
        (
            "Minutes of Meeting, Department of Lorne, May 4, 1971",
            "Department of Lorne",
            "1971-05-04",
        ),
        ("The Office of Lorne", None, None),
    ],
)
def test_a_heading_ends_in_place_and_date(
    heading: str, place: str | None, earliest: str | None
) -> None:
    found = dateline_of_heading(heading)
    assert (found.place, found.date.earliest if found.date else None) == (place, earliest)

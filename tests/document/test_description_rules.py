"""A description that contradicts its text, itself or the calendar is told so, with the place."""

from __future__ import annotations

from typing import Any

import pytest

from frus_pack.document import description_rules, schemas, text_facts
from frus_pack.document.model_json import to_json
from frus_pack.document.schemas import Fault
from frus_pack.sources.text.reading_text import parse_reading_text
from tests.support.folders import TEXT

NOTE = "Source: Kestanian State Archive, RG 3, Box 4. Confidential."
BARE = (
    "7. Letter From President Orlan to the Secretary of State\n\nDear Mr. Secretary: Thank you.\n"
)


def _faults(given: dict[str, Any], text: str = TEXT) -> list[Fault]:
    transcription = parse_reading_text(text)
    data = {
        "schema": schemas.identifier(schemas.DOCUMENT),
        "volume": {"id": "frus1958-60v99"},
        "id": "d7",
        "kind": "letter",
        "language": "en",
        "rights": "Public domain",
        "original": {"form": "reading-text", "file": "t.txt", "sha512": "0" * 128},
        **to_json(text_facts.read_text_facts(transcription)),
        **given,
    }
    return list(description_rules.faults(data, transcription))


def test_a_description_that_says_what_the_text_says_has_no_fault() -> None:
    assert _faults({"facs": {"11": "0041"}, "source": {"note": NOTE}}) == []


def test_a_scan_of_a_page_that_is_not_there_is_told() -> None:
    assert _faults({"facs": {"11": "0041", "13": "0043"}}) == [
        Fault(("facs", "13"), "'13' is not one of the document's pages", 'one of ["11", "12"]')
    ]
    assert _faults({"facs": {"11": "0041"}}, BARE) == [
        Fault(
            ("facs", "11"),
            "'11' is not one of the document's pages",
            "none: the text names no pages",
        )
    ]


CALENDAR = "a date or time of the calendar"


@pytest.mark.parametrize(
    ("given", "faults"),
    [
        (
            {"date": {"earliest": "1964-02-30", "latest": "1964-99-99"}},
            [
                Fault(("date", "earliest"), "there is no '1964-02-30'", CALENDAR),
                Fault(("date", "latest"), "there is no '1964-99-99'", CALENDAR),
            ],
        ),
        (
            {"date": {"earliest": "1964-11-06", "latest": "1964-11-05"}},
            [
                Fault(
                    ("date", "earliest"), "'1964-11-06' is after the latest", "not after 1964-11-05"
                )
            ],
        ),
        ({"date": {"earliest": "1964-11", "latest": "1964-11-05"}}, []),
        (
            {"volume": {"id": "frus1958-60v99", "published": "1991-13"}},
            [Fault(("volume", "published"), "there is no '1991-13'", CALENDAR)],
        ),
        (
            {"attachments": [{}, {"date": {"earliest": "1964", "latest": "1963"}}]},
            [
                Fault(
                    ("attachments", 1, "date", "earliest"),
                    "'1964' is after the latest",
                    "not after 1963",
                )
            ],
        ),
    ],
)
def test_dates_are_of_the_calendar_and_in_order(given: dict[str, Any], faults: list[Fault]) -> None:
    assert _faults(given) == faults


def test_a_source_note_that_is_given_is_the_texts() -> None:
    assert _faults({"source": {"note": "Source: Elsewhere."}}) == [
        Fault(
            ("source", "note"),
            '"Source: Elsewhere." is not what the text says',
            f'the text says "{NOTE}"',
        )
    ]


@pytest.mark.parametrize("source", [{}, {"repository": "X"}, {"note": NOTE.replace(" ", "\n ")}])
def test_a_source_note_can_be_absent_and_differ_in_white_space(source: dict[str, str]) -> None:
    assert _faults({"source": source}) == []


def test_a_source_note_is_free_where_the_text_has_none() -> None:
    assert _faults({"source": {"note": "From a letter of the archive."}}, BARE) == []


def test_an_empty_list_is_as_good_as_none() -> None:
    assert _faults({"notes": [], "withheld": [], "pages": []}, BARE) == []


def test_an_empty_list_is_not_enough_where_the_text_says_more() -> None:
    assert [fault.pointer for fault in _faults({"notes": [], "withheld": []})] == [
        ("notes",),
        ("withheld",),
    ]

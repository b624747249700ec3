"""What is refused of a reading text, and what is warned of, with the line of each."""

from __future__ import annotations

import pytest

from frus_pack.document.transcription import (
    NoteText,
)
from frus_pack.errors import Problem, SourceError
from frus_pack.sources.text.reading_text import decode_text, parse_reading_text, read_reading_text
from tests.support.reading_texts import render


def problems_of(text: str) -> list[tuple[str, str]]:
    """Place and message of everything that is wrong with a text."""
    with pytest.raises(SourceError) as caught:
        parse_reading_text(text, "t.txt")
    assert {problem.file for problem in caught.value.problems} == {"t.txt"}
    return [(problem.place, problem.message) for problem in caught.value.problems]


def test_bytes_that_are_not_utf_8_are_refused_with_their_offset() -> None:
    with pytest.raises(SourceError) as caught:
        decode_text("1. Caf\u00e9".encode("latin-1"), "t.txt")
    assert caught.value.problems == (
        Problem(
            "t.txt",
            "is not UTF-8: byte 0xE9, unexpected end of data",
            "line 1, byte 6",
            "save it as UTF-8",
            "encoding",
        ),
    )


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "is empty"),
        (" \n\t\n", "is empty"),
        ("[Page 3]\n\n[Page 4]", "has no heading, only page marks"),
    ],
)
def test_a_text_without_a_heading_is_refused(text: str, message: str) -> None:
    assert problems_of(text) == [("line 1, column 1", message)]


def test_characters_that_xml_cannot_hold_are_refused_one_a_line() -> None:
    assert problems_of("1. T\x00\x01\n\na\x0bb\n\ud800") == [
        ("line 1, column 5", "holds the character U+0000"),
        ("line 3, column 2", "holds the character U+000B"),
        ("line 4, column 1", "holds the character U+D800"),
    ]


def test_pages_that_begin_twice_or_go_back_are_refused() -> None:
    text = "1. T1\n\n[Page 5] a [Page 4] b [Page 6]\n\n[Page II] [Page [II]]\n\n  1. [Page 5]"
    assert problems_of(text) == [
        ("line 3, column 1", "page 5 begins a second time"),
        ("line 3, column 12", "page 4 begins after page 5"),
        ("line 5, column 11", "page [II] begins a second time"),
    ]


def test_a_text_whose_pages_stand_in_another_order_can_be_read() -> None:
    read = read_reading_text("1. T\n\n[Page 5] a [Page 4] b [Page []] [Page []] c [Page 5]")
    assert [(one.place, one.message) for one in read.out_of_order] == [
        ("line 3, column 12", "page 4 begins after page 5"),
        ("line 3, column 45", "page 5 begins a second time"),
    ]
    assert read_reading_text(render(read.transcription)) == read


def test_numbers_in_the_list_run_from_one_without_gap() -> None:
    text = "1. T1\n\nforce.2 So\n\n  1. a\n  3. b\n  3. c\n  2. d\n  4."
    assert problems_of(text) == [
        ("line 6, column 3", "note 3 is listed where note 2 should be"),
        ("line 7, column 3", "note 3 is listed twice"),
        ("line 7, column 3", "note 3 is listed and not anchored"),
        ("line 8, column 3", "note 2 is listed where note 4 should be"),
        ("line 9, column 3", "note 4 is listed and not anchored"),
    ]


@pytest.mark.parametrize(
    ("notes", "place"),
    [
        ("1. Source: Ibid. Secret.\n2. See Rusk3 there.", "line 5, column 1"),
        ("1. Source: Ibid. Secret.\n\n2. See Rusk.\n", "line 5, column 1"),
        ("\u00a0\u00a01. Source: Ibid.\n\u00a0\u00a02. See Rusk.", "line 5, column 3"),
        ("1. First point\n2. Second point\n\n1. One.\n2. Two.", "line 8, column 1"),
        ("1. Source: Ibid.\n\n1. a list\n\n2. Two.", "line 5, column 1"),
    ],
)
def test_a_list_of_notes_that_is_not_indented_is_told(notes: str, place: str) -> None:
    with pytest.raises(SourceError) as caught:
        parse_reading_text(f"1. To the UAR1\n\nSome text2 here.\n\n{notes}", "t.txt")
    assert caught.value.problems == (
        Problem(
            "t.txt",
            "the list of notes is not indented",
            place,
            "indent its numbers by two blanks",
            "note-unlisted",
        ),
    )


def test_a_source_note_that_is_not_indented_is_told() -> None:
    assert problems_of("1. To the UAR1\n\nText.\n\n1. Source: Ibid.") == [
        ("line 5, column 1", "the list of notes is not indented")
    ]


def test_other_faults_of_the_anchors_of_a_flat_list_are_reported() -> None:
    assert problems_of("1. Posts1\n\nA force.2 So force.3 So\n\n1. Source: a\n2. b") == [
        ("line 3, column 20", "note 3 is anchored and not listed"),
        ("line 5, column 1", "the list of notes is not indented"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "1. Posts\n\nText.\n\n1. First.\n2. Second.",
        "1. Posts\n\nMIG1 and CO2.\n\n1. First.\n2. Second.",
        "1. Posts\n\nText.\n\n1. Source: is a word.",
        "1. Posts1\n\n1. First.\n2. Second.\n\n  1. Note.",
    ],
)
def test_numbered_paragraphs_without_anchors_are_no_list_of_notes(text: str) -> None:
    assert render(parse_reading_text(text)) == text


def test_numbered_paragraphs_not_all_anchored_are_not_notes() -> None:
    assert problems_of("1. Posts1\n\nText.\n\n1. First.\n2. Second.") == [
        ("line 1, column 9", "note 1 is anchored and not listed")
    ]


def test_a_note_without_text_is_kept_and_warned_of() -> None:
    read = read_reading_text("1. Posts1\n\n  1.", "t.txt")
    assert read.transcription.notes == (NoteText("1", ()),)
    assert read.warnings == (
        Problem(
            "t.txt",
            "note 1 has no text",
            "line 3, column 3",
            "write the note's text behind its number",
            "note-empty",
        ),
    )


def test_all_problems_are_told_at_once_in_the_order_of_their_places() -> None:
    assert problems_of("0. Title2\n\n[Page 3]\x07 [Page 2]\n\n  1. a") == [
        ("line 1, column 9", "note 2 is anchored and not listed"),
        ("line 3, column 9", "holds the character U+0007"),
        ("line 3, column 11", "page 2 begins after page 3"),
        ("line 5, column 3", "note 1 is listed and not anchored"),
    ]

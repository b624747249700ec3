"""Reading texts: parsed, rendered, and refused with line and column."""

from __future__ import annotations

import contextlib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from frus_pack.document.transcription import (
    Heading,
    NoteAnchor,
    NoteText,
    PageBreak,
    Paragraph,
    Transcription,
)
from frus_pack.errors import Problem, SourceError
from frus_pack.sources.text.reading_text import decode_text, parse_reading_text, read_reading_text
from tests.support.reading_texts import render
from tests.support.texts import transcriptions, well_formed_texts

TEXT = """\
[Page 340]

151. Telegram From Lima1

836. General [Page 341] Candia was not named.2 In 1964–66 (POL 23–9)
it was so.

[Page [343]]

   Indented.

  1. Source: Department of State, Central Files. Secret.
  2. A long note.

     Its second paragraph [Page 342] ends.
"""


def problems_of(text: str) -> list[tuple[str, str]]:
    """Place and message of everything that is wrong with a text."""
    with pytest.raises(SourceError) as caught:
        parse_reading_text(text, "t.txt")
    assert {problem.file for problem in caught.value.problems} == {"t.txt"}
    return [(problem.place, problem.message) for problem in caught.value.problems]


def test_a_text_is_heading_paragraphs_page_breaks_and_notes() -> None:
    assert parse_reading_text(TEXT) == Transcription(
        (
            PageBreak("340"),
            Heading(("151. Telegram From Lima", NoteAnchor("1"))),
            Paragraph(
                (
                    "836. General ",
                    PageBreak("341"),
                    " Candia was not named.",
                    NoteAnchor("2"),
                    " In 1964–66 (POL 23–9)\nit was so.",
                )
            ),
            PageBreak("[343]"),
            Paragraph(("   Indented.",)),
        ),
        (
            NoteText("1", ("Source: Department of State, Central Files. Secret.",)),
            NoteText("2", ("A long note.\n\nIts second paragraph ", PageBreak("342"), " ends.")),
        ),
    )


def test_the_heading_may_be_several_lines() -> None:
    read = parse_reading_text("No. 5.\nMr. Braida to Mr. Uhl.\n\nSir: I beg to report.")
    assert read.heading == Heading(("No. 5.\nMr. Braida to Mr. Uhl.",))


@settings(deadline=None)
@given(well_formed_texts())
def test_rendering_what_was_parsed_gives_a_well_formed_text_back(text: str) -> None:
    assert render(parse_reading_text(text)) == text


@settings(deadline=None)
@given(transcriptions())
def test_parsing_what_was_rendered_gives_the_transcription_back(given: Transcription) -> None:
    text = render(given)
    read = parse_reading_text(text)
    assert read == given
    assert render(read) == text


@pytest.mark.parametrize("text", [TEXT, TEXT.rstrip("\n"), "1. Title", "1. Title\n"])
def test_a_text_with_or_without_a_line_end_at_its_end_comes_back(text: str) -> None:
    assert render(parse_reading_text(text)) == text


def test_other_layouts_are_read_and_given_their_normal_form() -> None:
    body = "\n\n1. Title1  \n \t\n\n\nText.2\t\n\n   [Page 3]\n\n"
    notes = "\n    1.  One,\n    two\n\n\n\t2. Two\n\n"
    assert render(parse_reading_text(body + notes)) == (
        "1. Title1\n\nText.2\n\n[Page 3]\n\n  1. One,\n    two\n  2. Two\n"
    )


def test_a_list_in_the_body_is_not_the_list_of_notes() -> None:
    text = "1. Title1\n\n  1. First point\n  2. Second point\n\nClosing.2\n\n  1. One\n  2. Two"
    read = parse_reading_text(text)
    assert read.blocks[1] == Paragraph(("  1. First point\n  2. Second point",))
    assert [note.content for note in read.notes] == [("One",), ("Two",)]
    assert render(read) == text


def test_an_indented_list_before_a_closing_paragraph_is_no_list_of_notes() -> None:
    text = "1. Title\n\n  1. First point\n  2. Second point\n\nClosing."
    assert parse_reading_text(text).notes == ()
    assert render(parse_reading_text(text)) == text


def test_a_list_inside_a_note_is_part_of_the_note() -> None:
    text = "1. Title1\n\n  1. He said:\n\n     1. First\n     2. Second\n\n     3. Third"
    read = parse_reading_text(text)
    assert read.notes == (NoteText("1", ("He said:\n\n1. First\n     2. Second\n\n3. Third",)),)
    assert render(read) == text


@pytest.mark.parametrize("indentation", [" ", "   ", "     ", "       ", "\t"])
def test_a_note_may_have_further_paragraphs_however_indented(indentation: str) -> None:
    text = f"1. Title1\n\n  1. One.\n\n{indentation}Further.\n   A line.\n\n{indentation}More."
    read = parse_reading_text(text)
    assert len(read.notes) == 1
    assert render(read) == text


def test_the_usual_indentation_of_further_paragraphs_is_layout() -> None:
    read = parse_reading_text("1. Title1\n\n  1. One.\n\n     Further.")
    assert read.notes == (NoteText("1", ("One.\n\nFurther.",)),)


def test_the_source_note_tells_a_list_from_the_notes_behind_it() -> None:
    text = "1. Title1\n\n  1. A point\n\n      1. Source: Department of State."
    read = parse_reading_text(text)
    assert read.blocks[1] == Paragraph(("  1. A point",))
    assert read.notes == (NoteText("1", ("Source: Department of State.",)),)


def test_marks_may_stand_in_the_middle_of_a_word() -> None:
    read = parse_reading_text("1. T\n\ngovern[Page 9]ment")
    assert read.blocks[1] == Paragraph(("govern", PageBreak("9"), "ment"))


@pytest.mark.parametrize(
    "mark", ["[Page torn]", "[Page]", "[page 3]", "[Page  3]", "[Page [[]]]", "[Page Map 1]"]
)
def test_what_is_not_quite_a_page_mark_is_text(mark: str) -> None:
    assert parse_reading_text(f"1. T\n\na {mark} b").blocks[1] == Paragraph((f"a {mark} b",))


@pytest.mark.parametrize("page", ["341", "XIV", "xiv", "[II]", "[341]", "12a", "A–3", "[]"])
def test_pages_are_arabic_or_roman_and_bracketed_where_not_printed(page: str) -> None:
    assert parse_reading_text(f"1. T\n\n[Page {page}]").blocks[1] == PageBreak(page)


def test_line_ends_of_any_system_are_read_as_line_feeds() -> None:
    expected = parse_reading_text("1. T\n\na\nb")
    assert parse_reading_text("1. T\r\n\r\na\r\nb") == expected
    assert parse_reading_text("1. T\r\ra\rb") == expected


def test_a_byte_order_mark_is_dropped() -> None:
    assert decode_text(b"\xef\xbb\xbf1. T\r\n", "t.txt") == "1. T\n"


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


@settings(deadline=None)
@given(st.binary(max_size=60))
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    with contextlib.suppress(SourceError):
        parse_reading_text(decode_text(content, "t.txt"), "t.txt")


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


def test_the_true_document_comes_back_byte_for_byte(shared: Path) -> None:
    content = (shared / "documents" / "frus1964-68v31-d151.txt").read_bytes()
    read = parse_reading_text(decode_text(content, "d151"))
    assert render(read).encode() == content
    assert len(read.blocks) == 5
    assert [note.n for note in read.notes] == ["1", "2", "3", "4", "5"]

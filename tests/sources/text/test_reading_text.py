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
from frus_pack.errors import SourceError
from frus_pack.sources.text.reading_text import decode_text, parse_reading_text
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


@settings(deadline=None)
@given(st.binary(max_size=60))
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    with contextlib.suppress(SourceError):
        parse_reading_text(decode_text(content, "t.txt"), "t.txt")


def test_the_true_document_comes_back_byte_for_byte(shared: Path) -> None:
    content = (shared / "documents" / "frus1964-68v31-d151.txt").read_bytes()
    read = parse_reading_text(decode_text(content, "d151"))
    assert render(read).encode() == content
    assert len(read.blocks) == 5
    assert [note.n for note in read.notes] == ["1", "2", "3", "4", "5"]

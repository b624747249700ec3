"""The derived reading text: written without invisible characters, and read back exactly."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frus_pack.document.transcription import (
    Heading,
    Inline,
    NoteAnchor,
    NoteText,
    PageBreak,
    Paragraph,
    Transcription,
)
from frus_pack.errors import SourceError
from frus_pack.sources.text.derived_text import parse_derived_text, render_derived_text
from frus_pack.sources.text.reading_text import read_reading_text

TEXT = """\
[Page 340]

151. Telegram to All Posts⁰

He named nobody.² [Page 341] The area is 5 m⁽⁾², see ⁽⁾[Page 12].
So it ends.⁽*⁾

  0. Source: Department of State.

     [Page 342] A second one.
  2. One line
     and another.
  *. A star.
"""
READ = Transcription(
    (
        PageBreak("340"),
        Heading(("151. Telegram to All Posts", NoteAnchor("1"))),
        Paragraph(
            (
                "He named nobody.",
                NoteAnchor("2"),
                " ",
                PageBreak("341"),
                " The area is 5 m², see [Page 12].\nSo it ends.",
                NoteAnchor("3"),
            )
        ),
    ),
    (
        NoteText("1", ("Source: Department of State.\n\n", PageBreak("342"), " A second one.")),
        NoteText("2", ("One line\nand another.",)),
        NoteText("3", ("A star.",)),
    ),
)


def test_a_derived_text_is_written_and_read_back() -> None:
    read = parse_derived_text(TEXT)
    assert read == READ
    assert [note.label for note in read.notes] == ["0", None, "*"]
    assert render_derived_text(read) == TEXT


def test_a_given_text_can_have_superscript_marks() -> None:
    assert read_reading_text(TEXT).transcription == READ


def test_pages_out_of_order_are_told_of_a_text_with_superscript_marks() -> None:
    found = read_reading_text(TEXT.replace("341", "339"), "t.txt")
    assert [(one.place, one.message) for one in found.out_of_order] == [
        ("line 5, column 19", "page 339 begins after page 342")
    ]


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        (
            "\n  2. One",
            "\n  3. One",
            "has another mark where the mark of note 3 is due",
        ),
        ("  *. A star.\n", "", "a mark belongs to no listed note"),
        ("⁽*⁾", "", "note * is listed and has no mark"),
    ],
)
def test_marks_that_are_not_those_of_the_list_are_told(old: str, new: str, problem: str) -> None:
    with pytest.raises(SourceError) as caught:
        parse_derived_text(TEXT.replace(old, new), "t.txt")
    assert caught.value.problems[0].message == problem


_WORDS = st.text("a1²⁽⁾[]Pge 3.*", min_size=1, max_size=8).map(str.strip).filter(bool)
_PAGES = st.sampled_from((PageBreak("4"), PageBreak("XII"), PageBreak("[]")))


@st.composite
def _transcriptions(draw: st.DrawFn) -> Transcription:
    notes = draw(
        st.lists(st.tuples(_WORDS, st.sampled_from((None, "0", "12", "*", "2a"))), max_size=4)
    )
    pieces: list[Inline] = [draw(_WORDS)]
    for n in range(1, len(notes) + 1):
        pieces.append(NoteAnchor(str(n)))
        pieces += draw(st.sampled_from(([], [draw(_WORDS)], [draw(_PAGES), draw(_WORDS)])))
    cut = draw(st.integers(1, len(pieces)))
    heading, rest = tuple(pieces[:cut]), tuple(pieces[cut:])
    blocks = (Heading(heading), *((Paragraph(rest),) if rest else ()))
    listed = tuple(
        NoteText(str(n), (words,), label=label) for n, (words, label) in enumerate(notes, 1)
    )
    return Transcription(blocks, listed)


@given(_transcriptions())
def test_whatever_is_written_is_read_back(transcription: Transcription) -> None:
    text = render_derived_text(transcription)
    assert parse_derived_text(text) == transcription
    assert render_derived_text(parse_derived_text(text)) == text

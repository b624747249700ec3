"""What a text says of itself."""

from __future__ import annotations

from pathlib import Path

import pytest

from frus_pack.document import text_facts, withheld
from frus_pack.document.model import Note, Withheld
from frus_pack.document.text_facts import TextFacts
from frus_pack.document.transcription import NoteAnchor, PageBreak
from frus_pack.sources.text.reading_text import decode_text, parse_reading_text

TEXT = """\
151. Telegram From  Lima
to [Page 341] Posts1

The [name not declassified] said2 it. [2 lines [Page 342]
not declassified]

[Page XIV]

[text not declassified]3 [sic] [not yet declassified]

  1. Source: Department of State. [less than 1 line not declassified]
  2. See [Page 343] below. [1 page not declassified]
  3. Nothing.
"""


def test_number_title_pages_notes_and_withheld_passages_are_read() -> None:
    text = TEXT.replace("[Page 342]\nnot", "[Page 344]\nnot")
    assert text_facts.read_text_facts(parse_reading_text(text)) == TextFacts(
        number="151",
        title="Telegram From Lima to Posts",
        pages=("340", "341", "343", "344", "XIV"),
        notes=(
            Note(n="1", type="source", page="341"),
            Note(n="2", type="note", page="341"),
            Note(n="3", type="note", page="XIV"),
        ),
        withheld=(
            Withheld(text="[less than 1 line not declassified]", page="341", note="1"),
            Withheld(text="[name not declassified]", page="341"),
            Withheld(text="[1 page not declassified]", page="341", note="2"),
            Withheld(text="[2 lines not declassified]", page="343"),
            Withheld(text="[text not declassified]", page="XIV"),
        ),
    )


@pytest.mark.parametrize(
    ("heading", "number", "title"),
    [
        ("151. Telegram", "151", "Telegram"),
        ("278A. Telegram", "278A", "Telegram"),
        ("No. 5.\nMr. Braida to Mr. Uhl.", "5", "Mr. Braida to Mr. Uhl."),
        ("[Page 3] 7. Letter", "7", "Letter"),
        ("59.Letter", "59", "Letter"),
        ("Telegram", None, "Telegram"),
        ("1964.5 Telegram", None, "1964.5 Telegram"),
        ("151.", "151", "151."),
        ("7. Govern[Page 3]ment", "7", "Government"),
    ],
)
def test_the_heading_holds_number_and_title(heading: str, number: str | None, title: str) -> None:
    read = text_facts.read_text_facts(parse_reading_text(heading))
    assert (read.number, read.title) == (number, title)


@pytest.mark.parametrize(
    ("text", "first", "pages"),
    [
        ("1. T\n\na [Page 341] b", None, ("340", "341")),
        ("1. T\n\na [Page 341] b", "338a", ("338a", "341")),
        ("[Page 341]\n\n1. T\n\nb", None, ("341",)),
        ("[Page 341]\n\n1. T\n\nb", "340", ("341",)),
        ("[Page 341] 1. T\n\n[Page 342] b", None, ("341", "342")),
        ("1. T\n\n[Page XIV] b", None, ("XIV",)),
        ("1. T\n\n[Page 1] b", None, ("1",)),
        ("1. T\n\n[Page XIV] b", "XIV", ("XIV", "XIV")),
        ("1. T\n\n[Page [341]] b", None, ("[341]",)),
        ("1. T\n\nb", None, ()),
        ("1. T\n\nb", "7", ("7",)),
    ],
)
def test_a_text_begins_on_the_page_before_its_first_mark(
    text: str, first: str | None, pages: tuple[str, ...]
) -> None:
    assert text_facts.read_text_facts(parse_reading_text(text), first).pages == pages


@pytest.mark.parametrize(
    ("pages", "first"),
    [
        (("340", "341", "342"), "340"),
        (("341", "341", "342"), "341"),
        (("341", "342"), None),
        (("340", "342"), "340"),
        (("342",), None),
        ((), None),
    ],
)
def test_the_first_page_is_one_more_than_is_marked(
    pages: tuple[str, ...], first: str | None
) -> None:
    read = parse_reading_text("1. T\n\n[Page 341] b [Page 342] c")
    assert read.page_before_marks(pages) == first


def test_without_a_known_first_page_notes_have_none() -> None:
    read = text_facts.read_text_facts(
        parse_reading_text("1. T1\n\n[Page IV] a2\n\n  1. [x not declassified]\n  2. b")
    )
    assert read.notes == (Note(n="1", type="note"), Note(n="2", type="note", page="IV"))
    assert read.withheld == (Withheld(text="[x not declassified]", note="1"),)


def test_only_note_1_can_be_the_source_note() -> None:
    read = parse_reading_text("1. T1\n\na2\n\n  1. See below.\n  2. Source: Department of State.")
    assert text_facts.source_note(read) is None


def test_the_source_note_of_a_withheld_document_is_in_brackets() -> None:
    read = parse_reading_text(
        "1. T1\n\n  1. [Source: Department of State. 3 pages not declassified.]"
    )
    assert text_facts.read_text_facts(read).notes == (Note(n="1", type="source"),)


@pytest.mark.parametrize(
    "remark", ["[Name deleted]", "[names deleted]", "[name and title deleted]"]
)
def test_what_was_deleted_for_publication_is_withheld(remark: str) -> None:
    assert list(withheld.remarks(f"He saw {remark} and [word deleted by hand].")) == [(7, remark)]


def test_remarks_on_withheld_text_are_found_in_brackets() -> None:
    text = "[a not\ndeclassified] [sic] not declassified] [[NOT DECLASSIFIED]] [undeclassified]"
    assert list(withheld.remarks(text)) == [
        (0, "[a not declassified]"),
        (46, "[NOT DECLASSIFIED]"),
    ]


def test_the_facts_of_the_true_document(shared: Path) -> None:
    file = shared / "documents" / "frus1964-68v31-d151.txt"
    read = parse_reading_text(decode_text(file.read_bytes(), file.name), file.name)
    assert text_facts.read_text_facts(read) == TextFacts(
        number="151",
        title="Telegram From the Department of State to All American Republic Posts",
        pages=("340", "341", "342"),
        notes=(
            Note(n="1", type="source", page="340"),
            Note(n="2", type="note", page="341"),
            Note(n="3", type="note", page="341"),
            Note(n="4", type="note", page="341"),
            Note(n="5", type="note", page="342"),
        ),
        withheld=(Withheld(text="[text not declassified]", page="341", note="4"),),
    )
    before: dict[str, str] = {}
    words = ""
    for piece in (p for b in read.blocks if not isinstance(b, PageBreak) for p in b.content):
        if isinstance(piece, NoteAnchor):
            before[piece.n] = words
        words = piece if isinstance(piece, str) else words
    assert {n: " ".join(text.split()[-2:]) for n, text in before.items()} == {
        "1": "Republic Posts",
        "2": "been named.",
        "3": "through force.",
        "4": "public order.",
        "5": "successor government.",
    }

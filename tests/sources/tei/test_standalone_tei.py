"""TEI out and in: valid, exact, and closed to what an XML parser can be lured into."""

from __future__ import annotations

import contextlib
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from lxml import etree

from frus_pack.document.model import ArchivalSource, DateRange, Editor, Metadata, Volume
from frus_pack.document.transcription import (
    Heading,
    NoteAnchor,
    NoteText,
    PageBreak,
    Paragraph,
    Transcription,
)
from frus_pack.errors import SourceError
from frus_pack.sources.folder.description import infer_description
from frus_pack.sources.tei.standalone_tei import parse_tei, render_tei
from frus_pack.sources.tei.xml_names import document_id, page_id
from frus_pack.sources.text.reading_text import parse_reading_text
from tests.support.reading_texts import render
from tests.support.texts import transcriptions, well_formed_texts

METADATA = Metadata(
    volume=Volume(
        id="frus1964-68v31",
        title="South and Central America; Mexico",
        series="Foreign Relations of the United States",
        sub_series="1964–1968",
        volume_number="XXXI",
        published="2004",
        editors=(Editor(name="David C. Geyer"), Editor(name="David H. Herschler")),
    ),
    id="d7",
    number="7",
    title="Letter From <Orlan> & Co.",
    kind="letter",
    language="en",
    rights="Public domain.",
    date=DateRange(earliest="1964-11-05", latest="1964-11-05", display="November 5, 1964"),
    source=ArchivalSource(
        repository="National Archives", record_group="RG 59", collection="Central Files", file="POL"
    ),
    pages=("11", "12"),
    facs={"12": "0042"},
)
PLAIN = replace(
    METADATA, volume=Volume(id="frus1894"), number=None, date=None, source=None, pages=()
)
TEXT = """\
[Page [II]]

7. Letter From
Orlan1

  He wrote:\t“no” [Page 12] & <more>.2

[Page 13]

  1. Source: National Archives.

     Its second paragraph
     [Page 11] ends.
  2. Ibid.
"""
HERE = Path(__file__).parent
RENDERED = (HERE / "tei_document.xml").read_text("utf-8")

SHAPE = etree.RelaxNG(etree.parse(str(HERE / "tei_document.rng")))


def test_a_document_is_rendered_whole() -> None:
    assert render_tei(METADATA, parse_reading_text(TEXT)).decode() == RENDERED


TWO_MARKS = Paragraph((PageBreak("2"), PageBreak("3")))


@pytest.mark.parametrize("metadata", [METADATA, PLAIN])
@settings(deadline=None)
@example(Transcription((Heading(("Title",)), TWO_MARKS)))
@given(given_one=transcriptions())
def test_what_was_rendered_reads_as_the_same_and_has_the_shape_of_tei(
    metadata: Metadata, given_one: Transcription
) -> None:
    rendered = render_tei(metadata, given_one)
    assert parse_tei(rendered) == given_one
    SHAPE.assertValid(etree.fromstring(rendered))


@settings(deadline=None)
@given(well_formed_texts())
def test_a_reading_text_comes_back_out_of_its_tei(text: str) -> None:
    read = parse_tei(render_tei(METADATA, parse_reading_text(text)))
    assert render(read).rstrip("\n") == text.rstrip("\n")


def test_a_document_withheld_whole_is_only_a_heading() -> None:
    read = parse_reading_text("7. Paper1\n\n  1. Source: Ibid. 3 pages not declassified.")
    rendered = render_tei(PLAIN, read)
    SHAPE.assertValid(etree.fromstring(rendered))
    assert parse_tei(rendered) == read


def test_identifiers_are_names_and_unique() -> None:
    text = Transcription((Heading(("T", PageBreak("[II]"), PageBreak("II"))), PageBreak("A/1")))
    rendered = render_tei(replace(METADATA, id="7"), text)
    ids = etree.fromstring(rendered).xpath("//@xml:id")
    assert ids == ["_7", "pg_II", "pg_A_1"]


@pytest.mark.parametrize(
    ("identifier", "name"), [("d7", "d7"), ("7", "_7"), ("-d", "_-d"), ("d 7", "d_7")]
)
def test_a_document_is_named_by_its_identifier(identifier: str, name: str) -> None:
    assert document_id(identifier) == name


def test_pages_are_named_as_in_the_series() -> None:
    assert [page_id(page) for page in ("341", "XIV", "[II]")] == ["pg_341", "pg_XIV", "pg_II"]


@pytest.mark.parametrize("moment", ["1964-11-05T15:00", "1964-13-01", "November"])
def test_a_moment_that_tei_does_not_know_is_left_to_the_words(moment: str) -> None:
    written = DateRange(earliest=moment, latest="1964", display="in 1964")
    rendered = render_tei(replace(METADATA, date=written), parse_reading_text("7. T"))
    assert b'<date notAfter="1964">in 1964</date>' in rendered


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            Transcription((Heading(("T",)),), (NoteText("1", ("x",)),)),
            "notes without an anchor: 1",
        ),
        (
            Transcription((Heading(("T", NoteAnchor("1"))),)),
            "note 1 is anchored, and does not exist or is anchored twice",
        ),
        (
            Transcription(
                (Heading(("T", NoteAnchor("1"), NoteAnchor("1"))),), (NoteText("1", ("x",)),)
            ),
            "note 1 is anchored, and does not exist or is anchored twice",
        ),
    ],
)
def test_no_note_is_dropped_in_silence(text: Transcription, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        render_tei(METADATA, text)


@settings(deadline=None)
@given(st.binary(max_size=80) | st.binary(max_size=8).map(lambda b: RENDERED.encode()[:-9] + b))
def test_any_bytes_are_read_or_refused(xml: bytes) -> None:
    with contextlib.suppress(SourceError):
        parse_tei(xml)


def test_the_true_document_becomes_valid_tei_and_comes_back(shared: Path) -> None:
    content = (shared / "documents" / "frus1964-68v31-d151.txt").read_bytes()
    read = parse_reading_text(content.decode())
    metadata = infer_description(content, "frus1964-68v31", file="t.txt").metadata
    rendered = render_tei(metadata, read)
    assert rendered == render_tei(metadata, read)
    root = etree.fromstring(rendered)
    SHAPE.assertValid(root)
    assert parse_tei(rendered) == read
    assert root.xpath("//@xml:id") == [
        "d151",
        "d151fn1",
        "pg_341",
        "d151fn2",
        "d151fn3",
        "d151fn4",
        "pg_342",
        "d151fn5",
    ]


def test_a_paragraph_of_a_note_alone_stays_one() -> None:
    text = Transcription(
        (Heading(("T",)), Paragraph(("a",)), Paragraph((NoteAnchor("1"),))),
        (NoteText("1", ("x",)),),
    )
    assert parse_tei(render_tei(PLAIN, text)) == text

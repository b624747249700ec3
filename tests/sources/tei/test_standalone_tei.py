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
from frus_pack.sources.tei import text as tei_text
from frus_pack.sources.tei.standalone_tei import parse_tei, render_tei
from frus_pack.sources.tei.xml_names import document_id, page_id
from frus_pack.sources.text.derived_text import parse_derived_text, render_derived_text
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


def document(content: str, *, wrapper: str = "{}") -> bytes:
    division = f'<div type="document" xml:id="d1">{content}</div>'
    return f'<TEI xmlns="http://www.tei-c.org/ns/1.0">{wrapper.format(division)}</TEI>'.encode()


def test_the_series_own_encoding_is_read_with_white_space_as_layout() -> None:
    read = parse_tei(
        document(
            """
            <pb n="13" xml:id="pg_13"/>
            <head>No. 5.<lb/><hi rend="italic">Mr. <persName type="from">Braida</persName>
                    to Mr. <persName type="to">Uhl</persName>.</hi>
                <note n="*" type="source">Source: <gloss>RG</gloss> 59,
                    <ref target="#d4">d4</ref>.</note>
            </head><!-- a remark --><?page 1?>
            <opener><dateline><placeName>San Juan</placeName>, <date when="1894-02-13">February
                    13</date>.<lb/>(Received.)</dateline></opener>
            <p>The chief <choice><sic>whoo</sic><corr>who</corr></choice> sent<note><p>One.</p>
                <p>Two.</p></note>, over<pb n="14"/>seas and <pb n="15"/>on
                <note n="1">Three.</note> to it.</p>
            <p/>
            <note rend="inline">[Inclosure.]</note>
            <closer>I am, etc.,<lb/><signed>S. C. <hi>Braida</hi>.</signed></closer>
            """,
            wrapper="<text><body><div type='chapter'>{}</div></body></text>",
        )
    )
    assert read == Transcription(
        (
            PageBreak("13"),
            Heading(("No. 5.\nMr. Braida to Mr. Uhl.", NoteAnchor("1"))),
            Paragraph(("San Juan, February 13.\n(Received.)",)),
            Paragraph(
                (
                    "The chief who sent",
                    NoteAnchor("2"),
                    ", ",
                    PageBreak("14"),
                    " overseas and ",
                    PageBreak("15"),
                    " on",
                    NoteAnchor("3"),
                    " to it.",
                )
            ),
            Paragraph(("[Inclosure.]",)),
            Paragraph(("I am, etc.,\nS. C. Braida.",)),
        ),
        (
            NoteText("1", ("Source: RG 59, d4.",)),
            NoteText("2", ("One.\n\nTwo.",)),
            NoteText("3", ("Three.",)),
        ),
    )
    assert parse_derived_text(render_derived_text(read)) == read


def problems_of(xml: bytes) -> list[tuple[str, str]]:
    with pytest.raises(SourceError) as caught:
        parse_tei(xml, "t.xml")
    assert {problem.file for problem in caught.value.problems} == {"t.xml"}
    return [(problem.place, problem.message) for problem in caught.value.problems]


@pytest.mark.parametrize(
    ("xml", "place", "message"),
    [
        (b"", "line 1, column 1", "is not well-formed XML: Document is empty"),
        (b"<TEI", "line 1, column 5", "is not well-formed XML: Couldn't find end of Start Tag TEI"),
        (b"<TEI/>", "", 'holds no <div type="document">, and must hold one'),
        (
            document("", wrapper="{0}{0}").replace(b'xml:id="d1"', b""),
            "",
            'holds 2 <div type="document">, and must hold one',
        ),
        (b"<!DOCTYPE TEI><TEI/>", "", "has a document type declaration"),
        (
            b'<!DOCTYPE TEI [<!ENTITY e SYSTEM "file:///etc/passwd">]><TEI>&e;</TEI>',
            "",
            "has a document type declaration",
        ),
    ],
)
def test_what_is_no_document_of_the_series_is_refused(xml: bytes, place: str, message: str) -> None:
    ((told_place, told),) = problems_of(xml)
    assert told_place == place
    assert told.startswith(message)


def test_entities_that_would_explode_are_refused() -> None:
    entities = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
    bomb = f'<!DOCTYPE TEI [<!ENTITY e0 "ha">{entities}]><TEI a="&e9;">&e9;</TEI>'
    assert len(problems_of(bomb.encode())) == 1


def test_an_included_file_is_never_looked_at(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("secret")
    include = f'<include xmlns="http://www.w3.org/2001/XInclude" href="{tmp_path}/secret.txt"/>'
    assert problems_of(document(f"<head>T</head><p>{include}</p>")) == [
        (
            "line 1",
            "has <{http://www.w3.org/2001/XInclude}include>, which includes another file",
        )
    ]


@settings(deadline=None)
@given(st.binary(max_size=80) | st.binary(max_size=8).map(lambda b: RENDERED.encode()[:-9] + b))
def test_any_bytes_are_read_or_refused(xml: bytes) -> None:
    with contextlib.suppress(SourceError):
        parse_tei(xml)


def test_true_documents_of_the_nineteenth_century_are_read(shared: Path) -> None:
    volume = etree.parse(str(shared / "tei" / "frus1894Nicaragua-excerpt.xml"))
    divisions = [found for found in volume.iter("{*}div") if found.get("n") == "9"]
    read = tei_text.read_document(divisions[0], "v.xml").transcription
    assert read.blocks == (
        Heading(("No. 9.\nMr. Gresham to Mr. Baker.",)),
        Paragraph(("[Telegram.]",)),
        Paragraph(("Department of State,\nWashington, March 7, 1894.",)),
        Paragraph(("If you verify Braida’s telegram report alleged grounds for landing",)),
    )


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

"""A document in the series' own encoding is read as TEI; anything else is refused."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree

from frus_pack.document.transcription import (
    Heading,
    NoteAnchor,
    NoteText,
    PageBreak,
    Paragraph,
    Transcription,
)
from frus_pack.errors import SourceError
from frus_pack.sources.tei import text as tei_text
from frus_pack.sources.tei.standalone_tei import parse_tei
from frus_pack.sources.text.derived_text import parse_derived_text, render_derived_text


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

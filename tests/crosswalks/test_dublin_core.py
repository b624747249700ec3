"""Dublin Core: which field arrives in which element."""

from __future__ import annotations

from dataclasses import replace

from lxml import etree

from frus_pack.crosswalks import dublin_core
from frus_pack.crosswalks.xml_elements import XSI_TYPE
from frus_pack.document.model import Division
from frus_pack.document.rights import RIGHTS
from tests.crosswalks.records import VOLUME, bare, full, with_metadata

VOLUME_NAME = "Foreign Relations of the United States, 1958–1960, Volume XCIX, Kestania"
PLACE_IN_VOLUME = f"{VOLUME_NAME}, Document 7, pp. 11–12"
DESCRIPTIONS = [
    "Written at: Port Lorne",
    "Date as printed: May 2–3, 1959",
    "Original classification: Secret; Limdis",
    "Source: Kestanian State Archive.",
    "Withheld from publication: [2 lines not declassified] (page 12, note 2)",
    "In the compilation “The harbor”",
    "In the chapter “1959”",
    "Figure: The harbor (page 12)",
    "Table: Ships (page 12)",
]
PAPER = "Kestanian State Archive, RG 3, Presidency, Box 4"
TITLE = "Letter From President Orlan to the Secretary of State"
CONTRIBUTORS = [
    "Secretary of State (addressee)",
    "Paris (addressee)",
    "London (information addressee)",
    "Ilse Marand (participant)",
    "Osgood (clearing officer)",
    "Adams (approving officer)",
]


def elements(content: bytes) -> list[tuple[str, str | None, str | None]]:
    return [
        (etree.QName(one).localname, one.text, one.get(XSI_TYPE))
        for one in etree.fromstring(content)
    ]


def test_oai_dc_has_the_fifteen_elements() -> None:
    assert [(name, text) for name, text, _ in elements(dublin_core.to_oai_dc(full()))] == [
        ("title", TITLE),
        ("creator", "Orlan, Emil"),
        ("creator", "Brewin"),
        *(("contributor", one) for one in CONTRIBUTORS),
        ("subject", "Harbor"),
        ("description", "The harbor of Port Lorne was discussed."),
        *(("description", one) for one in DESCRIPTIONS),
        ("description", "Attachment: Draft (1959-04)"),
        ("publisher", "Government Printing Office"),
        ("date", "1959-05-02/1959-05-03T10:30:00-05:00"),
        ("type", "Text"),
        ("type", "letter"),
        ("format", "image/tiff"),
        ("format", "text/plain"),
        ("format", "application/tei+xml"),
        ("identifier", "frus1958-60v99/d7"),
        ("identifier", f"{VOLUME}/d7"),
        ("identifier", PLACE_IN_VOLUME),
        ("source", PAPER),
        ("language", "en"),
        ("relation", VOLUME_NAME),
        ("relation", f"{VOLUME}/d8"),
        ("rights", "Public domain"),
    ]


def test_dcmi_terms_say_in_which_scheme_a_value_is() -> None:
    found = elements(dublin_core.to_dcterms(full()))
    assert [one for one in found if one[2]] == [
        (
            "created",
            "start=1959-05-02; end=1959-05-03T10:30:00-05:00; scheme=W3C-DTF;",
            "dcterms:Period",
        ),
        ("issued", "1964-05", "dcterms:W3CDTF"),
        ("type", "Text", "dcterms:DCMIType"),
        ("format", "image/tiff", "dcterms:IMT"),
        ("format", "text/plain", "dcterms:IMT"),
        ("format", "application/tei+xml", "dcterms:IMT"),
        ("identifier", f"{VOLUME}/d7", "dcterms:URI"),
        ("language", "en", "dcterms:RFC4646"),
        ("isPartOf", VOLUME, "dcterms:URI"),
        ("references", f"{VOLUME}/d8", "dcterms:URI"),
    ]
    assert [one[:2] for one in found if not one[2]] == [
        ("title", TITLE),
        ("creator", "Orlan, Emil"),
        ("creator", "Brewin"),
        *(("contributor", one) for one in CONTRIBUTORS),
        ("subject", "Harbor"),
        ("abstract", "The harbor of Port Lorne was discussed."),
        *(("description", one) for one in DESCRIPTIONS),
        ("publisher", "Government Printing Office"),
        ("type", "letter"),
        ("extent", "2 pages (11–12)"),
        ("identifier", "frus1958-60v99/d7"),
        ("bibliographicCitation", PLACE_IN_VOLUME),
        ("source", PAPER),
        ("hasPart", "Draft (1959-04)"),
        ("rights", "Public domain"),
    ]


def test_what_is_not_known_is_not_there() -> None:
    assert [one[:2] for one in elements(dublin_core.to_oai_dc(bare()))] == [
        ("title", "Editorial Note"),
        ("type", "Text"),
        ("format", "text/plain"),
        ("identifier", "frus1958-60v99/d7"),
        ("identifier", f"{VOLUME}/d7"),
        ("identifier", "frus1958-60v99, “Editorial Note”"),
        ("language", "en"),
        ("relation", "frus1958-60v99"),
        ("rights", "Public domain"),
    ]


def test_a_division_without_a_title_is_told_by_its_identifier() -> None:
    untitled = (Division(type="compilation", id="comp1"), Division(type="chapter"))
    record = with_metadata(replace(bare().metadata, divisions=untitled))
    told = [text for name, text in dublin_core.elements(record) if name == "description"]
    assert told == ["In the compilation comp1"]


def test_a_right_has_its_uri_beside_its_words() -> None:
    licence = "Crown copyright: https://example.org/licence."
    for words, uri in (
        (RIGHTS, "http://rightsstatements.org/vocab/NoC-US/1.0/"),
        (licence, "https://example.org/licence"),
    ):
        record = with_metadata(replace(bare().metadata, rights=words))
        told = [text for name, text in dublin_core.elements(record) if name == "rights"]
        assert told == [words, uri]
        found = [one[1:] for one in elements(dublin_core.to_dcterms(record)) if one[0] == "rights"]
        assert found == [(words, None), (uri, "dcterms:URI")]

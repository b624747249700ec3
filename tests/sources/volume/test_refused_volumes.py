"""A bad document fails alone; what is not a volume is refused by name and line."""

from __future__ import annotations

from pathlib import Path

import pytest

import frus_pack
from frus_pack import SourceError
from tests.sources.volume.one_volume import END, GOOD, HEAD, Make, read, told

FAULTS = {
    "a document without identifier": (
        GOOD.replace(' xml:id="d2"', "").replace("2", "1"),
        "a document without xml:id, line 4: has no xml:id to be named after",
    ),
    "an identifier that is not a safe name": (
        GOOD.replace("d2", "d.1"),
        "d.1, line 4: has the identifier 'd.1', which is not a safe name",
    ),
    "an inclusion": (
        GOOD.replace("d2", "d1").replace(
            "Good", '\n<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="/etc/passwd"/>'
        ),
        "d1, line 5: has <{http://www.w3.org/2001/XInclude}include>, which includes another file",
    ),
    "a document in a document": (
        GOOD.replace("d2", "d1").replace("<p>", f"\n{GOOD}<p>"),
        "d1, line 5: holds another document inside, d2",
    ),
    "an identifier inside that stands twice": (
        GOOD.replace("d2", "d1").replace("Good", '<hi xml:id="a"/>\n<hi xml:id="a"/>'),
        "d1, line 5: has the xml:id a twice",
    ),
    "nesting without end": (
        GOOD.replace("d2", "d1").replace("Good", "<hi>" * 100_000 + "</hi>" * 100_000),
        "d1, line 4: is nested more than 256 levels deep",
    ),
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_bad_document_fails_alone(volume: Make, tmp_path: Path, name: str) -> None:
    body, message = FAULTS[name]
    good = GOOD.replace('n="2"', 'n="3"').replace("d2", "d3").replace("2.", "3.")
    found = told(volume(f'{body}<pb n="7" facs="0007"/>{good}'), tmp_path)
    assert found == [f"frus1958-60v98.xml: {message}", "1 packed"]


ODD = {
    "a document without head": (
        '<div type="document" xml:id="d1" n="1">\n<p>x</p></div>',
        ["transcription.head-missing"],
    ),
    "a document without number": (
        '<div type="document" xml:id="d1"><head>Letter</head></div>',
        [],
    ),
    "a page break without number": (
        GOOD.replace("d2", "d1").replace("Good", "\n<pb/>"),
        ["transcription.page-unnumbered"],
    ),
    "a page break whose number is none": (
        GOOD.replace("d2", "d1").replace("Good", '\n<pb n="[?]" facs="0001"/>'),
        ["transcription.page-unnumbered"],
    ),
    "a scan number that is none": (
        GOOD.replace("d2", "d1").replace("Good", '\n<pb n="2" facs="../1.tif"/>'),
        ["transcription.facs-unusable"],
    ),
    "an element that is not known": (
        GOOD.replace("d2", "d1").replace("Good", "\n\n<egXML/>"),
        ["transcription.element-unknown"],
    ),
    "pages without number and scan": (
        GOOD.replace("d2", "d1").replace("Good", '<pb/>a<pb facs="0001"/>b'),
        ["transcription.page-unnumbered", "transcription.page-unnumbered"],
    ),
    "a recipient that is encoded as a sender": (
        GOOD.replace("d2", "d1").replace(
            "<head>2. ",
            '<head>2. Letter From <persName type="from">A</persName> to '
            '<persName type="from">B</persName>',
        ),
        ["volume.correspondent-mistyped"],
    ),
    "a date that is printed as another": (
        GOOD.replace("d2", "d1").replace(
            "</head>",
            '</head><dateline><date when="1964-10-24">October 24, 1963</date></dateline>',
        ),
        ["volume.date-differs"],
    ),
    "a language that is none": (
        GOOD.replace("d2", "d1").replace("<div", '<div xml:lang="e n"'),
        [],
    ),
}


@pytest.mark.parametrize("name", ODD)
def test_an_odd_document_is_packed_with_its_findings(
    volume: Make, tmp_path: Path, name: str
) -> None:
    body, codes = ODD[name]
    path = volume(body)
    (document,) = frus_pack.read(path)
    assert [one.code for one in document.findings] == codes
    report = frus_pack.validate(frus_pack.pack(document, tmp_path / "deposit").path)
    assert [one.code for one in report.findings if one.severity == "error"] == []
    packaged = [code for code in codes if not code.startswith("volume.")]
    assert [one.code for one in report.findings if one.code in codes] == packaged


def test_two_documents_of_one_identifier_both_fail(volume: Make, tmp_path: Path) -> None:
    assert told(volume(f"{GOOD}\n{GOOD}"), tmp_path) == [
        "frus1958-60v98.xml: d2, line 4: has the identifier of 2 documents",
        "frus1958-60v98.xml: d2, line 5: has the identifier of 2 documents",
    ]


def test_a_document_that_is_too_large_fails_alone(volume: Make, tmp_path: Path) -> None:
    large = GOOD.replace("d2", "d1").replace("Good", "word " * 1_000_000)
    assert told(volume(f"{large}{GOOD}"), tmp_path) == [
        f"frus1958-60v98.xml: d1, line 4: has {len(large)} bytes: at most 4194304",
        "1 packed",
    ]


WHOLE = {
    "no documents": ("<p>In work.</p>", "holds no document (a volume that is still being"),
    "no well-formed XML": (
        f"{GOOD}<div>",
        "line 5, column 3: is not well-formed XML: mismatched tag",
    ),
    "no well-formed document": (
        '<div type="document" xml:id="d9"><p>\n</div>',
        "d9, line 5, column 3: is not well-formed XML: mismatched tag",
    ),
    "an entity that is not declared": (
        GOOD.replace("Good", "&oops;"),
        "d2, line 4, column 65: is not well-formed XML: undefined entity",
    ),
}


@pytest.mark.parametrize("name", WHOLE)
def test_a_volume_that_cannot_be_read_is_one_error(volume: Make, tmp_path: Path, name: str) -> None:
    body, message = WHOLE[name]
    (error,) = told(volume(body), tmp_path)
    assert error.startswith(f"frus1958-60v98.xml: {message}")


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "line 1, column 1: is not well-formed XML: no element found"),
        (b"<html/>", "line 1: is not TEI: its root is not TEI"),
        (
            b'<!DOCTYPE TEI [<!ENTITY a SYSTEM "file:///etc/passwd">]><TEI>&a;</TEI>',
            "line 1: has a document type declaration (take the DOCTYPE out)",
        ),
        (
            b'<?xml version="1.0" encoding="ISO-8859-1"?><TEI/>',
            "line 1: is in ISO-8859-1 (save it as UTF-8)",
        ),
        (
            f"{HEAD}{GOOD}{END}".encode("utf-16"),
            "is text in UTF-16, not a document in TEI or plain text (save it as UTF-8)",
        ),
        (
            f"{HEAD}{GOOD}{END}".replace("frus1958-60v98", "volume").encode(),
            "'volume' is not a volume of the series (write it like frus1964-68v31)",
        ),
    ],
)
def test_what_is_no_volume_is_refused(tmp_path: Path, content: bytes, message: str) -> None:
    path = tmp_path / "frus1958-60v98.xml"
    path.write_bytes(content)
    assert told(path, tmp_path) == [f"frus1958-60v98.xml: {message}"]


def test_a_volume_that_changes_after_it_was_scanned_is_not_packed(volume: Make) -> None:
    path = volume(GOOD + GOOD.replace("2", "3"))
    reading = frus_pack.read(path)
    next(reading)
    path.write_bytes(path.read_bytes().replace(b"Good", b"Evil"))
    with pytest.raises(SourceError, match="d3, line 4: is not what it was when"):
        next(reading)


def test_a_volume_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="does not exist"):
        read(tmp_path / "frus1958-60v98.xml")

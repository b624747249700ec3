"""A package whose document was cut out of a volume: its bytes, and what is around them."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import frus_pack
from frus_pack.document.model_json import format_json
from frus_pack.package.paths import METADATA_PATH, TEI_PATH, TEXT_PATH
from tests.support.bags import digest
from tests.support.packages import Told, change, told

VOLUME = """\
<TEI xml:id="frus1958-60v98" xmlns="http://www.tei-c.org/ns/1.0"
 xmlns:frus="http://history.state.gov/frus/ns/1.0"><teiHeader/><text><front>
<list type="persons"><item><persName xml:id="p_O_1">Orlan</persName>, President</item></list>
<list type="terms"><item><term xml:id="t_KE">KE</term>, Kestania</item></list></front>
<body><div type="chapter" xml:id="ch1"><head>Kestania</head><pb n="11" facs="0041"/>
<div type="document" xml:id="d7" n="7" frus:doc-dateTime-min="1959-05-02T00:00:00-05:00"
 frus:doc-dateTime-max="1959-05-02T23:59:59-05:00"><head>7. Letter From
 <persName type="from" corresp="#p_O_1">President Orlan</persName><note n="1" type="source">Kept in
 Port Lorne.</note></head><p>The <gloss target="#t_KE">KE</gloss> pilots wait.<pb n="12"
 facs="0042"/> So does the mail.<note n="*">Not printed.</note></p></div>
</div></body></text></TEI>
"""


@pytest.fixture
def package(tmp_path: Path) -> Path:
    (tmp_path / "frus1958-60v98.xml").write_text(VOLUME)
    (document,) = frus_pack.read(tmp_path / "frus1958-60v98.xml")
    return frus_pack.pack(document, tmp_path / "deposit").path


def test_such_a_package_is_good(package: Path) -> None:
    assert told(package) == []
    content = (package / TEI_PATH).read_text()
    assert '<pb n="11" xml:id="pg_11" facs="0041"/>\n      <div type="document"' in content
    assert '<persName xml:id="p_O_1">Orlan</persName>, President</item>' in content
    assert 'xmlns:frus="http://history.state.gov/frus/ns/1.0"' in content
    metadata = frus_pack.open_package(package).metadata
    assert [(one.n, one.type, one.label) for one in metadata.notes] == [
        ("1", "source", None),
        ("2", "note", "*"),
    ]
    assert metadata.source is not None
    assert metadata.source.note == "Kept in Port Lorne."


def _change_tei(package: Path, old: str, new: str) -> list[Told]:
    content = (package / TEI_PATH).read_text()
    assert old in content
    return told(change(package, {TEI_PATH: content.replace(old, new, 1).encode()}))


def test_a_changed_byte_of_the_document_is_told(package: Path) -> None:
    findings = _change_tei(package, "pilots wait.<", "pilots wait!<")
    part = json.loads((package / METADATA_PATH).read_bytes())["original"]["slice"]
    division = re.search(rb"<div .*</div>", (package / TEI_PATH).read_bytes(), re.DOTALL)
    assert division
    assert findings == [
        (
            "transcription.not-derivable",
            "data/transcription.txt, paragraph 1",
            "does not say what transcription.xml says; this is the first difference",
            "The KE pilots wait!",
            "The KE pilots wait.",
        ),
        (
            "transcription.original-altered",
            "data/transcription.xml",
            "the document in it does not have the sha512 of the slice that was taken",
            part["sha512"],
            digest(division[0]),
        ),
    ]


def test_white_space_in_a_tag_of_the_document_is_told(package: Path) -> None:
    findings = _change_tei(package, '<pb n="12"\n', '<pb n="12"')
    assert [code for code, *_ in findings] == ["transcription.original-altered"] * 2


AROUND = {
    "a paragraph before it": ("<body>", "<body><p>More.</p>", ["<p> beside the document"]),
    "a comment": ("<body>", "<body><!-- more -->", []),
    "another page before it": ('<pb n="11" xml:id="pg_11"', '<pb n="11" xml:id="pg_XI"', []),
    "no page before it": ('<pb n="11" xml:id="pg_11" facs="0041"/>', "", []),
    "another language": ('<text xml:lang="en">', '<text xml:lang="fr">', []),
    "a front": ("<body>", "<front/><body>", ["<front> beside the document"]),
}


@pytest.mark.parametrize("name", AROUND)
def test_what_does_not_belong_around_it_is_told(package: Path, name: str) -> None:
    old, new, beside = AROUND[name]
    findings = _change_tei(package, old, new)
    assert {code for code, *_ in findings} == {"transcription.surroundings-differ"}
    messages = [message for _, _, message, *_ in findings]
    assert messages == [
        "holds more, or less, around the document than belongs there",
        *(f"holds {one}" for one in beside),
    ]


def test_a_header_written_otherwise_is_only_worth_knowing(package: Path) -> None:
    findings = _change_tei(package, "<teiHeader>", "<teiHeader><!-- by hand -->")
    assert [(code, message) for code, _, message, *_ in findings] == [
        (
            "transcription.derived-otherwise",
            "says what the original says, but is not written as it is derived here",
        )
    ]


def test_a_header_that_says_otherwise_is_told(package: Path) -> None:
    findings = _change_tei(package, ">frus1958-60v98/d7<", ">frus1958-60v98/d8<")
    assert [code for code, *_ in findings] == ["transcription.header-differs"]


def test_a_pointer_to_nobody_is_told(package: Path) -> None:
    findings = _change_tei(package, '<persName xml:id="p_O_1">', "<persName>")
    assert ("transcription.pointer-unlisted", "#p_O_1") in [
        (code, found) for code, _, _, _, found in findings
    ]


def test_a_derived_reading_text_written_otherwise_is_only_worth_knowing(package: Path) -> None:
    text = (package / TEXT_PATH).read_bytes().replace(b"\n\n", b"\n\n\n", 1)
    findings = told(change(package, {TEXT_PATH: text}))
    assert [code for code, *_ in findings] == ["transcription.derived-otherwise"]


METADATA_FAULTS: dict[str, tuple[Callable[[dict[str, Any]], object], list[str]]] = {
    "another length": (
        lambda data: data["original"]["slice"].update(length=5),
        # The header names the length too.
        ["transcription.original-altered", "transcription.markup-differs"],
    ),
    "a slice that is none": (
        lambda data: data["original"].update(slice={}),
        ["metadata.schema"] * 3 + ["transcription.original-altered"] * 2,
    ),
    "another label": (
        lambda data: data["notes"][1].update(label="+"),
        ["transcription.metadata-differs"],
    ),
    "no source note": (
        lambda data: data["notes"][0].update(type="note"),
        ["transcription.metadata-differs"],
    ),
    "a person less": (
        lambda data: data.pop("persons"),
        ["transcription.markup-differs"],
    ),
}


@pytest.mark.parametrize("name", METADATA_FAULTS)
def test_a_description_that_says_otherwise_is_told(package: Path, name: str) -> None:
    changed, codes = METADATA_FAULTS[name]
    data = json.loads((package / METADATA_PATH).read_bytes())
    changed(data)
    findings = told(change(package, {METADATA_PATH: format_json(data)}))
    assert [code for code, *_ in findings] == codes


AROUND_THE_DOCUMENT = {
    "an element": (b'<div type="chapter">', b"</div>"),
    "a comment": (b"<!-- <div -->", b""),
    "a comment behind": (b"", b"<!-- div>-->"),
}


@pytest.mark.parametrize("what", AROUND_THE_DOCUMENT)
def test_a_slice_that_is_more_than_the_document_is_told(package: Path, what: str) -> None:
    begins, ends = AROUND_THE_DOCUMENT[what]
    data, tei = (
        json.loads((package / METADATA_PATH).read_bytes()),
        (package / TEI_PATH).read_bytes(),
    )
    recorded = data["original"]["slice"]
    start = tei.index(b'<div type="document"')
    more = begins + tei[start : start + recorded["length"]] + ends
    before = tei[:start].replace(
        f"the {recorded['length']} bytes".encode(), f"the {len(more)} bytes".encode()
    )
    behind = tei[start + recorded["length"] :]
    recorded.update(length=len(more), sha512=hashlib.sha512(more).hexdigest())
    changed: dict[str, bytes | None] = {
        METADATA_PATH: format_json(data),
        TEI_PATH: before + more + behind,
    }
    assert [code for code, *_ in told(change(package, changed))][:2] == [
        "transcription.original-altered",
        "transcription.original-altered",
    ]

"""A package whose original is TEI: what is odd in it, and what contradicts it."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from frus_pack.document.model_json import format_json
from frus_pack.package.paths import METADATA_PATH, TEI_PATH, TEXT_PATH
from frus_pack.sources.tei.standalone_tei import parse_tei
from frus_pack.sources.text.derived_text import render_derived_text
from tests.support.bags import digest
from tests.support.packages import change, told


def _as_tei_original(package: Path) -> Path:
    """The same package, had the TEI been given and the reading text been derived."""
    data, content = (
        json.loads((package / METADATA_PATH).read_bytes()),
        (package / TEI_PATH).read_bytes(),
    )
    data["original"] |= {"form": "tei", "sha512": digest(content)}
    text = render_derived_text(parse_tei(content)).encode()
    return change(package, {METADATA_PATH: format_json(data), TEXT_PATH: text})


ODD = {
    "transcription.element-unknown": ("</head>", "<egXML/></head>"),
    "transcription.remark": ("</head>", "</head><uh-oh>page?</uh-oh>"),
    "transcription.words-misplaced": ("</head>", "</head>Or not."),
    "transcription.page-unnumbered": ("</head>", "</head><pb/>"),
    "transcription.facs-unusable": ("</head>", '</head><pb n="11a" facs="a/b"/>'),
}


@pytest.mark.parametrize("code", ODD)
def test_what_is_odd_in_a_tei_original_is_a_warning(package: Path, code: str) -> None:
    old, new = ODD[code]
    content = (package / TEI_PATH).read_text().replace(old, new, 1)
    (package / TEI_PATH).write_text(content)
    line = content.partition("<div")[0].count("\n") + 1
    ((found, place, *_),) = [
        one
        for one in told(_as_tei_original(package))
        if not one[0].startswith(("transcription.metadata", "page-images."))
    ]
    assert (found, place.startswith("data/transcription.xml, line")) == (code, True)
    assert int(place.rpartition(" ")[2]) >= line


def test_a_tei_original_without_a_head_is_a_warning(package: Path) -> None:
    content = re.sub(
        "<head>.*?</head>", "", (package / TEI_PATH).read_text(), count=1, flags=re.DOTALL
    )
    (package / TEI_PATH).write_text(content)
    codes = {one[0] for one in told(_as_tei_original(package))}
    assert "transcription.head-missing" in codes


def test_a_derived_text_of_an_earlier_version_is_still_as_good(package: Path) -> None:
    text = (package / TEXT_PATH).read_bytes()
    assert told(change(_as_tei_original(package), {TEXT_PATH: text})) == [
        (
            "transcription.derived-otherwise",
            "data/transcription.txt",
            "says what the original says, but is not written as it is derived here",
            None,
            None,
        )
    ]


def test_a_package_whose_original_is_tei_is_as_good(package: Path) -> None:
    assert told(_as_tei_original(package)) == []


def test_a_reading_text_that_does_not_come_from_the_tei_is_told(package: Path) -> None:
    original = _as_tei_original(package)
    text = (original / TEXT_PATH).read_bytes()
    assert told(change(original, {TEXT_PATH: text.replace(b"wait,", b"waited,")})) == [
        (
            "transcription.not-derivable",
            "data/transcription.txt, paragraph 3",
            "does not say what transcription.xml says; this is the first difference",
            "The pilots wait, and so does the mail.",
            "The pilots waited, and so does the mail.",
        )
    ]
    assert told(change(original, {TEXT_PATH: text.replace(b"\n\n", b"\n\n\n", 1)})) == [
        (
            "transcription.derived-otherwise",
            "data/transcription.txt",
            "says what the original says, but is not written as it is derived here",
            None,
            None,
        )
    ]


def test_a_tei_original_that_is_another_file_is_told(package: Path) -> None:
    original = _as_tei_original(package)
    before, after = (package / TEI_PATH).read_bytes(), (package / TEI_PATH).read_bytes() + b"\n"
    assert told(change(original, {TEI_PATH: after})) == [
        (
            "transcription.original-altered",
            "data/transcription.xml",
            "is not the file that the description calls the original",
            digest(before),
            digest(after),
        )
    ]

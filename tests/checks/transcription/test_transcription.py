"""What is wrong with the transcriptions is told, each fault with its place, and nothing else."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import frus_pack
from frus_pack.package.paths import TEI_PATH, TEXT_PATH
from frus_pack.requirements.finding import count
from frus_pack.validating.validate import validate
from tests.requirements import proven
from tests.support.bags import as_zip, digest
from tests.support.packages import (
    LETTER,
    change,
    change_metadata,
    change_text,
    replace_text,
    told,
)


def _line(line: int, column: int) -> str:
    return f"data/transcription.txt, line {line}, column {column}"


TEXTS: dict[str, tuple[str, str, list[tuple[str, str, str]]]] = {
    "a forbidden character": (
        "harbor",
        "har\x0cbor",
        [("character-forbidden", _line(5, 58), "holds the character U+000C")],
    ),
    "a note listed and not anchored": (
        "letter.2",
        "letter.",
        [("note-unanchored", _line(12, 3), "note 2 is listed and not anchored")],
    ),
    "a note anchored and not listed": (
        "mail.3",
        "mail.3 It came.4 And went.",
        [("note-unlisted", _line(9, 49), "note 4 is anchored and not listed")],
    ),
    "a list out of order": (
        "  2. Not printed. [1 line not declassified]\n  3. See Document 8.\n",
        "  3. See Document 8.\n  2. Not printed. [1 line not declassified]\n",
        [
            ("note-order", _line(12, 3), "note 3 is listed where note 2 should be"),
            ("note-order", _line(13, 3), "note 2 is listed where note 4 should be"),
        ],
    ),
    "a note listed twice": (
        "  3. See",
        "  2. See",
        [("note-twice", _line(13, 3), "note 2 is listed twice")],
    ),
}


@pytest.mark.parametrize("name", TEXTS)
def test_what_is_wrong_with_the_text_is_told_alone(package: Path, name: str) -> None:
    old, new, expected = TEXTS[name]
    findings = told(change_text(package, old, new))
    assert [one[:3] for one in findings] == [
        (f"transcription.{one[0]}", *one[1:]) for one in expected
    ]
    # What to do about it is what was expected.
    assert all(one[3] for one in findings)


def test_doubtful_places_of_a_packed_text_are_warnings(tmp_path: Path) -> None:
    text = tmp_path / "frus1958-60v99-d3.txt"
    text.write_text(
        "3. Letter1\n\nSee Embtel 4502 and [p. 9] more.3 It came.3 So.\n\n  1. a\n  2.\n  3. c\n"
    )
    (document,) = frus_pack.read(text)
    package = frus_pack.pack(document, to=tmp_path / "deposit")
    found = [
        (one.code, one.severity, one.location) for one in frus_pack.validate(package.path).findings
    ]
    expected = [
        ("transcription.note-glued", "warning", _line(3, 15)),
        ("transcription.page-mark", "warning", _line(3, 21)),
        ("transcription.note-doubled", "warning", _line(3, 43)),
        ("transcription.note-empty", "warning", _line(6, 3)),
    ]
    assert sorted(one for one in found if one[0].startswith("transcription.")) == sorted(expected)
    assert [one.code for one in document.findings] == [code for code, _, _ in expected]


def test_text_that_is_not_utf_8_is_told_at_its_byte(package: Path) -> None:
    content = (package / TEXT_PATH).read_bytes().replace(b"harbor", b"harb\xf6r")
    assert told(replace_text(package, content)) == [
        (
            "transcription.encoding",
            f"data/transcription.txt, line 5, byte {content.index(0xF6)}",
            "is not UTF-8: byte 0xF6, invalid start byte",
            "save it as UTF-8",
            None,
        )
    ]


def test_pages_that_go_back_are_told_beside_what_else_is_wrong(package: Path) -> None:
    found = [one[:3] for one in told(change_text(package, "[Page 13]", "[Page 9]"))]
    message = "page 9 begins after page 12"
    assert [one for one in found if one[0] != "transcription.metadata-differs"] == [
        (
            "transcription.pages-differ",
            "data/transcription.xml",
            "does not have the page breaks of transcription.txt",
        ),
        ("transcription.page-order", _line(7, 1), message),
    ]


@pytest.mark.parametrize(
    ("content", "message"),
    [(b"", "is empty"), (b"[Page 3]\n", "has no heading, only page marks")],
)
def test_text_without_a_heading_is_told(package: Path, content: bytes, message: str) -> None:
    assert [one[:3] for one in told(replace_text(package, content))] == [
        ("transcription.heading-missing", _line(1, 1), message)
    ]


def test_an_original_that_is_another_file_is_told(package: Path) -> None:
    """A blank at the end of a line is not part of the text, and yet it is another file."""
    content = (package / TEXT_PATH).read_bytes()
    altered = content.replace(b"\n\n[Page", b" \n\n[Page")
    assert told(change(package, {TEXT_PATH: altered})) == [
        (
            "transcription.original-altered",
            "data/transcription.txt",
            "is not the file that the description calls the original",
            digest(content),
            digest(altered),
        )
    ]


def test_what_the_text_says_is_held_against_the_description(package: Path) -> None:
    def changed(data: Any) -> None:
        data["number"] = "8"
        del data["withheld"]
        data["notes"][1] |= {"page": "12", "x-mine": "kept"}

    withheld = (
        '[{"text": "[1 line not declassified]", "page": "11", "note": "2"}, '
        '{"text": "[2 lines not declassified]", "page": "13"}]'
    )
    message = "is not what the text says"
    assert told(change_metadata(package, changed)) == [
        (
            "transcription.metadata-differs",
            "data/metadata.json#/notes/1/page",
            message,
            "11",
            "12",
        ),
        ("transcription.metadata-differs", "data/metadata.json#/number", message, "7", "8"),
        (
            "transcription.metadata-differs",
            "data/metadata.json#/withheld",
            message,
            withheld,
            "nothing",
        ),
    ]


def test_a_source_note_quoted_otherwise_is_told(package: Path) -> None:
    quoted = "Source: Kestanian State Archive,\nRG 3, Box 5. Confidential."
    said = "Source: Kestanian State Archive, RG 3, Box 4. Confidential."

    def quote(note: str) -> Path:
        return change_metadata(package, lambda data: data.update(source={"note": note}))

    assert told(quote(quoted)) == [
        (
            "transcription.metadata-differs",
            "data/metadata.json#/source/note",
            "is not what the text says",
            said,
            quoted,
        )
    ]
    assert told(quote(said.replace(", ", ",\n"))) == []


@pytest.mark.parametrize(
    ("key", "given", "said"),
    [
        ("title", "A Letter", "Letter From President Orlan to the Secretary of State"),
        ("pages", ["11", "12", "14"], '["11", "12", "13"]'),
    ],
)
def test_title_and_pages_are_those_of_the_text(
    package: Path, key: str, given: Any, said: str
) -> None:
    findings = told(change_metadata(package, lambda data: data.update({key: given})))
    found = given if isinstance(given, str) else json.dumps(given)
    location, message = f"data/metadata.json#/{key}", "is not what the text says"
    assert ("transcription.metadata-differs", location, message, said, found) in findings


@pytest.mark.parametrize("path", [TEXT_PATH, TEI_PATH])
def test_a_transcription_that_is_not_there_is_told(package: Path, path: str) -> None:
    findings = told(change(package, {path: None}))
    assert [one for one in findings if one[0].startswith("transcription.")] == [
        ("transcription.missing", path, "does not exist", None, None)
    ]


def test_a_transcription_beyond_the_limit_was_not_checked(package: Path) -> None:
    content = (package / TEXT_PATH).read_bytes() + b" " * (4 << 20)
    message, limit = f"has {len(content)} bytes: it was not checked", "at most 4194304"
    assert told(replace_text(package, content)) == [
        ("transcription.too-large", "data/transcription.txt", message, limit, None)
    ]


def test_a_transcription_that_cannot_be_read_was_not_checked(package: Path) -> None:
    archive = as_zip(package)
    content = bytearray(archive.read_bytes())
    at = content.index(b"data/transcription.txt") + 40
    content[at : at + 8] = bytes(8)
    archive.write_bytes(content)
    message = "could not be read, and was not checked"
    finding = ("transcription.unreadable", "data/transcription.txt", message, None, None)
    assert finding in told(archive)


def test_of_thousands_of_problems_the_first_are_kept_and_all_counted(
    package: Path,
) -> None:
    content = LETTER.replace("\n\n", "\n\n" + "\x01\n" * 1_500, 1).encode()
    found = validate(replace_text(package, content)).findings
    assert (len(found), count(found)) == (100, 1_500)
    assert {one.code for one in found} == {"transcription.character-forbidden"}


def test_each_row_has_a_test() -> None:
    told_of = {f"transcription.{what}" for *_, texts in TEXTS.values() for what, *_ in texts}
    without_text = (
        "encoding",
        "heading-missing",
        "original-altered",
        "metadata-differs",
        "missing",
        "page-order",
        "note-doubled",
        "note-empty",
        "note-glued",
        "page-mark",
    )
    told_of |= {f"transcription.{what}" for what in (*without_text, "too-large", "unreadable")}
    assert told_of >= proven.TRANSCRIPTION_FILES | proven.READING_TEXT
    others = proven.TEI | proven.BOTH_TRANSCRIPTIONS
    assert proven.BY_FAMILY["transcription"] == told_of | others

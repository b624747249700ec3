"""A JSON file of a package is read without leniency, and within limits."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from frus_pack.package.paths import METADATA_PATH
from frus_pack.requirements.finding import count
from frus_pack.validating.validate import validate
from tests.requirements import proven
from tests.support.bags import as_zip
from tests.support.packages import Told, change, told

CONTENTS: dict[str, tuple[bytes, list[Told]]] = {
    "not UTF-8": (
        b'{"a": "caf\xe9"}',
        [
            (
                "metadata.encoding",
                "data/metadata.json, byte 10",
                "is not UTF-8",
                "UTF-8",
                "byte 0xE9, invalid continuation byte",
            )
        ],
    ),
    "no JSON": (
        b'{\n  "a": 1,\n}',
        [
            (
                "metadata.json-malformed",
                "data/metadata.json, line 3, column 1",
                "is not JSON: Expecting property name enclosed in double quotes",
                None,
                None,
            )
        ],
    ),
    "a number JSON does not know": (
        b'{"a": NaN}',
        [
            (
                "metadata.json-malformed",
                "data/metadata.json",
                "is not JSON: NaN is not a number",
                None,
                None,
            )
        ],
    ),
    "a list": (
        b"[]",
        [
            (
                "metadata.json-malformed",
                "data/metadata.json",
                "is JSON, but not an object",
                None,
                None,
            )
        ],
    ),
    "nested too deep": (
        b'{"x-a": ' + b"[" * 40 + b"]" * 40 + b"}",
        [
            (
                "metadata.too-large",
                "data/metadata.json",
                "is nested too deep: it was not checked",
                "at most 32",
                None,
            )
        ],
    ),
    "nested far too deep": (
        b'{"x-a": ' + b"[" * 100_000 + b"]" * 100_000 + b"}",
        [
            (
                "metadata.too-large",
                "data/metadata.json",
                "is nested too deep: it was not checked",
                "at most 32",
                None,
            )
        ],
    ),
    "a list too long": (
        b'{"pages": [' + b"{}," * 2_000 + b"{}]}",
        [
            (
                "metadata.too-large",
                "data/metadata.json",
                "has 2001 values in one list or object: it was not checked",
                "at most 2000",
                None,
            )
        ],
    ),
    "too many values": (
        b'{"x-a": [%s]}' % b",".join([b"[%s]" % b",".join([b"1"] * 2_000)] * 26),
        [
            (
                "metadata.too-large",
                "data/metadata.json",
                "has too many values: it was not checked",
                "at most 50000",
                None,
            )
        ],
    ),
    "too many bytes": (
        b" " * (8 << 20) + b"{}",
        [
            (
                "metadata.too-large",
                "data/metadata.json",
                "has 8388610 bytes: it was not checked",
                "at most 8388608",
                None,
            )
        ],
    ),
    "characters XML cannot hold": (
        b'{"x-a": ["\\ud800", {"\\u0000": "\xef\xbf\xbe"}]}',
        [
            (
                "metadata.character-forbidden",
                "data/metadata.json#/x-a/0",
                "holds a character that XML cannot hold",
                None,
                "U+D800",
            ),
            (
                "metadata.character-forbidden",
                "data/metadata.json#/x-a/1",
                "holds a character that XML cannot hold",
                None,
                "U+0000",
            ),
            (
                "metadata.character-forbidden",
                "data/metadata.json#/x-a/1/\ufffd",
                "holds a character that XML cannot hold",
                None,
                "U+FFFE",
            ),
        ],
    ),
}


@pytest.mark.parametrize("name", CONTENTS)
def test_what_cannot_be_read_as_json_is_told_as_that(package: Path, name: str) -> None:
    content, expected = CONTENTS[name]
    findings = told(change(package, {METADATA_PATH: content}))
    assert [one for one in findings if one[0].startswith("metadata.")] == expected
    assert [one for one in findings if not one[0].startswith("metadata.")] == [
        (
            "page-images.not-compared",
            "data/metadata.json",
            "cannot be read, so the pages were not compared with it",
            None,
            None,
        ),
        (
            "transcription.not-compared",
            "data/metadata.json",
            "cannot be read, so the text was not compared with it",
            None,
            None,
        ),
    ]


def test_a_byte_order_mark_is_told_and_the_rest_is_checked(package: Path) -> None:
    content = b"\xef\xbb\xbf" + (package / METADATA_PATH).read_bytes().replace(b"1964", b"19")
    assert told(change(package, {METADATA_PATH: content}))[:2] == [
        (
            "metadata.encoding",
            "data/metadata.json, byte 0",
            "begins with a byte order mark",
            None,
            None,
        ),
        (
            "metadata.schema",
            "data/metadata.json#/volume/published",
            "'19' is not of the form asked for",
            "The year of publication, or its date in ISO 8601.",
            "19",
        ),
    ]


def test_every_key_that_stands_twice_is_told(package: Path) -> None:
    content = (package / METADATA_PATH).read_bytes()
    content = content.replace(b'"language"', b'"language": "fr",\n  "language"')
    content = content.replace(b'"display"', b'"display": "May",\n    "display"')
    assert told(change(package, {METADATA_PATH: content})) == [
        (
            "metadata.key-twice",
            f"data/metadata.json#/{pointer}",
            f"the key '{pointer.rpartition('/')[2]}' occurs twice in one object",
            None,
            None,
        )
        for pointer in ("date/display", "language")
    ]


def test_a_key_twice_inside_what_stands_twice_itself_is_told(package: Path) -> None:
    content = (package / METADATA_PATH).read_bytes()
    content = content.replace(b"{", b'{"x-a": {"b": 1, "b": 2}, "x-a": 1,', 1)
    assert [one[:2] for one in told(change(package, {METADATA_PATH: content}))] == [
        ("metadata.key-twice", "data/metadata.json"),
        ("metadata.key-twice", "data/metadata.json#/x-a"),
    ]


def test_a_package_without_metadata_says_so(package: Path) -> None:
    findings = told(change(package, {METADATA_PATH: None}))
    assert ("metadata.missing", "data/metadata.json", "does not exist", None, None) in findings


def test_metadata_that_cannot_be_read_was_not_checked(package: Path, tmp_path: Path) -> None:
    """A damaged member of an archive can be listed and not be read."""
    archive = as_zip(change(package, {METADATA_PATH: b'{"x-a": "%s"}' % (b"a" * 5000)}))
    content = bytearray(archive.read_bytes())
    at = content.index(b"data/metadata.json") + 30
    content[at : at + 8] = bytes(8)
    archive.write_bytes(content)
    findings = told(archive)
    expected = "could not be read, and was not checked"
    assert ("metadata.unreadable", "data/metadata.json", expected, None, None) in findings
    assert "bag.archive-damaged" in {one[0] for one in findings}


def test_of_thousands_of_faults_the_first_are_told_and_the_others_counted(package: Path) -> None:
    data = {"pages": [{"a": number} for number in range(1_500)]}
    changed = change(package, {METADATA_PATH: json.dumps(data).encode()})
    found = [one for one in validate(changed).findings if one.code == "metadata.schema"]
    assert (len(found), count(found)) == (100, 1_508)


def test_each_row_has_a_test() -> None:
    told_of = {one[0] for _, findings in CONTENTS.values() for one in findings}
    told_of |= {"metadata.missing", "metadata.unreadable", "metadata.key-twice"}
    # Of the schema there are tests in test_metadata.
    told_of |= {"metadata.schema", "metadata.schema-version"}
    assert told_of == proven.METADATA_JSON

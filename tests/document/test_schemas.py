"""The schemas are strict, described, found in every kind of install, and tell every fault."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import bagit_profile
import pytest
from jsonschema import Draft202012Validator

from frus_pack.document import schemas
from frus_pack.document.schemas import Fault
from frus_pack.errors import FrusPackError

DOCUMENT: dict[str, Any] = {
    "schema": "urn:x-frus-pack:schema:document:1",
    "volume": {"id": "frus1964-68v31"},
    "id": "d151",
    "title": "Telegram",
    "kind": "telegram",
    "language": "en",
    "rights": "Public domain",
    "original": {"form": "reading-text", "file": "t.txt", "sha512": "0" * 128},
}


def _objects(schema: Any) -> Iterator[dict[str, Any]]:
    if isinstance(schema, dict):
        if schema.get("type") == "object":
            yield schema
        for value in schema.values():
            yield from _objects(value)
    elif isinstance(schema, list):
        for value in schema:
            yield from _objects(value)


@pytest.mark.parametrize("name", [schemas.DOCUMENT, schemas.PAGE_IMAGES])
def test_every_object_refuses_unknown_keys_and_describes_the_known(name: str) -> None:
    schema = schemas.load(name)
    Draft202012Validator.check_schema(schema)
    for one in _objects(schema):
        if "properties" in one:
            assert one["additionalProperties"] is False
            assert one["patternProperties"] == {"^x-": True}
            assert all(field.get("description") for field in one["properties"].values())


def test_every_fault_is_told_with_its_pointer() -> None:
    data = {
        **DOCUMENT,
        "kind": "novel",
        "titel": "Telegram",
        "pages": ["340", "3 4"],
        "notes": [{"n": "1", "type": "source", "colour": "red"}, {"type": "note"}],
        "x-own": {"anything": [1]},
        "volume": {"id": "nowhere"},
    }
    del data["title"]
    found = {fault.pointer: fault for fault in schemas.faults(schemas.DOCUMENT, data)}
    assert list(found) == [
        ("kind",),
        ("notes", 0, "colour"),
        ("notes", 1, "n"),
        ("pages", 1),
        ("titel",),
        ("title",),
        ("volume", "id"),
    ]
    assert found["titel",] == Fault(
        ("titel",), "unknown key 'titel'", "a key of your own begins with x-"
    )
    assert found["title",] == Fault(
        ("title",),
        "is missing",
        "The heading without its number and its notes, white space collapsed.",
    )
    assert found["volume", "id"].message == "'nowhere' is not of the form asked for"


def test_faults_come_in_the_order_of_a_list() -> None:
    data = {**DOCUMENT, "notes": [{"type": "note"}] * 11}
    assert [fault.pointer for fault in schemas.faults(schemas.DOCUMENT, data)] == [
        ("notes", index, "n") for index in range(11)
    ]


SEEN = r"[^\s\u001c-\u001f\u0085\ufeff]"
"""Anything but white space, whether Python or ECMA-262 says what that is."""
FORMS = {
    "^frus[A-Za-z0-9][A-Za-z0-9_-]*": "frus1964-68v31",
    "^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?": "1991-05-02",
    "^[A-Za-z0-9][A-Za-z0-9_-]*": "d151",
    "^frus[A-Za-z0-9_-]+(/[A-Za-z0-9._-]+)?": "frus1961-63v12/d4",
    "^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*": "en-US",
    f"^(?!\\.{{1,2}}(?![\\s\\S]))(?=[\\s\\S]*{SEEN})"
    "[^/\\u0000-\\u001f\\u007f-\\u009f]+": "..t é.txt",
    "^[0-9a-f]{128}": "0" * 128,
    f"^(\\[[A-Z][a-z]+ [0-9]+\\]|{SEEN}+)": "[Map 2]",
    "^[0-9]{4}(-[0-9]{2}(-[0-9]{2}(T[0-9]{2}:[0-9]{2}(:[0-9]{2}(\\.[0-9]+)?)?"
    "(Z|[+-][0-9]{2}:[0-9]{2})?)?)?)?": "1964-11-05T15:00:00.5-05:00",
    f"^https?://{SEEN}+": "https://example.org/1",
    "^(image/[a-z0-9.+-]+|application/pdf)": "image/png",
    "^page-images/[^\\u0000-\\u001f\\u007f-\\u009f]+": "page-images/0371.png",
}
"""What each pattern says but for its end, and something that is of that form."""
END = r"(?![\s\S])"


def _patterns(schema: Any) -> Iterator[str]:
    if isinstance(schema, dict):
        if isinstance(schema.get("pattern"), str):
            yield schema["pattern"]
        for value in schema.values():
            yield from _patterns(value)
    elif isinstance(schema, list):
        for value in schema:
            yield from _patterns(value)


@pytest.mark.parametrize("name", [schemas.DOCUMENT, schemas.PAGE_IMAGES])
def test_no_pattern_lets_a_line_feed_pass_at_the_end(name: str) -> None:
    patterns = set(_patterns(schemas.load(name))) - {SEEN}
    assert patterns
    for pattern in patterns:
        good = FORMS[pattern.removesuffix(END)]
        validator = Draft202012Validator({"pattern": pattern})
        assert validator.is_valid(good), pattern
        assert not validator.is_valid(f"{good}\n"), pattern


@pytest.mark.parametrize("file", ["a/b", "/etc/x", "a\nb", "a\x7f", ".", "..", " ", ""])
def test_the_original_is_named_without_a_folder(file: str) -> None:
    data = {**DOCUMENT, "original": {**DOCUMENT["original"], "file": file}}
    assert schemas.faults(schemas.DOCUMENT, data) == (
        Fault(
            ("original", "file"),
            f"{file!r} is not of the form asked for",
            "The name of the file it came from, without a folder.",
        ),
    )


def test_a_schema_that_was_not_installed_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(schemas, "_FOLDERS", (tmp_path,))
    with pytest.raises(FrusPackError, match=r"^document\.schema\.json: is not installed"):
        schemas.load(schemas.DOCUMENT)


def test_a_good_description_has_no_fault() -> None:
    assert schemas.faults(schemas.DOCUMENT, DOCUMENT) == ()


@pytest.mark.parametrize(
    "rendition",
    [
        {"status": "embedded", "role": "master"},
        {"status": "referenced", "role": "master"},
        {"status": "missing", "role": "master", "file": "page-images/1.png"},
        {"status": "lost", "role": "master"},
    ],
)
def test_a_rendition_says_what_its_status_promises(rendition: dict[str, Any]) -> None:
    page = {"page": "1", "sequence": 1, "renditions": [rendition]}
    data = {"schema": "urn:x-frus-pack:schema:page-images:1", "pages": [page]}
    assert schemas.faults(schemas.PAGE_IMAGES, data) != ()


def test_only_a_tei_original_can_be_a_slice_of_a_volume() -> None:
    part = {"offset": 0, "length": 1, "sha512": "0" * 128}
    data = {**DOCUMENT, "original": {**DOCUMENT["original"], "slice": part}}
    told = Fault(("original", "slice"), "has no place here", "")
    assert schemas.faults(schemas.DOCUMENT, data) == (told,)
    data["original"]["form"] = "tei"
    assert schemas.faults(schemas.DOCUMENT, data) == ()


def test_a_page_has_each_of_its_images_once() -> None:
    images = [{"status": "missing", "role": "master"}] * 2
    pages = [{"page": "1", "sequence": 1, "renditions": images}]
    data = {"schema": "urn:x-frus-pack:schema:page-images:1", "pages": pages}
    (fault,) = schemas.faults(schemas.PAGE_IMAGES, data)
    assert fault.pointer == ("pages", 0, "renditions")


def test_pointers_are_joined_as_rfc_6901_has_it() -> None:
    assert schemas.join_pointer(("a/b", 0, "m~n")) == "/a~1b/0/m~0n"
    assert schemas.join_pointer(()) == ""


def test_the_profile_is_one_that_bagit_profile_takes() -> None:
    profile = schemas.load(schemas.PROFILE)
    identifier = profile["BagIt-Profile-Info"]["BagIt-Profile-Identifier"]
    assert bagit_profile.Profile(identifier, profile=profile).profile_version_info == (1, 4, 0)

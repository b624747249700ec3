"""Inventories: new ones hold what changed and nothing twice, and only sound ones are read."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frus_pack.ocfl.inventory import Inventory, Note, User, amend, begin, format_inventory
from frus_pack.ocfl.inventory_parsing import parse_inventory
from tests.ocfl.objects import digest

NOTE = Note("2024-05-06T07:08:09Z", "Ingest", User("A. Person", "mailto:a@example.org"))
LATER = Note("2025-05-06T07:08:09.5+01:00")
ONE, TWO, THREE = digest(b"1"), digest(b"2"), digest(b"3")


def _begun() -> Inventory:
    files = {"b": ONE, "a": ONE, "d/c": TWO}
    return begin("info:frus/v/d1", "sha512", files, NOTE)


def test_a_new_object_stores_content_once_under_its_first_path() -> None:
    inventory = _begun()
    assert inventory.manifest == {ONE: ("v1/content/a",), TWO: ("v1/content/d/c",)}
    assert inventory.versions["v1"].files() == {"a": ONE, "b": ONE, "d/c": TWO}


def test_a_new_version_adds_what_no_version_had() -> None:
    second = amend(_begun(), {"a": TWO, "n": THREE}, LATER)
    assert second is not None
    assert second.manifest == {**_begun().manifest, THREE: ("v2/content/n",)}
    third = amend(second, {"b": ONE}, LATER)
    assert third is not None
    assert third.manifest == second.manifest
    assert (third.head, third.versions["v3"].state) == ("v3", {ONE: ("b",)})
    assert third.versions["v1"] == _begun().versions["v1"]


def test_the_same_files_make_no_version() -> None:
    assert amend(_begun(), {"a": ONE, "b": ONE, "d/c": TWO}, LATER) is None


def test_digests_keep_the_case_they_are_written_in() -> None:
    text = format_inventory(_begun()).decode().replace(ONE, ONE.upper())
    inventory = parse_inventory(text.encode())
    assert amend(inventory, {"a": ONE, "b": ONE, "d/c": TWO}, LATER) is None
    second = amend(inventory, {"a": ONE}, LATER)
    assert second is not None
    assert second.versions["v2"].state == {ONE.upper(): ("a",)}


@pytest.mark.parametrize(("first", "second"), [("v1", "v2"), ("v01", "v02"), ("v0001", "v0002")])
def test_version_numbers_are_padded_as_the_first(first: str, second: str) -> None:
    text = format_inventory(_begun()).decode().replace("v1", first)
    following = amend(parse_inventory(text.encode()), {"n": THREE}, LATER)
    assert following is not None
    assert following.head == second
    assert following.manifest[THREE] == (f"{second}/content/n",)


def test_padded_version_numbers_can_be_used_up() -> None:
    inventory = parse_inventory(format_inventory(_begun()).replace(b"v1", b"v01"))
    for number in range(2, 10):
        following = amend(inventory, {"n": digest(bytes([number]))}, LATER)
        assert following is not None
        inventory = following
    with pytest.raises(ValueError, match="no version can come after v09"):
        amend(inventory, {"n": THREE}, LATER)


_digests = st.sampled_from([digest(bytes([n])) for n in range(6)])
_names = st.text(st.characters(codec="utf-8", exclude_characters="/\0"), min_size=1, max_size=4)
_paths = st.lists(_names.filter(lambda name: name not in (".", "..", "y")), min_size=1, max_size=2)
_states = st.lists(
    st.dictionaries(_paths.map(lambda parts: "/".join(("x", *parts, "y"))), _digests, min_size=1),
    min_size=1,
    max_size=4,
)


@given(_states, st.none() | st.text(st.characters(codec="utf-8")))
def test_what_is_written_is_read_back(states: list[dict[str, str]], message: str | None) -> None:
    note = Note("2024-05-06T07:08:09Z", message, User("A", None))
    inventory = begin("info:frus/v/d1", "sha512", states[0], note)
    for state in states[1:]:
        inventory = amend(inventory, state, note) or inventory
    assert parse_inventory(format_inventory(inventory)) == inventory


def _without(key: str) -> Callable[[dict[str, Any]], object]:
    return lambda data: data.pop(key)


def _with(value: Any, *keys: str) -> Callable[[dict[str, Any]], object]:
    def change(data: dict[str, Any]) -> None:
        for key in keys[:-1]:
            data = data[key]
        data[keys[-1]] = value

    return change


BLOCK = {"created": "2024-05-06T07:08:09Z", "state": {ONE: ["a"], TWO: ["b"]}}
SPOILED: list[tuple[Callable[[dict[str, Any]], object], str]] = [
    *((_without(key), f"has no {key}") for key in ("id", "type", "digestAlgorithm", "head")),
    *((_without(key), f"has no {key}") for key in ("manifest", "versions")),
    (_with(1, "further"), "has 'further', which OCFL does not know"),
    (_with("", "id"), "id is not text"),
    (_with("https://ocfl.io/2.0/spec/#inventory", "type"), "is not the type of OCFL 1.0 or 1.1"),
    (_with("md5", "digestAlgorithm"), "cannot be addressed by 'md5'"),
    (_with("v2", "head"), "'v2' is not the latest version"),
    *((_with(name, "contentDirectory"), "not a name of a folder") for name in ("a/b", ".", "..")),
    (_with(None, "contentDirectory"), "contentDirectory is not text"),
    (_with("stuff", "contentDirectory"), "in no content directory"),
    (_with([], "manifest"), "the manifest is not an object"),
    (_with([f"v1/content/{'a/' * 200_000}x"], "manifest", ONE), "no system holds more than"),
    (_with(["v1/content"], "manifest", ONE), "'v1/content' as a file and as a folder"),
    (_with(["v2/content/a"], "manifest", ONE), "in no content directory"),
    (_with(["v1/content/../a"], "manifest", ONE), "leads elsewhere or nowhere"),
    (_with(["v1/content//a"], "manifest", ONE), "leads elsewhere or nowhere"),
    (_with(["v1/content/\0"], "manifest", ONE), "which is not a path"),
    (_with(["v1/content/\ud800"], "manifest", ONE), "which is not a path"),
    (_with([], "manifest", ONE), "no list of paths"),
    (_with(["v1/content/d/c"], "manifest", ONE), "more than once"),
    (_with(["v1/content/d"], "manifest", ONE), "'v1/content/d' as a file and as a folder"),
    (_with(["v1/content/e"], "manifest", THREE), "no state has"),
    (_with(["v1/content/e"], "manifest", "abc"), "not a sha512 digest"),
    (_with(["v1/content/e"], "manifest", "z" * 128), "not a sha512 digest"),
    (_with(["v1/content/e"], "manifest", ONE.upper()), "a digest in two cases"),
    (_with([], "versions"), "versions is not an object"),
    (_with({}, "versions"), "not in sequence"),
    (_with(BLOCK, "versions", "v3"), "not in sequence"),
    (_with(BLOCK, "versions", "v02"), "not in sequence"),
    (_with(BLOCK, "versions", "1"), "'1' is not a name of a version"),
    (_with(1, "versions", "v1"), "v1 is not an object"),
    (_with("", "versions", "v1", "further"), "v1 has 'further'"),
    (_with(1, "versions", "v1", "message"), "the message of v1 is not text"),
    (_with("A", "versions", "v1", "user"), "the user of v1 is not an object"),
    (_with({}, "versions", "v1", "user"), "the user of v1 has no name"),
    (_with(1, "versions", "v1", "user", "address"), "address of v1 is not text"),
    (_with(["/a"], "versions", "v1", "state", ONE), "leads elsewhere or nowhere"),
    (_with(["a", "d/c"], "versions", "v1", "state", ONE), "'d/c' more than once"),
    (_with(["d"], "versions", "v1", "state", ONE), "'d' as a file and as a folder"),
    (_with(["e"], "versions", "v1", "state", THREE), "the manifest lacks"),
    (_with(None, "fixity"), "fixity is not an object"),
    (_with({"abc": ["v1/content/a"]}, "fixity", "md5"), "not a md5 digest"),
    (_with({"abc": ["v1/content/z"]}, "fixity", "size"), "'v1/content/z', and the manifest"),
    *(
        (_with(time, "versions", "v1", "created"), "not a time of RFC 3339")
        for time in (
            "2024-05-06",
            "2024-05-06T07:08Z",
            "2024-05-06T07:08:09",
            "2024-02-30T07:08:09Z",
        )
    ),
]


@pytest.mark.parametrize(("spoil", "complaint"), SPOILED)
def test_what_ocfl_forbids_is_refused(
    spoil: Callable[[dict[str, Any]], object], complaint: str
) -> None:
    data = {**json.loads(format_inventory(_begun())), "fixity": {"md5": {}}}
    assert parse_inventory(json.dumps(data).encode()).head == "v1"
    spoil(data)
    with pytest.raises(ValueError, match=r"\(OCFL 1\.1 §") as raised:
        parse_inventory(json.dumps(data).encode())
    assert complaint in str(raised.value)


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        (b"", "Expecting value"),
        (b"\xff", "byte 0: is not UTF-8"),
        (b"[" * 100_000, "nested too deep"),
        (b'{"id": "a", "id": "b"}', "the key 'id' occurs twice"),
        (b"[]", "the inventory is not an object"),
    ],
)
def test_what_is_no_json_object_is_refused(content: bytes, complaint: str) -> None:
    with pytest.raises(ValueError, match=complaint):
        parse_inventory(content)


@pytest.mark.parametrize(
    "time", ["2016-12-31T23:59:60Z", "2024-05-06t07:08:09.123456789-05:00", "2024-05-06T07:08:09z"]
)
def test_every_time_of_rfc_3339_is_taken(time: str) -> None:
    text = format_inventory(_begun()).decode().replace(NOTE.created, time)
    assert parse_inventory(text.encode()).versions["v1"].note.created == time


def test_algorithms_of_extensions_are_kept_in_fixity() -> None:
    fixity = {"blake2b-160": {"abc": ["v1/content/a"]}}
    data = {**json.loads(format_inventory(_begun())), "fixity": fixity}
    inventory = parse_inventory(json.dumps(data).encode())
    second = amend(inventory, {"n": THREE}, LATER)
    assert second is not None
    assert json.loads(format_inventory(second))["fixity"] == fixity

"""The model and its JSON are one thing in two forms."""

from __future__ import annotations

import dataclasses
import json
import typing
from typing import Any

import pytest
from hypothesis import given
from hypothesis.strategies import (
    booleans,
    dictionaries,
    floats,
    integers,
    lists,
    none,
    recursive,
    text,
)

from frus_pack.document import model, page, schemas
from frus_pack.document.model_json import format_json, from_json, to_json

FULL: dict[str, Any] = {
    "volume": {
        "id": "frus1964-68v31",
        "editors": [{"name": "A", "roles": ["general"]}, {"name": "B"}],
        "x-shelf": ["7", {"a": "b"}],
    },
    "id": "d151",
    "number": "151",
    "title": "Telegram",
    "kind": "telegram",
    "date": {"earliest": "1964-11-05", "latest": "1964-11-05", "x-n": "1"},
    "senders": [{"name": "A", "office": "ARA/BC", "x-n": "1"}],
    "source": {"note": "Source: X.", "drafted_by": [{"name": "B"}], "also_sent_to": ["Paris"]},
    "persons": [{"id": "p_1", "name": "C"}],
    "pages": ["340", "341"],
    "facs": {"340": "0370", "341": ["0371", "0375"]},
    "notes": [{"n": "1", "type": "source", "page": "340"}],
    "withheld": [{"text": "[text not declassified]", "page": "341", "note": "1"}],
    "attachments": [{"title": "D", "date": {"earliest": "1964", "latest": "1964"}}],
    "language": "en",
    "rights": "Public domain",
    "original": {"form": "reading-text", "file": "t.txt", "sha512": "0" * 128},
    "x-mine": {"kept": [1, None, True]},
}


def test_reading_and_writing_are_inverse() -> None:
    metadata = from_json(model.Metadata, FULL)
    assert to_json(metadata) == FULL
    assert list(to_json(metadata)) == list(FULL)
    assert metadata.volume.extra == {"x-shelf": ["7", {"a": "b"}]}
    assert metadata.source
    assert metadata.source.drafted_by == (model.Agent(name="B"),)


def test_what_is_not_given_is_not_written() -> None:
    rendition = page.Rendition(status="missing", role="master")
    assert to_json(rendition) == {"status": "missing", "role": "master"}


def test_an_images_size_is_called_bytes_in_json() -> None:
    rendition = page.Rendition(status="embedded", role="access", octets=7, dpi=(300.0, 300.0))
    assert to_json(rendition) == {
        "status": "embedded",
        "role": "access",
        "dpi": [300.0, 300.0],
        "bytes": 7,
    }
    assert from_json(page.Rendition, to_json(rendition)) == rendition


def test_json_is_utf8_with_a_line_end() -> None:
    assert format_json({"a": "1964–66"}) == '{\n  "a": "1964–66"\n}\n'.encode()


@given(
    recursive(
        none() | booleans() | integers() | floats(allow_nan=False, allow_infinity=False) | text(),
        lambda inner: lists(inner) | dictionaries(text(), inner),
    )
)
def test_json_is_written_as_the_standard_library_indents_it(data: Any) -> None:
    expected = json.dumps(data, ensure_ascii=False, indent=2)
    assert format_json(data) == f"{expected}\n".encode()


@pytest.mark.parametrize("number", [float("nan"), float("inf")])
def test_what_is_no_json_is_not_written(number: float) -> None:
    with pytest.raises(ValueError, match="not JSON compliant"):
        format_json({"x-a": number})


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"volume": None}, "volume: None is not an object"),
        ({"volume": {}}, "volume: id is missing"),
        ({"title": 7}, "title: 7 is not what is expected there"),
        ({"notes": [{"n": "1", "type": True}]}, "notes: type: True is not what is expected there"),
        ({"facs": {"340": 370}}, "facs: 370 is not what is expected there"),
        ({"facs": {"340": ["370", 371]}}, "facs: 371 is not what is expected there"),
    ],
)
def test_what_the_model_cannot_hold_is_refused_with_its_place(
    change: dict[str, Any], message: str
) -> None:
    with pytest.raises(ValueError, match=f"^{message}$"):
        from_json(model.Metadata, {**FULL, **change})


def _names(kind: Any) -> set[str]:
    return {
        field.metadata.get("key", field.name)
        for field in dataclasses.fields(kind)
        if field.name != "extra" and field.metadata.get("recorded", True)
    }


def _resolved(schema: dict[str, Any], whole: dict[str, Any]) -> dict[str, Any]:
    reference = schema.get("$ref")
    found: dict[str, Any] = whole["$defs"][reference.rsplit("/", 1)[1]] if reference else schema
    return found


@pytest.mark.parametrize(
    ("name", "path", "kind"),
    [
        (schemas.DOCUMENT, "", model.Metadata),
        (schemas.DOCUMENT, "volume", model.Volume),
        (schemas.DOCUMENT, "date", model.DateRange),
        (schemas.DOCUMENT, "senders/*", model.Agent),
        (schemas.DOCUMENT, "source", model.ArchivalSource),
        (schemas.DOCUMENT, "persons/*", model.Person),
        (schemas.DOCUMENT, "terms/*", model.Term),
        (schemas.DOCUMENT, "notes/*", model.Note),
        (schemas.DOCUMENT, "withheld/*", model.Withheld),
        (schemas.DOCUMENT, "references/*", model.Reference),
        (schemas.DOCUMENT, "attachments/*", model.Attachment),
        (schemas.DOCUMENT, "original", model.Original),
        (schemas.PAGE_IMAGES, "pages/*", page.Page),
        (schemas.PAGE_IMAGES, "pages/*/renditions/*", page.Rendition),
    ],
)
def test_schema_and_model_have_the_same_fields(name: str, path: str, kind: type) -> None:
    whole = schemas.load(name)
    schema = whole
    for step in filter(None, path.split("/")):
        schema = schema["items"] if step == "*" else schema["properties"][step]
        schema = _resolved(schema, whole)
    assert set(schema["properties"]) - {"schema"} == _names(kind)
    required = {
        field.metadata.get("key", field.name)
        for field in dataclasses.fields(kind)
        if field.default is dataclasses.MISSING and field.default_factory is dataclasses.MISSING
    }
    assert required <= set(schema["required"]) if required else True


def test_literals_are_those_of_the_schema() -> None:
    document, images = schemas.load(schemas.DOCUMENT), schemas.load(schemas.PAGE_IMAGES)
    note = document["properties"]["notes"]["items"]["properties"]
    rendition = images["$defs"]["rendition"]["properties"]
    assert note["type"]["enum"] == list(typing.get_args(model.NoteType))
    assert document["properties"]["original"]["properties"]["form"]["enum"] == list(
        typing.get_args(model.Form)
    )
    assert rendition["role"]["enum"] == list(typing.get_args(page.Role))
    assert rendition["status"]["enum"] == list(typing.get_args(page.Status))

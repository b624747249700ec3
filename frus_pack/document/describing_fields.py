"""What the fields of a description mean, as the schema says it."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping
from typing import Any

from frus_pack.document import schemas

_DEPTH = 3


def all_fields() -> Iterator[tuple[str, str]]:
    """Yield every field of the description, with its meaning."""
    schema = schemas.load(schemas.DOCUMENT)
    yield from ((name, _meaning(one, schema)) for name, one in schema["properties"].items())


def describe_field(name: str) -> Iterator[tuple[str, str]]:
    """Yield what there is to say of a field (``senders``, ``volume.id``): labels and values.

    Raises ValueError, naming similar fields, if there is no such field.
    """
    schema = schemas.load(schemas.DOCUMENT)
    field = schema
    for part in name.split("."):
        fields = _fields(field, schema)
        if part not in fields:
            similar = difflib.get_close_matches(part, fields, n=3) or list(fields)
            raise ValueError(f"{name!r} is not a field: did you mean {', '.join(similar)}?")
        required = part in _inside(field, schema).get("required", ())
        field = fields[part]
    yield "Field", name
    yield "Meaning", _meaning(field, schema)
    yield "Form", _form(field, schema)
    yield "Needed", "yes" if required else "no"
    inside = _fields(field, schema)
    yield from ((f"  {part}", _meaning(one, schema)) for part, one in inside.items())


def _resolved(field: Mapping[str, Any], schema: Mapping[str, Any]) -> dict[str, Any]:
    """Return the field with what it refers to; what it says itself comes first."""
    reference = field.get("$ref", "")
    target = schema["$defs"].get(reference.rpartition("/")[2], {}) if reference else {}
    return {**(_resolved(target, schema) if target else {}), **field}


def _inside(field: Mapping[str, Any], schema: Mapping[str, Any]) -> dict[str, Any]:
    """Return the object that the field is, or that each item of the list is."""
    whole = _resolved(field, schema)
    for _ in range(_DEPTH):
        if "items" not in whole:
            break
        whole = _resolved(whole["items"], schema)
    return whole


def _fields(field: Mapping[str, Any], schema: Mapping[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = _inside(field, schema).get("properties", {})
    return found


def _meaning(field: Mapping[str, Any], schema: Mapping[str, Any]) -> str:
    return str(_resolved(field, schema).get("description", ""))


def _form(field: Mapping[str, Any], schema: Mapping[str, Any]) -> str:
    whole = _resolved(field, schema)
    kind = whole.get("type", "text")
    if kind == "array":
        inside = _inside(field, schema)
        return f"a list; each item is {_kind(inside)}"
    return _kind(whole)


def _kind(whole: Mapping[str, Any]) -> str:
    if "enum" in whole:
        return "one of " + ", ".join(map(str, whole["enum"]))
    kinds = {"string": "text", "object": "fields of its own", "integer": "a whole number"}
    said = kinds.get(str(whole.get("type")), str(whole.get("type", "text")))
    pattern = whole.get("pattern")
    return f"{said} of the form {pattern}" if pattern and whole.get("type") == "string" else said

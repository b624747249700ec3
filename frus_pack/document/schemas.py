"""The JSON Schemas, compiled once and resolved offline.

jsonschema decides and explains, but takes a millisecond a document. jsonschema-rs, which is
compiled, takes a hundredth of that. What it finds valid is valid; jsonschema judges the rest.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import jsonschema_rs

from frus_pack.errors import FrusPackError

if TYPE_CHECKING:
    from jsonschema import Draft202012Validator
    from jsonschema.exceptions import ValidationError

DOCUMENT = "document.schema.json"
PAGE_IMAGES = "page-images.schema.json"
PROFILE = "frus-pack-profile.json"

_PACKAGE = Path(__file__).parents[1]
# Inside the wheel the schemas travel with the package; in a checkout they are beside it.
_FOLDERS = (_PACKAGE / "schema_files", _PACKAGE.parent / "schemas")


_KINDS = {
    "object": "fields of its own",
    "array": "a list",
    "string": "text",
    "integer": "a whole number",
}

Pointer = tuple[str | int, ...]
"""The keys and indexes down to a value: a JSON Pointer (RFC 6901) before it is joined."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One way in which a description is not as it should be.

    `expected` says what belongs at the pointer. `kind` names the rule, if it is not the schema.
    """

    pointer: Pointer
    message: str
    expected: str
    kind: str = field(default="", compare=False)


def load(name: str) -> dict[str, Any]:
    """Return a schema or profile of this project, by its file name; a new value at each call.

    Raises FrusPackError if it was not installed with the rest.
    """
    path = next((folder / name for folder in _FOLDERS if (folder / name).is_file()), None)
    if path is None:
        raise FrusPackError(f"{name}: is not installed with frus-pack; install frus-pack again")
    loaded: dict[str, Any] = json.loads(path.read_bytes())
    return loaded


@cache
def identifier(name: str) -> str:
    """Return the ``$id`` of a schema: what a document that follows it says in ``schema``."""
    return str(load(name)["$id"])


def faults(name: str, data: object) -> tuple[Fault, ...]:
    """Return every way in which `data`, as JSON is read, does not follow the schema.

    They are sorted by pointer: keys as text, and the entries of a list in its order.
    """
    if _is_surely_valid(name, data):
        return ()
    found = (fault for error in _validator(name).iter_errors(data) for fault in _faults_of(error))
    return tuple(sorted(found, key=_sort_key))


def join_pointer(pointer: Pointer) -> str:
    """Return a JSON Pointer (RFC 6901): ``/source/drafted_by/0``; empty for the whole."""
    return "".join(f"/{str(step).replace('~', '~0').replace('/', '~1')}" for step in pointer)


def _sort_key(fault: Fault) -> list[tuple[int, str]]:
    return [(step, "") if isinstance(step, int) else (-1, step) for step in fault.pointer]


def _is_surely_valid(name: str, data: object) -> bool:
    try:
        return _compiled(name).is_valid(data)
    except ValueError:  # half of a surrogate pair, which it does not take
        return False


@cache
def _compiled(name: str) -> jsonschema_rs.Draft202012Validator:
    return jsonschema_rs.Draft202012Validator(load(name))


@cache
def _validator(name: str) -> Draft202012Validator:
    # Imported here, as nearly no run needs it and it takes long.
    from jsonschema import Draft202012Validator

    schema = load(name)
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(_without_references(schema, schema["$defs"]))


def _without_references(schema: Any, definitions: dict[str, Any]) -> Any:
    """Return the schema with each ``$ref`` to its own definitions replaced by what it points to,
    which spares looking them up for every value. Keys beside a ``$ref`` stay and win."""
    if isinstance(schema, list):
        return [_without_references(item, definitions) for item in schema]
    if not isinstance(schema, dict):
        return schema
    target = definitions[schema["$ref"].removeprefix("#/$defs/")] if "$ref" in schema else {}
    whole = {**target, **{key: value for key, value in schema.items() if key != "$ref"}}
    return {key: _without_references(value, definitions) for key, value in whole.items()}


def _faults_of(error: ValidationError) -> Iterator[Fault]:
    """Yield a schema fault for each key or value that is at fault."""
    pointer = tuple(error.absolute_path)
    expected = str(error.schema.get("description", "")) if isinstance(error.schema, dict) else ""
    if error.validator == "additionalProperties" and isinstance(error.instance, dict):
        for key in _unknown_keys(error):
            yield Fault((*pointer, key), f"unknown key {key!r}", "a key of your own begins with x-")
    elif error.validator == "required":
        required: Any = error.validator_value
        missing = next(key for key in required if error.message.startswith(repr(key)))
        yield Fault((*pointer, missing), "is missing", _description(error, missing))
    elif error.validator == "not":
        yield Fault(pointer, "has no place here", "")
    elif error.validator == "pattern":
        yield Fault(pointer, f"{error.instance!r} is not of the form asked for", expected)
    elif error.validator == "type" and isinstance(error.validator_value, str):
        wanted = _KINDS.get(error.validator_value, error.validator_value)
        yield Fault(pointer, f"is {_kind(error.instance)}, not {wanted}", expected)
    elif error.validator == "enum":
        known: Any = error.validator_value
        yield Fault(pointer, _unknown_word(str(error.instance), known), expected)
    else:
        yield Fault(pointer, error.message, expected)


def _kind(value: object) -> str:
    """Return what a value is, and the value where it is short."""
    if isinstance(value, dict):
        return "fields of its own"
    if isinstance(value, list):
        return "a list"
    kind = (
        "text" if isinstance(value, str) else "a number" if _is_number(value) else "another value"
    )
    return f"{kind}, {value!r}"


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _unknown_word(word: str, known: Sequence[str]) -> str:
    close = get_close_matches(word.lower(), known, 1)
    meant = f"; did you mean {close[0]!r}?" if close else ""
    return f"{word!r} is not one of {', '.join(map(str, known))}{meant}"


def _unknown_keys(error: ValidationError) -> list[str]:
    instance: Any = error.instance
    known = _properties(error)
    return [key for key in instance if key not in known and not key.startswith("x-")]


def _description(error: ValidationError, key: str) -> str:
    return str(_properties(error).get(key, {}).get("description", ""))


def _properties(error: ValidationError) -> dict[str, Any]:
    schema: Any = error.schema
    known: dict[str, Any] = schema.get("properties", {})
    return known

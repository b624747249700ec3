"""Between the model and JSON: the same names and order, nothing for what is not given."""

from __future__ import annotations

import dataclasses
import json
import typing
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any, TypeVar

T = TypeVar("T")


def to_json(value: object) -> dict[str, Any]:
    """A model value as JSON data: fields in order, None and empty left out, ``x-`` keys last."""
    data: dict[str, Any] = {}
    kind: Any = type(value)
    for name, key in _recorded(kind):
        item = getattr(value, name)
        if item is not None and item != () and item != {}:
            data[key] = _plain(item)
    data.update(getattr(value, "extra", {}))
    return data


def from_json(kind: type[T], data: Mapping[str, Any]) -> T:
    """A model value of `kind` from JSON data that follows its schema."""
    model: Any = kind
    readers = _readers(model)
    values: dict[str, Any] = {}
    extra: dict[str, Any] = {}
    for key, item in data.items():
        if key in readers:
            name, read = readers[key]
            values[name] = read(item)
        elif key.startswith("x-"):
            extra[key] = item
    if extra:
        values["extra"] = extra
    return kind(**values)


def format_json(data: object) -> bytes:
    """JSON data as the package holds it: UTF-8, two spaces a level, a line end at the end."""
    return (json.dumps(data, ensure_ascii=False, indent=2) + "\n").encode()


def _plain(item: object) -> object:
    if isinstance(item, tuple):
        return [_plain(part) for part in item]
    if dataclasses.is_dataclass(item):
        return to_json(item)
    return dict(item) if isinstance(item, Mapping) else item


@cache
def _recorded(kind: Any) -> tuple[tuple[str, str], ...]:
    """Name and JSON key of each field that is recorded."""
    return tuple(
        (field.name, field.metadata.get("key", field.name))
        for field in dataclasses.fields(kind)
        if field.name != "extra" and field.metadata.get("recorded", True)
    )


@cache
def _readers(kind: Any) -> dict[str, tuple[str, Callable[[Any], Any]]]:
    """JSON key → field name and how to read its value."""
    hints = typing.get_type_hints(kind)
    return {key: (name, _reader(hints[name])) for name, key in _recorded(kind)}


def _reader(hint: Any) -> Callable[[Any], Any]:
    if dataclasses.is_dataclass(hint) and isinstance(hint, type):
        return lambda data: from_json(hint, data)
    parts = typing.get_args(hint)
    if typing.get_origin(hint) is tuple:
        read = _reader(parts[0])
        return lambda data: tuple(map(read, data))
    if type(None) in parts:
        return _reader(next(part for part in parts if part is not type(None)))
    return lambda data: data

"""Between the model and JSON: the same names and order, nothing for what is not given."""

from __future__ import annotations

import dataclasses
import json
import reprlib
import typing
from collections.abc import Callable, Mapping
from functools import cache, partial
from json.encoder import encode_basestring
from typing import Any, TypeVar

T = TypeVar("T")

_LINE_END = "\n"
_INDENTATION = "  "
_SCALARS = frozenset((str, int, float, bool, type(None)))


def to_json(value: object) -> dict[str, Any]:
    """Return a model value as JSON data: fields in order, None and empty left out, ``x-`` keys
    last."""
    data: dict[str, Any] = {}
    kind: Any = type(value)
    for name, key in _recorded(kind):
        item = getattr(value, name)
        if type(item) is str:
            data[key] = item
        elif item is not None and item != () and item != {}:
            data[key] = _plain(item)
    data.update(getattr(value, "extra", {}))
    return data


def from_json(kind: type[T], data: Mapping[str, Any]) -> T:
    """Return a model value of `kind` from JSON data that follows its schema.

    Raises ValueError, saying where, for data the model cannot hold: something is missing or of
    another kind. That is not all the schema asks.
    """
    model: Any = kind
    value: T = _reader_of(model)(data)
    return value


def format_json(data: object) -> bytes:
    """JSON data as the package holds it: UTF-8, two spaces a level, a line end at the end.

    Raises ValueError for NaN and the infinities, which JSON has not (RFC 8259 §6).
    """
    # The encoder of the standard library is as fast only where it does not indent.
    return f"{_written(data, _LINE_END)}\n".encode()


def format_indentation(level: int) -> bytes:
    """Return what begins a line at this depth of a file of `format_json`."""
    return f"{_LINE_END}{level * _INDENTATION}".encode()


def _written(value: object, line_end: str) -> str:
    """Return a value as text; `line_end` is a line end and the indentation of what the value is
    in."""
    if isinstance(value, str):
        return encode_basestring(value)
    if type(value) is int:
        return str(value)
    inner = line_end + _INDENTATION
    # Nearly every value is text, and not a call is needed for it.
    if isinstance(value, dict) and value:
        members = [
            f"{encode_basestring(key)}: "
            f"{encode_basestring(item) if type(item) is str else _written(item, inner)}"
            for key, item in value.items()
        ]
        return f"{{{inner}{f',{inner}'.join(members)}{line_end}}}"
    if isinstance(value, list | tuple) and value:
        items = [
            encode_basestring(item) if type(item) is str else _written(item, inner)
            for item in value
        ]
        return f"[{inner}{f',{inner}'.join(items)}{line_end}]"
    return json.dumps(value, allow_nan=False)


def _plain(item: Any) -> object:
    kind = type(item)
    if kind in _SCALARS:
        return item
    if kind is tuple or kind is list:
        return [_plain(part) for part in item]
    if isinstance(item, Mapping):
        return {key: _plain(part) for key, part in item.items()}
    return to_json(item)


@cache
def _recorded(kind: Any) -> tuple[tuple[str, str], ...]:
    """Name and JSON key of each field that is recorded."""
    return tuple(
        (field.name, field.metadata.get("key", field.name))
        for field in dataclasses.fields(kind)
        if field.name != "extra" and field.metadata.get("recorded", True)
    )


@cache
def _reader_of(kind: Any) -> Callable[[Any], Any]:
    """Return how a model value of this kind is made of JSON data, looked up once and not at each
    value."""
    hints = typing.get_type_hints(kind)
    readers = {
        key: (name, _is_text(hints[name]), _reader(hints[name])) for name, key in _recorded(kind)
    }
    required = _required(kind)

    def read(data: Any) -> Any:
        if type(data) is not dict and not isinstance(data, Mapping):
            raise ValueError(f"{reprlib.repr(data)} is not an object")
        values: dict[str, Any] = {}
        for key, item in data.items():
            reader = readers.get(key)
            if reader is None:
                if key.startswith("x-"):
                    values.setdefault("extra", {})[key] = item
                continue
            name, is_text, convert = reader
            try:
                # Nearly every value is text, and not a call is needed for it.
                values[name] = item if is_text and type(item) is str else convert(item)
            except ValueError as error:
                raise ValueError(f"{key}: {error}") from error
        try:
            return kind(**values)
        except TypeError:
            missing = [name for name in required if name not in values]
            raise ValueError(f"{missing[0]} is missing") from None

    return read


def _is_text(hint: Any) -> bool:
    return hint in (str, str | None) or typing.get_origin(hint) is typing.Literal


def _required(kind: Any) -> tuple[str, ...]:
    """Return the names of the fields that have to be given."""
    unset = dataclasses.MISSING
    return tuple(
        field.name
        for field in dataclasses.fields(kind)
        if field.default is unset and field.default_factory is unset
    )


def _reader(hint: Any) -> Callable[[Any], Any]:
    if hint is Any:
        return lambda data: data
    if dataclasses.is_dataclass(hint) and isinstance(hint, type):
        return _reader_of(hint)
    parts = typing.get_args(hint)
    origin = typing.get_origin(hint)
    if type(None) in parts:
        read = _reader(next(part for part in parts if part is not type(None)))
        return lambda data: None if data is None else read(data)
    if hint == str | tuple[str, ...]:
        return _one_or_several
    if origin is tuple:
        return partial(_tuple, _reader(parts[0]))
    if origin is Mapping:
        return partial(_mapping, _reader(parts[1]))
    if origin is typing.Literal:
        return partial(_of_kind, str)
    # In JSON 1.0 is a whole number too.
    return partial(_of_kind, str if hint is str else (int, float))


def _tuple(read: Callable[[Any], Any], data: Any) -> tuple[Any, ...]:
    return tuple([read(item) for item in (data if type(data) is list else _of_kind(list, data))])


def _one_or_several(data: Any) -> str | tuple[str, ...]:
    if isinstance(data, str):
        return data
    return tuple([_of_kind(str, item) for item in _of_kind(list, data)])


def _mapping(read: Callable[[Any], Any], data: Any) -> dict[str, Any]:
    return {key: read(item) for key, item in _of_kind(Mapping, data).items()}


def _of_kind(kind: Any, data: Any) -> Any:
    if not isinstance(data, kind) or isinstance(data, bool):
        raise ValueError(f"{reprlib.repr(data)} is not what is expected there")  # noqa: TRY004
    return data

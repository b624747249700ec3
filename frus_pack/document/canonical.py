"""One digest of any value of the model, which is the same on every machine."""

from __future__ import annotations

import dataclasses
import hashlib
import json
from collections.abc import Callable, Collection, Mapping
from functools import cache, partial
from typing import Any


def canonical_digest(value: object, without: Collection[str] = ()) -> str:
    """Return the SHA-256 of a value in hexadecimal digits.

    The value may hold dataclasses, mappings, sequences, text, bytes and numbers. A dataclass
    counts with its class, and with all its fields but those named in `without`. So a field that
    is added later changes the digest, and is never overlooked.

    Raises:
        TypeError: The value holds something else, such as a path.
    """
    convert = partial(_plain, without=frozenset(without))
    text = json.dumps(value, default=convert, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _plain(value: Any, without: frozenset[str]) -> object:
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return _fields_of(type(value), without)(value)
    if isinstance(value, bytes):
        return {"bytes": hashlib.sha512(value).hexdigest()}
    if isinstance(value, Mapping):
        return dict(value)
    raise TypeError(f"{value!r} has no canonical form")


@cache
def _fields_of(kind: type, without: frozenset[str]) -> Callable[[Any], dict[str, object]]:
    fields: Any = dataclasses.fields(kind)
    names = [field.name for field in fields if field.name not in without]
    return lambda value: {kind.__name__: [getattr(value, name) for name in names]}

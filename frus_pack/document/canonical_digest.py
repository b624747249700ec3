"""One digest of any value of the model, which is the same on every machine."""

from __future__ import annotations

import dataclasses
import hashlib
import json
from collections.abc import Callable, Collection, Mapping
from functools import cache, partial
from operator import attrgetter
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
    kind: Any = type(value)
    if fields_of := _fields_of(kind, without):
        return fields_of(value)
    if isinstance(value, bytes):
        return {"bytes": hashlib.sha512(value).hexdigest()}
    if isinstance(value, Mapping):
        return dict(value)
    raise TypeError(f"{value!r} has no canonical form")


@cache
def _fields_of(kind: Any, without: frozenset[str]) -> Callable[[Any], dict[str, object]] | None:
    """Return how the fields of a dataclass are taken; None for any other class."""
    class_name = str(kind.__name__)
    if not dataclasses.is_dataclass(kind):
        return None
    fields: Any = dataclasses.fields(kind)
    names = [field.name for field in fields if field.name not in without]
    if len(names) < 2:
        return lambda value: {class_name: [getattr(value, name) for name in names]}
    taken = attrgetter(*names)  # gives several at once, as a tuple
    return lambda value: {class_name: taken(value)}

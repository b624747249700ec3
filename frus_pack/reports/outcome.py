"""What an outcome of the library is as text, as JSON, and in a notebook."""

from __future__ import annotations

import html
import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any


class Outcome:
    """What became of one thing that was worked on; the fields are those of the dataclass."""

    __slots__ = ()

    def to_dict(self) -> dict[str, Any]:
        """Return the fields as JSON values. Every field is there."""
        return _values(self)

    def to_json(self) -> str:
        """Return the fields as one JSON object, in ASCII."""
        return json.dumps(self.to_dict())

    def __str__(self) -> str:
        values = {one.name: getattr(self, one.name) for one in fields(_dataclass(self))}
        status = values.get("status") or values.get("outcome") or self._done()
        error = values.get("error")
        place = error or values.get("path") or values.get("place") or values.get("source", "")
        return f"{status:<9}  {place}"

    def _done(self) -> str:
        """Return what was done, where no field says it."""
        return type(self).__name__.lower() if getattr(self, "needed", True) else "unchanged"

    def _repr_html_(self) -> str:
        """Return what a notebook shows."""
        rows = (
            f"<tr><th>{html.escape(name)}</th><td>{html.escape(_words(value))}</td></tr>"
            for name, value in self.to_dict().items()
            if value not in (None, "", [], {})
        )
        return f"<table>{''.join(rows)}</table>"


def _dataclass(value: object) -> Any:
    if not is_dataclass(value):
        raise TypeError(f"{type(value).__name__} is not a dataclass")
    return value


def _values(value: object) -> dict[str, Any]:
    return {one.name: _json(getattr(value, one.name)) for one in fields(_dataclass(value))}


def _json(value: object) -> Any:
    if value is None or isinstance(value, bool | int | float):
        return value
    if isinstance(value, str | Path | Exception):
        return str(value)
    if isinstance(value, Mapping):
        return {str(key): _json(one) for key, one in value.items()}
    if isinstance(value, tuple | list | frozenset):
        return [_json(one) for one in value]
    if hasattr(value, "to_dict"):
        return value.to_dict()
    return _values(value)


def _words(value: object) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)

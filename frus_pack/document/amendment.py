"""Corrections of a package after it was packed: their record, and JSON merge patches (RFC 7396)."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from frus_pack.document.page import Extra


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One field that an amendment changed; None means that there is no value.

    `pointer` is a JSON pointer (RFC 6901) into metadata.json (``/place``), or ``bag-info/LABEL``,
    or ``page-images/FILE``.
    """

    pointer: str = field(metadata={"key": "field"})
    before: Any = field(default=None, metadata={"key": "from"})
    after: Any = field(default=None, metadata={"key": "to"})
    extra: Extra = field(default_factory=dict)

    def __str__(self) -> str:
        before, after = (
            "nothing" if value is None else json.dumps(value, ensure_ascii=False)
            for value in (self.before, self.after)
        )
        return f"{self.pointer}: {before} → {after}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Amendment:
    """A correction of the package after it was packed. `when` is a UTC time, ISO 8601."""

    when: str
    agent: str
    reason: str
    changes: tuple[Change, ...]
    extra: Extra = field(default_factory=dict)


def with_patch(data: Any, patch: Any) -> Any:
    """Return JSON data with a merge patch applied; the data is left as it is."""
    if not isinstance(patch, Mapping):
        return patch
    result = dict(data) if isinstance(data, Mapping) else {}
    for key, value in patch.items():
        if value is None:
            result.pop(key, None)
        else:
            result[key] = with_patch(result.get(key), value)
    return result


def changes_between(before: Any, after: Any, pointer: str = "") -> Iterator[Change]:
    """Yield what differs, as deep as both are objects; a list is one value."""
    if before == after:
        return
    if isinstance(before, Mapping) and isinstance(after, Mapping):
        for key in dict.fromkeys((*before, *after)):
            yield from changes_between(
                before.get(key), after.get(key), f"{pointer}/{_escaped(key)}"
            )
    else:
        yield Change(pointer=pointer, before=before, after=after)


def patch_of(field: str, value: str) -> dict[str, Any]:
    """Return the merge patch that sets a field, named with points (``date.display``), to a text;
    an empty text removes the field."""
    patch: Any = value or None
    for key in reversed(field.split(".")):
        patch = {key: patch}
    return dict(patch)


def value_at(data: Any, pointer: str) -> Any:
    """Return the value at a JSON pointer (RFC 6901) through objects; None where there is none."""
    for key in pointer.split("/")[1:]:
        if not isinstance(data, Mapping):
            return None
        data = data.get(key.replace("~1", "/").replace("~0", "~"))
    return data


def with_value(data: Mapping[str, Any], pointer: str, value: Any) -> dict[str, Any]:
    """Return the data with another value at a JSON pointer through objects; None removes it."""
    key, *rest = pointer.split("/")[1:]
    name = key.replace("~1", "/").replace("~0", "~")
    inner = data.get(name)
    if rest:
        value = with_value(inner if isinstance(inner, Mapping) else {}, f"/{'/'.join(rest)}", value)
    if value is None:
        return {other: one for other, one in data.items() if other != name}
    return {**data, name: value}


def _escaped(key: str) -> str:
    return key.replace("~", "~0").replace("/", "~1")

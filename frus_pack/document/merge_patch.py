"""JSON merge patches (RFC 7396) on a description, and which fields they change."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from frus_pack.document.amendment import Change


def merged(data: Any, patch: Any) -> Any:
    """Return JSON data with a merge patch applied; the data is left as it is."""
    if not isinstance(patch, Mapping):
        return patch
    result = dict(data) if isinstance(data, Mapping) else {}
    for key, value in patch.items():
        if value is None:
            result.pop(key, None)
        else:
            result[key] = merged(result.get(key), value)
    return result


def changes(before: Any, after: Any, pointer: str = "") -> Iterator[Change]:
    """Yield what differs, as deep as both are objects; a list is one value."""
    if before == after:
        return
    if isinstance(before, Mapping) and isinstance(after, Mapping):
        for key in dict.fromkeys((*before, *after)):
            yield from changes(before.get(key), after.get(key), f"{pointer}/{_escaped(key)}")
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

"""RO-Crate: entities of the graph, nothing empty in them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

PROFILE = "https://w3id.org/ro/crate/1.2"

Entity = dict[str, Any]


def entity(at: str, kind: str | Sequence[str], /, **properties: object) -> Entity:
    """The entity `at` an ``@id``; a property without a value is left out, and a list of one is
    that one, as JSON-LD is compacted."""
    there = {name: value for name, value in properties.items() if value not in (None, "", [])}
    return {"@id": at, "@type": kind, **{name: _compacted(one) for name, one in there.items()}}


def link(identifier: str) -> dict[str, str]:
    """A reference to an entity of the graph."""
    return {"@id": identifier}


def links(identifiers: Iterable[str]) -> list[dict[str, str]]:
    """References to several."""
    return [link(one) for one in identifiers]


def _compacted(value: object) -> object:
    return value[0] if isinstance(value, list) and len(value) == 1 else value

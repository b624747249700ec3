"""RO-Crate: entities of the graph, none with an empty property."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from frus_pack.crosswalks.record import Record
from frus_pack.crosswalks.rights import rights_of

PROFILE = "https://w3id.org/ro/crate/1.2"

Entity = dict[str, Any]


def entity(at: str, kind: str | Sequence[str], /, **properties: object) -> Entity:
    """Return the entity with the ``@id`` `at`.

    A property without a value is left out. A list of one value becomes the value, as in compacted
    JSON-LD.
    """
    there = {name: value for name, value in properties.items() if value not in (None, "", [])}
    return {"@id": at, "@type": kind, **{name: _compacted(one) for name, one in there.items()}}


def link(identifier: str) -> dict[str, str]:
    """Return a reference to an entity of the graph."""
    return {"@id": identifier}


def links(identifiers: Iterable[str]) -> list[dict[str, str]]:
    """Return references to entities of the graph."""
    return [link(one) for one in identifiers]


def rights_id(record: Record) -> str:
    """Return the ``@id`` of the statement on rights: its URI, where it has one."""
    return rights_of(record.metadata).uri or "#rights"


def _compacted(value: object) -> object:
    return value[0] if isinstance(value, list) and len(value) == 1 else value

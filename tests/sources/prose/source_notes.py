"""The fields that are read out of a source note."""

from __future__ import annotations

from typing import Any

from frus_pack.document.model_json import to_json
from frus_pack.sources.prose.source_note import read_source_note

NARA = "National Archives and Records Administration"


def fields_of(note: str) -> dict[str, Any]:
    """The fields read from a note, but for the note itself and what was not read of it."""
    read = read_source_note(note)
    assert read.source.note == note
    fields = {**to_json(read.source), **to_json(read)}
    return {key: value for key, value in fields.items() if key not in ("note", "source", "unread")}


def agents(*names: str) -> list[dict[str, str]]:
    """``Name (OFFICE)`` as JSON data."""
    return [
        {"name": name.partition(" (")[0], **({"office": office[:-1]} if office else {})}
        for name in names
        for office in [name.partition(" (")[2]]
    ]

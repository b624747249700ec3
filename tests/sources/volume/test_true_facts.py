"""Facts of true documents, read by hand, against the descriptions of these documents."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from frus_pack.document.model import Agent, Document, Metadata
from frus_pack.images.page_images import find
from frus_pack.sources.volume import document as tei_document
from frus_pack.sources.volume.volume import VolumeDocument, documents_in_volume
from frus_pack.storage.stages import at_once
from tests.truth.by_hand import TASTE

SHARED = Path(__file__).resolve().parents[4] / "shared"
FACTS = SHARED / "facts.json"
ENTRIES: list[dict[str, Any]] = json.loads(FACTS.read_bytes()) if FACTS.is_file() else []


_WORDS = ("title", "date_display", "place", "subject", "classification")


@cache
def _documents(volume: str) -> dict[str, VolumeDocument]:
    found = documents_in_volume(SHARED / "volumes" / f"{volume}.xml")
    return {one.place.id: one for one in found if isinstance(one, VolumeDocument)}


@cache
def _read(volume: str, document: str) -> Document:
    return at_once(tei_document.read_in_stages(_documents(volume)[document]))


def _plain(said: str | None) -> str | None:
    if said is None:
        return None
    bare = " ".join(said.replace("'", "’").split()).strip("[] ,.;").casefold()
    return bare.removeprefix("the ") or None


def _agents(agents: tuple[Agent, ...]) -> list[tuple[str | None, str | None]]:
    return [(_plain(one.name), one.id) for one in agents]


def _offices(agents: tuple[Agent, ...]) -> dict[str | None, str | None]:
    return {_plain(one.name): _plain(one.office) for one in agents}


def _said(metadata: Metadata, field: str) -> object:
    """What a description says of a simple field, as the facts write it."""
    date = metadata.date
    simple = {
        "number": metadata.number,
        "title": _plain(metadata.title),
        "kind": metadata.kind,
        "date_earliest": date.earliest[:10] if date else None,
        "date_latest": date.latest[:10] if date else None,
        "date_display": _plain(date.display) if date else None,
        "place": _plain(metadata.place),
        "subject": _plain(metadata.subject),
        "classification": _plain(metadata.classification),
        "handling": [_plain(one) for one in re.split("[;,] ", metadata.handling or "") if one],
        "pages": list(metadata.pages),
        "facs_first": next(iter(metadata.facs.values()), None),
        "notes_count": len(metadata.notes),
        "printed_note_numbers": [one.label or one.n for one in metadata.notes],
        "withheld_count": len(metadata.withheld),
        "attachments": [_plain(one.title) for one in metadata.attachments],
    }
    return simple[field]


def _right(field: str, value: Any) -> object:
    if isinstance(value, list):
        words = field in ("handling", "attachments")
        return [_plain(one) if words else one for one in value]
    return (
        _plain(value)
        if field in ("title", "date_display", "place", "subject", "classification")
        else value
    )


def _cases() -> Iterator[Any]:
    for entry in ENTRIES:
        for field, value in entry["right"].items():
            name = f"{entry['volume']}-{entry['doc']}-{field}"
            yield pytest.param(entry["volume"], entry["doc"], field, value, id=name)


@pytest.mark.parametrize(("volume", "document", "field", "value"), list(_cases()))
def test_a_fact_read_by_hand_is_in_the_description(
    volume: str, document: str, field: str, value: Any
) -> None:
    read = _read(volume, document)
    metadata = read.metadata
    if field in ("senders", "recipients", "participants"):
        agents = getattr(metadata, field)
        assert _agents(agents) == [(_plain(one["name"]), one["id"]) for one in value]
        offices = {_plain(one["name"]): _plain(one["office"]) for one in value if "office" in one}
        assert {name: _offices(agents)[name] for name in offices} == offices
    elif field == "references_must_include":
        assert {one.target for one in metadata.references} == set(value)
    elif field == "persons_ids_must_include":
        assert {*value} <= {one.id for one in metadata.persons}
    elif field == "image_files":
        pages = find(metadata, None, "referenced", _documents(volume)[document].published)
        assert [
            one.name for page in pages for one in page.renditions if one.role == "master"
        ] == value
    elif field == "date_display" and metadata.date is None:
        assert (value, metadata.date) == ("undated", None)
    else:
        expected = TASTE.get((volume, document, field), _right(field, value))
        assert _said(metadata, field) == expected


def test_the_facts_are_there() -> None:
    if not ENTRIES:
        pytest.skip(f"{FACTS} does not exist")
    assert len(ENTRIES) == 66

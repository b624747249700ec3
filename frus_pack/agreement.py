"""Whether a description is sound: it follows the schema and says what the text itself says."""

from __future__ import annotations

import json
from typing import Any

from frus_pack import schemas
from frus_pack.metadata import to_json
from frus_pack.schemas import Fault
from frus_pack.sources import text_facts
from frus_pack.transcription import Transcription

_FROM_THE_TEXT = ("number", "title", "pages", "notes", "withheld")
_LONGEST = 160


def faults(data: dict[str, Any], transcription: Transcription) -> tuple[Fault, ...]:
    """Every fault of a description (the data of metadata.json) of this text.

    Where the description does not follow the schema, only that is told.
    """
    return schemas.faults(schemas.DOCUMENT, data) or _disagreements(data, transcription)


def _disagreements(data: dict[str, Any], transcription: Transcription) -> tuple[Fault, ...]:
    first = next(iter(data.get("pages", ())), None)
    said = to_json(text_facts.read(transcription, first))
    return tuple(
        Fault(
            (key,),
            f"{_short(data.get(key))} is not what the text says",
            f"the text says {_short(said.get(key))}",
        )
        for key in _FROM_THE_TEXT
        if _without_own_keys(data.get(key)) != said.get(key)
    )


def _without_own_keys(value: object) -> object:
    """The value without the user's ``x-`` keys, of which the text says nothing."""
    if isinstance(value, list):
        return [_without_own_keys(item) for item in value]
    if isinstance(value, dict):
        return {key: item for key, item in value.items() if not key.startswith("x-")}
    return value


def _short(value: object) -> str:
    if value is None:
        return "nothing"
    words = json.dumps(value, ensure_ascii=False)
    return words if len(words) <= _LONGEST else f"{words[:_LONGEST]}…"

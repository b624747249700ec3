"""Whether a description is sound: it follows the schema, says what the text itself says, and
does not contradict itself or the calendar."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from frus_pack.document import moments, schemas, text_facts
from frus_pack.document.model_json import to_json
from frus_pack.document.schemas import Fault
from frus_pack.document.transcription import Transcription, plain

_FROM_THE_TEXT = ("number", "title", "pages", "notes", "withheld")
_LONGEST = 160


def faults(data: dict[str, Any], transcription: Transcription) -> tuple[Fault, ...]:
    """Every fault of a description (the data of metadata.json) of this text.

    Where the description does not follow the schema, only that is told.
    """
    return schemas.faults(schemas.DOCUMENT, data) or (
        *_disagreements(data, transcription),
        *_source_note(data, transcription),
        *_scans(data),
        *_dates(data),
    )


def _disagreements(data: dict[str, Any], transcription: Transcription) -> Iterator[Fault]:
    first = text_facts.first_of(data.get("pages", ()), transcription)
    said = to_json(text_facts.read(transcription, first))
    for key in _FROM_THE_TEXT:
        # An empty list says no more than none at all.
        if (_without_own_keys(data.get(key)) or None) != said.get(key):
            yield _differs((key,), data.get(key), said.get(key))


def _source_note(data: dict[str, Any], transcription: Transcription) -> Iterator[Fault]:
    """The source note as quoted, where the text has one; white space does not count."""
    given = data.get("source", {}).get("note")
    note = text_facts.source_note(transcription)
    if given is not None and note is not None:
        said = plain(note.content)
        if " ".join(given.split()) != said:
            yield _differs(("source", "note"), given, said)


def _scans(data: dict[str, Any]) -> Iterator[Fault]:
    pages = data.get("pages", [])
    known = f"one of {_short(pages)}" if pages else "none: the text names no pages"
    for page, scans in data.get("facs", {}).items():
        given = 1 if isinstance(scans, str) else len(scans)
        if page not in pages:
            yield Fault(("facs", page), f"{page!r} is none of the document's pages", known)
        elif pages.count(page) != given:
            message = f"gives {given} of the scan numbers of page {page}"
            expected = f"{pages.count(page)}: one for each page of that number"
            yield Fault(("facs", page), message, expected)


def _dates(data: dict[str, Any]) -> Iterator[Fault]:
    published = data["volume"].get("published")
    if published is not None:
        yield from _impossible(("volume", "published"), published)
    if "date" in data:
        yield from _span(("date",), data["date"])
    for index, attachment in enumerate(data.get("attachments", ())):
        if "date" in attachment:
            yield from _span(("attachments", index, "date"), attachment["date"])


def _span(pointer: tuple[str | int, ...], span: dict[str, str]) -> Iterator[Fault]:
    earliest, latest = span["earliest"], span["latest"]
    impossible = [
        *_impossible((*pointer, "earliest"), earliest),
        *_impossible((*pointer, "latest"), latest),
    ]
    yield from impossible
    if not impossible and moments.is_after(earliest, latest):
        message = f"{earliest!r} is after the latest"
        yield Fault((*pointer, "earliest"), message, f"not after {latest}")


def _impossible(pointer: tuple[str | int, ...], moment: str) -> Iterator[Fault]:
    if not moments.is_possible(moment):
        yield Fault(pointer, f"there is no {moment!r}", "a date or time of the calendar")


def _differs(pointer: tuple[str | int, ...], given: object, said: object) -> Fault:
    message = f"{_short(given)} is not what the text says"
    return Fault(pointer, message, f"the text says {_short(said)}")


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

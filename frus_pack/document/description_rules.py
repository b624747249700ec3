"""Whether a description is sound: it follows the schema, says what the text itself says, and
does not contradict itself or the calendar. Packing and validating use the same rules."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import fields
from typing import Any

from frus_pack.document import dates, schemas, text_facts
from frus_pack.document.model_json import to_json
from frus_pack.document.schemas import Fault, Pointer
from frus_pack.document.text_facts import TextFacts
from frus_pack.document.transcription import Transcription, plain

Difference = tuple[Pointer, object, object]
"""Where in the description, what it says there and what the text says; None is nothing."""

_FROM_THE_TEXT = tuple(field.name for field in fields(TextFacts))
_REQUIRED = frozenset(("title", "n", "type", "text"))
"""Where the schema reports that nothing is there, it is not reported again."""
_LONGEST = 160

_LANGUAGE = re.compile(
    r"(?:[A-Za-z]{2,3}(?:-[A-Za-z]{3}){0,3})"
    r"(?:-[A-Za-z]{4})?"
    r"(?:-(?:[A-Za-z]{2}|[0-9]{3}))?"
    r"(?:-(?:[A-Za-z0-9]{5,8}|[0-9][A-Za-z0-9]{3}))*"
    r"(?:-[0-9A-WY-Za-wy-z](?:-[A-Za-z0-9]{2,8})+)*"
    r"(?:-[xX](?:-[A-Za-z0-9]{1,8})+)?"
    r"|[xX](?:-[A-Za-z0-9]{1,8})+"
)
"""A tag (RFC 5646 §2.1, ``langtag`` and ``privateuse``) whose language has two or three letters. No
longer language is registered, and ``English`` is not a tag."""

_VOLUME_ID = re.compile(r"frus(?:18[6-9]|19[0-9]|20[0-9])[0-9](?:-[0-9]{2})?[A-Za-z0-9_-]*")
_DOCUMENT_ID = re.compile(r"[A-Za-z_][A-Za-z0-9_-]*")


def faults(data: dict[str, Any], transcription: Transcription) -> tuple[Fault, ...]:
    """Return every fault of a description of this text.

    Args:
        data: The data of metadata.json.
        transcription: The text that it describes.

    Returns:
        The faults; only those of the schema where the description does not follow it.
    """
    return schemas.faults(schemas.DOCUMENT, data) or (
        *map(_differs, differences(data, transcription)),
        *_contradictions(data),
    )


def faults_by_itself(data: dict[str, Any]) -> tuple[Fault, ...]:
    """Return every fault of a description that was made of its text, so that both agree."""
    return schemas.faults(schemas.DOCUMENT, data) or tuple(_contradictions(data))


def _contradictions(data: Mapping[str, Any]) -> Iterator[Fault]:
    yield from _scans(data)
    yield from date_faults(data)
    yield from form_faults(data)


def differences(data: Mapping[str, Any], transcription: Transcription) -> Iterator[Difference]:
    """Yield each value of a description, whatever its form, that is not the text's."""
    pages = data.get("pages")
    before = transcription.page_before_marks(pages if isinstance(pages, list) else ())
    facts = text_facts.read_text_facts(transcription, before if isinstance(before, str) else None)
    said = to_json(facts)
    for key in _FROM_THE_TEXT:
        given = data.get(key)
        if key == "title" and isinstance(given, str):
            given = text_facts.without_layout(given)
        yield from _compared((key,), given, said.get(key))
    source, note = data.get("source"), text_facts.source_note(transcription)
    given = source.get("note") if isinstance(source, dict) else None
    if isinstance(given, str) and note is not None:
        told = plain(note.content)
        if " ".join(given.split()) != told:
            yield ("source", "note"), given, told


def date_faults(data: Mapping[str, Any]) -> Iterator[Fault]:
    """Yield each date that the calendar does not have, or that ends before it begins."""
    published = data.get("volume", {}).get("published")
    if published is not None:
        yield from _impossible(("volume", "published"), published)
    if "date" in data:
        yield from _span(("date",), data["date"])
    for index, attachment in enumerate(data.get("attachments", ())):
        if "date" in attachment:
            yield from _span(("attachments", index, "date"), attachment["date"])


def form_faults(data: Mapping[str, Any]) -> Iterator[Fault]:
    """Yield each identifier that is not one of the series, and a language that is not a tag."""
    volume = data.get("volume", {}).get("id")
    if volume is not None and not is_volume_id(volume):
        message = f"{volume!r} is not the identifier of a volume"
        yield Fault(("volume", "id"), message, "one like frus1964-68v31", "identifier-form")
    if "id" in data and not is_document_id(data["id"]):
        message = f"{data['id']!r} is not the identifier of a document"
        yield Fault(("id",), message, "one like d151", "identifier-form")
    if "language" in data and not is_language(data["language"]):
        message = f"{data['language']!r} is not a language tag"
        yield Fault(("language",), message, "a tag of BCP 47, like en", "language-form")


def _compared(pointer: Pointer, given: object, said: object) -> Iterator[Difference]:
    """As deep as both are alike, so that a value is reported and not the list it is in."""
    if given == said or (said is None and given == []):
        return
    if isinstance(given, dict) and isinstance(said, dict):
        for key in dict.fromkeys((*said, *given)):
            # The text says nothing of what is the user's own.
            if not key.startswith("x-"):
                yield from _compared((*pointer, key), given.get(key), said.get(key))
    elif pairs := _pairs_of_objects(given, said):
        for index, (item, told) in enumerate(pairs):
            yield from _compared((*pointer, index), item, told)
    elif not _is_for_the_schema(pointer[-1], given, said):
        yield pointer, given, said


def _pairs_of_objects(given: object, said: object) -> list[tuple[object, object]]:
    """Return the entries of two lists as long as each other, if all of them are objects."""
    if not isinstance(given, list) or not isinstance(said, list) or len(given) != len(said):
        return []
    all_objects = all(isinstance(item, dict) for item in (*given, *said))
    return list(zip(given, said, strict=True)) if all_objects else []


def _is_for_the_schema(key: str | int, given: object, said: object) -> bool:
    if given is None:
        return key in _REQUIRED
    return said is not None and type(given) is not type(said)


def _scans(data: Mapping[str, Any]) -> Iterator[Fault]:
    pages = data.get("pages", [])
    times = Counter(page for page in pages if isinstance(page, str))
    known = f"one of {_short(pages)}" if pages else "none: the text names no pages"
    for page, scans in data.get("facs", {}).items():
        given = 1 if isinstance(scans, str) else len(scans)
        if page not in times:
            yield Fault(("facs", page), f"{page!r} is not one of the document's pages", known)
        elif times[page] != given:
            message = f"gives {given} of the scan numbers of page {page}"
            expected = f"{times[page]}: one for each page of that number"
            yield Fault(("facs", page), message, expected)


def _span(pointer: Pointer, span: Mapping[str, str]) -> Iterator[Fault]:
    earliest, latest = span["earliest"], span["latest"]
    impossible = [
        *_impossible((*pointer, "earliest"), earliest),
        *_impossible((*pointer, "latest"), latest),
    ]
    yield from impossible
    if not impossible and dates.is_after(earliest, latest):
        message = f"{earliest!r} is after the latest"
        yield Fault((*pointer, "earliest"), message, f"not after {latest}", "date-order")


def _impossible(pointer: Pointer, moment: str) -> Iterator[Fault]:
    if not dates.is_possible(moment):
        expected = "a date or time of the calendar"
        yield Fault(pointer, f"there is no {moment!r}", expected, "date-impossible")


def _differs(difference: Difference) -> Fault:
    pointer, given, said = difference
    message = f"{_short(given)} is not what the text says"
    return Fault(pointer, message, f"the text says {_short(said)}")


def _short(value: object) -> str:
    if value is None:
        return "nothing"
    words = json.dumps(value, ensure_ascii=False)
    return words if len(words) <= _LONGEST else f"{words[:_LONGEST]}…"


def is_language(tag: str) -> bool:
    """Return whether a tag is well-formed as BCP 47 has it: ``en``, ``pt-BR``."""
    return _LANGUAGE.fullmatch(tag) is not None


def is_volume_id(identifier: str) -> bool:
    """Return whether an identifier has the form of the series' volumes: ``frus1964-68v31``."""
    return _VOLUME_ID.fullmatch(identifier) is not None


def is_document_id(identifier: str) -> bool:
    """Return whether an identifier has the form of a document's: ``d151``."""
    return _DOCUMENT_ID.fullmatch(identifier) is not None

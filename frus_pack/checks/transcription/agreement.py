"""What a description says of the text that the text itself tells, value by value."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields

from frus_pack.checks.description.json_file import METADATA_FILE, Pointer, place, words
from frus_pack.document import text_facts
from frus_pack.document.model_json import to_json
from frus_pack.document.text_facts import TextFacts
from frus_pack.document.transcription import Transcription, plain
from frus_pack.requirements.finding import Finding

_KEYS = tuple(field.name for field in fields(TextFacts))
_SOURCE_NOTE: Pointer = ("source", "note")
_REQUIRED = frozenset(("title", "n", "type", "text"))
"""Where the schema tells that there is nothing, it is not told again."""

Disagreement = tuple[Pointer, object, object]
"""Where in the description, what it says there and what the text says; None is nothing."""


def check(description: Mapping[str, object], transcription: Transcription) -> Iterator[Finding]:
    """A finding for each value of a description, whatever its form, that is not the text's."""
    first = _first_page(description, transcription)
    said = to_json(text_facts.read(transcription, first))
    for key in _KEYS:
        for pointer, given, told in _compare((key,), description.get(key), said.get(key)):
            message = "is not what the text says"
            location = place(METADATA_FILE, pointer)
            found, expected = words(given) or "nothing", words(told) or "nothing"
            yield Finding("transcription.metadata-differs", location, message, expected, found)
    yield from _source_note(description, transcription)


def _source_note(
    description: Mapping[str, object], transcription: Transcription
) -> Iterator[Finding]:
    """The source note as quoted, where the text has one; white space does not count."""
    source = description.get("source")
    given = source.get("note") if isinstance(source, dict) else None
    note = text_facts.source_note(transcription)
    if isinstance(given, str) and note is not None:
        said = plain(note.content)
        if " ".join(given.split()) != said:
            message, location = "is not what the text says", place(METADATA_FILE, _SOURCE_NOTE)
            told = (words(said), words(given))
            yield Finding("transcription.metadata-differs", location, message, *told)


def _first_page(description: Mapping[str, object], transcription: Transcription) -> str | None:
    """The page a text begins on, which its marks do not always tell."""
    pages = description.get("pages")
    first = text_facts.first_of(pages if isinstance(pages, list) else (), transcription)
    return first if isinstance(first, str) else None


def _compare(pointer: Pointer, given: object, said: object) -> Iterator[Disagreement]:
    """As deep as both are alike, so that a value is told and not the list it stands in."""
    if given == said:
        return
    if isinstance(given, dict) and isinstance(said, dict):
        for key in dict.fromkeys((*said, *given)):
            # The text says nothing of what is the user's own.
            if not key.startswith("x-"):
                yield from _compare((*pointer, key), given.get(key), said.get(key))
    elif pairs := _pairs_of_objects(given, said):
        for index, (item, told) in enumerate(pairs):
            yield from _compare((*pointer, index), item, told)
    elif not _is_for_the_schema(pointer[-1], given, said):
        yield pointer, given, said


def _pairs_of_objects(given: object, said: object) -> list[tuple[object, object]]:
    """The entries of two lists as long as each other, if all of them are objects."""
    if not isinstance(given, list) or not isinstance(said, list) or len(given) != len(said):
        return []
    all_objects = all(isinstance(item, dict) for item in (*given, *said))
    return list(zip(given, said, strict=True)) if all_objects else []


def _is_for_the_schema(key: str | int, given: object, said: object) -> bool:
    if given is None:
        return key in _REQUIRED
    return said is not None and type(given) is not type(said)

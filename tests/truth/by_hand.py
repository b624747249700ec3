"""The facts that people read by eye, where the folder of true data has them.

A value that is absent was not judged. Names and places are compared without their article,
brackets, last stop and capitals; days on ten characters.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from frus_pack import Document
from frus_pack.document.model import Agent
from frus_pack.sources.reading import Reader
from frus_pack.sources.searching import find_sources
from frus_pack.sources.volume.volume import VolumeDocument
from tests.truth.dates import when
from tests.truth.heads import plain
from tests.truth.markup import tidy
from tests.truth.names import key
from tests.truth.scoring import Expected, Score

Values = Sequence[str]

TASTE: Mapping[tuple[str, str, str], str | None] = {
    # A place that is withheld is not a place.
    ("frus1952-54Guat", "d275", "place"): None,
    # What the note says, verbatim; it is a statement about the paper.
    ("frus1917-72PubDip", "d31", "classification"): "no classification marking",
}
"""Values that are matters of taste, and what they are here."""


def measure(path: Path, shared: Path) -> dict[str, Score]:
    """Return the score of each fact of a volume that was read by eye."""
    judged: dict[str, list[tuple[str, dict[str, Any]]]] = {}
    for kind, name in (("fact", "facts.json"), ("source", "source_notes.json")):
        for entry in json.loads((shared / name).read_bytes()):
            if entry["volume"] == path.stem:
                judged.setdefault(entry["doc"], []).append((kind, entry))
    scores: dict[str, Score] = {}
    documents = _documents(path, frozenset(judged)) if judged else {}
    for identifier, kind, entry in ((one, *each) for one in judged for each in judged[one]):
        place = f"{path.stem}#{identifier}"
        for name, score in _scores(documents.get(identifier), kind, entry, place):
            scores.setdefault(name, Score()).merge(score)
    return dict(sorted(scores.items()))


def _documents(path: Path, wanted: frozenset[str]) -> dict[str, Document]:
    reader = Reader(volume=None, images=None, images_as="referenced")
    found = {str(one).rpartition("#")[2]: one for one in find_sources(path)}
    return {
        identifier: reader.read(source)
        for identifier, source in found.items()
        if identifier in wanted and isinstance(source, VolumeDocument)
    }


def _scores(
    document: Document | None, kind: str, entry: Mapping[str, Any], place: str
) -> Iterator[tuple[str, Score]]:
    """The score of each value of one entry."""
    right = dict(entry["right"])
    also: Mapping[str, Sequence[Any]] = entry.get("also_right", {})
    readers = _FACTS if kind == "fact" else _SOURCE
    for field, value in right.items():
        if field in readers and not _is_unsaid(kind, field, value):
            read, form = readers[field]
            value = TASTE.get((entry["volume"], entry["doc"], field), value)
            found = read(document) if document is not None else ()
            forms = [form(one) for one in (value, *also.get(field, ()))]
            name = f"{kind}: {field.replace('_', ' ')}"
            yield name, _best(place, forms, found, must_only="must_include" in field)


def _is_unsaid(kind: str, field: str, value: object) -> bool:
    """Whether a source note is silent on what the lines above the text can say as well, or a
    value says only that there is none."""
    above = kind == "source" and field in ("classification", "handling")
    return (above and not value) or (field == "date_display" and value == "undated")


def _best(place: str, forms: Sequence[Values], found: Values, *, must_only: bool) -> Score:
    """The score against the reading that fits best."""
    scores = []
    for form in forms:
        score = Score()
        score.compare(place, Expected(tuple((one,) for one in form), judged=not must_only), found)
        scores.append(score)
    return min(scores, key=lambda score: score.wrong + score.missing)


def _text(value: str | None) -> Values:
    return (tidy(value).rstrip("."),) if value else ()


def _name(value: str | None) -> Values:
    return (key(value),) if value else ()


def _subject(value: str | None) -> Values:
    return (plain(value),) if value else ()


def _number_of(value: object) -> Values:
    return (str(value),)


def _days(value: str | None) -> Values:
    return (when(value),) if value else ()


def _marks(value: Sequence[str]) -> Values:
    return [tidy(one).strip(" .").casefold() for one in value if one.strip()]


def _small(value: str | None) -> Values:
    return (value.casefold(),) if value else ()


def _names(value: Sequence[Mapping[str, Any] | str]) -> Values:
    return [key(one if isinstance(one, str) else one["name"]) for one in value]


def _with_office(value: Sequence[Mapping[str, Any]]) -> Values:
    return [_office(one["name"], one.get("office")) for one in value]


def _office(name: str, office: str | None) -> str:
    return f"{key(name)} ({tidy(office).casefold()})" if office else key(name)


def _titles(value: Sequence[str]) -> Values:
    return [tidy(one) for one in value]


def _agents(agents: Sequence[Agent]) -> Values:
    return [key(one.name) for one in agents]


def _offices(agents: Sequence[Agent]) -> Values:
    return [_office(one.name, one.office) for one in agents]


def _handling(document: Document) -> Values:
    return _marks((document.metadata.handling or "").split(";"))


def _first_scan(document: Document) -> Values:
    found = next(iter(document.metadata.facs.values()), None)
    return _text(found[0] if isinstance(found, tuple) else found)


def _image_files(document: Document) -> Values:
    images = (image for page in document.pages for image in page.renditions)
    return [found for one in images if (found := one.name or one.url or one.file)]


_Reading = tuple[Callable[[Document], Values], Callable[[Any], Values]]
_FACTS: Mapping[str, _Reading] = {
    "number": (lambda one: _text(one.metadata.number), _text),
    "title": (lambda one: _text(one.metadata.title), _text),
    "kind": (lambda one: _text(one.metadata.kind), _text),
    "date_earliest": (lambda one: _days(_date(one, "earliest")), _days),
    "date_latest": (lambda one: _days(_date(one, "latest")), _days),
    "date_display": (lambda one: _text(_date(one, "display")), _text),
    "place": (lambda one: _name(one.metadata.place), _name),
    "senders": (lambda one: _agents(one.metadata.senders), _names),
    "recipients": (lambda one: _agents(one.metadata.recipients), _names),
    "participants": (lambda one: _agents(one.metadata.participants), _names),
    "subject": (lambda one: _subject(one.metadata.subject), _subject),
    "classification": (lambda one: _small(one.metadata.classification), _small),
    "handling": (_handling, _marks),
    "pages": (lambda one: one.metadata.pages, list),
    "facs_first": (_first_scan, _text),
    "notes_count": (lambda one: (str(len(one.metadata.notes)),), _number_of),
    "printed_note_numbers": (lambda one: [n.label or n.n for n in one.metadata.notes], list),
    "withheld_count": (lambda one: (str(len(one.metadata.withheld)),), _number_of),
    "attachments": (
        lambda one: _titles([a.title or "" for a in one.metadata.attachments]),
        _titles,
    ),
    "image_files": (_image_files, list),
    "persons_ids_must_include": (lambda one: [each.id for each in one.metadata.persons], list),
    "references_must_include": (
        lambda one: list(dict.fromkeys(each.target for each in one.metadata.references)),
        list,
    ),
}
_SOURCE: Mapping[str, _Reading] = {
    "repository": (lambda one: _text(_source(one, "repository")), _text),
    "record_group": (lambda one: _text(_source(one, "record_group")), _text),
    "collection": (lambda one: _text(_source(one, "collection")), _text),
    "file": (lambda one: _text(_source(one, "file")), _text),
    "classification": (lambda one: _small(one.metadata.classification), _small),
    "handling": (_handling, _marks),
    "drafted_by": (lambda one: _offices(_source(one, "drafted_by") or ()), _with_office),
    "cleared_by": (lambda one: _offices(_source(one, "cleared_by") or ()), _with_office),
    "approved_by": (lambda one: _offices(_source(one, "approved_by") or ()), _with_office),
    "also_sent_to": (lambda one: list(map(key, _source(one, "also_sent_to") or ())), _names),
    "repeated_to": (lambda one: list(map(key, _source(one, "repeated_to") or ())), _names),
}


def _date(document: Document, which: str) -> str | None:
    return getattr(document.metadata.date, which, None)


def _source(document: Document, which: str) -> Any:
    return getattr(document.metadata.source, which, None)

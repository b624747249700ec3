"""The fields that are measured: what is expected of each, and what the library says."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from frus_pack import Document
from frus_pack.document.model import Agent
from tests.truth import contents, dates, heads, markings, names, offices, participants
from tests.truth.markup import tidy
from tests.truth.scoring import Expected
from tests.truth.volumes import TrueDocument


@dataclass(frozen=True)
class Field:
    """A field, what a document encodes for it, and what its description says."""

    name: str
    expected: Callable[[TrueDocument], Expected]
    found: Callable[[Document], Sequence[str]]


def _one(value: str | None) -> Sequence[str]:
    return (value,) if value else ()


def _names(agents: Sequence[Agent]) -> Sequence[str]:
    return [names.key(one.name) for one in agents]


def _offices(document: Document) -> Sequence[str]:
    said = (*document.metadata.senders, *document.metadata.recipients)
    return [f"{names.key(one.name)}, {names.key(one.office)}" for one in said if one.office]


def _identified(document: Document) -> Sequence[str]:
    said = document.metadata
    return [f"{names.key(one.name)} {one.id}" for one in (*said.senders, *said.recipients)]


def _bound(document: Document, which: str) -> Sequence[str]:
    date = document.metadata.date
    return _one(dates.when(getattr(date, which)) if date else None)


def _images(document: Document) -> Iterator[str]:
    for page in document.pages:
        for image in page.renditions:
            yield from filter(None, (image.name, image.url, image.file))


def _source_note(document: Document) -> Sequence[str]:
    source = document.metadata.source
    return _one(_bare(source.note) if source and source.note else None)


def _expected_source_note(document: TrueDocument) -> Expected:
    said = markings.source_note(document)
    return Expected(((_bare(said),),)) if said else Expected(judged=False)


def _bare(said: str) -> str:
    return tidy(said).strip("[] ").removeprefix("Source:").replace(" ", "")


FIELDS = (
    Field("number", heads.number, lambda one: _one(one.metadata.number)),
    Field("title", heads.title, lambda one: _one(one.metadata.title)),
    Field("kind", heads.kind, lambda one: _one(one.metadata.kind)),
    Field("date earliest", dates.earliest, lambda one: _bound(one, "earliest")),
    Field("date latest", dates.latest, lambda one: _bound(one, "latest")),
    Field("place", dates.place, lambda one: _one(one.metadata.place)),
    Field("senders", names.senders, lambda one: _names(one.metadata.senders)),
    Field("recipients", names.recipients, lambda one: _names(one.metadata.recipients)),
    Field("offices", offices.offices, _offices),
    Field("name ids", names.identifiers, _identified),
    Field(
        "participants",
        participants.participants,
        lambda one: _names(one.metadata.participants),
    ),
    Field("subject", heads.subject, lambda one: _one(heads.plain(one.metadata.subject or ""))),
    Field(
        "classification",
        markings.classification,
        lambda one: _one((one.metadata.classification or "").casefold()),
    ),
    Field(
        "handling",
        markings.handling,
        lambda one: [part.strip(" .").casefold() for part in _handling(one)],
    ),
    Field(
        "persons",
        contents.persons,
        lambda one: [f"{each.id} {contents.entry(each.name)}" for each in one.metadata.persons],
    ),
    Field(
        "terms",
        contents.terms,
        lambda one: [f"{each.id} {contents.entry(each.name)}" for each in one.metadata.terms],
    ),
    Field("notes", contents.notes, lambda one: [n.label or n.n for n in one.metadata.notes]),
    Field("notes count", contents.notes_count, lambda one: [str(len(one.metadata.notes))]),
    Field("pages", contents.pages, lambda one: one.metadata.pages),
    Field("images", contents.images, lambda one: list(_images(one))),
    Field(
        "attachments",
        contents.attachments,
        lambda one: [tidy(each.title or "") for each in one.metadata.attachments],
    ),
    Field(
        "references",
        contents.references,
        lambda one: list(dict.fromkeys(each.target for each in one.metadata.references)),
    ),
    Field(
        "withheld",
        contents.withheld,
        lambda one: [tidy(each.text) for each in one.metadata.withheld],
    ),
    Field("source note", _expected_source_note, _source_note),
)


def _handling(document: Document) -> Sequence[str]:
    said = document.metadata.handling
    return said.split(";") if said else ()

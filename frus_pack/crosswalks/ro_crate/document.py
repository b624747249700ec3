"""RO-Crate: the document in words of schema.org, each on a type that has it there (RO-Crate 1.2,
*RO-Crate Metadata*). What there is no word for is told in its description."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import quote

from frus_pack.crosswalks import described, w3cdtf
from frus_pack.crosswalks.people import SENDER
from frus_pack.crosswalks.record import Record
from frus_pack.crosswalks.ro_crate.entities import Entity, entity, link, links
from frus_pack.crosswalks.ro_crate.files import file_ids, path_id
from frus_pack.crosswalks.ro_crate.people import (
    ADDRESSEES,
    AUTHORS,
    CORRESPONDENTS,
    agent_ids,
    agents,
    contributor_ids,
)
from frus_pack.crosswalks.ro_crate.volume import innermost, volume_entities
from frus_pack.document import citation
from frus_pack.document.model import ArchivalSource, DateRange, Metadata
from frus_pack.package.package import METADATA, PAGE_IMAGES

_HOLDINGS = ("ArchiveComponent", "Collection")
_ABOUT_IT = frozenset(map(path_id, (METADATA, PAGE_IMAGES)))
"""Files that describe the document, and are no form of it."""


def document_entities(record: Record) -> Iterator[Entity]:
    """The document and all that its description names."""
    metadata = record.metadata
    yield _document(record)
    yield from volume_entities(metadata)
    yield from agents(metadata)
    if metadata.place:
        yield entity("#place", "Place", name=metadata.place)
    yield from _original(metadata.source)
    yield from _parts(metadata)
    yield from _mentioned(metadata)
    yield from _references(metadata)


def _document(record: Record) -> Entity:
    """Our field, their property. A section of a book is a chapter, and only that has pages."""
    metadata = record.metadata
    is_message = bool(agent_ids(metadata, CORRESPONDENTS))
    return entity(
        record.address,
        ["Chapter", "Message"] if is_message else "Chapter",
        identifier=record.identifier,
        name=metadata.title,
        description="\n".join(described.remarks(metadata)),
        genre=citation.kind(metadata),
        dateCreated=_date(metadata.date),
        locationCreated=link("#place") if metadata.place else None,
        sender=links(agent_ids(metadata, (SENDER,))),
        recipient=links(agent_ids(metadata, ADDRESSEES)),
        author=links(agent_ids(metadata, AUTHORS)),
        contributor=links(contributor_ids(metadata)),
        keywords=metadata.subject,
        position=metadata.number,
        pagination=citation.page_span(metadata.pages),
        isPartOf=link(innermost(metadata)),
        isBasedOn=links(one["@id"] for one in list(_original(metadata.source))[:1]),
        hasPart=links(one["@id"] for one in _parts(metadata)),
        citation=links(one["@id"] for one in _references(metadata)),
        mentions=links(one["@id"] for one in _mentioned(metadata)),
        inLanguage=metadata.language,
        license=link("#rights"),
        encoding=links(one for one in file_ids(record) if one not in _ABOUT_IT),
        subjectOf=links(one for one in file_ids(record) if one in _ABOUT_IT),
    )


def _date(written: DateRange | None) -> str | None:
    return "/".join(w3cdtf.bounds(written)) if written else None


def _original(source: ArchivalSource | None) -> Iterator[Entity]:
    """The paper, and who holds it."""
    name = citation.paper(source)
    if source is None or name is None:
        return
    shelf = (source.record_group, source.collection, source.file)
    holdings = list(_holdings(source))
    yield entity(
        "#original",
        "ArchiveComponent",
        name=name,
        itemLocation=", ".join(part for part in shelf if part),
        identifier=source.file,
        isPartOf=links(one["@id"] for one in holdings[:1]),
        holdingArchive=link("#repository") if source.repository else None,
    )
    yield from holdings
    if source.repository:
        yield entity("#repository", "ArchiveOrganization", name=source.repository)


def _holdings(source: ArchivalSource) -> Iterator[Entity]:
    """The collection the paper lies in, and the record group that is part of."""
    group = link("#record-group") if source.record_group else None
    if source.collection:
        yield entity("#collection", _HOLDINGS, name=source.collection, isPartOf=group)
    if source.record_group:
        yield entity("#record-group", _HOLDINGS, name=source.record_group)


def _parts(metadata: Metadata) -> Iterator[Entity]:
    """What stands inside the document."""
    for n, attachment in enumerate(metadata.attachments, 1):
        name = attachment.title or "Untitled attachment"
        yield entity(
            f"#attachment-{n}", "CreativeWork", name=name, dateCreated=_date(attachment.date)
        )
    for n, figure in enumerate(metadata.figures, 1):
        yield entity(f"#figure-{n}", "ImageObject", name=described.figure(figure))
    for n, table in enumerate(metadata.tables, 1):
        yield entity(f"#table-{n}", "Table", name=described.table(table))


def _mentioned(metadata: Metadata) -> Iterator[Entity]:
    """The persons and terms the document names."""
    volume = metadata.volume.id
    listed = (("person", "Person", metadata.persons), ("term", "DefinedTerm", metadata.terms))
    for prefix, kind, entries in listed:
        for one in entries:
            yield entity(
                f"#{prefix}-{quote(one.id)}",
                kind,
                identifier=f"{volume}/{one.id}",
                name=one.name,
                description=one.description,
            )


def _references(metadata: Metadata) -> Iterator[Entity]:
    """The documents it points to, each once."""
    names = {one.target: one.text for one in reversed(metadata.references)}
    for target in reversed(names):
        name = names[target] or target
        yield entity(described.address(target), "CreativeWork", name=name, identifier=target)

"""RO-Crate: the document in words of schema.org, each on a type that has it (RO-Crate 1.2,
*RO-Crate Metadata*). Its description holds the fields that schema.org has no word for."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import quote

from frus_pack.crosswalks import fields_in_words
from frus_pack.crosswalks.people import SENDER, mentioned, person_address
from frus_pack.crosswalks.record import Record
from frus_pack.crosswalks.rights import NOT_EVALUATED, NOT_EVALUATED_WORDS, rights_of
from frus_pack.crosswalks.ro_crate.entities import Entity, entity, link, links, rights_id
from frus_pack.crosswalks.ro_crate.files import file_ids, path_id
from frus_pack.crosswalks.ro_crate.people import (
    ADDRESSEES,
    AUTHORS,
    CORRESPONDENTS,
    agent_ids,
    agents,
    contributor_ids,
)
from frus_pack.crosswalks.vocabularies import GENRES
from frus_pack.document import citation
from frus_pack.document.model import ArchivalSource, DateRange, Metadata
from frus_pack.package.paths import METADATA_PATH, PAGE_IMAGES_PATH

_HOLDINGS = ("ArchiveComponent", "Collection")
_ABOUT_IT = frozenset(map(path_id, (METADATA_PATH, PAGE_IMAGES_PATH)))
"""Files that describe the document, and are not a form of it."""

_SERIES = "#series"


def document_entities(record: Record) -> Iterator[Entity]:
    """Yield the document and everything that its description names."""
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
    """Return the document: our field, their property. Only a chapter can have pages."""
    metadata = record.metadata
    is_message = bool(agent_ids(metadata, CORRESPONDENTS))
    return entity(
        record.address,
        ["Chapter", "Message"] if is_message else "Chapter",
        identifier=record.identifier,
        name=metadata.title,
        abstract=fields_in_words.summary(metadata),
        description="\n".join(fields_in_words.remarks(metadata)),
        genre=_genres(metadata),
        url=record.address,
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
        hasPart=links(one["@id"] for one in _parts(metadata) if one["@id"] != NOT_EVALUATED),
        citation=links(one["@id"] for one in _references(metadata)),
        mentions=links(one["@id"] for one in _mentioned(metadata)),
        inLanguage=metadata.language,
        license=link(rights_id(record)),
        encoding=links(one for one in file_ids(record) if one not in _ABOUT_IT),
        subjectOf=links(one for one in file_ids(record) if one in _ABOUT_IT),
    )


def _genres(metadata: Metadata) -> list[str]:
    genre = GENRES.get(metadata.kind)
    words = (citation.kind(metadata), genre.uri if genre else None)
    return [one for one in words if one]


def _date(written: DateRange | None) -> str | None:
    return "/".join(fields_in_words.bounds(written)) if written else None


def _original(source: ArchivalSource | None) -> Iterator[Entity]:
    """Yield the paper, and who holds it."""
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
        identifier=citation.file_number(source),
        isPartOf=links(one["@id"] for one in holdings[:1]),
        holdingArchive=link("#repository") if source.repository else None,
    )
    yield from holdings
    if source.repository:
        yield entity("#repository", "ArchiveOrganization", name=source.repository)


def _holdings(source: ArchivalSource) -> Iterator[Entity]:
    """Yield the collection that holds the paper, and the record group that holds both."""
    group = link("#record-group") if source.record_group else None
    if source.collection:
        yield entity("#collection", _HOLDINGS, name=source.collection, isPartOf=group)
    if source.record_group:
        yield entity("#record-group", _HOLDINGS, name=source.record_group)


def _parts(metadata: Metadata) -> Iterator[Entity]:
    """Yield the attachments, figures and headed tables inside the document."""
    for n, attachment in enumerate(metadata.attachments, 1):
        name = attachment.title or "Untitled attachment"
        yield entity(
            f"#attachment-{n}",
            "CreativeWork",
            name=name,
            dateCreated=_date(attachment.date),
            license=link(NOT_EVALUATED),
        )
    for n, figure in enumerate(metadata.figures, 1):
        yield entity(f"#figure-{n}", "ImageObject", name=fields_in_words.figure(figure))
    if metadata.attachments and rights_of(metadata).uri != NOT_EVALUATED:
        said = "Whether an enclosure is protected by copyright was not evaluated"
        yield entity(NOT_EVALUATED, "CreativeWork", name=NOT_EVALUATED_WORDS, description=said)
    for n, table in enumerate(fields_in_words.titled(metadata.tables), 1):
        yield entity(f"#table-{n}", "Table", name=fields_in_words.table(table))


def _mentioned(metadata: Metadata) -> Iterator[Entity]:
    """Yield the persons and terms that the text names, without those who have a role."""
    volume = metadata.volume.id
    for person in mentioned(metadata):
        yield entity(
            str(person_address(metadata, person.id)),
            "Person",
            identifier=f"{volume}/{person.id}",
            name=person.name,
            description=person.description,
        )
    for term in metadata.terms:
        yield entity(
            f"#term-{quote(term.id)}",
            "DefinedTerm",
            identifier=f"{volume}/{term.id}",
            name=term.name,
            description=term.description,
        )


def _references(metadata: Metadata) -> Iterator[Entity]:
    """Yield the documents that the text points to, each once."""
    names = {one.target: one.text for one in reversed(metadata.references)}
    for target in reversed(names):
        name = names[target] or target
        yield entity(fields_in_words.address(target), "CreativeWork", name=name, identifier=target)


def innermost(metadata: Metadata) -> str:
    """Return the ``@id`` of the smallest part that holds the document."""
    return _places(metadata)[-1]


def volume_entities(metadata: Metadata) -> Iterator[Entity]:
    """Yield the divisions from the innermost out, the volume, its makers, the series."""
    places = _places(metadata)
    outer = zip(metadata.divisions, places, places[1:], strict=False)
    for division, around, place in reversed(list(outer)):
        yield entity(
            place,
            "Chapter",
            name=division.title or division.type,
            genre=division.type,
            isPartOf=link(around),
        )
    yield from _volume(metadata)


def _places(metadata: Metadata) -> list[str]:
    """Return the volume and its divisions, from the outermost in."""
    volume = metadata.volume.id
    divisions = (
        citation.address_in_volume(volume, one.id) if one.id else f"#division-{level}"
        for level, one in enumerate(metadata.divisions, 1)
    )
    return [citation.volume_address(volume), *divisions]


def _volume(metadata: Metadata) -> Iterator[Entity]:
    volume = metadata.volume
    editors = [(f"#editor-{n}", one.name) for n, one in enumerate(volume.editors, 1)]
    yield entity(
        citation.volume_address(volume.id),
        ["Book", "PublicationVolume"],
        identifier=volume.id,
        name=citation.volume_title(volume),
        volumeNumber=volume.volume_number,
        publisher=link("#publisher") if volume.publisher else None,
        datePublished=volume.published,
        editor=links(identifier for identifier, _ in editors),
        isPartOf=link(_SERIES) if volume.series else None,
    )
    yield from (entity(identifier, "Person", name=name) for identifier, name in editors)
    if volume.publisher:
        yield entity("#publisher", "Organization", name=volume.publisher)
    if volume.series:
        names = (volume.series, volume.sub_series)
        yield entity(_SERIES, "BookSeries", name=", ".join(name for name in names if name))

"""MODS 3.8 (Library of Congress): the document, the volume it stands in, the paper it prints."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from frus_pack.crosswalks import described
from frus_pack.crosswalks.elements import SCHEMA_LOCATION, Content, to_bytes
from frus_pack.crosswalks.mods.origin import production
from frus_pack.crosswalks.mods.related import attachments, host, original, references, relator
from frus_pack.crosswalks.namespaces import MODS, MODS_SCHEMA
from frus_pack.crosswalks.people import Role, involved, is_person
from frus_pack.crosswalks.record import Record
from frus_pack.document import citation
from frus_pack.document.model import Agent, Metadata, Person

VERSION = "3.8"


def export(record: Record) -> bytes:
    """The record as a ``mods:mods``."""
    root = mods(record)
    root.set(SCHEMA_LOCATION, MODS_SCHEMA)
    return to_bytes(root)


def mods(record: Record) -> etree._Element:
    """Our field, their element."""
    metadata = record.metadata
    return MODS.root(
        "mods",
        {"version": VERSION},
        MODS("titleInfo", MODS("title", metadata.title), usage="primary"),
        *(_name(agent, role, metadata) for agent, role in involved(metadata)),
        MODS("typeOfResource", "text"),
        MODS("genre", citation.kind(metadata)),
        production(metadata.place, metadata.date, key=True),
        _language("language", metadata.language),
        _extent(record),
        MODS("subject", MODS("topic", metadata.subject)),
        *(_person(person, metadata) for person in metadata.persons),
        *_notes(metadata),
        host(metadata),
        original(metadata.source),
        *attachments(metadata),
        *references(metadata),
        MODS("identifier", record.identifier, type="frus"),
        MODS("identifier", record.address, type="uri"),
        MODS("accessCondition", metadata.rights, type="use and reproduction"),
        _record_info(record),
    )


def _name(agent: Agent, role: Role, metadata: Metadata) -> Content:
    """Somebody in a role: the relator, and our own word where that says more."""
    own = role.words if role.words != role.relator else None
    return MODS(
        "name",
        MODS("namePart", agent.name),
        MODS("affiliation", agent.office),
        relator(role.relator, role.code),
        MODS("role", MODS("roleTerm", own, type="text")),
        _identifier(agent.id, metadata),
        type="personal" if is_person(agent, role) else None,
    )


def _identifier(person: str | None, metadata: Metadata) -> Content:
    """Of an entry in the volume's list of persons."""
    value = f"{metadata.volume.id}/{person}" if person else None
    return MODS("nameIdentifier", value, type="frus")


def _person(person: Person, metadata: Metadata) -> Content:
    name = MODS(
        "name",
        MODS("namePart", person.name),
        MODS("description", person.description),
        _identifier(person.id, metadata),
        type="personal",
    )
    return MODS("subject", name)


def _language(element: str, tag: str) -> Content:
    return MODS(element, MODS("languageTerm", tag, type="code", authority="rfc5646"))


def _extent(record: Record) -> Content:
    pages = len(record.metadata.pages)
    return MODS(
        "physicalDescription",
        *(MODS("internetMediaType", one) for one in described.media_types(record)),
        MODS("extent", f"{pages} page{'s' if pages > 1 else ''}" if pages else None),
    )


def _notes(metadata: Metadata) -> Iterator[Content]:
    source = metadata.source
    yield _note("original classification", metadata.classification)
    yield _note("handling", metadata.handling)
    yield _note("source note", source.note if source else None)
    yield from (_note("withheld", described.withheld(one)) for one in metadata.withheld)
    yield _note("footnotes", described.notes(metadata))
    yield from (_note("figure", described.figure(one)) for one in metadata.figures)
    yield from (_note("table", described.table(one)) for one in metadata.tables)
    for term in metadata.terms:
        meaning = f": {term.description}" if term.description else ""
        yield _note("abbreviation", f"{term.name}{meaning}")


def _note(kind: str, text: str | None) -> Content:
    return MODS("note", text, type=kind, displayLabel=kind.capitalize())


def _record_info(record: Record) -> Content:
    """The identifier tells itself what it is: a ``source`` would be an organisation. The language
    is that of our own words."""
    return MODS(
        "recordInfo",
        *(MODS("recordContentSource", name) for name in record.organizations),
        MODS("recordCreationDate", record.bagging_date, encoding="w3cdtf"),
        MODS("recordIdentifier", f"urn:uuid:{record.uuid('mods')}"),
        MODS("recordOrigin", f"Made by {record.agent} from the package's metadata.json"),
        _language("languageOfCataloging", "en"),
    )

"""MODS 3.8 (Library of Congress): the document, the volume that prints it, the paper behind it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from lxml import etree

from frus_pack.crosswalks import fields_in_words
from frus_pack.crosswalks.mods.related import (
    access_condition,
    attachments,
    host,
    original,
    production,
    references,
    relator,
)
from frus_pack.crosswalks.people import Name, Role, with_roles
from frus_pack.crosswalks.record import OURSELVES, Record
from frus_pack.crosswalks.rights import rights_of
from frus_pack.crosswalks.vocabularies import GENRES, language_of
from frus_pack.crosswalks.xml_elements import (
    MODS,
    MODS_SCHEMA,
    SCHEMA_LOCATION,
    XLINK,
    Content,
    to_bytes,
)
from frus_pack.document import citation
from frus_pack.document.model import Metadata

VERSION = "3.8"
_CONVENTION = "urn:x-frus-pack:schema:document:1"


def to_mods(record: Record) -> bytes:
    """Return the record as a ``mods:mods`` document."""
    root = mods(record)
    root.set(SCHEMA_LOCATION, MODS_SCHEMA)
    return to_bytes(root, XLINK)


def mods(record: Record) -> etree._Element:
    """Return the record as a ``mods:mods`` element: our field, its element."""
    metadata = record.metadata
    return MODS.root(
        "mods",
        {"version": VERSION},
        MODS("titleInfo", MODS("title", metadata.title), usage="primary"),
        *(_name(name, roles) for name, roles in with_roles(metadata)),
        MODS("typeOfResource", "text"),
        *_genres(metadata),
        production(metadata.place, metadata.date, key=True),
        _language("language", metadata.language),
        _physical(record),
        MODS("abstract", fields_in_words.summary(metadata), displayLabel="Summary"),
        MODS("subject", MODS("topic", metadata.subject)),
        *_notes(metadata),
        host(metadata),
        original(metadata.source),
        *attachments(metadata),
        *references(metadata),
        MODS("identifier", record.identifier, type="frus"),
        MODS("identifier", record.address, type="uri"),
        MODS("location", MODS("url", record.address, usage="primary display")),
        access_condition(rights_of(metadata)),
        _record_info(record),
    )


def _name(name: Name, roles: Iterable[Role]) -> Content:
    """Return somebody with each role: the relator, and our own word where it says more."""
    relators = dict.fromkeys((role.relator, role.code) for role in roles)
    own = [role.words for role in roles if role.words != role.relator]
    return MODS(
        "name",
        MODS("namePart", name.authority),
        MODS("displayForm", name.printed if name.printed != name.authority else None),
        MODS("affiliation", name.unit),
        *(relator(*one) for one in relators),
        *(MODS("role", MODS("roleTerm", words, type="text")) for words in own),
        MODS("description", None if name.unit else name.office),
        MODS("nameIdentifier", name.identifier, type="frus"),
        type="personal" if name.is_person else "corporate" if name.is_body else None,
        valueURI=name.address,
    )


def _genres(metadata: Metadata) -> Iterator[Content]:
    yield MODS("genre", citation.kind(metadata), authority="local")
    if genre := GENRES.get(metadata.kind):
        yield MODS("genre", genre.term, authority="aat", valueURI=genre.uri)


def _language(element: str, tag: str) -> Content:
    known = language_of(tag)
    return MODS(
        element,
        MODS("languageTerm", known.code if known else None, type="code", authority="iso639-2b"),
        MODS("languageTerm", tag, type="code", authority="rfc5646"),
    )


def _physical(record: Record) -> Content:
    return MODS(
        "physicalDescription",
        *(MODS("internetMediaType", one) for one in fields_in_words.media_types(record)),
        MODS("extent", fields_in_words.page_count(record.metadata)),
        MODS("digitalOrigin", "reformatted digital"),
    )


def _notes(metadata: Metadata) -> Iterator[Content]:
    yield _note("preferred citation", citation.document_in_volume(metadata))
    yield _note("original classification", metadata.classification)
    yield _note("handling", metadata.handling)
    yield _note("source note", fields_in_words.source_note(metadata))
    yield from (_note("withheld", one) for one in fields_in_words.all_withheld(metadata))
    yield from (_note("figure", fields_in_words.figure(one)) for one in metadata.figures)
    yield from (
        _note("table", fields_in_words.table(one))
        for one in fields_in_words.titled(metadata.tables)
    )


def _note(kind: str, text: str | None) -> Content:
    return MODS("note", text, type=kind, displayLabel=kind.capitalize())


def _record_info(record: Record) -> Content:
    """Return who made the record, how, and in what language its own words are."""
    return MODS(
        "recordInfo",
        *(MODS("recordContentSource", name) for name in record.organizations or (OURSELVES,)),
        MODS("recordCreationDate", record.bagging_date, encoding="w3cdtf"),
        MODS("recordIdentifier", f"urn:uuid:{record.uuid('mods')}"),
        MODS("recordOrigin", f"Made by {record.agent} from the package's metadata.json"),
        _language("languageOfCataloging", "en"),
        MODS("descriptionStandard", _CONVENTION),
    )

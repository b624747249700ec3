"""Dublin Core: the fifteen elements as OAI-PMH has them, and DCMI Metadata Terms in XML.

The terms follow DCMI's *Guidelines for implementing Dublin Core in XML* (``qualifieddc``, 2008).
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from frus_pack.crosswalks import fields_in_words
from frus_pack.crosswalks.people import contributors, creators
from frus_pack.crosswalks.record import Record
from frus_pack.crosswalks.rights import rights_of
from frus_pack.crosswalks.xml_elements import (
    DC,
    DCTERMS,
    OAI_DC,
    OAI_DC_SCHEMA,
    QUALIFIED_DC_SCHEMA,
    SCHEMA_LOCATION,
    XSI,
    XSI_TYPE,
    append,
    to_bytes,
)
from frus_pack.document import citation
from frus_pack.document.model import DateRange

Term = tuple[str, str | None, str | None]
"""A term, its value, and the encoding scheme the value is in."""


def to_oai_dc(record: Record) -> bytes:
    """Return the record as an ``oai_dc:dc`` document (OAI-PMH 2.0)."""
    root = OAI_DC.root("dc", {SCHEMA_LOCATION: OAI_DC_SCHEMA})
    append(root, (DC(element, value) for element, value in elements(record)))
    return to_bytes(root, DC)


def to_dcterms(record: Record) -> bytes:
    """Return the record as a ``qualifieddc`` document of ``dcterms`` elements."""
    root = etree.Element("qualifieddc", nsmap={"dcterms": DCTERMS.uri, "xsi": XSI})
    root.set(f"{{{XSI}}}noNamespaceSchemaLocation", QUALIFIED_DC_SCHEMA)
    append(root, (_element(*term) for term in terms(record)))
    return to_bytes(root, DCTERMS)


def elements(record: Record) -> Iterator[tuple[str, str | None]]:
    """Yield each of the fifteen elements and its value; None is a value that is not known.

    How a document is cited identifies it, and what it is part of is another resource (DCMI,
    *Guidelines for encoding bibliographic citation information*).
    """
    metadata, volume = record.metadata, record.metadata.volume
    rights = rights_of(metadata)
    yield "title", metadata.title
    yield from (("creator", name.authority) for name in creators(metadata))
    yield from (("contributor", one) for one in contributors(metadata))
    yield "subject", metadata.subject
    yield from (("description", text) for text in fields_in_words.descriptions(metadata))
    yield "publisher", volume.publisher
    if metadata.date:
        yield "date", "/".join(fields_in_words.bounds(metadata.date))
    yield "type", "Text"
    yield "type", citation.kind(metadata)
    yield from (("format", media_type) for media_type in fields_in_words.media_types(record))
    yield "identifier", record.identifier
    yield "identifier", record.address
    yield "identifier", citation.document_in_volume(metadata)
    yield "source", citation.paper(metadata.source)
    yield "language", metadata.language
    yield "relation", citation.volume_in_series(volume)
    yield from (("relation", address) for address in fields_in_words.references(metadata))
    yield "rights", rights.words
    yield "rights", rights.uri


def terms(record: Record) -> Iterator[Term]:
    """Yield each term, its value and its encoding scheme; None is a value or scheme not known."""
    metadata, volume = record.metadata, record.metadata.volume
    rights = rights_of(metadata)
    yield "title", metadata.title, None
    yield from (("creator", name.authority, None) for name in creators(metadata))
    yield from (("contributor", one, None) for one in contributors(metadata))
    yield "subject", metadata.subject, None
    yield "abstract", fields_in_words.summary(metadata), None
    yield from (("description", text, None) for text in fields_in_words.statements(metadata))
    yield "publisher", volume.publisher, None
    if metadata.date:
        yield _created(metadata.date)
    yield "issued", volume.published, "W3CDTF"
    yield "type", "Text", "DCMIType"
    yield "type", citation.kind(metadata), None
    yield "extent", fields_in_words.extent(metadata), None
    yield from (("format", media_type, "IMT") for media_type in fields_in_words.media_types(record))
    yield "identifier", record.identifier, None
    yield "identifier", record.address, "URI"
    yield "bibliographicCitation", citation.document_in_volume(metadata), None
    yield "source", citation.paper(metadata.source), None
    yield "language", metadata.language, "RFC4646"
    yield "isPartOf", citation.volume_address(volume.id), "URI"
    yield from (("hasPart", fields_in_words.attachment(one), None) for one in metadata.attachments)
    yield from (("references", address, "URI") for address in fields_in_words.references(metadata))
    yield "rights", rights.words, None
    yield "rights", rights.uri, "URI"


def _element(name: str, value: str | None, scheme: str | None) -> etree._Element | None:
    kind = f"{DCTERMS.prefix}:{scheme}" if scheme else None
    return DCTERMS.with_attributes(name, {XSI_TYPE: kind}, value)


def _created(written: DateRange) -> Term:
    first, *further = fields_in_words.bounds(written)
    if not further:
        return "created", first, "W3CDTF"
    return "created", f"start={first}; end={further[0]}; scheme=W3C-DTF;", "Period"

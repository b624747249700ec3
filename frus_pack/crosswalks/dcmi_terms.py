"""DCMI Metadata Terms in XML, each in the encoding scheme it is in (DCMI, *Guidelines for
implementing Dublin Core in XML*; ``qualifieddc``, 2008)."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from frus_pack.crosswalks import described
from frus_pack.crosswalks.elements import (
    DCTERMS,
    QUALIFIED_DC_SCHEMA,
    XSI,
    XSI_TYPE,
    append,
    to_bytes,
)
from frus_pack.crosswalks.people import contributors, creators
from frus_pack.crosswalks.record import Record
from frus_pack.crosswalks.rights import rights_of
from frus_pack.document import citation
from frus_pack.document.model import DateRange

Term = tuple[str, str | None, str | None]
"""A term, its value, and the encoding scheme the value is in."""


def to_dcterms(record: Record) -> bytes:
    """Return the record as a ``qualifieddc`` document of ``dcterms`` elements."""
    root = etree.Element("qualifieddc", nsmap={"dcterms": DCTERMS.uri, "xsi": XSI})
    root.set(f"{{{XSI}}}noNamespaceSchemaLocation", QUALIFIED_DC_SCHEMA)
    append(root, (_element(*term) for term in dcmi_values(record)))
    return to_bytes(root, DCTERMS)


def dcmi_values(record: Record) -> Iterator[Term]:
    """Yield each term, its value and its encoding scheme; None is a value or scheme not known."""
    metadata, volume = record.metadata, record.metadata.volume
    rights = rights_of(metadata)
    yield "title", metadata.title, None
    yield from (("creator", name.authority, None) for name in creators(metadata))
    for name, role in contributors(metadata):
        yield "contributor", f"{name.authority} ({role.words})", None
    yield "subject", metadata.subject, None
    yield "abstract", described.summary(metadata), None
    yield from (("description", text, None) for text in described.statements(metadata))
    yield "publisher", volume.publisher, None
    if metadata.date:
        yield _created(metadata.date)
    yield "issued", volume.published, "W3CDTF"
    yield "type", "Text", "DCMIType"
    yield "type", citation.kind(metadata), None
    yield "extent", extent(record), None
    yield from (("format", media_type, "IMT") for media_type in described.media_types(record))
    yield "identifier", record.identifier, None
    yield "identifier", record.address, "URI"
    yield "bibliographicCitation", citation.document_in_volume(metadata), None
    yield "source", citation.paper(metadata.source), None
    yield "language", metadata.language, "RFC4646"
    yield "isPartOf", citation.volume_address(volume.id), "URI"
    yield from (("hasPart", described.attachment(one), None) for one in metadata.attachments)
    yield from (("references", address, "URI") for address in described.references(metadata))
    yield "rights", rights.words, None
    yield "rights", rights.uri, "URI"


def _element(name: str, value: str | None, scheme: str | None) -> etree._Element | None:
    kind = f"{DCTERMS.prefix}:{scheme}" if scheme else None
    return DCTERMS.with_attributes(name, {XSI_TYPE: kind}, value)


def _created(written: DateRange) -> Term:
    first, *further = described.bounds(written)
    if not further:
        return "created", first, "W3CDTF"
    return "created", f"start={first}; end={further[0]}; scheme=W3C-DTF;", "Period"


def extent(record: Record) -> str | None:
    """Return how many pages the document has, and which; None if they are not known."""
    pages = record.metadata.pages
    if not pages:
        return None
    count = f"{len(pages)} page{'s' if len(pages) > 1 else ''}"
    return f"{count} ({citation.page_span(pages)})"

"""Dublin Core without qualifiers, as OAI-PMH has it (``oai_dc``; OAI-PMH 2.0)."""

from __future__ import annotations

from collections.abc import Iterator

from frus_pack.crosswalks import described
from frus_pack.crosswalks.elements import (
    DC,
    OAI_DC,
    OAI_DC_SCHEMA,
    SCHEMA_LOCATION,
    append,
    to_bytes,
)
from frus_pack.crosswalks.people import contributors, creators
from frus_pack.crosswalks.record import Record
from frus_pack.crosswalks.rights import rights_of
from frus_pack.document import citation


def to_oai_dc(record: Record) -> bytes:
    """Return the record as an ``oai_dc:dc`` document."""
    root = OAI_DC.root("dc", {SCHEMA_LOCATION: OAI_DC_SCHEMA})
    append(root, (DC(element, value) for element, value in dublin_core_values(record)))
    return to_bytes(root, DC)


def dublin_core_values(record: Record) -> Iterator[tuple[str, str | None]]:
    """Yield each element of Dublin Core and its value; None is a value that is not known.

    A name in a role that has no element of its own has the role behind it, as the Library of
    Congress's conversion from MODS does it. How a document is cited identifies it, and what it
    is part of is another resource (DCMI, *Guidelines for encoding bibliographic citation
    information*).
    """
    metadata, volume = record.metadata, record.metadata.volume
    rights = rights_of(metadata)
    yield "title", metadata.title
    yield from (("creator", name.authority) for name in creators(metadata))
    for name, role in contributors(metadata):
        yield "contributor", f"{name.authority} ({role.words})"
    yield "subject", metadata.subject
    yield from (("description", text) for text in described.descriptions(metadata))
    for one in metadata.attachments:
        yield "description", f"Attachment: {described.attachment(one)}"
    yield "publisher", volume.publisher
    if metadata.date:
        yield "date", "/".join(described.bounds(metadata.date))
    yield "type", "Text"
    yield "type", citation.kind(metadata)
    yield from (("format", media_type) for media_type in described.media_types(record))
    yield "identifier", record.identifier
    yield "identifier", record.address
    yield "identifier", citation.document_in_volume(metadata)
    yield "source", citation.paper(metadata.source)
    yield "language", metadata.language
    yield "relation", citation.volume_in_series(volume)
    yield from (("relation", address) for address in described.references(metadata))
    yield "rights", rights.words
    yield "rights", rights.uri

"""Bulkrax (Hyrax, Hyku): a CSV row for each work, with the fields of Hyrax's basic metadata."""

from __future__ import annotations

from collections.abc import Iterator

from frus_pack.crosswalks import described
from frus_pack.crosswalks.people import contributors, creators
from frus_pack.crosswalks.record import Record
from frus_pack.crosswalks.rights import rights_of
from frus_pack.document import citation

COLUMNS = (
    "source_identifier",
    "model",
    "title",
    "creator",
    "contributor",
    "date_created",
    "description",
    "subject",
    "language",
    "publisher",
    "resource_type",
    "rights_statement",
    "rights_notes",
    "identifier",
    "bibliographic_citation",
    "source",
    "related_url",
    "file",
)
_BETWEEN = "|"
"""Bulkrax splits values here, and at a semicolon, unless a field is configured otherwise."""


def rows(record: Record) -> Iterator[tuple[str, ...]]:
    """Yield the row of a work, in the order of `COLUMNS`.

    Paths of files are relative to the deposit (``VOLUME/NAME/data/…``), which becomes the folder
    ``files`` of the import.
    """
    metadata = record.metadata
    rights = rights_of(metadata)
    folder = f"{metadata.volume.id}/{record.name}"
    cells = (
        record.name,
        "GenericWork",
        metadata.title,
        _BETWEEN.join(name.authority for name in creators(metadata)),
        _BETWEEN.join(f"{name.authority} ({role.words})" for name, role in contributors(metadata)),
        "/".join(described.bounds(metadata.date)) if metadata.date else "",
        "\n".join(described.statements(metadata)),
        metadata.subject,
        metadata.language,
        metadata.volume.publisher,
        "Article" if metadata.kind == "editorial-note" else "Other",
        rights.uri,
        rights.words,
        _BETWEEN.join((record.identifier, record.address)),
        citation.document_in_volume(metadata),
        citation.paper(metadata.source),
        record.address,
        _BETWEEN.join(f"{folder}/{file.path}" for file in record.files),
    )
    yield tuple(cell or "" for cell in cells)

"""Bulkrax (Hyrax, Hyku): a CSV row for each work, with the fields of Hyrax's basic metadata."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from frus_pack.crosswalks import fields_in_words
from frus_pack.crosswalks.people import contributors, creators
from frus_pack.crosswalks.record import PackagedFile, Record
from frus_pack.crosswalks.rights import RIGHTS_STATEMENTS, rights_of
from frus_pack.document import citation
from frus_pack.package.paths import METADATA_PATH, PAGE_IMAGES_PATH, TEI_PATH, TEXT_PATH

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
"""Bulkrax splits `file` here, and each other field whose mapping has ``split: '\\|'``. It makes a
space of a line break."""


def rows(record: Record) -> Iterator[tuple[str, ...]]:
    """Yield the row of a work, in the order of `COLUMNS`.

    Paths of files are relative to the deposit (``VOLUME/NAME/data/…``).
    """
    metadata = record.metadata
    rights = rights_of(metadata)
    # Hyrax lists these addresses as its `rights_statement`, and Bulkrax refuses another.
    controlled = rights.uri if (rights.uri or "").startswith(RIGHTS_STATEMENTS) else None
    folder = f"{metadata.volume.id}/{record.name}"
    cells = (
        record.name,
        "GenericWork",
        metadata.title,
        _BETWEEN.join(name.authority for name in creators(metadata)),
        _BETWEEN.join(contributors(metadata)),
        "/".join(fields_in_words.bounds(metadata.date)) if metadata.date else "",
        _BETWEEN.join(fields_in_words.descriptions(metadata)),
        metadata.subject,
        metadata.language,
        metadata.volume.publisher,
        "Part of Book",
        controlled,
        rights.words,
        _BETWEEN.join((record.identifier, record.address)),
        citation.document_in_volume(metadata),
        citation.paper(metadata.source),
        record.address,
        _BETWEEN.join(f"{folder}/{file.path}" for file in sorted(record.files, key=_order)),
    )
    yield tuple(cell or "" for cell in cells)


def _order(file: PackagedFile) -> tuple[int, str]:
    """Return the place of a file in its work, which Hyrax represents by the first."""
    places: Mapping[str, int] = {TEXT_PATH: 0, TEI_PATH: 1, METADATA_PATH: 3, PAGE_IMAGES_PATH: 3}
    return places.get(file.path, 2), file.path

"""A list of packages for people: one row each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from frus_pack.crosswalks.people import RECIPIENT, SENDER, with_roles
from frus_pack.crosswalks.record import Record
from frus_pack.crosswalks.rights import rights_of
from frus_pack.document import citation
from frus_pack.document.model import ArchivalSource

COLUMNS = (
    "identifier",
    "package",
    "volume",
    "number",
    "title",
    "kind",
    "earliest",
    "latest",
    "place",
    "senders",
    "recipients",
    "subject",
    "classification",
    "repository",
    "record group",
    "collection",
    "file",
    "first page",
    "last page",
    "pages",
    "images embedded",
    "images referenced",
    "images missing",
    "withheld passages",
    "attachments",
    "payload files",
    "payload bytes",
    "bagging date",
    "made by",
    "rights",
    "rights address",
    "web address",
)


def rows(record: Record) -> Iterator[tuple[str, ...]]:
    """Yield the row of a package, in the order of `COLUMNS`."""
    metadata, date = record.metadata, record.metadata.date
    source = metadata.source or ArchivalSource()
    names = [(name.authority, roles) for name, roles in with_roles(metadata)]
    rights = rights_of(metadata)
    images = Counter(one.status for _, one in record.renditions())
    cells = (
        record.identifier,
        record.name,
        metadata.volume.id,
        metadata.number,
        metadata.title,
        citation.kind(metadata),
        date.earliest if date else None,
        date.latest if date else None,
        metadata.place,
        "; ".join(name for name, roles in names if SENDER in roles),
        "; ".join(name for name, roles in names if RECIPIENT in roles),
        metadata.subject,
        citation.original_classification(metadata),
        source.repository,
        source.record_group,
        source.collection,
        source.file,
        *(citation.page_bounds(metadata.pages) or (None, None)),
        len(record.pages),
        images["embedded"],
        images["referenced"],
        images["missing"],
        len(metadata.withheld),
        len(metadata.attachments),
        len(record.files),
        sum(file.octets for file in record.files),
        record.bagging_date,
        record.agent,
        rights.words,
        rights.uri,
        record.address,
    )
    yield tuple("" if cell is None else str(cell) for cell in cells)

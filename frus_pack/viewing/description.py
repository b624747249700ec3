"""The description of a document as rows for people."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from frus_pack.document import citation
from frus_pack.document.model import Agent, ArchivalSource, DateRange, Metadata


@dataclass(frozen=True, slots=True)
class Row:
    """A label and its values."""

    label: str
    values: tuple[str, ...]


def description_rows(metadata: Metadata) -> list[Row]:
    """Return what the description says of a document, without what is empty."""
    rows = (
        ("Identifier", (metadata.identifier,)),
        ("Cite as", (citation.document_in_volume(metadata), web_address(metadata))),
        ("Kind", (metadata.kind,)),
        ("Date", (date_words(metadata.date),)),
        ("Place", (metadata.place,)),
        ("From", _names(metadata.senders)),
        ("To", _names(metadata.recipients)),
        ("Participants", _names(metadata.participants)),
        ("Subject", (metadata.subject,)),
        ("Summary", (metadata.summary,)),
        ("Classification", (metadata.classification, metadata.handling)),
        *_source(metadata.source),
        ("Withheld", _withheld(metadata)),
        ("Attachments", tuple(one.title or "without a title" for one in metadata.attachments)),
        ("Figures", tuple(one.title or one.graphic or "a figure" for one in metadata.figures)),
        ("Tables", tuple(_table(metadata))),
        ("Pages", (citation.page_span(metadata.pages),)),
        ("Volume", (citation.volume_in_series(metadata.volume),)),
        ("Editors", tuple(one.name for one in metadata.volume.editors)),
        ("Published", (metadata.volume.publisher, metadata.volume.published)),
        ("Language", (metadata.language,)),
        ("Rights", (metadata.rights,)),
        ("Original", _original(metadata)),
    )
    found = (Row(label, tuple(one for one in values if one)) for label, values in rows)
    return [row for row in found if row.values]


def web_address(metadata: Metadata) -> str:
    """Return the address of a document on the web."""
    return citation.address_in_volume(metadata.volume.id, metadata.id)


def date_words(date: DateRange | None) -> str | None:
    """Return the printed words of a date, and its bounds."""
    if date is None:
        return None
    bounds = " to ".join(dict.fromkeys((date.earliest, date.latest)))
    return f"{date.display} ({bounds})" if date.display else bounds


def _source(source: ArchivalSource | None) -> Iterator[tuple[str, tuple[str | None, ...]]]:
    if source is None:
        return
    yield "Repository", (source.repository,)
    yield "Collection", (source.record_group, source.collection)
    yield "File", (source.file,)
    yield "Drafted by", _names(source.drafted_by)
    yield "Cleared by", _names(source.cleared_by)
    yield "Approved by", _names(source.approved_by)
    yield "Also sent to", source.also_sent_to
    yield "Repeated to", source.repeated_to


def _names(agents: Iterable[Agent]) -> tuple[str, ...]:
    return tuple(f"{one.name} ({one.office})" if one.office else one.name for one in agents)


def _withheld(metadata: Metadata) -> tuple[str, ...]:
    return tuple(
        f"{one.text}"
        + (f", page {one.page}" if one.page else "")
        + (f", note {one.note}" if one.note else "")
        for one in metadata.withheld
    )


def _table(metadata: Metadata) -> Iterator[str]:
    for one in metadata.tables:
        size = f"{one.rows} rows, {one.columns} columns"
        yield f"{one.title} ({size})" if one.title else size


def _original(metadata: Metadata) -> tuple[str, ...]:
    original = metadata.original
    if original is None:
        return ()
    said = f"{original.file} ({original.form}), SHA-512 {original.sha512}"
    if original.slice is None:
        return (said,)
    part = original.slice
    return (said, f"{part.length:,} bytes of it from byte {part.offset:,}, SHA-512 {part.sha512}")

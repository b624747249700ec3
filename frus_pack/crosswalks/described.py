"""What a document has and standards without a place of their own for it take as a sentence."""

from __future__ import annotations

from collections.abc import Iterator

from frus_pack.crosswalks import w3cdtf
from frus_pack.crosswalks.record import Record
from frus_pack.document import addresses, citation
from frus_pack.document.model import Attachment, Figure, Metadata, Table, Withheld
from frus_pack.package.package import METADATA, PAGE_IMAGES


def statements(metadata: Metadata) -> Iterator[str]:
    """The remarks, the place in the volume, figures and tables, in words."""
    yield from remarks(metadata)
    for one in metadata.divisions:
        if name := f"“{one.title}”" if one.title else one.id:
            yield f"In the {one.type} {name}"
    yield from (f"Figure: {figure(one)}" for one in metadata.figures)
    yield from (f"Table: {table(one)}" for one in metadata.tables)


def remarks(metadata: Metadata) -> Iterator[str]:
    """The printed date, classification, the source note, withheld passages and notes, in words."""
    if metadata.date and metadata.date.display:
        yield f"Date as printed: {metadata.date.display}"
    if marks := citation.original_classification(metadata):
        yield f"Original classification: {marks}"
    if metadata.source and metadata.source.note:
        yield metadata.source.note
    yield from (f"Withheld from publication: {withheld(one)}" for one in metadata.withheld)
    if there := notes(metadata):
        yield f"Notes: {there}"


def withheld(one: Withheld) -> str:
    """A withheld passage: the remark and where it stands."""
    return _standing(one.text, one.page, f"note {one.note}" if one.note else None)


def notes(metadata: Metadata) -> str:
    """The marks of the notes, and the page of each."""
    return ", ".join(_standing(one.label or one.n, one.page) for one in metadata.notes)


def figure(one: Figure) -> str:
    """A figure: its caption, else its image."""
    return _standing(one.title or one.graphic or "untitled", one.page)


def table(one: Table) -> str:
    """A table: its heading and size."""
    size = f"{one.rows} rows, {one.columns} columns"
    return _standing(f"{one.title}, {size}" if one.title else size, one.page)


def attachment(one: Attachment) -> str:
    """An attachment: its heading and date."""
    dated = one.date.display or "/".join(w3cdtf.bounds(one.date)) if one.date else None
    title = one.title or "untitled"
    return f"{title} ({dated})" if dated else title


def references(metadata: Metadata) -> Iterator[str]:
    """The addresses of the documents it refers to, each once."""
    yield from dict.fromkeys(address(one.target) for one in metadata.references)


def address(target: str) -> str:
    """Where what a reference points to stands on the web."""
    return f"{addresses.PAGES}/{target}"


def media_types(record: Record) -> Iterator[str]:
    """Of the transcriptions and images, each once; other files describe the document."""
    files = (file for file in record.files if file.path not in (METADATA, PAGE_IMAGES))
    yield from dict.fromkeys(file.media_type for file in files if file.media_type)


def _standing(text: str, page: str | None, further: str | None = None) -> str:
    where = ", ".join(part for part in (f"page {page}" if page else None, further) if part)
    return f"{text} ({where})" if where else text

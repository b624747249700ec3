"""Archivematica's ``metadata/metadata.csv``: Dublin Core for the bag's files (Archivematica 1.16,
*Import metadata*, Adding metadata to bags)."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from frus_pack.crosswalks import dcmi_terms, oai_dc
from frus_pack.crosswalks.record import PackagedFile, Record
from frus_pack.crosswalks.rights import rights_of
from frus_pack.package.package import TEI, TEXT

_FURTHER = ("extent", "isPartOf")
"""Of DCMI's terms those that say more than the fifteen elements."""

Cells = list[tuple[str, str]]
"""Heading and cell; a heading stands as often as it has values."""


def to_metadata_csv(record: Record) -> bytes:
    """A row for each transcription, which has the whole description, and for each image."""
    rows = [(file.path, cells) for file in record.files if (cells := list(_cells(record, file)))]
    headings = _headings([cells for _, cells in rows])
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["filename", *headings])
    for path, cells in rows:
        writer.writerow([path, *_aligned(headings, cells)])
    return out.getvalue().encode()


def _cells(record: Record, file: PackagedFile) -> Iterator[tuple[str, str]]:
    pages = [page.page for page, one in record.renditions() if f"data/{one.file}" == file.path]
    if file.path in (TEXT, TEI):
        yield from _described(record)
    elif pages:
        yield "dc.title", f"{record.metadata.title}, page {', '.join(dict.fromkeys(pages))}"
        yield "dc.type", "Image"
        yield "dc.relation", record.identifier
        rights = rights_of(record.metadata)
        yield "dc.rights", rights.words
        if rights.uri:
            yield "dc.rights", rights.uri
    else:
        return
    if file.media_type:
        yield "dc.format", file.media_type


def _described(record: Record) -> Iterator[tuple[str, str]]:
    for element, value in oai_dc.elements(record):
        if value and element != "format":
            yield f"dc.{element}", value
    for term, value, _ in dcmi_terms.terms(record):
        if value and term in _FURTHER:
            yield f"dcterms.{term}", value


def _headings(rows: list[Cells]) -> list[str]:
    """Each heading as often as the row with most values under it needs, in order of first use."""
    headings: dict[str, int] = {}
    for cells in rows:
        names = [name for name, _ in cells]
        for name in names:
            headings[name] = max(headings.get(name, 0), names.count(name))
    return [name for name, times in headings.items() for _ in range(times)]


def _aligned(headings: list[str], cells: Cells) -> list[str]:
    values: dict[str, list[str]] = {}
    for name, value in cells:
        values.setdefault(name, []).append(value)
    return [values[name].pop(0) if values.get(name) else "" for name in headings]

"""Archivematica's ``metadata/metadata.csv`` and ``metadata/rights.csv``: Dublin Core and rights of
the bag's files (Archivematica 1.16, *Import metadata*; *Import rights metadata*)."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from frus_pack.crosswalks import dublin_core, fields_in_words
from frus_pack.crosswalks.record import PackagedFile, Record
from frus_pack.crosswalks.rights import NO_COPYRIGHT_STATUTE, rights_of
from frus_pack.package.paths import TEI_PATH, TEXT_PATH

_FURTHER = ("extent", "isPartOf")
"""The terms of DCMI that say more than the fifteen elements."""

_RIGHTS_COLUMNS = (
    "file",
    "basis",
    "status",
    "jurisdiction",
    "terms",
    "citation",
    "note",
    "doc_id_type",
    "doc_id_value",
    "doc_id_role",
)

Cells = list[tuple[str, str]]
"""Heading and cell; a heading occurs as often as it has values."""


def to_metadata_csv(record: Record) -> bytes:
    """Return a row for each transcription, with the whole description, and for each image."""
    rows = [(file.path, cells) for file in record.files if (cells := list(_cells(record, file)))]
    headings = _headings([cells for _, cells in rows])
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["filename", *headings])
    for path, cells in rows:
        writer.writerow([path, *_aligned(headings, cells)])
    return out.getvalue().encode()


def to_rights_csv(record: Record) -> bytes:
    """Return a row for each file of the payload, with the description's statement on rights."""
    rights = rights_of(record.metadata)
    filled = {"note": rights.words, "basis": rights.basis}
    if rights.basis == "statute":
        filled |= {"jurisdiction": "us", "citation": NO_COPYRIGHT_STATUTE}
    elif rights.basis == "copyright":
        filled |= {"jurisdiction": "us", "status": rights.status}
    elif rights.basis == "license":
        filled["terms"] = rights.words
    if rights.uri:
        filled |= {"doc_id_type": "URI", "doc_id_value": rights.uri}
        filled["doc_id_role"] = "rights statement"
    out = io.StringIO()
    writer = csv.DictWriter(out, _RIGHTS_COLUMNS, restval="", lineterminator="\n")
    writer.writeheader()
    for file in record.files:
        writer.writerow({"file": file.path, **filled})
    return out.getvalue().encode()


def _cells(record: Record, file: PackagedFile) -> Iterator[tuple[str, str]]:
    pages = [page for page, one in record.renditions() if one.bag_path == file.path]
    if file.path in (TEXT_PATH, TEI_PATH):
        yield from _described(record)
    elif pages:
        yield "dc.title", fields_in_words.page_title(record.metadata, pages)
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
    for element, value in dublin_core.elements(record):
        if value and element != "format":
            yield f"dc.{element}", value
    for term, value, _ in dublin_core.terms(record):
        if value and term in _FURTHER:
            yield f"dcterms.{term}", value


def _headings(rows: list[Cells]) -> list[str]:
    """Return each heading as often as the row with most values under it needs."""
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

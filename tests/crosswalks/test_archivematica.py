"""Archivematica's metadata.csv, read as its documentation says it is read."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from pathlib import Path

import frus_pack
from frus_pack.crosswalks import archivematica
from frus_pack.crosswalks.rights import NO_COPYRIGHT
from frus_pack.document.rights import FOREIGN_RIGHTS, RIGHTS
from tests.crosswalks.records import bare, full, with_metadata

RIGHTS_COLUMNS = {
    *("basis", "status", "determination_date", "start_date", "end_date", "jurisdiction", "terms"),
    *("citation", "note", "grant_act", "grant_restriction", "grant_start_date", "grant_end_date"),
    *("grant_note", "doc_id_type", "doc_id_value", "doc_id_role"),
}
"""Besides `file`. Archivematica 1.17 refuses a table with another column."""

Rows = dict[str, list[tuple[str, str]]]


def read(content: bytes) -> Rows:
    """By path in the transfer, each heading and value that is not blank."""
    header, *rows = csv.reader(io.StringIO(content.decode("utf-8")))
    assert header[0] == "filename"
    return {
        row[0]: [pair for pair in zip(header[1:], row[1:], strict=True) if pair[1]] for row in rows
    }


def test_a_transcription_has_the_whole_description() -> None:
    rows = read(archivematica.to_metadata_csv(full()))
    told = rows["data/transcription.xml"]
    assert ("dc.title", "Letter From President Orlan to the Secretary of State") in told
    assert [value for name, value in told if name == "dc.creator"] == ["Orlan, Emil", "Brewin"]
    assert [value for name, value in told if name == "dc.date"] == [
        "1959-05-02/1959-05-03T10:30:00-05:00"
    ]
    assert ("dc.source", "Kestanian State Archive, RG 3, Presidency, Box 4") in told
    assert ("dc.rights", "Public domain") in told
    assert ("dcterms.extent", "2 pages (11–12)") in told
    assert ("dc.format", "application/tei+xml") in told
    plain = [pair for pair in rows["data/transcription.txt"] if pair[0] != "dc.format"]
    assert plain == [pair for pair in told if pair[0] != "dc.format"]


def test_an_image_has_its_page() -> None:
    assert read(archivematica.to_metadata_csv(full()))["data/page-images/0041.tif"] == [
        ("dc.title", "Letter From President Orlan to the Secretary of State, page 11"),
        ("dc.type", "Image"),
        ("dc.relation", "frus1958-60v99/d7"),
        ("dc.rights", "Public domain"),
        ("dc.format", "image/tiff"),
    ]


def test_headings_are_dublin_core_and_rows_are_files_of_the_bag(
    sample_packages: tuple[Path, ...],
) -> None:
    for package in sample_packages:
        rows = read(frus_pack.export(package, "archivematica"))
        assert {"data/transcription.txt", "data/transcription.xml"} <= set(rows)
        assert all((package / path).is_file() for path in rows)
        headings = {name for pairs in rows.values() for name, _ in pairs}
        assert all(name.startswith(("dc.", "dcterms.")) for name in headings)


def test_commas_quotes_and_line_ends_survive() -> None:
    title = 'A "draft", in\ntwo lines'
    record = replace(bare(), metadata=replace(bare().metadata, title=title))
    rows = read(archivematica.to_metadata_csv(record))
    assert ("dc.title", title) in rows["data/transcription.txt"]


def test_rights_are_of_each_file_in_the_columns_of_archivematica() -> None:
    record = with_metadata(replace(full().metadata, rights=RIGHTS))
    rows = list(csv.DictReader(io.StringIO(archivematica.to_rights_csv(record).decode())))
    assert {row["file"] for row in rows} == {file.path for file in record.files}
    assert set(rows[0]) <= {"file", *RIGHTS_COLUMNS}
    del rows[0]["file"]
    assert rows[0] == {
        "basis": "statute",
        "status": "",
        "jurisdiction": "us",
        "terms": "",
        "citation": "17 U.S.C. 105",
        "note": RIGHTS,
        "doc_id_type": "URI",
        "doc_id_value": NO_COPYRIGHT,
        "doc_id_role": "rights statement",
    }


def test_every_basis_of_rights_is_one_that_archivematica_knows() -> None:
    bases = {
        "Public domain": ("other", ""),
        "Crown copyright: https://example.org/licence.": ("license", ""),
        "In copyright: http://rightsstatements.org/vocab/InC/1.0/": ("copyright", "copyrighted"),
        FOREIGN_RIGHTS: ("copyright", "unknown"),
        RIGHTS: ("statute", ""),
    }
    for words, told in bases.items():
        record = with_metadata(replace(full().metadata, rights=words))
        rows = csv.DictReader(io.StringIO(archivematica.to_rights_csv(record).decode()))
        assert {(row["basis"], row["status"]) for row in rows} == {told}

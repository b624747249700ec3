"""docs/crosswalks.md: its examples are in the forms, and the fields that it names exist."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

import frus_pack
from frus_pack.crosswalks import bulkrax, dspace, inventory, islandora
from frus_pack.crosswalks.forms import CROSSWALKS, CrosswalkForm
from frus_pack.document.rights import RIGHTS
from tests.crosswalks.records import full, with_metadata

PAGE = Path(__file__).parents[2] / "docs" / "crosswalks.md"
DOCUMENT = "frus1952-54Guat/d133"
FORMS: tuple[tuple[CrosswalkForm, ...], ...] = (("mods",), ("oai_dc", "dcterms"), ("ro-crate",))
EXAMPLE = re.compile(r"`([^`]+)`(?: of `([^`]+)`)?")
TERM = re.compile(r"`([^`]+)`")


def rows(heading: str) -> Iterator[list[str]]:
    """The cells of each row of the table that has this row of headings."""
    lines = PAGE.read_text().splitlines()
    for line in lines[lines.index(heading) + 2 :]:
        if not line.startswith("|"):
            return
        yield [cell.strip() for cell in line.strip("|").split("|")]


BY_EXAMPLE = list(rows("| description | MODS | Dublin Core | RO-Crate | example |"))
BY_FIELD = list(rows("| description | DSpace | IIIF | Bulkrax | Islandora | `csv` |"))


@pytest.fixture(scope="module")
def exported(tmp_path_factory: pytest.TempPathFactory, shared: Path) -> dict[tuple[str, str], str]:
    """The documents of the examples in each form, as text."""
    documents = {example(row)[1] for row in BY_EXAMPLE}
    deposit = tmp_path_factory.mktemp("examples")
    written: dict[tuple[str, str], str] = {}
    for volume in {one.partition("/")[0] for one in documents}:
        for document in frus_pack.read(shared / "volumes" / f"{volume}.xml"):
            if document.identifier in documents:
                package = frus_pack.pack(document, to=deposit)
                for form in (form for forms in FORMS for form in forms):
                    content = frus_pack.export(package, form).decode()
                    written[document.identifier, form] = content
    return written


def example(row: list[str]) -> tuple[str, str]:
    found = EXAMPLE.search(row[-1])
    assert found, row
    return found[1], found[2] or DOCUMENT


def test_every_example_is_in_the_forms_of_its_row(exported: dict[tuple[str, str], str]) -> None:
    missing = [
        (row[0], form)
        for row in BY_EXAMPLE
        for cell, forms in zip(row[1:4], FORMS, strict=True)
        if cell != "–"
        for form in forms
        if example(row)[0] not in exported[example(row)[1], form]
    ]
    assert missing == []


def test_every_field_of_the_tables_of_repositories_exists() -> None:
    record = with_metadata(replace(full().metadata, rights=RIGHTS))
    written = dspace.files(record, ())
    fields = {
        ".".join(part for part in (schema, *found) if part not in ("", "none"))
        for schema, name in (("dc", "dublin_core.xml"), ("dcterms", "metadata_dcterms.xml"))
        for found in re.findall(r'element="(\w+)" qualifier="(\w+)"', written[name].decode())
    }
    columns = (fields, None, set(bulkrax.COLUMNS), set(islandora.COLUMNS), set(inventory.COLUMNS))
    unknown = [
        (row[0], term)
        for row in BY_FIELD
        for cell, known in zip(row[1:], columns, strict=True)
        for term in TERM.findall(cell)
        if known is not None and term not in known
    ]
    assert unknown == []


def test_every_field_of_a_description_is_on_the_page() -> None:
    page = PAGE.read_text()
    fields = set(
        json.loads((PAGE.parents[1] / "schemas/document.schema.json").read_text())["properties"]
    )
    own = {"schema", "id", "facs"}  # what the file is, and what is in identifiers and page images
    assert {one for one in fields - own if f"`{one}`" not in page} == set()


def test_archivematica_has_the_columns_that_the_page_names() -> None:
    content = CROSSWALKS["archivematica"].write(full()).decode()
    (head, *_) = csv.reader(io.StringIO(content))
    assert {one for one in head if one.startswith("dcterms.")} == {
        "dcterms.extent",
        "dcterms.isPartOf",
    }
    assert "`dcterms.extent`" in PAGE.read_text()

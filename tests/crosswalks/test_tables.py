"""Tables of packages: the cells of each, and CSV that reads back."""

from __future__ import annotations

from dataclasses import replace

from frus_pack.crosswalks.rights import NO_COPYRIGHT
from frus_pack.crosswalks.tables import bulkrax, inventory, islandora
from frus_pack.document.rights import RIGHTS
from tests.crosswalks.records import VOLUME, bare, full, with_metadata

IN_COPYRIGHT = "http://rightsstatements.org/vocab/InC/1.0/"
TITLE = "Letter From President Orlan to the Secretary of State"


def test_the_inventory_counts_what_a_package_holds() -> None:
    (row,) = inventory.rows(full())
    cells = dict(zip(inventory.COLUMNS, row, strict=True))
    assert {key: cells[key] for key in ("identifier", "package", "title", "senders")} == {
        "identifier": "frus1958-60v99/d7",
        "package": "frus1958-60v99-d7",
        "title": TITLE,
        "senders": "Orlan, Emil",
    }
    counted = [key for key in inventory.COLUMNS if key.startswith(("images", "pages", "payload"))]
    assert {key: cells[key] for key in counted} == {
        "pages": "2",
        "images embedded": "1",
        "images referenced": "2",
        "images missing": "1",
        "payload files": "5",
        "payload bytes": "15",
    }


def test_every_table_has_as_many_cells_as_columns() -> None:
    for table in (inventory, bulkrax, islandora):
        for record in (full(), bare()):
            assert {len(row) for row in table.rows(record)} == {len(table.COLUMNS)}


def test_a_work_of_bulkrax_names_its_files_and_its_rights() -> None:
    (row,) = bulkrax.rows(full())
    cells = dict(zip(bulkrax.COLUMNS, row, strict=True))
    assert cells["creator"] == "Orlan, Emil|Brewin"
    assert cells["identifier"] == f"frus1958-60v99/d7|{VOLUME}/d7"
    assert cells["file"].split("|")[0] == "frus1958-60v99/frus1958-60v99-d7/data/metadata.json"
    assert (cells["rights_statement"], cells["rights_notes"]) == ("", "Public domain")


def test_bulkrax_gets_only_rights_that_hyrax_lists() -> None:
    statements = {
        RIGHTS: NO_COPYRIGHT,
        f"In copyright: {IN_COPYRIGHT}.": IN_COPYRIGHT,
        "Crown copyright: https://example.org/licence.": "",
        "Public domain": "",
    }
    for words, address in statements.items():
        (row,) = bulkrax.rows(with_metadata(replace(full().metadata, rights=words)))
        cells = dict(zip(bulkrax.COLUMNS, row, strict=True))
        assert (cells["rights_statement"], cells["rights_notes"]) == (address, words)


def test_no_cell_of_bulkrax_has_a_line_break_which_it_would_make_a_space() -> None:
    (row,) = bulkrax.rows(full())
    assert [cell for cell in row if "\n" in cell] == []
    described = dict(zip(bulkrax.COLUMNS, row, strict=True))["description"].split("|")
    assert described[:2] == ["Written at: Port Lorne", "Date as printed: May 2–3, 1959"]


def test_islandora_has_a_row_for_each_embedded_page() -> None:
    document, page = (
        dict(zip(islandora.COLUMNS, row, strict=True)) for row in islandora.rows(full())
    )
    assert (document["field_model"], page["field_model"]) == ("Paged Content", "Page")
    assert (page["parent_id"], page["field_weight"]) == (document["id"], "1")
    assert page["file"] == "frus1958-60v99/frus1958-60v99-d7/data/page-images/0041.tif"
    assert document["field_edtf_date_created"] == "1959-05-02/1959-05-03"
    assert document["field_linked_agent"].split("|")[:2] == [
        "relators:aut:person:Orlan, Emil",
        "relators:rcp:corporate_body:Secretary of State",
    ]


def test_a_title_too_long_for_drupal_is_whole_in_its_other_field() -> None:
    long = "x" * 300
    row, _ = islandora.rows(with_metadata(replace(bare().metadata, title=long)))
    cells = dict(zip(islandora.COLUMNS, row, strict=True))
    assert (len(cells["title"]), cells["field_full_title"]) == (255, long)

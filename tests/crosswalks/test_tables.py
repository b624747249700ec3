"""Tables of packages: the cells of each, and CSV that reads back."""

from __future__ import annotations

from dataclasses import replace

from frus_pack.crosswalks import bulkrax, inventory, islandora
from frus_pack.crosswalks.rights import NO_COPYRIGHT
from frus_pack.document.model import Agent, Metadata
from frus_pack.document.rights import RIGHTS
from tests.crosswalks.records import FULL_SOURCE, VOLUME, bare, full, with_metadata

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
    folder = "frus1958-60v99/frus1958-60v99-d7/data"
    assert cells["file"].split("|") == [
        f"{folder}/transcription.txt",
        f"{folder}/transcription.xml",
        f"{folder}/page-images/0041.tif",
        f"{folder}/metadata.json",
        f"{folder}/page-images.json",
    ]
    assert (cells["rights_statement"], cells["rights_notes"]) == ("", "Public domain")


def test_bulkrax_gets_only_rights_that_hyrax_lists() -> None:
    statements = {
        RIGHTS: NO_COPYRIGHT,
        f"In copyright: {IN_COPYRIGHT}.": IN_COPYRIGHT,
        "Crown copyright: https://example.org/licence.": "",
        "See http://rightsstatements.org/page/InC/1.0/": "",
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
    assert described[:2] == ["The harbor of Port Lorne was discussed.", "Written at: Port Lorne"]


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


def test_islandora_has_the_embedded_image_where_the_master_is_elsewhere() -> None:
    record = full()
    (first, *_) = record.pages
    (embedded,) = (one for one in first.renditions if one.file)
    elsewhere = replace(embedded, role="master", status="referenced", file=None)
    page = replace(first, renditions=(elsewhere, replace(embedded, role="access")))
    _, row = islandora.rows(replace(record, pages=(page,)))
    assert row[islandora.COLUMNS.index("file")].endswith(f"/data/{embedded.file}")


def test_a_title_too_long_for_drupal_is_whole_in_its_other_field() -> None:
    long = "x" * 300
    row, _ = islandora.rows(with_metadata(replace(bare().metadata, title=long)))
    cells = dict(zip(islandora.COLUMNS, row, strict=True))
    assert (len(cells["title"]), cells["field_full_title"]) == (255, long)


def test_islandora_has_the_columns_of_workbench_and_parents_first() -> None:
    assert {"id", "title", "file", "field_model"} < set(islandora.COLUMNS)
    assert {"parent_id", "field_member_of"} < set(islandora.COLUMNS)
    assert len(set(islandora.COLUMNS)) == len(islandora.COLUMNS)
    rows = [dict(zip(islandora.COLUMNS, row, strict=True)) for row in islandora.rows(full())]
    assert [row["parent_id"] for row in rows] == ["", rows[0]["id"]]
    assert {row["field_member_of"] for row in rows} == {""}
    assert all(row[column] for row in rows for column in ("id", "title", "field_model", "file"))


def _islandora(metadata: Metadata) -> dict[str, str]:
    row = next(islandora.rows(with_metadata(metadata)))
    return dict(zip(islandora.COLUMNS, row, strict=True))


def test_terms_of_islandora_have_their_vocabulary_if_there_are_two() -> None:
    cells = _islandora(full().metadata)
    assert cells["field_subject_general"] == "subject:Harbor"
    assert (cells["field_language"], cells["field_genre"]) == ("English", "letter")
    assert _islandora(replace(full().metadata, language="la"))["field_language"] == "la"


def test_what_cannot_be_a_term_of_drupal_is_in_the_description() -> None:
    long, barred = "x" * 248, "Harbor|Port"
    metadata = replace(full().metadata, senders=(Agent(name="y" * 256),), recipients=())
    for subject in (long, barred):
        cells = _islandora(replace(metadata, subject=subject))
        assert cells["field_subject_general"] == ""
        assert cells["field_description"].splitlines()[-2:] == [
            f"{'y' * 256} (sender)",
            f"Subject: {subject.replace('|', '¦')}",
        ]
        assert "y" not in cells["field_linked_agent"].replace("corporate_body", "")
    assert _islandora(replace(metadata, subject="x" * 247))["field_subject_general"] == (
        f"subject:{'x' * 247}"
    )


def test_a_field_of_one_value_has_nothing_that_workbench_would_split() -> None:
    cells = _islandora(replace(full().metadata, title="A | B", place="C|D", rights="E|F"))
    single = ("field_full_title", "field_description", "field_rights")
    assert [cells[field] for field in single if "|" in cells[field]] == []
    assert (cells["title"], cells["field_full_title"]) == ("A | B", "A ¦ B")


def test_islandora_is_told_where_the_paper_is_even_without_a_source_note() -> None:
    source = replace(FULL_SOURCE, note=None)
    cells = _islandora(replace(full().metadata, source=source))
    paper = "Source: Kestanian State Archive, RG 3, Presidency, Box 4"
    assert paper in cells["field_description"].splitlines()
    assert paper not in _islandora(full().metadata)["field_description"]

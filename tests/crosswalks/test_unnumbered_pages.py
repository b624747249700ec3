"""A page without a printed number is called by its scan or its place, in every form."""

from __future__ import annotations

from dataclasses import replace

import pytest

from frus_pack.crosswalks import dspace, fields_in_words, islandora
from frus_pack.crosswalks.forms import CROSSWALKS
from frus_pack.crosswalks.iiif import to_iiif
from frus_pack.crosswalks.record import Record
from frus_pack.document import citation
from tests.crosswalks.records import PAGES, full


def record() -> Record:
    """The full record, its pages without printed numbers."""
    pages = tuple(replace(page, page="[]") for page in PAGES)
    return replace(full(), pages=pages, metadata=replace(full().metadata, pages=("[]", "[]")))


def test_a_page_is_called_by_its_number_else_its_scan_else_its_place() -> None:
    unnumbered = [fields_in_words.page_name(page) for page in record().pages]
    assert unnumbered == ["Unnumbered page, scan 0041", "Unnumbered page, 2 in order"]
    assert [fields_in_words.page_name(page) for page in PAGES] == ["Page 11", "Page 12"]


@pytest.mark.parametrize("form", CROSSWALKS)
def test_no_form_prints_the_mark_of_an_unnumbered_page(form: str) -> None:
    content = CROSSWALKS[form].write(record())
    assert b"age []" not in content
    assert b"[]" not in content.replace(b"[] ", b"")


def test_viewers_and_catalogues_call_the_page_by_its_scan() -> None:
    title = record().metadata.title
    manifest = to_iiif(record(), "Text", "https://example.org").decode()
    assert "Unnumbered page, scan 0041" in manifest
    (image,) = (one for one in dspace.bitstreams(record(), ()) if one.iiif)
    assert image.iiif[0] == ("label", "Unnumbered page, scan 0041")
    _, row = islandora.rows(record())
    assert f"{title}, unnumbered page, scan 0041" in row


def test_a_citation_leaves_out_pages_without_a_number() -> None:
    assert citation.page_bounds(("100", "[]")) == ("100", "100")
    assert citation.page_span(("[]", "100", "101", "[]")) == "100–101"
    assert citation.page_span(("[]",)) is None
    assert citation.document_in_volume(record().metadata).endswith(", Document 7")

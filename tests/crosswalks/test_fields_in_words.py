"""Dates as W3CDTF has them."""

from __future__ import annotations

from dataclasses import fields, replace

import pytest

from frus_pack.crosswalks import fields_in_words
from frus_pack.crosswalks.forms import CROSSWALKS
from frus_pack.document.model import ArchivalSource, DateRange, Withheld
from tests.crosswalks.records import BARE, FULL, full


@pytest.mark.parametrize(
    ("given", "written"),
    [
        ("1964", "1964"),
        ("1964-11", "1964-11"),
        ("1964-11-05", "1964-11-05"),
        ("1964-11-05T15:00:00-05:00", "1964-11-05T15:00:00-05:00"),
        ("1964-11-05T15:00-05:00", "1964-11-05T15:00:00-05:00"),
        ("1964-11-05T15:00:00.5+02:00", "1964-11-05T15:00:00.5+02:00"),
        ("1964-11-05T15:00Z", "1964-11-05T15:00:00Z"),
        ("1964-11-05T15:00:00", "1964-11-05"),
        ("1964-11-05T15:00", "1964-11-05"),
    ],
)
def test_a_time_of_day_stands_only_with_its_zone(given: str, written: str) -> None:
    assert fields_in_words.moment(given) == written


def test_bounds_that_are_one_day_are_one_date() -> None:
    same = DateRange(earliest="1964-11-05T09:00", latest="1964-11-05")
    assert fields_in_words.bounds(same) == ("1964-11-05",)
    assert fields_in_words.bounds(DateRange(earliest="1964", latest="1965")) == ("1964", "1965")


def test_the_record_that_is_full_has_every_field_of_a_description() -> None:
    empty = {one.name for one in fields(FULL) if not getattr(FULL, one.name)}
    assert empty == {"amendments", "extra"}  # PREMIS has the amendments; no form has foreign fields


@pytest.mark.parametrize("form", ["oai_dc", "dcterms", "mods", "mets", "ro-crate"])
def test_the_summary_of_the_editors_is_in_every_form(form: str) -> None:
    assert FULL.summary
    assert CROSSWALKS[form].write(full()).decode().count(FULL.summary) == 1


def test_a_summary_that_is_the_remark_on_what_is_withheld_is_left_out() -> None:
    remark = "[2 pages not declassified.]"
    document = replace(BARE, summary=remark, withheld=(Withheld(text=remark),))
    assert list(fields_in_words.descriptions(document)) == [f"Withheld from publication: {remark}"]


def test_the_source_note_of_a_document_withheld_whole_is_told_once() -> None:
    note = "[Source: Agency, Box 80. Secret. 3 pages not declassified.]"
    withheld = (Withheld(text=note, page="285"),)
    metadata = replace(BARE, source=ArchivalSource(note=note), withheld=withheld)
    assert list(fields_in_words.remarks(metadata)) == [
        f"Withheld from publication: {note} (page 285)"
    ]


def test_like_withheld_passages_of_a_page_are_told_once() -> None:
    passage = Withheld(text="[name not declassified]", page="18")
    metadata = replace(BARE, withheld=(passage, passage, replace(passage, page="19")))
    assert list(fields_in_words.all_withheld(metadata)) == [
        "[name not declassified] (page 18)",
        "[name not declassified] (page 19)",
    ]

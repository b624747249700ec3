"""Dates as W3CDTF has them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from frus_pack.crosswalks import described
from frus_pack.document.model import ArchivalSource, DateRange, Withheld
from tests.crosswalks.records import BARE


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
    assert described.moment(given) == written


def test_bounds_that_are_one_day_are_one_date() -> None:
    same = DateRange(earliest="1964-11-05T09:00", latest="1964-11-05")
    assert described.bounds(same) == ("1964-11-05",)
    assert described.bounds(DateRange(earliest="1964", latest="1965")) == ("1964", "1965")


def test_the_source_note_of_a_document_withheld_whole_is_told_once() -> None:
    note = "[Source: Agency, Box 80. Secret. 3 pages not declassified.]"
    withheld = (Withheld(text=note, page="285"),)
    metadata = replace(BARE, source=ArchivalSource(note=note), withheld=withheld)
    assert list(described.remarks(metadata)) == [f"Withheld from publication: {note} (page 285)"]


def test_like_withheld_passages_of_a_page_are_told_once() -> None:
    passage = Withheld(text="[name not declassified]", page="18")
    metadata = replace(BARE, withheld=(passage, passage, replace(passage, page="19")))
    assert list(described.all_withheld(metadata)) == [
        "[name not declassified] (page 18)",
        "[name not declassified] (page 19)",
    ]

"""What is larger than can be checked is not packed: no package is invalid from the start."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

import frus_pack
from frus_pack.document.model import Metadata, Person
from tests.support.folders import document_folder, read_document

PERSONS = tuple(Person(id=f"p_{n}", name="Orlan") for n in range(2_001))
FURTHER: dict[str, dict[str, Any]] = {
    "2001 values in one list or object (at most 2000)": {"persons": PERSONS},
    "too many values (at most 50000)": {"extra": {"x-lists": [["."] * 1_999] * 26}},
    "8389427 bytes (at most 8388608)": {"extra": {"x-text": "." * (8 << 20)}},
}


@pytest.mark.parametrize("excess", FURTHER)
def test_a_description_larger_than_can_be_checked_is_refused(tmp_path: Path, excess: str) -> None:
    document = read_document(document_folder(tmp_path / "source"))
    document = replace(document, metadata=replace(document.metadata, **FURTHER[excess]))
    with pytest.raises(frus_pack.SourceError) as told:
        frus_pack.pack(document, tmp_path / "deposit")
    said = f"{tmp_path}/source: makes a data/metadata.json that has {excess}"
    assert str(told.value) == said
    assert not (tmp_path / "deposit").exists()


def test_the_largest_that_is_packed_is_valid(tmp_path: Path) -> None:
    document = read_document(document_folder(tmp_path / "source"))
    metadata: Metadata = replace(document.metadata, persons=PERSONS[:2_000])
    package = frus_pack.pack(replace(document, metadata=metadata), tmp_path / "deposit")
    assert frus_pack.validate(package.path).ok

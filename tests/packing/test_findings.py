"""What reading a document found travels into the outcome of packing it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

import frus_pack
from frus_pack import Document, Finding, SourceError
from frus_pack.packing.package_group import open_group
from frus_pack.packing.recipe import Recipe
from frus_pack.storage.stages import at_once

WARNING = Finding("bag.bag-info-value", "line 12", "is not in the form asked for", "one")
INFORMATION = Finding("bag.version-older", "line 3", "is an older version")


@pytest.mark.parametrize("status", ["packed", "unchanged"])
def test_an_outcome_carries_the_findings_of_reading(
    tmp_path: Path, document: Document, status: str
) -> None:
    if status == "unchanged":
        frus_pack.pack(document, tmp_path / "deposit")
    with open_group(Recipe(deposit=tmp_path / "deposit")) as group:
        at_once(group.add(replace(document, findings=(WARNING,))))
        (packed,) = group.publish()
    assert (packed.status, packed.findings) == (status, (WARNING,))


def test_strict_packing_refuses_a_document_with_a_warning(
    tmp_path: Path, document: Document
) -> None:
    found = replace(document, findings=(INFORMATION, WARNING))
    with pytest.raises(SourceError) as caught:
        frus_pack.pack(found, tmp_path / "deposit", strict=True)
    message = "line 12: is not in the form asked for [bag.bag-info-value] (one)"
    assert str(caught.value) == f"{document.origin}: {message}"
    assert not (tmp_path / "deposit").exists()


def test_strict_packing_takes_a_document_with_mere_information(
    tmp_path: Path, document: Document
) -> None:
    found = replace(document, findings=(INFORMATION,))
    assert frus_pack.pack(found, tmp_path / "deposit", strict=True).path.is_dir()

"""Amendments of documents of volumes as they are published."""

from __future__ import annotations

from pathlib import Path

import bagit
import pytest

import frus_pack
from tests.conftest import REPOSITORY

VOLUMES = REPOSITORY.parent / "shared" / "volumes"
WITHOUT_NUMBERS_IN_HEADINGS = "frus1951v07p2.xml"


def amend(package: Path) -> None:
    """Amend one field, and compare what was recorded."""
    (change,) = frus_pack.amend(package, {"place": "Lima"}, reason="why", agent="who").changes
    assert (change.pointer, change.after) == ("/place", "Lima")
    assert frus_pack.validate(package).ok
    bagit.Bag(str(package)).validate()


def test_a_number_that_the_heading_does_not_have_is_kept(samples: Path, tmp_path: Path) -> None:
    volume = tmp_path / "frus1961-63v98.xml"
    text = (samples / "frus1961-63v98" / volume.name).read_text()
    assert text.count("<head>2. Telegram") == 1
    volume.write_text(text.replace("<head>2. Telegram", "<head>Telegram"))
    list(frus_pack.pack_all(volume, tmp_path / "to", jobs=1))
    package = tmp_path / "to" / "frus1961-63v98" / "frus1961-63v98-d2"
    amend(package)
    with frus_pack.open_package(package) as opened:
        assert (opened.metadata.number, opened.metadata.place) == ("2", "Lima")


@pytest.mark.slow
@pytest.mark.skipif(not VOLUMES.exists(), reason="the volumes are not here")
def test_documents_of_a_published_volume_are_amended(tmp_path: Path) -> None:
    outcomes = list(frus_pack.pack_all(VOLUMES / WITHOUT_NUMBERS_IN_HEADINGS, tmp_path, jobs=1))
    for packed in outcomes[::150]:
        assert packed.path is not None
        amend(packed.path)

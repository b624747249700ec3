"""A deposit inside a package or a storage root is refused, and nothing is written there."""

from __future__ import annotations

from pathlib import Path

import pytest

import frus_pack
from frus_pack.errors import StorageError


def _all(folder: Path) -> list[Path]:
    return sorted(folder.rglob("*"))


@pytest.mark.parametrize("below", ["", "data", "further/deposit"])
def test_nothing_is_packed_into_a_package(tmp_path: Path, samples: Path, below: str) -> None:
    (first, *_) = frus_pack.pack_all(samples, tmp_path / "deposit", jobs=1)
    assert first.path
    before = _all(first.path)
    with pytest.raises(StorageError, match="is inside a bag"):
        list(frus_pack.pack_all(samples, first.path / below, jobs=1))
    assert _all(first.path) == before


def test_nothing_is_packed_into_a_storage_root(tmp_path: Path, samples: Path) -> None:
    (tmp_path / "0=ocfl_1.1").write_text("ocfl_1.1\n")
    with pytest.raises(StorageError, match="is inside an OCFL storage root"):
        list(frus_pack.pack_all(samples, tmp_path / "deposit", jobs=1))

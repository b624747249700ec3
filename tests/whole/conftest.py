"""A small deposit."""

from __future__ import annotations

from pathlib import Path

import pytest

import frus_pack


@pytest.fixture
def deposit(tmp_path: Path, samples: Path) -> Path:
    """A deposit of the package of a document folder and the package of a reading text."""
    list(frus_pack.pack_all(samples / "d12-telegram", tmp_path / "deposit", jobs=1))
    list(frus_pack.pack_all(samples / "frus1958-60v99-d14.txt", tmp_path / "deposit", jobs=1))
    return tmp_path / "deposit"

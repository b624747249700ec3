"""A deposit that may be damaged, and its ledger."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

import frus_pack
from tests.support.file_contents import files_below

DAY = date(2026, 1, 2)
VOLUME, NAME = "frus1961-63v98", "frus1961-63v98-d6"


@pytest.fixture(scope="session")
def packed_samples(samples: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The packages of the samples; copy them before you change anything."""
    deposit = tmp_path_factory.mktemp("packed") / "deposit"
    outcomes = list(frus_pack.pack_all([samples], deposit, jobs=1, bagging_date=DAY))
    assert {one.status for one in outcomes} == {"packed"}
    return deposit


@pytest.fixture
def deposit(packed_samples: Path, tmp_path: Path) -> Path:
    """A deposit of one's own."""
    return Path(shutil.copytree(packed_samples, tmp_path / "deposit"))


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    """Where a ledger is to be."""
    return tmp_path / "fixity.sqlite"


@pytest.fixture
def package(deposit: Path) -> Path:
    """One package of the deposit, to be damaged."""
    return deposit / VOLUME / NAME


@pytest.fixture
def replica(packed_samples: Path, tmp_path: Path) -> Path:
    """The same package elsewhere."""
    return Path(shutil.copytree(packed_samples / VOLUME / NAME, tmp_path / "replica" / NAME))


@pytest.fixture
def whole(packed_samples: Path) -> dict[str, bytes]:
    """What the package holds when it is whole."""
    return files_below(packed_samples / VOLUME / NAME)

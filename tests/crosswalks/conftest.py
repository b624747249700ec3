"""Packages that the tests of crosswalks share."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

import frus_pack


@pytest.fixture(scope="session")
def sample_packages(tmp_path_factory: pytest.TempPathFactory, samples: Path) -> tuple[Path, ...]:
    """A package of each of the samples."""
    return tuple(_packed(tmp_path_factory.mktemp("samples"), samples))


@pytest.fixture(scope="session")
def true_packages(tmp_path_factory: pytest.TempPathFactory, shared: Path) -> tuple[Path, ...]:
    """Packages of true documents of the series."""
    deposit = tmp_path_factory.mktemp("true")
    sources = (*(shared / "documents").iterdir(), *(shared / "tei").iterdir())
    return tuple(path for source in sources for path in _packed(deposit, source))


def _packed(deposit: Path, source: Path) -> Iterator[Path]:
    for document in frus_pack.read(source):
        yield frus_pack.pack(document, to=deposit, bagging_date=date(2026, 1, 2)).path

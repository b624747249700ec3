"""Packages that the tests of crosswalks share."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

import frus_pack

TEN_KINDS = {
    "frus1951v07p2": "d170",  # telegram
    "frus1964-68v12": "d206",  # memorandum of conversation
    "frus1917-72PubDip": "d39",  # editorial note
    "frus1955-57v09": "d82",  # minutes
    "frus1948v01p1": "d180",  # paper with an attachment
    "frus1961-63v06": "d101",  # letter of a foreign sender
    "frus1964-68v28": "d377",  # withheld whole
    "frus1958-60v10p2": "d249",  # withheld in part
    "frus1977-80v01": "d90",  # with a table
    "frus1961-63v07-09mSupp": "d110",  # images only
}
"""True documents of ten kinds, of ten volumes published from 1975 to 2014."""


@pytest.fixture(scope="session")
def sample_packages(tmp_path_factory: pytest.TempPathFactory, samples: Path) -> tuple[Path, ...]:
    """A package of each of the samples."""
    return tuple(_packed(tmp_path_factory.mktemp("samples"), samples))


@pytest.fixture(scope="session")
def true_packages(tmp_path_factory: pytest.TempPathFactory, shared: Path) -> tuple[Path, ...]:
    """Packages of true documents of the series, among them one of each of ten kinds."""
    deposit = tmp_path_factory.mktemp("true")
    sources = (*(shared / "documents").iterdir(), *(shared / "tei").iterdir())
    single = [path for source in sources for path in _packed(deposit, source)]
    of_volumes = (_one(deposit, shared / "volumes", *one) for one in TEN_KINDS.items())
    return (*single, *of_volumes)


@pytest.fixture(params=["sample_packages", "true_packages"])
def packages(request: pytest.FixtureRequest) -> tuple[Path, ...]:
    """The samples' packages, then those of true documents."""
    found: tuple[Path, ...] = request.getfixturevalue(request.param)
    return found


def _packed(deposit: Path, source: Path) -> Iterator[Path]:
    for document in frus_pack.read(source):
        yield _pack(deposit, document)


def _one(deposit: Path, volumes: Path, volume: str, document: str) -> Path:
    documents = frus_pack.read(volumes / f"{volume}.xml")
    return _pack(deposit, next(one for one in documents if one.metadata.id == document))


def _pack(deposit: Path, document: frus_pack.Document) -> Path:
    return frus_pack.pack(document, to=deposit, bagging_date=date(2026, 1, 2)).path

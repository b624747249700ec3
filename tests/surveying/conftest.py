"""Volumes with their images, as they are made and before anything is planted in them."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from tests.corpus import volumes
from tests.corpus.shelf import Shelf, shelve

MakeShelf = Callable[[int], Shelf]


@pytest.fixture(scope="session")
def sound(tmp_path_factory: pytest.TempPathFactory) -> MakeShelf:
    """Twelve documents on some thirty pages, once for each style."""
    made: dict[int, Shelf] = {}

    def make(index: int) -> Shelf:
        if index not in made:
            volume = volumes.make(index, documents=12, scan=(320, 520))
            made[index] = shelve(volume, tmp_path_factory.mktemp(f"sound{index}"))
        return made[index]

    return make


@pytest.fixture
def copy(sound: MakeShelf, tmp_path: Path) -> MakeShelf:
    """One of them to do with as one likes."""

    def copied(index: int) -> Shelf:
        one = sound(index)
        shutil.copytree(one.xml.parent, tmp_path / "shelf")
        return replace(one, xml=tmp_path / "shelf" / one.xml.name, scans=tmp_path / "shelf/scans")

    return copied


@pytest.fixture
def shelf(copy: MakeShelf) -> Shelf:
    """The first, whose volume has ``facsimile``; nothing can be found fault with."""
    return copy(0)


@pytest.fixture
def old_shelf(copy: MakeShelf) -> Shelf:
    """One of an earlier style, whose volume gives no sizes of images."""
    return copy(1)

"""Interrupted at any step of an ingest, or refused by the system at any step: the storage root is
valid, an object is the old one or the new one, and the next run goes on as if nothing had been."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

import frus_pack
from frus_pack.ocfl.layout import EXTENSION, HashedLayout
from frus_pack.storage.publishing import first_difference
from tests.ocfl.packages import DOCUMENT, make_package
from tests.ocfl.validating import complaints
from tests.support.killing import Nursery, needs_strace
from tests.support.striking import (
    calls_around_naming,
    in_memory,
    strike_with_errors,
    strike_with_signals,
)

pytestmark = [needs_strace, pytest.mark.slow, pytest.mark.timeout(900)]

ROOT = {"0=ocfl_1.1", "extensions", *HashedLayout().files()} | {f"extensions/{EXTENSION}"}

CODE = """
import frus_pack
from frus_pack.images.formats import png
def work(package, root):
    frus_pack.ingest(package, ocfl=root)
"""


class Scene:
    """A storage root before the run, and what may stand in it after one."""

    def __init__(self, folder: Path, *, occupied: bool) -> None:
        self.folder = folder
        self.root = folder / "root"
        self.old = make_package(folder / "old", images=False) if occupied else None
        self.package = make_package(folder / "new", "Port", images=False)
        if self.old:
            frus_pack.ingest(self.old, ocfl=folder / "before")
            shutil.copytree(folder / "before", folder / "after")
        frus_pack.ingest(self.package, ocfl=folder / "after")

    def prepare(self) -> tuple[str, ...]:
        shutil.rmtree(self.root, ignore_errors=True)
        if self.old:
            shutil.copytree(self.folder / "before", self.root)
        self.before = _names(self.root)
        return str(self.package), str(self.root)

    def is_as_before(self) -> bool:
        return _names(self.root) in (self.before, self.before | ROOT)

    def check(self) -> None:
        """The root is valid, if it is one; the object is whole; the next run succeeds."""
        if (self.root / "0=ocfl_1.1").exists():
            assert complaints(self.root) <= {"W008"}
        shutil.rmtree(self.folder / "back", ignore_errors=True)
        if self.old or list(self.root.glob("*/*/*/*/inventory.json")):
            back = frus_pack.retrieve(DOCUMENT, ocfl=self.root, to=self.folder / "back")
            allowed = [self.package, self.old] if self.old else [self.package]
            assert any(first_difference(back, one) is None for one in allowed)
        frus_pack.ingest(self.package, ocfl=self.root)
        assert first_difference(self.root, self.folder / "after") is None


@pytest.fixture(params=[False, True], ids=["new", "further version"])
def scene(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[Scene]:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    with in_memory() as folder:
        yield Scene(folder, occupied=request.param)


def test_interrupted_at_every_step_a_valid_root_with_the_old_or_the_new(
    tmp_path: Path, scene: Scene, thorough: bool
) -> None:
    with Nursery(CODE, tmp_path) as nursery:
        assert strike_with_signals(nursery, scene, thorough=thorough) > 40


def test_an_error_at_any_step_is_told_and_leaves_nothing(
    tmp_path: Path, scene: Scene, thorough: bool
) -> None:
    with Nursery(CODE, tmp_path) as nursery:
        assert strike_with_errors(nursery, scene, thorough=thorough) > 40


def _names(root: Path) -> set[str]:
    """What is in a folder; where that does not exist, nothing."""
    return {str(path.relative_to(root)) for path in root.rglob("*")}


def test_content_is_synced_before_its_name_and_that_before_success(
    tmp_path: Path, scene: Scene
) -> None:
    with Nursery(CODE, tmp_path) as nursery:
        log = nursery.do(*scene.prepare()).log
    _, following = calls_around_naming(log, _is_placing)
    assert "fsync" in following


def _is_placing(call: str, arguments: str) -> bool:
    """Whether a call gives an object its place in the root."""
    names = re.findall(r'/root>?(?:/([^>"]*))?>, "([^"]*)"', arguments)
    if not call.startswith("rename") or not names:
        return False
    return re.match("[0-9a-f]{3}(?:/|$)", "/".join(filter(None, names[-1]))) is not None

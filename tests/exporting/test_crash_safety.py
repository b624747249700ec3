"""Killed or refused by a full disk at any step of unpacking: the whole bag or none. The next run
goes on as if nothing had been."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import frus_pack
from frus_pack.storage.publishing import first_difference
from tests.ocfl.packages import make_package, tree
from tests.support.bags import as_tar, as_tar_gz, make_bag
from tests.support.killing import Nursery, needs_strace
from tests.support.striking import (
    calls_around_naming,
    in_memory,
    strike_with_errors,
    strike_with_signals,
)

pytestmark = [needs_strace, pytest.mark.slow, pytest.mark.timeout(900)]

CODE = """
import frus_pack, frus_pack.exporting.unpack
def work(archive, to):
    frus_pack.unpack(archive, to)
"""

EXPORT = """
import frus_pack, frus_pack.exporting.dspace_item
def work(package, to):
    frus_pack.export_dspace(package, to)
"""


class Scene:
    """An archive, and the folder it is unpacked to, which may hold the same bag already."""

    def __init__(self, folder: Path, form: Callable[[Path], Path], *, there: bool) -> None:
        self.bag = make_bag(folder / "bag", {"data/a/letter.txt": b"Dear Sir:\n"})
        self.archive = form(self.bag)
        self.to = folder / "to"
        self.there = there
        self.arguments = str(self.archive), str(self.to)

    def prepare(self) -> tuple[str, ...]:
        shutil.rmtree(self.to, ignore_errors=True)
        self.to.mkdir()
        if self.there:
            shutil.copytree(self.bag, self.to / "bag")
        self.before = tree(self.to)
        return self.arguments

    def is_as_before(self) -> bool:
        return sorted(tree(self.to)) == sorted(self.before)

    def check(self) -> None:
        """What stands is whole; the archive is as it was; the next run succeeds and tidies up."""
        if self.there or (self.to / "bag").exists():
            assert first_difference(self.to / "bag", self.bag) is None
        frus_pack.unpack(self.archive, self.to)
        assert [path.name for path in self.to.iterdir()] == ["bag"]
        assert first_difference(self.to / "bag", self.bag) is None


class ExportScene:
    """A package, and the folder that items for DSpace go to."""

    def __init__(self, folder: Path) -> None:
        self.package = make_package(folder / "made", images=False)
        self.to = folder / "to"
        self.item = frus_pack.export_dspace(self.package, folder / "expected")

    def prepare(self) -> tuple[str, ...]:
        shutil.rmtree(self.to, ignore_errors=True)
        return str(self.package), str(self.to)

    def is_as_before(self) -> bool:
        return not self.to.exists()

    def check(self) -> None:
        """The item is whole or absent; the next run succeeds and tidies up."""
        if (self.to / self.item.name).exists():
            assert first_difference(self.to / self.item.name, self.item) is None
        frus_pack.export_dspace(self.package, self.to)
        assert first_difference(self.to, self.item.parent) is None


@pytest.fixture(
    params=[(as_tar, False), (as_tar, True), (as_tar_gz, False)],
    ids=["tar", "tar, there already", "tar.gz"],
)
def scene(request: pytest.FixtureRequest) -> Iterator[Scene]:
    with in_memory() as folder:
        form, there = request.param
        yield Scene(folder, form, there=there)


def test_interrupted_at_every_step_the_whole_bag_or_none(
    tmp_path: Path, scene: Scene, thorough: bool
) -> None:
    with Nursery(CODE, tmp_path) as nursery:
        assert strike_with_signals(nursery, scene, thorough=thorough) > 15


def test_an_error_at_any_step_is_told_and_leaves_nothing(
    tmp_path: Path, scene: Scene, thorough: bool
) -> None:
    with Nursery(CODE, tmp_path) as nursery:
        assert strike_with_errors(nursery, scene, thorough=thorough) > 15


def test_an_export_interrupted_at_every_step_makes_the_whole_item_or_none(
    tmp_path: Path, thorough: bool
) -> None:
    with Nursery(EXPORT, tmp_path) as nursery, in_memory() as folder:
        assert strike_with_signals(nursery, ExportScene(folder), thorough=thorough) > 15


def test_an_error_at_any_step_of_an_export_is_told_and_leaves_nothing(
    tmp_path: Path, thorough: bool
) -> None:
    with Nursery(EXPORT, tmp_path) as nursery, in_memory() as folder:
        assert strike_with_errors(nursery, ExportScene(folder), thorough=thorough) > 15


@pytest.mark.parametrize("number", [2, 20, 36])
def test_a_disk_that_fills_while_files_are_written_leaves_nothing(
    tmp_path: Path, number: int
) -> None:
    # Each a batch of its own, of 36 writes; strace counts those of each thread by themselves.
    payload = {f"data/{name}": bytes(9 << 20) for name in "abc"}
    archive, to = as_tar(make_bag(tmp_path / "bag", payload)), tmp_path / "to"
    with Nursery(CODE, tmp_path) as nursery:
        ended = nursery.do(str(archive), str(to), inject=f"write:error=ENOSPC:when={number}")
    assert ended.status == 1
    assert f"StorageError: {to}: cannot be written: No space left on device" in ended.errors
    assert not to.exists()


def test_content_is_synced_before_its_name_and_that_before_success(
    tmp_path: Path, scene: Scene
) -> None:
    with Nursery(CODE, tmp_path) as nursery:
        log = nursery.do(*scene.prepare()).log
    between, following = calls_around_naming(
        log, lambda call, arguments: call == "renameat2" and '/to>, "bag"' in arguments
    )
    assert not {"rename", "renameat"} & set(between)
    assert scene.there or "fsync" in following

"""Killed at any step of an ingest, or refused by the system at any step: the storage root is
valid, an object is the old one or the new one, and the next run goes on as if nothing had been."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

import frus_pack
from frus_pack.bag.difference import first_difference
from frus_pack.ocfl.layout import EXTENSION, HashedLayout
from tests.ocfl.packages import DOCUMENT, make_package
from tests.ocfl.validating import complaints
from tests.support.killing import Nursery, needs_strace

REFUSABLE = ("mkdir", "mkdirat", "write", "syncfs", "link", "rename", "renameat", "renameat2")
"""What a full or failing disk refuses; taking things away it does not."""

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
        self.old = make_package(folder / "old", images=False) if occupied else None
        self.package = make_package(folder / "new", "Port", images=False)
        if self.old:
            frus_pack.ingest(self.old, ocfl=folder / "before")
            shutil.copytree(folder / "before", folder / "after")
        frus_pack.ingest(self.package, ocfl=folder / "after")

    def root(self, name: str) -> Path:
        root = self.folder / name
        if self.old:
            shutil.copytree(self.folder / "before", root)
        return root

    def check(self, root: Path) -> None:
        """The root is valid, if it is one; the object is whole; the next run succeeds."""
        if (root / "0=ocfl_1.1").exists():
            assert complaints(root) <= {"W008"}
        shutil.rmtree(self.folder / "back", ignore_errors=True)
        if self.old or list(root.glob("*/*/*/*/inventory.json")):
            back = frus_pack.retrieve(DOCUMENT, ocfl=root, to=self.folder / "back")
            allowed = [self.package, self.old] if self.old else [self.package]
            assert any(first_difference(back, one) is None for one in allowed)
        frus_pack.ingest(self.package, ocfl=root)
        assert first_difference(root, self.folder / "after") is None
        shutil.rmtree(root)


@pytest.fixture(params=[False, True], ids=["new", "further version"])
def scene(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[Scene]:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    # In memory where that can be: a disk is waited for at every step.
    memory = Path("/dev/shm")  # noqa: S108
    with TemporaryDirectory(dir=memory if memory.is_dir() else None) as folder:
        yield Scene(Path(folder), occupied=request.param)


@needs_strace
@pytest.mark.timeout(600)
def test_killed_at_every_step_a_valid_root_with_the_old_or_the_new(
    tmp_path: Path, scene: Scene
) -> None:
    with Nursery(CODE, tmp_path) as nursery:
        steps = list(nursery.steps(str(scene.package), str(scene.root("counted"))))
        assert {"mkdir", "write", "syncfs", "fsync", "renameat"} <= {call for call, _ in steps}
        for call, number in steps:
            root = scene.root("root")
            inject = f"{call}:signal=SIGKILL:when={number}"
            assert nursery.do(str(scene.package), str(root), inject=inject).status == -9
            scene.check(root)


@needs_strace
@pytest.mark.timeout(600)
def test_a_disk_that_is_full_from_any_step_on_is_one_clear_error(
    tmp_path: Path, scene: Scene
) -> None:
    with Nursery(CODE, tmp_path) as nursery:
        steps = list(nursery.steps(str(scene.package), str(scene.root("counted"))))
        for call, number in steps:
            if call not in REFUSABLE:
                continue
            root = scene.root("root")
            before = _names(root)
            inject = f"{call}:error=ENOSPC:when={number}"
            ended = nursery.do(str(scene.package), str(root), inject=inject)
            if call in ("mkdir", "mkdirat") and ended.status == 0:  # it existed already
                assert first_difference(root, scene.folder / "after") is None
            else:
                assert ended.status == 1
                assert "No space left on device" in ended.errors
                assert "StorageError" in ended.errors
                assert _names(root) in (before, before | ROOT)
            scene.check(root)


def _names(root: Path) -> set[str]:
    """What is in a folder; where that is not there, nothing."""
    return {str(path.relative_to(root)) for path in root.rglob("*")}


@needs_strace
def test_content_is_synced_before_its_name_and_that_before_success(
    tmp_path: Path, scene: Scene
) -> None:
    with Nursery(CODE, tmp_path) as nursery:
        log = nursery.do(str(scene.package), str(scene.root("root"))).log
    calls = re.findall(r"^\d+ +(\w+)\((.*)$", log, re.MULTILINE)
    made = [call for call, _ in calls]
    (placed,) = (at for at, (call, rest) in enumerate(calls) if _is_placing(call, rest))
    synced = max(at for at, call in enumerate(made[:placed]) if call == "syncfs")
    assert "write" not in made[synced:placed]
    assert "fsync" in made[placed:]


def _is_placing(call: str, rest: str) -> bool:
    """Whether a call gives an object its place in the root."""
    names = re.findall(r'/root>?(?:/([^>"]*))?>, "([^"]*)"', rest)
    if not call.startswith("rename") or not names:
        return False
    return re.match("[0-9a-f]{3}(?:/|$)", "/".join(filter(None, names[-1]))) is not None

"""Killed at any step of unpacking, or refused by a full disk at any step: the whole bag or none,
and the next run goes on as if nothing had been."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

import frus_pack
from frus_pack.bag.difference import first_difference
from tests.ocfl.packages import tree
from tests.support.bags import as_tar, as_tar_gz, make_bag
from tests.support.killing import Nursery, needs_strace

REFUSABLE = ("mkdir", "mkdirat", "write", "syncfs", "rename", "renameat", "renameat2")
"""What a full or failing disk refuses; taking things away it does not."""

CODE = """
import frus_pack, frus_pack.exporting.unpack
def work(archive, to):
    frus_pack.unpack(archive, to)
"""


class Scene:
    """An archive, and the folder it is unpacked to, which may hold the same bag already."""

    def __init__(self, folder: Path, form: Callable[[Path], Path], *, there: bool) -> None:
        self.bag = make_bag(folder / "bag", {"data/a/letter.txt": b"Dear Sir:\n"})
        self.archive = form(self.bag)
        self.to = folder / "to"
        self.there = there
        self.begin_anew()

    def begin_anew(self) -> None:
        shutil.rmtree(self.to, ignore_errors=True)
        self.to.mkdir()
        if self.there:
            shutil.copytree(self.bag, self.to / "bag")
        self.before = tree(self.to)

    def check(self) -> None:
        """What stands is whole; the archive is as it was; the next run succeeds and tidies up."""
        if self.there or (self.to / "bag").exists():
            assert first_difference(self.to / "bag", self.bag) is None
        frus_pack.unpack(self.archive, self.to)
        assert [path.name for path in self.to.iterdir()] == ["bag"]
        assert first_difference(self.to / "bag", self.bag) is None

    def names(self) -> list[str]:
        return sorted(tree(self.to))


@pytest.fixture(
    params=[(as_tar, False), (as_tar, True), (as_tar_gz, False)],
    ids=["tar", "tar, there already", "tar.gz"],
)
def scene(request: pytest.FixtureRequest) -> Iterator[Scene]:
    # In memory where that can be: a disk is waited for at every step.
    memory = Path("/dev/shm")  # noqa: S108
    with TemporaryDirectory(dir=memory if memory.is_dir() else None) as folder:
        form, there = request.param
        yield Scene(Path(folder), form, there=there)


@needs_strace
def test_killed_at_every_step_the_whole_bag_or_none(tmp_path: Path, scene: Scene) -> None:
    arguments = str(scene.archive), str(scene.to)
    with Nursery(CODE, tmp_path) as nursery:
        steps = list(nursery.steps(*arguments))
        assert {"mkdir", "write", "syncfs", "renameat2"} <= {call for call, _ in steps}
        for call, number in steps:
            scene.begin_anew()
            inject = f"{call}:signal=SIGKILL:when={number}"
            assert nursery.do(*arguments, inject=inject).status == -9
            scene.check()


@needs_strace
def test_a_disk_that_is_full_from_any_step_on_is_one_clear_error(
    tmp_path: Path, scene: Scene
) -> None:
    arguments = str(scene.archive), str(scene.to)
    with Nursery(CODE, tmp_path) as nursery:
        for call, number in list(nursery.steps(*arguments)):
            if call not in REFUSABLE:
                continue
            scene.begin_anew()
            ended = nursery.do(*arguments, inject=f"{call}:error=ENOSPC:when={number}")
            if call in ("mkdir", "mkdirat") and ended.status == 0:  # it was there already
                scene.check()
                continue
            assert ended.status == 1
            assert "No space left on device" in ended.errors
            assert f"StorageError: {scene.to}" in ended.errors
            assert scene.names() == sorted(scene.before)
            scene.check()


@needs_strace
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


@needs_strace
def test_content_is_synced_before_its_name_and_that_before_success(
    tmp_path: Path, scene: Scene
) -> None:
    with Nursery(CODE, tmp_path) as nursery:
        log = nursery.do(str(scene.archive), str(scene.to)).log
    calls = re.findall(r"^\d+ +(\w+)\((.*)$", log, re.MULTILINE)
    made = [call for call, _ in calls]
    (placed,) = (at for at, (call, rest) in enumerate(calls) if _is_placing(call, rest))
    synced = max(at for at, call in enumerate(made[:placed]) if call == "syncfs")
    assert not {"write", "rename", "renameat"} & set(made[synced:placed])
    assert scene.there or "fsync" in made[placed:]


def _is_placing(call: str, rest: str) -> bool:
    """Whether a call gives the bag its name."""
    return call == "renameat2" and '/to>, "bag"' in rest

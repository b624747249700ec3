"""Killed at any step, or refused by the system at any step: whole packages or none.

The packing process runs under strace, which kills it (or fails the call) at the N-th call of each
kind that changes the file system, for every N there is.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import bagit
import pytest

import frus_pack
from frus_pack.bag.difference import first_difference

CHANGING = (
    *("mkdir", "write", "flock", "syncfs", "fsync"),
    *("rename", "renameat2", "unlink", "unlinkat", "rmdir"),
)
REFUSABLE = ("mkdir", "write", "syncfs", "rename", "renameat2")
"""What a full or failing disk refuses; taking things away it does not."""

PACK = """
import sys, frus_pack
frus_pack.pack(next(frus_pack.read(sys.argv[1])), to=sys.argv[2], replace="replace" in sys.argv)
"""
NAME = "frus1958-60v99/frus1958-60v99-d12"

needs_strace = pytest.mark.skipif(shutil.which("strace") is None, reason="needs strace")


def _pack(source: Path, deposit: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*arguments, sys.executable, "-c", PACK, str(source), str(deposit), "replace"],
        capture_output=True,
        text=True,
    )


def _pack_here(source: Path, deposit: Path) -> None:
    (document,) = frus_pack.read(source)
    frus_pack.pack(document, deposit, replace=True)


def _strace(log: Path, *options: str) -> list[str]:
    calls = ",".join(CHANGING)
    return ["strace", "-f", "-o", str(log), "-e", f"trace={calls}", *options]


def _steps(source: Path, deposit: Path, log: Path) -> Iterator[tuple[str, int]]:
    """Each kind of call and its number, of a run that is left alone."""
    assert _pack(source, deposit, *_strace(log)).returncode == 0
    counts = Counter(re.findall(r"^\d+ +(\w+)\(", log.read_text(), re.MULTILINE))
    for call, count in counts.items():
        yield from ((call, number) for number in range(1, count + 1))


@pytest.fixture
def source(tmp_path: Path, samples: Path) -> Path:
    folder = tmp_path / "source"
    shutil.copytree(samples / "d12-telegram", folder)
    return folder


class Scene:
    """A deposit before the run, and what may stand in it after one."""

    def __init__(self, folder: Path, source: Path, *, occupied: bool) -> None:
        self.folder, self.source, self.occupied = folder, source, occupied
        self.new = folder / "new" / NAME
        self.old = folder / "old" / NAME
        self.pristine = folder / "pristine"
        shutil.copytree(source, self.pristine)
        _pack_here(source, folder / "new")
        other = folder / "other-source"
        shutil.copytree(source, other)
        with (other / "metadata.yaml").open("a") as metadata:
            metadata.write("x-older: yes\n")
        _pack_here(other, folder / "old")

    def deposit(self, name: str) -> Path:
        deposit = self.folder / name
        if self.occupied:
            shutil.copytree(self.folder / "old", deposit)
        return deposit

    def check(self, deposit: Path) -> None:
        """What stands is whole; the source is as it was; the next run succeeds and tidies up."""
        final = deposit / NAME
        if final.exists():
            bagit.Bag(str(final)).validate()
            allowed = [self.new, self.old] if self.occupied else [self.new]
            assert any(first_difference(final, one) is None for one in allowed)
        else:
            assert not self.occupied
        assert first_difference(self.source, self.pristine) is None
        _pack_here(self.source, deposit)
        assert first_difference(deposit, self.folder / "new") is None


def _tree(folder: Path) -> list[Path]:
    return [folder, *sorted(folder.rglob("*"))] if folder.exists() else []


def _refused_path(log: Path) -> str:
    """What the call was about that was made to fail."""
    (line,) = [line for line in log.read_text().splitlines() if line.endswith("(INJECTED)")]
    return line.split('"')[1]


@needs_strace
@pytest.mark.timeout(600)
@pytest.mark.parametrize("occupied", [False, True], ids=["new", "replacing"])
def test_killed_at_every_step_whole_or_nothing(
    tmp_path: Path, source: Path, occupied: bool
) -> None:
    scene = Scene(tmp_path / "scene", source, occupied=occupied)

    def kill(step: tuple[str, int]) -> None:
        call, number = step
        deposit = scene.deposit(f"{call}-{number}")
        inject = f"inject={call}:signal=SIGKILL:when={number}"
        killed = _pack(source, deposit, *_strace(tmp_path / f"{call}{number}.log", "-e", inject))
        assert killed.returncode == -9
        scene.check(deposit)

    steps = list(_steps(source, scene.deposit("counted"), tmp_path / "log"))
    assert {"mkdir", "write", "syncfs", "fsync", "rename"} <= {call for call, _ in steps}
    with ThreadPoolExecutor(2) as pool:
        list(pool.map(kill, steps))


@needs_strace
@pytest.mark.timeout(600)
@pytest.mark.parametrize("occupied", [False, True], ids=["new", "replacing"])
def test_a_disk_that_is_full_from_any_step_on_is_one_clear_error(
    tmp_path: Path, source: Path, occupied: bool
) -> None:
    scene = Scene(tmp_path / "scene", source, occupied=occupied)

    def refuse(step: tuple[str, int]) -> None:
        call, number = step
        deposit = scene.deposit(f"{call}-{number}")
        before = _tree(deposit)
        inject = f"inject={call}:error=ENOSPC:when={number}"
        log = tmp_path / f"{call}{number}.log"
        refused = _pack(source, deposit, *_strace(log, "-e", inject))
        if call == "mkdir" and Path(_refused_path(log)) in before:
            assert refused.returncode == 0  # it is there already and need not be made
            return
        assert refused.returncode == 1
        assert "No space left on device" in refused.stderr
        assert "StorageError" in refused.stderr
        assert _tree(deposit) == before
        scene.check(deposit)

    steps = list(_steps(source, scene.deposit("counted"), tmp_path / "log"))
    with ThreadPoolExecutor(2) as pool:
        list(pool.map(refuse, [step for step in steps if step[0] in REFUSABLE]))


@needs_strace
def test_everything_is_on_the_disk_before_its_name_and_the_name_before_success(
    tmp_path: Path, source: Path
) -> None:
    log = tmp_path / "log"
    assert _pack(source, tmp_path / "deposit", *_strace(log)).returncode == 0
    calls = re.findall(r"^\d+ +(\w+)\((.*)$", log.read_text(), re.MULTILINE)
    names = [call for call, _ in calls]
    published = next(i for i, (call, rest) in enumerate(calls) if call == "rename" and NAME in rest)
    assert "syncfs" in names[:published]
    assert "write" not in names[names.index("syncfs") : published]
    assert "fsync" in names[published:]

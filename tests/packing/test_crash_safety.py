"""Killed at any step, or refused by the system at any step: whole packages or none."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

import frus_pack
from frus_pack.bag.difference import first_difference
from frus_pack.bag.sink import Serialization
from tests.support.interrupted import FULL, REFUSABLE, Run, Step, needs_strace, run

NAME = "frus1958-60v99/frus1958-60v99-d12"

CASES = pytest.mark.parametrize(
    ("form", "occupied"),
    [
        pytest.param(None, False, id="new"),
        pytest.param(None, True, id="replacing"),
        pytest.param("tar", False, id="new-tar"),
        pytest.param("tar", True, id="replacing-tar"),
        pytest.param("zip", False, id="new-zip"),
    ],
)


def pack(source: Path, deposit: Path, form: Serialization | None) -> None:
    """Pack the one document of the source, whatever stands there."""
    (document,) = frus_pack.read(source)
    frus_pack.pack(document, deposit, replace=True, serialize=form)


@pytest.fixture
def source(tmp_path: Path, samples: Path) -> Path:
    folder = tmp_path / "source"
    shutil.copytree(samples / "d12-telegram", folder)
    return folder


class Scene:
    """A deposit before the run, and what may stand in it after one."""

    def __init__(
        self, folder: Path, source: Path, form: Serialization | None, *, occupied: bool
    ) -> None:
        self.folder, self.source, self.form, self.occupied = folder, source, form, occupied
        self.name = f"{NAME}.{form}" if form else NAME
        self.pristine = folder / "pristine"
        shutil.copytree(source, self.pristine)
        pack(source, folder / "new", form)
        other = folder / "other-source"
        shutil.copytree(source, other)
        with (other / "metadata.yaml").open("a") as metadata:
            metadata.write("x-older: yes\n")
        pack(other, folder / "old", form)

    def run(self, name: str, at: Step | None = None, **fate: str) -> tuple[Path, Run]:
        deposit = self.deposit(name)
        log = self.folder / f"{name}-run"
        return deposit, run(log, pack, self.source, deposit, self.form, at=at, **fate)

    def deposit(self, name: str) -> Path:
        deposit = self.folder / name
        if self.occupied:
            shutil.copytree(self.folder / "old", deposit)
        return deposit

    def check(self, deposit: Path) -> None:
        """What stands is whole; the source is as it was; the next run succeeds and tidies up."""
        if (deposit / self.name).exists():
            assert frus_pack.validate(deposit / self.name).ok
            allowed = ["new", "old"] if self.occupied else ["new"]
            volume = Path(self.name).parts[0]
            assert any(
                first_difference(deposit / volume, self.folder / one / volume) is None
                for one in allowed
            )
        else:
            assert not self.occupied
        assert first_difference(self.source, self.pristine) is None
        pack(self.source, deposit, self.form)
        assert first_difference(deposit, self.folder / "new") is None


def _tree(folder: Path) -> list[Path]:
    found = [folder, *sorted(folder.rglob("*"))] if folder.exists() else []
    return [path.relative_to(folder) for path in found]


@needs_strace
@CASES
def test_killed_at_every_step_whole_or_nothing(
    tmp_path: Path, source: Path, form: Serialization | None, occupied: bool
) -> None:
    scene = Scene(tmp_path / "scene", source, form, occupied=occupied)
    _, undisturbed = scene.run("counted")
    writing = "pwrite64" if form else "write"
    calls = {call for call, _ in undisturbed.steps()}
    assert {"mkdir", "mkdirat", writing, "syncfs", "fsync", "renameat2"} <= calls
    for call, number in undisturbed.steps():
        deposit, killed = scene.run(f"{call}-{number}", at=(call, number))
        assert killed.status == -9
        scene.check(deposit)


@needs_strace
@CASES
def test_a_disk_that_is_full_from_any_step_on_is_one_clear_error(
    tmp_path: Path, source: Path, form: Serialization | None, occupied: bool
) -> None:
    scene = Scene(tmp_path / "scene", source, form, occupied=occupied)
    _, undisturbed = scene.run("counted")
    before = _tree(scene.deposit("before"))
    for call, number in undisturbed.steps():
        if call not in REFUSABLE:
            continue
        deposit, refused = scene.run(f"{call}-{number}", at=(call, number), fate=FULL)
        if call == "mkdir" and Path(refused.refused()) in [deposit / path for path in before]:
            assert refused.status == 0  # it exists already and need not be made
            continue
        assert refused.status == 1
        assert "No space left on device" in refused.errors
        assert "StorageError" in refused.errors
        assert _tree(deposit) == before
        scene.check(deposit)


@needs_strace
@pytest.mark.parametrize("form", [None, "tar", "zip"])
def test_content_is_synced_before_its_name_and_that_before_success(
    tmp_path: Path, source: Path, form: Serialization | None
) -> None:
    scene = Scene(tmp_path / "scene", source, form, occupied=False)
    _, undisturbed = scene.run("deposit")
    calls = [call for call, _ in undisturbed.calls]
    published = next(
        index
        for index, (call, rest) in enumerate(undisturbed.calls)
        if call == "renameat2" and f'"{Path(scene.name).name}"' in rest
    )
    assert "syncfs" in calls[:published]
    assert not {"write", "pwrite64"} & set(calls[calls.index("syncfs") : published])
    assert "fsync" in calls[published:]

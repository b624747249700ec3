"""Interrupted at any step, or refused by the system at any step: whole packages or none."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

import frus_pack
from frus_pack.bag.sink import Serialization
from frus_pack.storage.publishing import first_difference
from tests.support.killing import Nursery, needs_strace
from tests.support.striking import (
    calls_around_naming,
    in_memory,
    strike_with_errors,
    strike_with_signals,
)

pytestmark = [needs_strace, pytest.mark.slow, pytest.mark.timeout(900)]

NAME = "frus1958-60v99/frus1958-60v99-d12"

CODE = """
import frus_pack, frus_pack.packing.pack, frus_pack.sources.reading
def work(source, deposit, form):
    (document,) = frus_pack.read(source)
    frus_pack.pack(document, deposit, replace=True, serialize=form or None)
"""


class Scene:
    """A deposit before the run, and what may stand in it after one."""

    def __init__(
        self, folder: Path, source: Path, form: Serialization | None, *, occupied: bool
    ) -> None:
        self.folder, self.source, self.form, self.occupied = folder, source, form, occupied
        self.name = f"{NAME}.{form}" if form else NAME
        self.deposit = folder / "deposit"
        self.pristine = folder / "pristine"
        shutil.copytree(source, self.pristine)
        self._pack(source, folder / "new")
        other = folder / "other-source"
        shutil.copytree(source, other)
        with (other / "metadata.yaml").open("a") as metadata:
            metadata.write("x-older: yes\n")
        self._pack(other, folder / "old")

    def prepare(self) -> tuple[str, ...]:
        shutil.rmtree(self.deposit, ignore_errors=True)
        if self.occupied:
            shutil.copytree(self.folder / "old", self.deposit)
        self.before = _tree(self.deposit)
        return str(self.source), str(self.deposit), self.form or ""

    def is_as_before(self) -> bool:
        return _tree(self.deposit) == self.before

    def check(self) -> None:
        """What stands is whole; the source is as it was; the next run succeeds and tidies up."""
        if (self.deposit / self.name).exists():
            assert frus_pack.validate(self.deposit / self.name).ok
            allowed = ["new", "old"] if self.occupied else ["new"]
            volume = Path(self.name).parts[0]
            assert any(
                first_difference(self.deposit / volume, self.folder / one / volume) is None
                for one in allowed
            )
        else:
            assert not self.occupied
        assert first_difference(self.source, self.pristine) is None
        self._pack(self.source, self.deposit)
        assert first_difference(self.deposit, self.folder / "new") is None

    def _pack(self, source: Path, deposit: Path) -> None:
        (document,) = frus_pack.read(source)
        frus_pack.pack(document, deposit, replace=True, serialize=self.form)


def _tree(folder: Path) -> list[Path]:
    found = [folder, *sorted(folder.rglob("*"))] if folder.exists() else []
    return [path.relative_to(folder) for path in found]


CASES: dict[str, tuple[Serialization | None, bool]] = {
    "new": (None, False),
    "replacing": (None, True),
    "new-tar": ("tar", False),
    "replacing-tar": ("tar", True),
    "new-zip": ("zip", False),
}


@pytest.fixture(params=list(CASES.values()), ids=list(CASES))
def scene(
    request: pytest.FixtureRequest, samples: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Scene]:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    with in_memory() as folder:
        source = folder / "source"
        shutil.copytree(samples / "d12-telegram", source)
        form, occupied = request.param
        yield Scene(folder, source, form, occupied=occupied)


def test_interrupted_at_every_step_whole_or_nothing(
    tmp_path: Path, scene: Scene, thorough: bool
) -> None:
    with Nursery(CODE, tmp_path) as nursery:
        assert strike_with_signals(nursery, scene, thorough=thorough) > 20


def test_an_error_at_any_step_is_told_and_leaves_nothing(
    tmp_path: Path, scene: Scene, thorough: bool
) -> None:
    with Nursery(CODE, tmp_path) as nursery:
        assert strike_with_errors(nursery, scene, thorough=thorough) > 20


def test_content_is_synced_before_its_name_and_that_before_success(
    tmp_path: Path, scene: Scene
) -> None:
    with Nursery(CODE, tmp_path) as nursery:
        log = nursery.do(*scene.prepare()).log
    last = f'"{Path(scene.name).name}"'
    _, following = calls_around_naming(
        log, lambda call, arguments: call == "renameat2" and last in arguments
    )
    assert "fsync" in following

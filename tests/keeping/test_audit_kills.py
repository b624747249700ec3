"""An audit that is killed or refused at any write loses nothing; its ledger is never damaged."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.keeping.auditing import counts, query
from tests.support.killing import Nursery, needs_strace
from tests.support.striking import in_memory, strike_with_errors, strike_with_signals

pytestmark = [needs_strace, pytest.mark.slow, pytest.mark.timeout(900)]

CODE = """
import frus_pack, frus_pack.keeping.audit, frus_pack.workers.process_pool
def work(deposit, ledger):
    for _ in frus_pack.audit(deposit, ledger=ledger, jobs=1):
        pass
"""
PACKAGES = 3


class Scene:
    """A deposit that no ledger knows yet."""

    def __init__(self, deposit: Path, folder: Path) -> None:
        self.deposit = deposit
        self.folder = folder
        self.ledger = folder / "fixity.sqlite"

    def prepare(self) -> tuple[str, ...]:
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir()
        return str(self.deposit), str(self.ledger)

    def is_as_before(self) -> bool:
        """Whether the ledger is absent or whole: checks before the error may be recorded."""
        return not self.ledger.exists() or _is_whole(self.ledger)

    def check(self) -> None:
        """What was recorded is sound; the next audit records the rest."""
        done = counts(self.deposit, self.ledger)
        assert done.keys() <= {"new", "as-before"}
        assert _is_whole(self.ledger)
        checked = query(self.ledger, "SELECT count(*) FROM package WHERE last_check != 0")
        assert checked == query(self.ledger, "SELECT count(*) FROM package") == [(PACKAGES,)]


def _is_whole(ledger: Path) -> bool:
    """Whether SQLite finds no damage."""
    return query(ledger, "PRAGMA integrity_check") == [("ok",)]


@pytest.fixture
def scene(deposit: Path) -> Iterator[Scene]:
    shutil.rmtree(deposit / "frus1961-63v98")
    with in_memory() as folder:
        yield Scene(deposit, folder / "ledger")


def test_killed_at_every_write_the_ledger_is_sound(
    scene: Scene, tmp_path: Path, thorough: bool
) -> None:
    with Nursery(CODE, tmp_path) as nursery:
        assert strike_with_signals(nursery, scene, thorough=thorough) > 30


def test_an_error_at_every_write_is_one_clear_error(
    scene: Scene, tmp_path: Path, thorough: bool
) -> None:
    def is_clear(errors: str, _: str) -> bool:
        return f"LedgerError: {scene.ledger}: " in errors

    with Nursery(CODE, tmp_path) as nursery:
        assert strike_with_errors(nursery, scene, thorough=thorough, is_clear=is_clear) > 30


@pytest.mark.parametrize("error", ["EROFS", "EACCES"])
def test_a_ledger_that_cannot_be_written_is_one_clear_error(
    scene: Scene, tmp_path: Path, error: str
) -> None:
    arguments, ledger = scene.prepare(), scene.ledger
    counts(scene.deposit, ledger)
    before = ledger.read_bytes()
    with Nursery(CODE, tmp_path) as nursery:
        for path in (f"{ledger}", f"{ledger}-wal", f"{ledger}-shm"):
            inject = f"openat:error={error}"
            ended = nursery.do(*arguments, inject=inject, trace=("openat",), only=[path])
            (said,) = [one for one in ended.errors.splitlines() if "LedgerError: " in one]
            assert f"{ledger}: " in said, path
            assert ledger.read_bytes() == before
    assert counts(scene.deposit, ledger) == {"as-before": PACKAGES}

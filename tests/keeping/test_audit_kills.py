"""An audit that is killed at any write loses nothing, and the ledger is never damaged."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.keeping.auditing import counts, query
from tests.support.killing import Nursery, needs_strace

CODE = """
import frus_pack, frus_pack.keeping.audit, frus_pack.workers.process_pool
def work(deposit, ledger):
    for _ in frus_pack.audit(deposit, ledger=ledger, jobs=1):
        pass
"""
WRITES = ("write", "pwrite64", "fsync", "fdatasync", "ftruncate", "unlink", "flock")


def _is_sound(ledger: Path) -> bool:
    """Whether SQLite finds the ledger whole, and no check is recorded by halves."""
    halves = query(ledger, "SELECT count(*) FROM package WHERE last_check = 0")
    return query(ledger, "PRAGMA integrity_check") == [("ok",)] and halves == [(0,)]


def _clear(ledger: Path) -> None:
    for path in ledger.parent.glob(f"{ledger.name}*"):
        path.unlink()


@needs_strace
@pytest.mark.slow
@pytest.mark.parametrize("signal", ["SIGKILL", "SIGTERM"])
def test_killed_at_every_write_the_ledger_is_sound(
    deposit: Path, ledger: Path, tmp_path: Path, signal: str
) -> None:
    shutil.rmtree(deposit / "frus1961-63v98")
    work = tmp_path / "work"
    work.mkdir()
    with Nursery(CODE, work) as nursery:
        ended = nursery.do(str(deposit), str(ledger), trace=WRITES)
        assert (ended.status, ended.errors) == (0, "")
        steps = [(call, n) for call in WRITES for n in range(1, ended.log.count(f" {call}(") + 1)]
        assert len(steps) > 30
        for call, number in steps:
            _clear(ledger)
            inject = f"{call}:signal={signal}:when={number}"
            assert nursery.do(str(deposit), str(ledger), inject=inject, trace=WRITES).status < 0
            done = counts(deposit, ledger)
            assert _is_sound(ledger)
            assert done.keys() <= {"new", "as-before"}
            assert query(ledger, "SELECT count(*), max(outcome) FROM package")[0][0] == 3


@needs_strace
@pytest.mark.slow
def test_a_full_disk_at_every_write_is_one_clear_error(
    deposit: Path, ledger: Path, tmp_path: Path
) -> None:
    shutil.rmtree(deposit / "frus1961-63v98")
    work = tmp_path / "work"
    work.mkdir()
    with Nursery(CODE, work) as nursery:
        ended = nursery.do(str(deposit), str(ledger), trace=("pwrite64",))
        for number in range(1, ended.log.count(" pwrite64(") + 1):
            _clear(ledger)
            inject = f"pwrite64:error=ENOSPC:when={number}"
            ended = nursery.do(str(deposit), str(ledger), inject=inject, trace=("pwrite64",))
            assert ended.status == 0 or f"{ledger}: the ledger cannot be used" in ended.errors
            counts(deposit, ledger)
            assert _is_sound(ledger)


@needs_strace
@pytest.mark.slow
@pytest.mark.parametrize("error", ["EROFS", "EACCES"])
def test_a_ledger_that_cannot_be_written_is_one_clear_error(
    deposit: Path, ledger: Path, tmp_path: Path, error: str
) -> None:
    shutil.rmtree(deposit / "frus1961-63v98")
    counts(deposit, ledger)
    before = ledger.read_bytes()
    work = tmp_path / "work"
    work.mkdir()
    with Nursery(CODE, work) as nursery:
        for path in (f"{ledger}", f"{ledger}-wal", f"{ledger}-shm"):
            inject = f"openat:error={error}"
            ended = nursery.do(
                str(deposit), str(ledger), inject=inject, trace=("openat",), only=[path]
            )
            (said,) = [one for one in ended.errors.splitlines() if "LedgerError: " in one]
            assert f"{ledger}: " in said, path
            assert ledger.read_bytes() == before
    assert counts(deposit, ledger) == {"as-before": 3}

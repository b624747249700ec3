"""Work handed to an executor that is not ours: each item once, and it stays its owner's."""

from __future__ import annotations

import os
import pickle
import signal
from collections.abc import Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import frus_pack
from frus_pack import ExecutorError, FrusPackError, Problem, Report, SourceError, StorageError
from frus_pack.bag.discovery import NotSearchedError
from frus_pack.keeping.complete import UnavailableFilesError
from frus_pack.keeping.rebag import ChangedFilesError
from frus_pack.keeping.repair import UnrepairableError
from frus_pack.ocfl.object_files import ObjectError
from frus_pack.storage.publishing import first_difference
from frus_pack.validating.valid_copy import InvalidPackageError
from frus_pack.workers import chunks, handing_out
from frus_pack.workers.chunks import take_turn
from frus_pack.workers.distributing import distribute
from frus_pack.workers.given_executor import turn_away
from tests.support.folders import NAME, document_folder, document_folders

DAY = date(2026, 1, 2)


def _squares(numbers: Iterator[int]) -> Iterator[int]:
    for number in numbers:
        if number == 13:
            raise StorageError("no thirteen")
        if number == 17:
            os.kill(os.getpid(), signal.SIGKILL)
        yield number * number


def _lost(number: int) -> int:
    return -number


@pytest.fixture
def threads() -> Iterator[Executor]:
    with ThreadPoolExecutor(3) as pool:
        yield pool


def test_every_item_has_its_result_once(threads: Executor) -> None:
    results = distribute(_squares, range(20, 3000), _lost, executor=threads)
    assert sorted(results) == [n * n for n in range(20, 3000)]


def test_what_a_turn_has_no_time_for_is_done_in_another(
    threads: Executor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(chunks, "_TURN_SECONDS", -1)
    turn = take_turn(_squares, [2, 3, 4])
    assert (turn.results, turn.rest, turn.error) == ([4], [3, 4], None)
    results = distribute(_squares, range(20, 300), _lost, executor=threads)
    assert sorted(results) == [n * n for n in range(20, 300)]


def test_what_stops_the_work_is_raised_as_it_is(threads: Executor) -> None:
    with pytest.raises(StorageError) as raised:
        list(distribute(_squares, range(17), _lost, executor=threads))
    assert str(raised.value) == "no thirteen"
    assert threads.submit(int, "1").result() == 1


_BEGUN: list[int] = []


def _note(numbers: Iterator[int]) -> Iterator[int]:
    for number in numbers:
        _BEGUN.append(number)
        yield number


def test_what_nobody_wants_any_more_is_cancelled(threads: Executor) -> None:
    _BEGUN.clear()
    results = distribute(_note, range(1_000_000), _lost, executor=threads)
    next(results)
    results.close()  # type: ignore[attr-defined]
    assert threads.submit(int, "1").result() == 1
    assert len(_BEGUN) < 10_000


def test_jobs_and_an_executor_exclude_each_other(tmp_path: Path, threads: Executor) -> None:
    for run in (
        frus_pack.pack_all([tmp_path], tmp_path / "to", jobs=2, executor=threads),
        frus_pack.validate_all([tmp_path], jobs=2, executor=threads),
    ):
        with pytest.raises(ValueError, match="give it or jobs, not both"):
            list(run)


def test_an_executor_that_was_shut_down_is_one_clear_error(tmp_path: Path) -> None:
    pool = ThreadPoolExecutor(1)
    pool.shutdown()
    folder = document_folder(tmp_path / "one")
    with pytest.raises(ExecutorError, match="cannot schedule new futures after shutdown"):
        list(frus_pack.pack_all(folder, tmp_path / "deposit", executor=pool))
    assert not (tmp_path / "deposit").exists()


def test_a_pool_that_is_broken_is_one_clear_error() -> None:
    with (
        ProcessPoolExecutor(2) as pool,
        pytest.raises(ExecutorError, match=r"BrokenProcessPool.*run again to do the rest"),
    ):
        list(distribute(_squares, [1, 17, 2], _lost, executor=pool))


class _Gone(Executor):
    """Takes one call, and then is gone without a word of it, as Dask's may be."""

    def __init__(self) -> None:
        self.taken: list[Future[Any]] = []

    def submit(self, *_: Any, **__: Any) -> Future[Any]:
        if self.taken:
            raise RuntimeError("closed")
        self.taken.append(Future())
        return self.taken[0]


def test_an_executor_that_says_nothing_any_more_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(handing_out, "_SILENCE", 0)
    gone = _Gone()
    with pytest.raises(ExecutorError, match="closed"):
        list(distribute(_squares, [1], _lost, executor=gone))
    assert gone.taken[0].cancelled()


def test_who_takes_long_is_asked_and_waited_for(
    threads: Executor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(handing_out, "_SILENCE", 0)
    results = distribute(_squares, range(20, 300), _lost, executor=threads)
    assert sorted(results) == [n * n for n in range(20, 300)]


def test_a_worker_with_another_version_is_refused() -> None:
    turn = turn_away(pickle.dumps((_squares, [1])), "0.0.1", "")
    assert turn.results == []
    with pytest.raises(ExecutorError, match=r"a worker has frus-pack .*, and this is 0\.0\.1"):
        turn.checked()


def test_threads_and_processes_make_the_same_bytes(tmp_path: Path, threads: Executor) -> None:
    source = document_folders(tmp_path / "all", 12)
    (source / "7/transcription.txt").write_text("7. No note1\n")
    with ProcessPoolExecutor(2) as processes:
        for name, executor in (("here", None), ("threads", threads), ("processes", processes)):
            jobs = None if executor else 1
            outcomes = list(
                frus_pack.pack_all(
                    source, tmp_path / name, bagging_date=DAY, jobs=jobs, executor=executor
                )
            )
            statuses = {Path(one.source).name: one.status for one in outcomes}
            assert statuses == {str(n): "failed" if n == 7 else "packed" for n in range(12)}
            reports = list(frus_pack.validate_all([tmp_path / name], jobs=jobs, executor=executor))
            assert [one.ok for one in reports] == [True] * 11
            assert first_difference(tmp_path / "here", tmp_path / name) is None


def test_paths_are_told_from_the_root(
    tmp_path: Path, threads: Executor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    document_folder(tmp_path / "one")
    (outcome,) = frus_pack.pack_all("one", "deposit", executor=threads)
    assert (outcome.source, outcome.path) == (str(tmp_path / "one"), tmp_path / "deposit" / NAME)
    (report,) = frus_pack.validate_all(["deposit"], executor=threads)
    assert report.path == tmp_path / "deposit" / NAME


def _kinds(kind: type[FrusPackError]) -> Iterator[type[FrusPackError]]:
    yield kind
    for sub in kind.__subclasses__():
        yield from _kinds(sub)


ARGUMENTS: dict[type[FrusPackError], tuple[object, ...]] = {
    SourceError: (Problem("a", "b", "c", "d", "e"), Problem("a", "f")),
    InvalidPackageError: (Report(Path("a"), (), (), 0, 0),),
    ObjectError: (Path("a"), "b", "c"),
    NotSearchedError: (Path("a"), "b"),
    UnrepairableError: (Path("a"), ("b",)),
    ChangedFilesError: (Path("a"), {"b": "altered"}),
    UnavailableFilesError: (Path("a"), {"b": "c"}),
}


@pytest.mark.parametrize("kind", list(_kinds(FrusPackError)))
def test_errors_come_from_workers_as_they_were(kind: type[FrusPackError]) -> None:
    error = kind(*ARGUMENTS.get(kind, ("a message",)))
    error.add_note("a note")
    sent = pickle.loads(pickle.dumps(error))  # noqa: S301 - our own
    assert type(sent) is kind
    assert (sent.args, str(sent), vars(sent)) == (error.args, str(error), vars(error))

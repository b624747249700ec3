"""Work shared among processes survives the death of a worker, and workers that of their parent."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from frus_pack.workers.chunks import Chunks
from frus_pack.workers.distributing import distribute
from tests.support.folders import METADATA, document_folder


def _squares(numbers: Iterator[int]) -> Iterator[int]:
    for number in numbers:
        if number == 13:
            os.kill(os.getpid(), signal.SIGKILL)
        yield number * number


def _lost(number: int) -> int:
    return -number


@pytest.mark.parametrize("jobs", [1, 2, 3])
def test_every_item_has_its_result_once(jobs: int) -> None:
    numbers = [number for number in range(300) if number != 13]
    assert sorted(distribute(_squares, numbers, _lost, jobs)) == [n * n for n in numbers]


def test_only_the_item_that_kills_its_worker_is_lost() -> None:
    found = sorted(distribute(_squares, range(300), _lost, 2))
    assert found == sorted([n * n for n in range(300) if n != 13] + [-13])


def test_one_item_is_worked_on_here() -> None:
    assert list(distribute(lambda items: [os.getpid() for _ in items], [1], _lost)) == [os.getpid()]


def test_items_are_taken_only_as_they_are_needed() -> None:
    taken: list[int] = []

    def numbers() -> Iterator[int]:
        for number in range(100, 100_000):
            taken.append(number)
            yield number

    results = distribute(_squares, numbers(), _lost, 2)
    next(results)
    results.close()  # type: ignore[attr-defined]
    assert len(taken) < 1000


_INTERRUPTED_TWICE = """
import os, signal, time
from frus_pack.workers.distributing import distribute

def interrupting(items):
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for item in items:
        if item == 0:
            os.kill(os.getppid(), signal.SIGINT)
            time.sleep(0.1)
            os.kill(os.getppid(), signal.SIGINT)
        time.sleep(0.3)
        yield item

try:
    list(distribute(interrupting, range(4), abs, 2))
except KeyboardInterrupt:
    print("interrupted")
"""


def test_a_second_interrupt_while_workers_end_leaves_nothing_waiting() -> None:
    script = [sys.executable, "-c", _INTERRUPTED_TWICE]
    done = subprocess.run(script, capture_output=True, text=True, timeout=120, check=False)
    assert done.stdout == "interrupted\n", done.stderr


def test_a_signal_that_a_program_around_python_handles_is_left_to_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    handlers = [signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)]
    with monkeypatch.context() as patched:
        patched.setattr(signal, "getsignal", lambda number: None)  # so Python says it in C programs
        assert sorted(distribute(_squares, [1, 2, 3], _lost, 2)) == [1, 4, 9]
    assert [signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)] == handlers


@pytest.mark.parametrize("by", [signal.SIGTERM, signal.SIGKILL])
def test_workers_end_with_their_parent(tmp_path: Path, by: signal.Signals) -> None:
    for n in range(300):
        document_folder(
            tmp_path / "all" / str(n), {"metadata.yaml": METADATA.replace("d7", f"d{n}")}
        )
    command = [sys.executable, "-m", "frus_pack", "pack", "all", "--to", "deposit", "--jobs", "2"]
    command.append("--all")
    process = subprocess.Popen(
        command, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    if process.stdout is None:
        raise AssertionError
    process.stdout.readline()
    process.send_signal(by)
    begun = time.monotonic()
    process.communicate(timeout=30)  # ends only when the workers have let go of the pipes
    assert time.monotonic() - begun < 10
    assert process.returncode == (130 if by == signal.SIGTERM else -signal.SIGKILL)
    again = subprocess.run([*command], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert sum(int(part.split()[0]) for part in again.stdout.splitlines()[-1].split(", ")) == 300
    assert [path.name for path in (tmp_path / "deposit").iterdir()] == ["frus1958-60v99"]


def test_what_a_turn_had_no_time_for_is_shared_again() -> None:
    chunks: Chunks[str] = Chunks(iter(()), workers=2, largest=8)
    chunks.put_back(["a", "b", "c", "d", "e"], at_a_time=2)
    assert [chunk.items for chunk in iter(chunks.take, None)] == [["a", "b"], ["c", "d"], ["e"]]

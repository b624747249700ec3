"""How far a long job is, and how much there is to do: reported to the caller while it runs."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias, TypeVar

from frus_pack.errors import FrusPackError
from frus_pack.storage.tree import entries_below

T = TypeVar("T")

TICK_SECONDS = 0.2
"""The progress is reported at least so often."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a long job is.

    Attributes:
        done: Packages, documents or volumes that are finished.
        total: How many there are in all; None as long as that is not known.
        bytes: Bytes read so far, by this process and its workers. 0 where the system does not
            count them, as on macOS and Windows.
        total_bytes: Bytes to be read in all; None where that is not known.
        seconds: Time since the job began.
    """

    done: int
    total: int | None
    bytes: int
    total_bytes: int | None
    seconds: float


OnProgress: TypeAlias = Callable[[Progress], object]
"""What a caller gives as `progress=`. It may be called in another thread than the job's, but
never twice at once. What it raises is raised by the job when the next result is there."""


@dataclass(frozen=True, slots=True)
class Amount:
    """How much there is to do: things, and bytes; None where that is not known."""

    total: int | None = None
    octets: int | None = None


Measure: TypeAlias = Callable[[], Amount]
Tick: TypeAlias = Callable[[], None]


class Watch:
    """Reports the progress of one job to a caller's function."""

    def __init__(self, report: OnProgress, measure: Measure) -> None:
        self._report = report
        self._measure = measure
        self._amount = Amount()
        self._done = 0
        self._begun = time.monotonic()
        self._read = _BytesRead()

    def tick(self) -> None:
        """Report how far the job is."""
        octets = self._read.octets()
        if self._amount.octets is not None:
            octets = min(octets, self._amount.octets)  # what is read besides was not measured
        self._report(
            Progress(
                self._done,
                self._amount.total,
                octets,
                self._amount.octets,
                time.monotonic() - self._begun,
            )
        )

    def following(self, results: Iterable[T]) -> Iterator[T]:
        """Yield results. Report before the first, once the amount is known, and after each."""
        self.tick()
        self._amount = self._measure()
        self.tick()
        for result in results:
            self._done += 1
            self.tick()
            yield result


def watched(
    progress: OnProgress | None, measure: Measure, results: Callable[[Tick | None], Iterable[T]]
) -> Iterator[T]:
    """Yield the results of a job, and report its progress if a caller wants to know it.

    Args:
        progress: The caller's function.
        measure: Returns how much there is to do; called only if there is such a function.
        results: Starts the job, given what to call while no result is there.
    """
    if progress is None:
        return iter(results(None))
    if not callable(progress):
        raise TypeError(f"progress: give a function that takes a Progress, not {progress!r}")
    watch = Watch(progress, measure)
    return watch.following(results(watch.tick))


def watch_one(progress: OnProgress | None, measure: Measure, work: Callable[[], T]) -> T:
    """Do one piece of work, and report its progress if a caller wants to know it."""
    if progress is None:
        return work()
    (result,) = watched(progress, measure, lambda tick: ticking((work() for _ in "1"), tick))
    return result


def ticking(results: Iterable[T], tick: Tick | None) -> Iterator[T]:
    """Yield results, and call `tick` in a thread while one is waited for.

    Nothing may fork meanwhile: only a process with one thread forks safely.
    """
    if tick is None:
        yield from results
        return
    ticker = _Ticker(tick)
    ticker.start()
    try:
        for result in results:
            ticker.pause()
            yield result
            ticker.go_on()
    finally:
        ticker.end()


class _Ticker:
    """Calls `tick` again and again in a thread, except while it is paused."""

    def __init__(self, tick: Tick) -> None:
        self._tick = tick
        self._turn = threading.Lock()
        self._paused = False
        self._ended = threading.Event()
        self._error: Exception | None = None
        self._thread = threading.Thread(target=self._run, name="frus_pack progress", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def pause(self) -> None:
        """Wait until no call is under way. Raises what a call raised."""
        with self._turn:
            self._paused = True
        if self._error:
            raise self._error

    def go_on(self) -> None:
        self._paused = False

    def end(self) -> None:
        self._ended.set()
        self._thread.join()

    def _run(self) -> None:
        while not self._ended.wait(TICK_SECONDS):
            with self._turn:
                if not self._paused and not self._error:
                    self._call()

    def _call(self) -> None:
        try:
            self._tick()
        except Exception as error:
            self._error = error


class _BytesRead:
    """The bytes that this process and its children have read since this was made."""

    def __init__(self) -> None:
        self._before = _read_by("self")
        self._by_process: dict[str, int] = {}

    def octets(self) -> int:
        for process in _children():
            self._by_process[process] = _read_by(process)
        return _read_by("self") - self._before + sum(self._by_process.values())


def _read_by(process: str) -> int:
    """Return the bytes that a process has read; 0 where the kernel does not count them."""
    try:
        first = Path(f"/proc/{process}/io").read_bytes().split(b"\n", 1)[0]
        return int(first.removeprefix(b"rchar:"))
    except (OSError, ValueError):
        return 0


def _children() -> list[str]:
    found: list[str] = []
    with suppress(OSError):
        for thread in Path("/proc/self/task").iterdir():
            found += (thread / "children").read_text().split()
    return found


_MOST_FILES = 50_000
"""Beyond this many files, to ask each for its size takes longer than the progress is worth."""


def measure(places: Iterable[Path], find: Callable[[Path], Iterable[object]]) -> Amount:
    """Return how many things are found at places, and the size of those that are paths.

    Args:
        places: Where to look.
        find: Yields what is at a place: paths, and other values that have no size. The job itself
            reports what it raises.
    """
    found = [one for place in places for one in _each(find, place)]
    return Amount(len(found), _octets(one for one in found if isinstance(one, Path)))


def size_of(path: Path) -> Amount:
    """Return one thing, and the size of the file or folder that it is."""
    return Amount(1, _octets([path]))


def _each(find: Callable[[Path], Iterable[T]], place: Path) -> Iterator[T]:
    try:
        yield from find(place)
    except FrusPackError:
        return


def _octets(paths: Iterable[Path]) -> int | None:
    octets = files = 0
    for path in paths:
        for file in _files(path):
            files += 1
            if files > _MOST_FILES:
                return None
            try:
                octets += os.lstat(file).st_size
            except OSError:
                continue
    return octets or None


def _files(path: Path) -> Iterator[str]:
    if not path.is_dir():
        yield str(path)
        return
    for entry in entries_below(path):
        if isinstance(entry, os.DirEntry) and not entry.is_dir(follow_symlinks=False):
            yield entry.path

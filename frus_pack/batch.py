"""Many documents at once: workers, and outcomes as they come."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import threading
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Executor, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from datetime import date
from itertools import islice
from multiprocessing.context import BaseContext
from pathlib import Path

from frus_pack.bag.fixity import DEFAULT_ALGORITHM
from frus_pack.errors import FrusPackError, PackageExistsError, StorageError
from frus_pack.outcome import Outcome, failed
from frus_pack.package_group import Group, open_group
from frus_pack.packer import Packer
from frus_pack.page_images import ImagesAs
from frus_pack.reading import Reader, find_sources

_LARGEST_CHUNK = 32
_CHUNKS_A_WORKER = 8
_GROUP_OCTETS = 256 << 20


def pack_all(
    sources: Iterable[str | Path],
    to: str | Path,
    *,
    volume: str | None = None,
    images: str | Path | None = None,
    images_as: ImagesAs = "embedded",
    algorithms: Iterable[str] = (DEFAULT_ALGORITHM,),
    bag_info: Iterable[tuple[str, str]] = (),
    bagging_date: date | None = None,
    replace: bool = False,
    jobs: int | None = None,
) -> Iterator[Outcome]:
    """Pack every document of the sources (see `read`) into the deposit `to` (see `pack`).

    An outcome each, as they finish; a document that cannot be packed fails alone. `jobs`
    processes share the work, by default one a core. Raises StorageError if the deposit cannot be
    written at all, and ValueError as `pack` does.
    """
    reader = Reader(volume=volume, images=Path(images) if images else None, images_as=images_as)
    packer = Packer(
        deposit=Path(to),
        algorithms=tuple(algorithms),
        bag_info=tuple(bag_info),
        bagging_date=bagging_date,
        replace=replace,
    )
    found: list[Path] = []
    for source in sources:
        try:
            found.extend(find_sources(Path(source)))
        except FrusPackError as error:
            yield failed(str(source), error)
    yield from _refuse_doubles(_pack_each(found, reader, packer, jobs or os.cpu_count() or 1))


def _refuse_doubles(outcomes: Iterable[Outcome]) -> Iterator[Outcome]:
    """Two sources that hold one document must not pass for two packages."""
    sources: dict[Path, str] = {}
    for outcome in outcomes:
        if outcome.path and outcome.status == "packed" and outcome.path in sources:
            yield failed(outcome.source, _doubled(outcome.path, sources[outcome.path]))
        else:
            if outcome.path:
                sources[outcome.path] = outcome.source
            yield outcome


def _doubled(path: Path, other: str) -> PackageExistsError:
    return PackageExistsError(
        f"{path}: took the place of the package made from {other} in the same run;"
        " two sources name themselves the same document"
    )


def _pack_each(waiting: list[Path], reader: Reader, packer: Packer, jobs: int) -> Iterator[Outcome]:
    size = max(1, min(_LARGEST_CHUNK, len(waiting) // (jobs * _CHUNKS_A_WORKER)))
    chunks = _chunks(waiting, size)
    if jobs == 1 or len(waiting) == 1:
        for chunk in chunks:
            yield from _pack_chunk(chunk, reader, packer)
        return
    with _pool(min(jobs, len(waiting))) as pool:
        yield from _spread(pool, chunks, reader, packer, ahead=2 * jobs)


def _spread(
    pool: Executor,
    chunks: Iterator[list[Path]],
    reader: Reader,
    packer: Packer,
    ahead: int,
) -> Iterator[Outcome]:
    """Hand out chunks, a few ahead of what is done, so that memory does not grow with the batch."""
    running: dict[Future[list[Outcome]], list[Path]] = {}
    while True:
        for chunk in islice(chunks, ahead - len(running)):
            running[pool.submit(_in_worker, chunk, reader, packer)] = chunk
        if not running:
            return
        for done in wait(running, return_when=FIRST_COMPLETED).done:
            yield from _outcomes(done, running.pop(done))


def _outcomes(done: Future[list[Outcome]], chunk: list[Path]) -> list[Outcome]:
    try:
        return done.result()
    except BrokenProcessPool:
        error = StorageError("the worker that had this was killed (run again to go on)")
        return [failed(str(source), error) for source in chunk]


def _pack_chunk(chunk: list[Path], reader: Reader, packer: Packer) -> list[Outcome]:
    """Pack documents one after the other, in groups of a size that a sync is worth."""
    outcomes: list[Outcome] = []
    waiting = deque(chunk)
    while waiting:
        with open_group(packer) as group:
            while waiting and group.octets < _GROUP_OCTETS:
                outcomes.extend(_add(waiting.popleft(), reader, group))
            outcomes.extend(group.publish())
    return outcomes


def _add(source: Path, reader: Reader, group: Group) -> list[Outcome]:
    try:
        group.add(reader.read(source))
    except FrusPackError as error:
        return [failed(str(source), error)]
    return []


def _in_worker(chunk: list[Path], reader: Reader, packer: Packer) -> list[Outcome]:
    with _interruptible():
        return _pack_chunk(chunk, reader, packer)


@contextmanager
def _pool(workers: int) -> Iterator[Executor]:
    """Worker processes; on the way out through an error nothing further is begun."""
    pool = ProcessPoolExecutor(workers, mp_context=_context(), initializer=_ignore_interrupts)
    try:
        yield pool
    except BaseException:
        pool.shutdown(wait=True, cancel_futures=True)
        raise
    pool.shutdown()


def _context() -> BaseContext:
    """Forked workers start at once and need no guard in the caller's script, but only a process
    with one thread forks safely."""
    forks = sys.platform == "linux" and threading.active_count() == 1
    return multiprocessing.get_context("fork" if forks else "spawn")


def _ignore_interrupts() -> None:
    """A worker that waits for work leaves Ctrl-C to its parent, and dies without a traceback."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


@contextmanager
def _interruptible() -> Iterator[None]:
    """A worker at work stops at Ctrl-C and clears up after itself."""
    signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        yield
    finally:
        _ignore_interrupts()


def _chunks(items: list[Path], size: int) -> Iterator[list[Path]]:
    for start in range(0, len(items), size):
        yield items[start : start + size]

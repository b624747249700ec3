"""Work shared among processes, a chunk at a time, its results as they come."""

from __future__ import annotations

import ctypes
import multiprocessing
import signal
import sys
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Executor, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from itertools import chain, islice
from multiprocessing.context import BaseContext
from typing import TypeAlias, TypeVar

from frus_pack.bag.parallel import all_cores

T = TypeVar("T")
R = TypeVar("R")
Chunks: TypeAlias = dict[Future[list[R]], list[T]]

_LARGEST_CHUNK = 32
_PR_SET_PDEATHSIG = 1


def spread(
    work: Callable[[Sequence[T]], list[R]],
    items: Iterable[T],
    lost: Callable[[T], R],
    jobs: int | None = None,
) -> Iterator[R]:
    """The results of `work` on all items, which are handed out in chunks as they come.

    `jobs` processes share the chunks, by default one a core; with one, or one item, the work is
    done here. `work` must be importable, and items and results be values that can be sent.
    When a worker is killed, what was under way is done again, one by one; `lost` is the result
    of an item that kills its worker again.
    """
    jobs = jobs or all_cores()
    waiting = iter(items)
    first = list(islice(waiting, 2))
    chunks = _chunks(chain(first, waiting), jobs)
    if jobs == 1 or len(first) < 2:
        for chunk in chunks:
            yield from work(chunk)
        return
    under_way: Chunks[R, T] = {}
    while True:
        try:
            yield from _shared(work, chunks, under_way, jobs)
        except BrokenProcessPool:
            interrupted = list(chain.from_iterable(under_way.values()))
            under_way.clear()
            yield from (_alone(work, item, lost) for item in interrupted)
        else:
            return


def _shared(
    work: Callable[[Sequence[T]], list[R]],
    chunks: Iterator[list[T]],
    under_way: Chunks[R, T],
    jobs: int,
) -> Iterator[R]:
    """Hand out chunks, a few ahead of what is done, so that memory does not grow with them.

    What is `under_way` when a worker is killed stays there. Raises BrokenProcessPool then.
    """
    with _pool(jobs) as pool:
        while True:
            while len(under_way) < 2 * jobs and (chunk := next(chunks, None)):
                _hand_out(pool, work, chunk, under_way)
            if not under_way:
                return
            for done in wait(under_way, return_when=FIRST_COMPLETED).done:
                results = done.result()
                del under_way[done]
                yield from results


def _hand_out(
    pool: Executor,
    work: Callable[[Sequence[T]], list[R]],
    chunk: list[T],
    under_way: Chunks[R, T],
) -> None:
    try:
        under_way[pool.submit(_interruptibly, work, chunk)] = chunk
    except BrokenProcessPool:
        under_way[Future()] = chunk
        raise


def _alone(work: Callable[[Sequence[T]], list[R]], item: T, lost: Callable[[T], R]) -> R:
    with _pool(1) as pool:
        try:
            (result,) = pool.submit(_interruptibly, work, [item]).result()
        except BrokenProcessPool:
            return lost(item)
        return result


def _chunks(items: Iterator[T], jobs: int) -> Iterator[list[T]]:
    """Chunks that grow, so that few items are shared out evenly and many with little ado."""
    size = 1
    while True:
        for _ in range(jobs):
            chunk = list(islice(items, size))
            if not chunk:
                return
            yield chunk
        size = min(2 * size, _LARGEST_CHUNK)


@contextmanager
def _pool(workers: int) -> Iterator[Executor]:
    """Worker processes; on the way out through an error nothing further is begun."""
    pool = ProcessPoolExecutor(workers, mp_context=_context(), initializer=_begin)
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


def _begin() -> None:
    """In a worker: die with the parent, however that dies, and leave Ctrl-C to it."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    _ignore_interrupts()


def _ignore_interrupts() -> None:
    """A worker that waits for work leaves Ctrl-C to its parent, and dies without a traceback."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _interruptibly(work: Callable[[Sequence[T]], list[R]], chunk: Sequence[T]) -> list[R]:
    """In a worker: do the work so that it stops at Ctrl-C and clears up after itself."""
    signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        return work(chunk)
    finally:
        _ignore_interrupts()

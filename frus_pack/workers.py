"""Work shared among processes, a chunk at a time, its results as they come."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Executor, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from itertools import chain, islice
from multiprocessing.context import BaseContext
from typing import TypeVar

T = TypeVar("T")
R = TypeVar("R")

_LARGEST_CHUNK = 32


def spread(
    work: Callable[[Sequence[T]], list[R]],
    items: Iterable[T],
    lost: Callable[[T], R],
    jobs: int | None = None,
) -> Iterator[R]:
    """The results of `work` on all items, which are handed out in chunks as they come.

    `jobs` processes share the chunks, by default one a core; with one, or one item, the work is
    done here. `work` must be importable, and items and results be values that can be sent.
    `lost` is the result of an item whose worker was killed.
    """
    jobs = jobs or os.cpu_count() or 1
    waiting = iter(items)
    first = list(islice(waiting, 2))
    chunks = _chunks(chain(first, waiting), jobs)
    if jobs == 1 or len(first) < 2:
        for chunk in chunks:
            yield from work(chunk)
        return
    with _pool(jobs) as pool:
        for handed_out, done in _as_done(pool, work, chunks, ahead=2 * jobs):
            try:
                yield from done.result()
            except BrokenProcessPool:
                yield from map(lost, handed_out)


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


def _as_done(
    pool: Executor,
    work: Callable[[Sequence[T]], list[R]],
    chunks: Iterator[list[T]],
    ahead: int,
) -> Iterator[tuple[Sequence[T], Future[list[R]]]]:
    """Hand out chunks, a few ahead of what is done, so that memory does not grow with them."""
    running: dict[Future[list[R]], Sequence[T]] = {}
    while True:
        for chunk in islice(chunks, ahead - len(running)):
            running[pool.submit(_interruptibly, work, chunk)] = chunk
        if not running:
            return
        for done in wait(running, return_when=FIRST_COMPLETED).done:
            yield running.pop(done), done


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


def _interruptibly(work: Callable[[Sequence[T]], list[R]], chunk: Sequence[T]) -> list[R]:
    """In a worker: do the work so that it stops at Ctrl-C and clears up after itself."""
    signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        return work(chunk)
    finally:
        _ignore_interrupts()

"""Distribute work among workers in chunks, and yield results as they come."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor
from itertools import chain, islice
from typing import TypeVar

from frus_pack.storage.parallel import all_cores
from frus_pack.workers import given_executor, process_pool
from frus_pack.workers.chunks import Chunks, Work
from frus_pack.workers.progress import Tick, ticking

T = TypeVar("T")
R = TypeVar("R")

_LARGEST = 32
_LARGEST_SENT = 64
"""Items of a chunk that is sent to an executor, perhaps on another machine: each call costs."""
_EVENLY_AMONG = 8
"""Workers that few items are shared among, as an executor does not say how many it has."""


def distribute(
    work: Work[T, R],
    items: Iterable[T],
    lost: Callable[[T], R],
    jobs: int | None = None,
    executor: Executor | None = None,
    tick: Tick | None = None,
) -> Iterator[R]:
    """Yield the results of `work` on all items, which are handed out in chunks as they come.

    When a worker is killed, what was under way is done again at the end, one by one.

    Args:
        work: Takes items and yields results. It must be importable.
        items: Values that can be pickled, as results must be. (Frozen dataclasses with slots take
            three times as long to pickle as those without.)
        lost: Makes the result of an item that kills its worker twice.
        jobs: Number of processes, by default one a core. With one process, or one item, the work
            is done in this process.
        executor: Shares the chunks instead. Paths in items and results must be true for its
            workers too.
        tick: Called several times a second while no result is there.

    Raises:
        ExecutorError: The executor stopped accepting work, or lost it.
        ValueError: `jobs` is not a number of 1 or more, or an executor was given, too.
        TypeError: The executor takes no work.
    """
    if jobs is not None and (not isinstance(jobs, int) or jobs < 1):
        raise ValueError(f"jobs: give a number of processes, 1 or more, not {jobs!r}")
    if executor is not None:
        if jobs is not None:
            raise ValueError("an executor has its own workers: give it or jobs, not both")
        if not hasattr(executor, "submit"):
            raise TypeError(f"executor: give an Executor, not {type(executor).__name__}")
        chunks = Chunks(iter(items), _EVENLY_AMONG, _LARGEST_SENT)
        yield from given_executor.share(work, chunks, lost, executor, tick)
        return
    if jobs != 1:
        process_pool.end_where_the_script_is_run_anew()
    jobs = jobs or all_cores()
    waiting = iter(items)
    first = list(islice(waiting, 2))
    chunks = Chunks(chain(first, waiting), jobs, _LARGEST)
    if jobs == 1 or len(first) < 2:
        yield from ticking(_in_this_process(work, chunks), tick)
    else:
        yield from process_pool.share(work, chunks, lost, jobs, tick)


def _in_this_process(work: Work[T, R], chunks: Chunks[T]) -> Iterator[R]:
    while chunk := chunks.take():
        yield from work(iter(chunk.items))

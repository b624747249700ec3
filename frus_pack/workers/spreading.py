"""Work shared among workers, a chunk at a time, its results as they come."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor
from itertools import chain, islice
from typing import TypeVar

from frus_pack.storage.parallel import all_cores
from frus_pack.workers import given_executor, process_pool
from frus_pack.workers.chunks import Chunks
from frus_pack.workers.turns import Work

T = TypeVar("T")
R = TypeVar("R")

_LARGEST = 32
_LARGEST_SENT = 64
"""To another machine's workers, where each call has its price."""
_EVENLY_AMONG = 8
"""How many workers, of an executor that does not tell, share out few items evenly."""


def spread(
    work: Work[T, R],
    items: Iterable[T],
    lost: Callable[[T], R],
    jobs: int | None = None,
    executor: Executor | None = None,
) -> Iterator[R]:
    """The results of `work` on all items, which are handed out in chunks as they come.

    `jobs` processes share the chunks, by default one a core; with one, or one item, the work is
    done here. An `executor` shares them otherwise. `work` must be importable, and items and
    results be values that can be sent; with an executor, what they say must be true elsewhere too.
    (To pickle frozen dataclasses that have slots takes three times as long as without.)
    When a worker is killed, what was under way is done again in the end, one by one; `lost` is
    the result of an item that kills its worker again.

    Raises ValueError for both jobs and an executor, and ExecutorError when that gives up.
    """
    if executor is not None:
        if jobs is not None:
            raise ValueError("an executor has its own workers: give it or jobs, not both")
        chunks = Chunks(iter(items), _EVENLY_AMONG, _LARGEST_SENT)
        yield from given_executor.share(work, chunks, lost, executor)
        return
    if jobs != 1:
        process_pool.end_where_the_script_is_run_anew()
    jobs = jobs or all_cores()
    waiting = iter(items)
    first = list(islice(waiting, 2))
    chunks = Chunks(chain(first, waiting), jobs, _LARGEST)
    if jobs == 1 or len(first) < 2:
        while chunk := chunks.take():
            yield from work(iter(chunk.items))
    else:
        yield from process_pool.share(work, chunks, lost, jobs)

"""Reading many files at once: which go together, and how many batches are under way."""

from __future__ import annotations

import multiprocessing
import os
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor

from frus_pack.storage.digests import FileDigests

_BATCH_FILES = 256
_BATCH_OCTETS = 8 << 20
# Below this in all, a thread takes longer to start than the digests take; below this a file,
# threads wait longer for the interpreter than they are out of it.
_WORTH_A_THREAD = 1 << 20
_LARGE_ON_AVERAGE = 12 << 10

Work = Callable[[Sequence[str]], list[FileDigests]]


def all_cores() -> int:
    """How many threads can run at once here: one in a worker process, whose siblings have the
    other cores."""
    if multiprocessing.parent_process() is not None:
        return 1
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def digest_in_batches(
    work: Work, paths: Sequence[str], sizes: Mapping[str, int], jobs: int
) -> Iterator[FileDigests]:
    """What `work` gives for all the paths, a batch at a time in up to `jobs` threads.

    hashlib lets go of the interpreter while it digests, so threads do run at once. Results
    never pile up: only a few batches are under way.
    """
    batches = _batches(paths, sizes)
    octets = sum(map(sizes.__getitem__, paths))
    if jobs <= 1 or octets < max(_WORTH_A_THREAD, _LARGE_ON_AVERAGE * len(paths)):
        for batch in batches:
            yield from work(batch)
        return
    under_way: deque[Future[list[FileDigests]]] = deque()
    with ThreadPoolExecutor(jobs) as pool:
        try:
            for batch in batches:
                under_way.append(pool.submit(work, batch))
                if len(under_way) > 2 * jobs:
                    yield from under_way.popleft().result()
            while under_way:
                yield from under_way.popleft().result()
        finally:
            # Whoever takes no more results does not wait for those not begun.
            for future in under_way:
                future.cancel()


def _batches(paths: Sequence[str], sizes: Mapping[str, int]) -> Iterator[Sequence[str]]:
    batch: list[str] = []
    octets = 0
    for path in paths:
        batch.append(path)
        octets += sizes[path]
        if octets >= _BATCH_OCTETS or len(batch) >= _BATCH_FILES:
            yield batch
            batch, octets = [], 0
    if batch:
        yield batch

"""Share the digesting of files among threads, and run functions in threads."""

from __future__ import annotations

import multiprocessing
import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeAlias, TypeVar

from frus_pack.storage.closable import Closing
from frus_pack.storage.fixity import HASHES, FileDigests, Hash, PackedDigests, Piece

_BATCH_FILES = 256
_BATCH_OCTETS = 8 << 20
# Below this in all, a thread takes longer to start than the digests take; below this a file,
# threads wait longer for the interpreter than they are out of it.
_WORTH_A_THREAD = 1 << 20
_LARGE_ON_AVERAGE = 12 << 10

T = TypeVar("T")
R = TypeVar("R")

P = TypeVar("P", bound=str)

Work: TypeAlias = Callable[[Sequence[P]], list[FileDigests]]

_PIECES_WAITING = 16


def all_cores() -> int:
    """Return how many threads can run at once here: one in a worker process, whose siblings have
    the other cores."""
    if multiprocessing.parent_process() is not None:
        return 1
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def in_threads(
    work: Callable[[T], R],
    items: Iterable[T],
    jobs: int,
    *,
    octets: Callable[[T], int] = lambda item: 0,
    most_octets: int = 0,
) -> Iterator[R]:
    """Do the work on each item in threads, and yield what it gives in the order of the items.

    Results never pile up: only a few items are under way. Whoever takes no more results does not
    wait for the items that were not begun.

    Args:
        work: What is done; it may run in several threads at once.
        items: Taken one by one, in the thread that takes the results.
        jobs: The number of threads; with one, the work is done where the results are taken.
        octets: The bytes that an item keeps in memory.
        most_octets: The most bytes that the items under way keep, unless one alone has more.

    Raises:
        Exception: Whatever the work raises.
    """
    if jobs <= 1:
        yield from map(work, items)
        return
    under_way: deque[tuple[int, Future[R]]] = deque()
    with ThreadPoolExecutor(jobs) as pool:
        try:
            for item in items:
                size = octets(item)
                while len(under_way) > 2 * jobs or (
                    under_way and size + sum(one for one, _ in under_way) > most_octets > 0
                ):
                    yield under_way.popleft()[1].result()
                under_way.append((size, pool.submit(work, item)))
            while under_way:
                yield under_way.popleft()[1].result()
        finally:
            for _, future in under_way:
                future.cancel()


def digest_in_batches(
    work: Work[P], paths: Sequence[P], sizes: Mapping[P, int], jobs: int
) -> Iterator[FileDigests]:
    """Yield what `work` gives for all the paths, a batch at a time in up to `jobs` threads.

    hashlib lets go of the interpreter while it digests, so threads do run at once.
    """
    octets = sum(map(sizes.__getitem__, paths))
    if octets < max(_WORTH_A_THREAD, _LARGE_ON_AVERAGE * len(paths)):
        jobs = 1
    for digested in in_threads(work, _batches(paths, sizes), jobs):
        yield from digested


def _batches(paths: Sequence[P], sizes: Mapping[P, int]) -> Iterator[Sequence[P]]:
    batch: list[P] = []
    octets = 0
    for path in paths:
        batch.append(path)
        octets += sizes[path]
        if octets >= _BATCH_OCTETS or len(batch) >= _BATCH_FILES:
            yield batch
            batch, octets = [], 0
    if batch:
        yield batch


class DigestThread(Closing):
    """Digests files one after the other; `digested` has the results, by the number that each
    file was given with, once the thread has ended."""

    def __init__(self) -> None:
        self.digested: dict[int, PackedDigests] = {}
        self._pool = ThreadPoolExecutor(1)
        self._waiting: deque[Future[None]] = deque()

    def close(self) -> None:
        """Wait for the thread to end."""
        self._pool.shutdown()

    def digest(self, number: int, algorithms: Sequence[str], pieces: Iterable[Piece]) -> None:
        """Digest a file while its pieces go by."""
        hashes = {one: HASHES[one]() for one in algorithms}
        for piece in pieces:
            self._waiting.append(self._pool.submit(_update, hashes, piece))
            if len(self._waiting) > _PIECES_WAITING:
                self._waiting.popleft().result()
        self._pool.submit(self._finish, number, hashes)

    def _finish(self, number: int, hashes: Mapping[str, Hash]) -> None:
        digests = {algorithm: one.hexdigest() for algorithm, one in hashes.items()}
        self.digested[number] = PackedDigests.of(digests)


def _update(hashes: Mapping[str, Hash], piece: Piece) -> None:
    for one in hashes.values():
        one.update(piece)

"""Items in chunks for workers, and the turn in which a worker does as much of one as it can."""

from __future__ import annotations

import time
import traceback
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Generic, TypeAlias, TypeVar

from frus_pack.errors import detached

T = TypeVar("T")
R = TypeVar("R")

Work: TypeAlias = Callable[[Iterator[T]], Iterable[R]]
"""Takes items one by one, and yields the results of the items it took, in any order."""

_TURN_SECONDS = 1.0


@dataclass(frozen=True, slots=True)
class Chunk(Generic[T]):
    """Items for one turn. An item that lost its worker before comes `alone`."""

    items: Sequence[T]
    alone: bool = False


class Chunks(Generic[T]):
    """Chunks that grow up to `largest` items, taken from the items only as they are needed.

    Small chunks share few items evenly among the workers; large ones cost less for each item.
    """

    def __init__(self, items: Iterator[T], workers: int, largest: int) -> None:
        self._fresh = _growing(items, workers, largest)
        self._back: deque[Chunk[T]] = deque()
        self._aside: deque[T] = deque()

    def take(self) -> Chunk[T] | None:
        """Return the next chunk, first what was put back; None if there is none now."""
        return self._back.popleft() if self._back else next(self._fresh, None)

    def take_alone(self) -> Chunk[T] | None:
        """Return an item that was set aside, to be tried when nothing else is."""
        return Chunk((self._aside.popleft(),), alone=True) if self._aside else None

    def put_back(self, items: Sequence[T], at_a_time: int) -> None:
        """Keep items that were not begun, in chunks of so many: as many as a turn has time for.

        In one chunk they would all wait for one worker, while others have nothing to do.
        """
        for start in range(0, len(items), max(at_a_time, 1)):
            self._back.append(Chunk(items[start : start + max(at_a_time, 1)]))

    def set_aside(self, lost: Chunk[T]) -> Sequence[T]:
        """Keep the items that were lost with their worker, one of which may have killed it.

        Return the item that certainly did: one that was alone.
        """
        if lost.alone:
            return lost.items
        self._aside.extend(lost.items)
        return ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn(Generic[T, R]):
    """What came of a chunk: the results, and the items that were not begun.

    The error that stopped the work is a value, so that it is not taken for the executor's own.
    """

    results: list[R]
    rest: list[T]
    seconds: float
    error: Exception | None = None

    def checked(self) -> list[R]:
        """Return the results. Raises the error, if there was one."""
        if self.error:
            raise self.error
        return self.results


def take_turn(work: Work[T, R], chunk: Iterable[T]) -> Turn[T, R]:
    """Do at least one item, and begin no other after a second.

    Nobody can interrupt a thread, or a worker on another machine. When nobody wants its results
    any more, it goes on for that second.
    """
    begun = time.monotonic()
    waiting = iter(chunk)
    results: list[R] = []
    error = None
    try:
        results = list(work(_until(begun + _TURN_SECONDS, waiting)))
    except Exception as stopped:
        stopped.add_note(f"In a worker:\n{traceback.format_exc()}")
        error = detached(stopped)
    return Turn(results=results, rest=list(waiting), seconds=time.monotonic() - begun, error=error)


def _until(end: float, waiting: Iterator[T]) -> Iterator[T]:
    for item in waiting:
        yield item
        if time.monotonic() > end:
            return


def _growing(items: Iterator[T], workers: int, largest: int) -> Iterator[Chunk[T]]:
    size = 1
    while True:
        for _ in range(workers):
            chunk = tuple(islice(items, size))
            if not chunk:
                return
            yield Chunk(chunk)
        size = min(2 * size, largest)

"""What is to be done, in chunks for workers."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Chunk(Generic[T]):
    """Items for one turn. What lost its worker before is `alone`, one item at a time."""

    items: Sequence[T]
    alone: bool = False


class Chunks(Generic[T]):
    """Chunks that grow, so that few items are shared out evenly among so many workers and many
    with little ado, up to `largest` items; they are taken only as they are needed."""

    def __init__(self, items: Iterator[T], workers: int, largest: int) -> None:
        self._fresh = _growing(items, workers, largest)
        self._back: deque[Chunk[T]] = deque()
        self._aside: deque[T] = deque()

    def take(self) -> Chunk[T] | None:
        """The next, what was put back first; None if there is none now."""
        return self._back.popleft() if self._back else next(self._fresh, None)

    def take_alone(self) -> Chunk[T] | None:
        """An item that was set aside, to be tried when nothing else is."""
        return Chunk((self._aside.popleft(),), alone=True) if self._aside else None

    def put_back(self, items: Sequence[T]) -> None:
        """Keep what was not begun."""
        if items:
            self._back.append(Chunk(items))

    def set_aside(self, lost: Chunk[T]) -> Sequence[T]:
        """Keep what was lost with its worker, and may have killed it; returns what certainly
        did, being alone."""
        if lost.alone:
            return lost.items
        self._aside.extend(lost.items)
        return ()


def _growing(items: Iterator[T], workers: int, largest: int) -> Iterator[Chunk[T]]:
    size = 1
    while True:
        for _ in range(workers):
            chunk = tuple(islice(items, size))
            if not chunk:
                return
            yield Chunk(chunk)
        size = min(2 * size, largest)

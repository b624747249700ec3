"""A turn of a worker's: as much of a chunk as it does before it looks up again."""

from __future__ import annotations

import time
import traceback
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Generic, TypeAlias, TypeVar

from frus_pack.errors import detached

T = TypeVar("T")
R = TypeVar("R")

Work: TypeAlias = Callable[[Iterator[T]], Iterable[R]]
"""Takes items one by one, and gives the results of those it took, in any order."""

_LENGTH = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn(Generic[T, R]):
    """What came of a chunk: the results, the items that were not begun, and the error that
    stopped the work, told as a value so that it is not taken for the executor's own."""

    results: list[R]
    rest: list[T]
    seconds: float
    error: Exception | None = None

    def checked(self) -> list[R]:
        """The results. Raises the error, if there was one."""
        if self.error:
            raise self.error
        return self.results


def take_turn(work: Work[T, R], chunk: Iterable[T]) -> Turn[T, R]:
    """Do at least one item, and begin no other after a second.

    Nobody can interrupt a thread, or a worker on another machine: that second is how long it
    goes on when nobody wants its results any more.
    """
    begun = time.monotonic()
    waiting = iter(chunk)
    results: list[R] = []
    error = None
    try:
        results = list(work(_until(begun + _LENGTH, waiting)))
    except Exception as stopped:
        stopped.add_note(f"In a worker:\n{traceback.format_exc()}")
        error = detached(stopped)
    return Turn(results=results, rest=list(waiting), seconds=time.monotonic() - begun, error=error)


def _until(end: float, waiting: Iterator[T]) -> Iterator[T]:
    for item in waiting:
        yield item
        if time.monotonic() > end:
            return

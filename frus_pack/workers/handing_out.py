"""Chunks handed out to workers of any kind, and taken back as they are done."""

from __future__ import annotations

import time
from collections.abc import Callable, Generator
from concurrent.futures import Future
from queue import Empty, SimpleQueue
from typing import Generic, NamedTuple, TypeAlias, TypeVar

from frus_pack.workers.chunks import Chunk, Chunks
from frus_pack.workers.turns import Turn

T = TypeVar("T")
R = TypeVar("R")

Submit: TypeAlias = Callable[[Chunk[T]], Future[Turn[T, R]]]

_SILENCE = 5.0
"""Seconds after which one asks whether anybody is there."""


class _Away(NamedTuple, Generic[T]):
    chunk: Chunk[T]
    since: float


class HandingOut(Generic[T, R]):
    """Chunks on their way to workers, by `submit`, and back.

    Only a few are out at once, so that memory does not grow with their number and little is in
    work that nobody wants any more: `ahead` at first, and one more for each that was away for
    less than twice the time it was worked on, for then workers waited, or nearly. What may have
    killed a worker is handed out last, one at a time, so that it takes nothing else with it.
    """

    def __init__(self, submit: Submit[T, R], chunks: Chunks[T], ahead: int) -> None:
        self._submit = submit
        self._chunks = chunks
        self._ahead = ahead
        self._away: dict[Future[Turn[T, R]], _Away[T]] = {}
        self._done: SimpleQueue[Future[Turn[T, R]]] = SimpleQueue()

    def as_done(self) -> Generator[tuple[Future[Turn[T, R]], Chunk[T]], None, None]:
        """Each future with its chunk as it is done, until all are; it may have failed.

        What is away when nobody asks for more is cancelled. Raises what `submit` does, and keeps
        the chunk.
        """
        try:
            while True:
                while len(self._away) < self._ahead and (chunk := self._chunks.take()):
                    self._hand_out(chunk)
                if not self._away and (chunk := self._chunks.take_alone()):
                    self._hand_out(chunk)
                if not self._away:
                    return
                future = self._next_done()
                chunk, since = self._away[future]
                spent = time.monotonic() - since
                yield future, chunk
                del self._away[future]
                self._ahead += spent < 2 * _working_time(future)
        finally:
            for future in self._away:
                future.cancel()

    def not_back(self) -> list[Chunk[T]]:
        """What was handed out and is not back; a chunk is when the next is asked for."""
        return [chunk for chunk, _ in self._away.values()]

    def _hand_out(self, chunk: Chunk[T]) -> None:
        try:
            future = self._submit(chunk)
        except BaseException:
            self._chunks.put_back(chunk.items)
            raise
        self._away[future] = _Away(chunk, time.monotonic())
        future.add_done_callback(self._done.put)

    def _next_done(self) -> Future[Turn[T, R]]:
        while True:
            try:
                return self._done.get(timeout=_SILENCE)
            except Empty:
                # Dask says nothing more of what was done just before its scheduler went away. An
                # empty chunk has an answer: it cannot be handed out, or is dropped.
                self._hand_out(Chunk(()))


def _working_time(future: Future[Turn[T, R]]) -> float:
    """In seconds; 0 where the worker did not live to tell."""
    return 0 if future.cancelled() or future.exception() else future.result().seconds

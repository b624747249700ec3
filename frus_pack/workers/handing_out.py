"""Hand chunks out to workers of any kind, and take them back as they are done."""

from __future__ import annotations

import time
from collections.abc import Callable, Generator, Iterator
from concurrent.futures import Future
from contextlib import suppress
from queue import Empty, SimpleQueue
from typing import Generic, NamedTuple, TypeAlias, TypeVar

from frus_pack.workers.chunks import Chunk, Chunks, Turn
from frus_pack.workers.progress import TICK_SECONDS, Tick

T = TypeVar("T")
R = TypeVar("R")

Submit: TypeAlias = Callable[[Chunk[T]], Future[Turn[T, R]]]

_SILENCE = 5.0
"""Seconds without an answer after which the executor is asked whether it is still there."""


class _Away(NamedTuple, Generic[T]):
    chunk: Chunk[T]
    since: float


class HandingOut(Generic[T, R]):
    """Chunks on their way to workers, by `submit`, and back.

    Only a few chunks are out at once. So memory does not grow with their number, and little work
    is done that nobody wants any more. At first `ahead` chunks are out. Each chunk that comes back
    in less than twice its working time adds one, because workers waited then, or nearly did. Items
    that may have killed a worker are handed out last, one at a time: then they cost no others.
    `tick` is called several times a second while none is back.
    """

    def __init__(
        self, submit: Submit[T, R], chunks: Chunks[T], ahead: int, tick: Tick | None = None
    ) -> None:
        self._submit = submit
        self._chunks = chunks
        self._ahead = ahead
        self._tick = tick
        self._away: dict[Future[Turn[T, R]], _Away[T]] = {}
        self._done: SimpleQueue[Future[Turn[T, R]]] = SimpleQueue()

    def as_done(self) -> Generator[tuple[Future[Turn[T, R]], Chunk[T]], None, None]:
        """Yield each future with its chunk as it is done, or has failed, until all are back.

        When the generator is closed, the chunks that are out are cancelled. Raises what `submit`
        raises, and keeps the chunk.
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
        """Return the chunks that are out. A chunk is back when the next one is asked for."""
        return [chunk for chunk, _ in self._away.values()]

    def _hand_out(self, chunk: Chunk[T]) -> None:
        try:
            future = self._submit(chunk)
        except BaseException:
            self._chunks.put_back(chunk.items, len(chunk.items))
            raise
        self._away[future] = _Away(chunk, time.monotonic())
        future.add_done_callback(self._done.put)

    def _next_done(self) -> Future[Turn[T, R]]:
        while True:
            for timeout in self._waits():
                with suppress(Empty):
                    return self._done.get(timeout=timeout)
            # Dask never reports what was done just before its scheduler went away. An empty
            # chunk gets an answer: it cannot be handed out, or it is dropped.
            self._hand_out(Chunk(()))

    def _waits(self) -> Iterator[float]:
        """Yield how long to wait, and tick in between."""
        if self._tick is None:
            yield _SILENCE
            return
        for _ in range(round(_SILENCE / TICK_SECONDS)):
            yield TICK_SECONDS
            self._tick()


def _working_time(future: Future[Turn[T, R]]) -> float:
    """Return the time in seconds; 0 where the worker died."""
    return 0 if future.cancelled() or future.exception() else future.result().seconds

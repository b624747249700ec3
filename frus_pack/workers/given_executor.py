"""Work shared by an executor of the caller's: threads, processes, machines."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import CancelledError, Executor, Future
from contextlib import closing
from typing import TypeVar

from frus_pack.errors import ExecutorError
from frus_pack.version import __version__
from frus_pack.workers.chunks import Chunk, Chunks
from frus_pack.workers.handing_out import HandingOut
from frus_pack.workers.turns import Turn, Work, take_turn

T = TypeVar("T")
R = TypeVar("R")

_AHEAD = 4


def share(
    work: Work[T, R], chunks: Chunks[T], lost: Callable[[T], R], executor: Executor
) -> Iterator[R]:
    """The results of `work` on all chunks, by whatever workers the executor has. It is the
    caller's: it is not shut down, and may be in use for other things.

    Where an executor outlives its workers (Dask's does), what one had when it died is done again
    in the end, one by one; `lost` is the result of an item whose worker dies again. Raises
    ExecutorError when the executor takes no more work or drops what it had, and where a worker
    has another version.
    """

    def submit(chunk: Chunk[T]) -> Future[Turn[T, R]]:
        # Dask takes equal calls for one, and need not make it: the token makes each another one.
        token = secrets.token_hex(8)
        try:
            return executor.submit(turn_away, work, chunk.items, __version__, token)
        except Exception as error:
            raise _gave_up(str(error)) from error

    with closing(HandingOut(submit, chunks, _AHEAD).as_done()) as done:
        for future, chunk in done:
            turn = _turn(future)
            if turn:
                chunks.put_back(turn.rest)
                yield from turn.checked()
            else:
                yield from map(lost, chunks.set_aside(chunk))


def _turn(future: Future[Turn[T, R]]) -> Turn[T, R] | None:
    """What a worker has done; None if it died."""
    try:
        return future.result()
    except CancelledError as error:
        raise _gave_up("it dropped what it had to do, as when its scheduler is gone") from error
    except Exception as error:
        # Known by name: importing Dask takes long, and most do without it.
        if type(error).__name__ == "KilledWorker":
            return None
        raise _gave_up(f"{type(error).__name__}: {error}") from error


def _gave_up(why: str) -> ExecutorError:
    return ExecutorError(
        f"the executor failed: {why} (what is done is whole; run again to do the rest)"
    )


def turn_away(work: Work[T, R], items: Sequence[T], version: str, token: str) -> Turn[T, R]:
    """In a worker, where another frus-pack may be installed, which would make other bytes."""
    if version == __version__:
        return take_turn(work, items)
    message = f"a worker has frus-pack {__version__}, and this is {version} (install the same)"
    return Turn(results=[], rest=[], seconds=0, error=ExecutorError(message))

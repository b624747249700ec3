"""Work shared by an executor of the caller's: threads, processes, machines."""

from __future__ import annotations

import pickle
import secrets
from collections.abc import Callable, Iterator
from concurrent.futures import CancelledError, Executor, Future
from contextlib import closing
from typing import Any, TypeVar

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
        # To find out it looks into whatever is sent, which takes longer than to send it: bytes
        # are looked into at once.
        sent, token = pickle.dumps((work, chunk.items)), secrets.token_hex(8)
        try:
            return executor.submit(turn_away, sent, __version__, token)
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


def turn_away(sent: bytes, version: str, token: str) -> Turn[Any, Any]:
    """In a worker, where another frus-pack may be installed, which would make other bytes.
    What is `sent` are the work and its items, pickled."""
    if version == __version__:
        work, items = pickle.loads(sent)  # noqa: S301 - our own, over the executor's own line
        return take_turn(work, items)
    message = f"a worker has frus-pack {__version__}, and this is {version} (install the same)"
    return Turn(results=[], rest=[], seconds=0, error=ExecutorError(message))

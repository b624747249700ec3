"""Share work by an executor of the caller: threads, processes, machines."""

from __future__ import annotations

import pickle
import secrets
from collections.abc import Callable, Iterator
from concurrent.futures import CancelledError, Executor, Future
from contextlib import closing
from typing import Any, TypeVar

from frus_pack.errors import ExecutorError
from frus_pack.version import __version__
from frus_pack.workers.chunks import Chunk, Chunks, Turn, Work, take_turn
from frus_pack.workers.handing_out import HandingOut
from frus_pack.workers.progress import Tick

T = TypeVar("T")
R = TypeVar("R")

_AHEAD = 4


def share(
    work: Work[T, R],
    chunks: Chunks[T],
    lost: Callable[[T], R],
    executor: Executor,
    tick: Tick | None = None,
) -> Iterator[R]:
    """Yield the results of `work` on all chunks by the workers of an executor.

    The executor is the caller's. It is not shut down, and may do other work meanwhile.

    An executor may outlive its workers, as Dask's does. The items of a worker that died are then
    done again at the end, one by one. `lost` makes the result of an item whose worker dies again.
    `tick` is called several times a second meanwhile.

    Raises:
        ExecutorError: The executor stopped accepting work, or lost it, or a worker has another
            version of this library.
    """

    def submit(chunk: Chunk[T]) -> Future[Turn[T, R]]:
        # Dask makes equal calls only once: the token makes each call different. To compare
        # calls, Dask hashes what is sent, which is fast for bytes and slow for objects.
        sent, token = pickle.dumps((work, chunk.items)), secrets.token_hex(8)
        try:
            return executor.submit(turn_away, sent, __version__, token)
        except Exception as error:
            raise _gave_up(str(error)) from error

    with closing(HandingOut(submit, chunks, _AHEAD, tick).as_done()) as done:
        for future, chunk in done:
            turn = _turn(future)
            if turn:
                chunks.put_back(turn.rest, len(chunk.items) - len(turn.rest))
                yield from turn.checked()
            else:
                yield from map(lost, chunks.set_aside(chunk))


def _turn(future: Future[Turn[T, R]]) -> Turn[T, R] | None:
    """Return what a worker has done; None if it died."""
    try:
        return future.result()
    except CancelledError as error:
        raise _gave_up("it dropped what it had to do, as when its scheduler is gone") from error
    except Exception as error:
        # The class is compared by name, because importing Dask takes long and few callers use it.
        if type(error).__name__ == "KilledWorker":
            return None
        raise _gave_up(f"{type(error).__name__}: {error}") from error


def _gave_up(why: str) -> ExecutorError:
    return ExecutorError(
        f"the executor failed: {why} (what is done is whole; run again to do the rest)"
    )


def turn_away(sent: bytes, version: str, token: str) -> Turn[Any, Any]:
    """Take a turn in a worker. `sent` is the work and its items, pickled.

    Another version of frus-pack, which may make other bytes, is refused.
    """
    if version == __version__:
        work, items = pickle.loads(sent)  # noqa: S301 - our own, over the executor's own line
        return take_turn(work, items)
    message = f"a worker has frus-pack {__version__}, and this is {version} (install the same)"
    return Turn(results=[], rest=[], seconds=0, error=ExecutorError(message))

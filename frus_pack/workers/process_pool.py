"""Share work among processes that are started for it, and may be killed."""

from __future__ import annotations

import ctypes
import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Callable, Generator, Iterator, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import closing, contextmanager
from multiprocessing.context import BaseContext
from typing import TypeVar

from frus_pack.errors import ExecutorError
from frus_pack.workers.chunks import Chunk, Chunks, Turn, Work, take_turn
from frus_pack.workers.handing_out import HandingOut
from frus_pack.workers.progress import Tick

T = TypeVar("T")
R = TypeVar("R")

_PR_SET_PDEATHSIG = 1


def share(
    work: Work[T, R],
    chunks: Chunks[T],
    lost: Callable[[T], R],
    jobs: int,
    tick: Tick | None = None,
) -> Iterator[R]:
    """Yield the results of `work` on all chunks by `jobs` processes.

    When a process is killed, all chunks that were out are done again at the end, item by item.
    `lost` makes the result of an item that kills its worker again. `tick` is called several times
    a second meanwhile.
    """
    while (interrupted := (yield from _until_broken(work, chunks, jobs, tick))) is not None:
        for chunk in interrupted:
            yield from map(lost, chunks.set_aside(chunk))


def _until_broken(
    work: Work[T, R], chunks: Chunks[T], jobs: int, tick: Tick | None
) -> Generator[R, None, list[Chunk[T]] | None]:
    """Yield results until all are there, or a worker is killed. Return the chunks then out."""
    with _pool(jobs) as pool:
        _refuse_unguarded_script(pool)
        handing_out: HandingOut[T, R] = HandingOut(
            lambda chunk: pool.submit(_interruptibly, work, chunk.items), chunks, 2 * jobs, tick
        )
        try:
            with closing(handing_out.as_done()) as done:
                for future, chunk in done:
                    turn = future.result()
                    chunks.put_back(turn.rest, len(chunk.items) - len(turn.rest))
                    yield from turn.checked()
        except BrokenProcessPool:
            return handing_out.not_back()
    return None


@contextmanager
def _pool(workers: int) -> Iterator[Executor]:
    """Start worker processes. After an error they begin nothing further."""
    pool = ProcessPoolExecutor(workers, mp_context=_context(), initializer=_begin)
    try:
        yield pool
    except BaseException:
        with _interrupts_put_off():
            pool.shutdown(wait=True, cancel_futures=True)
        raise
    with _interrupts_put_off():
        pool.shutdown()


@contextmanager
def _interrupts_put_off() -> Iterator[None]:
    """Put Ctrl-C and SIGTERM off until the end, where one of them is enough.

    Python forgets the thread that ends the workers when waiting for it is interrupted. Then the
    workers wait for work, and this process for the workers, for ever.
    """
    if threading.current_thread() is not threading.main_thread():
        yield  # signals interrupt the main thread alone
        return
    came: list[int] = []
    handlers = {
        number: signal.signal(number, lambda number, _: came.append(number))
        for number in (signal.SIGINT, signal.SIGTERM)
        if signal.getsignal(number) is not None  # else a program around Python handles it
    }
    try:
        yield
    finally:
        for number, handler in handlers.items():
            signal.signal(number, handler)
    if came:
        signal.raise_signal(came[0])


def _context() -> BaseContext:
    """Return how workers start.

    Forked workers start at once, and need no guard in the caller's script. But only a process with
    one thread forks safely.
    """
    return multiprocessing.get_context("fork" if _forks() else "spawn")


def _refuse_unguarded_script(pool: Executor) -> None:
    """Raise ExecutorError if no worker starts, because each one runs the caller's script again."""
    if _forks():
        return
    try:
        pool.submit(os.getpid).result()
    except BrokenProcessPool as error:
        raise ExecutorError(
            "worker processes run your script again, and cannot start: put the code that calls"
            ' frus_pack under if __name__ == "__main__":, or give jobs=1'
        ) from error


def end_where_the_script_is_run_anew() -> None:
    """End a worker that runs a script without a guard, and so would start workers itself."""
    # multiprocessing asks this too, and then each worker prints a page of advice.
    if getattr(multiprocessing.current_process(), "_inheriting", False):
        os._exit(1)


def _forks() -> bool:
    return sys.platform == "linux" and threading.active_count() == 1


def _begin() -> None:
    """Begin a worker, which dies with its parent, however that dies, and leaves Ctrl-C to it."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    _ignore_interrupts()


def _ignore_interrupts() -> None:
    """Leave Ctrl-C to the parent while a worker waits for work, and die without a traceback."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _interruptibly(work: Work[T, R], items: Sequence[T]) -> Turn[T, R]:
    """Take a turn in a worker. Ctrl-C stops it, and it removes what it had not finished."""
    signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        return take_turn(work, items)
    finally:
        _ignore_interrupts()

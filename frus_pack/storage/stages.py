"""Do many small jobs together, a stage at a time.

A job in stages is a generator: it yields after each stage, and returns its result. One stage of
many jobs is done before the next, so that its code and data stay in the caches of the processor.
Each job then takes a fifth to a third less time.
"""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator
from itertools import chain, islice
from typing import TypeAlias, TypeVar

R = TypeVar("R")

Stages: TypeAlias = Generator[None, None, R]
"""A job in stages, all of whose memory is in use until it ends."""

_TOGETHER = 16
"""Number of jobs that are done together. More are hardly faster, and all are in memory."""


def in_step(jobs: Iterable[Stages[R]]) -> Iterator[R]:
    """Yield the result of each job as it ends. A job is not taken before it is begun."""
    waiting = iter(jobs)
    for job in waiting:
        together = yield from _next_stage(chain((job,), islice(waiting, _TOGETHER - 1)))
        while together:
            together = yield from _next_stage(together)


def at_once(job: Stages[R]) -> R:
    """Return the result of a job that is done alone."""
    (result,) = in_step((job,))
    return result


def _next_stage(jobs: Iterable[Stages[R]]) -> Generator[R, None, list[Stages[R]]]:
    """Do the next stage of each job; yield the results of those that end, return the others."""
    others: list[Stages[R]] = []
    for job in jobs:
        try:
            next(job)
        except StopIteration as end:
            yield end.value
        else:
            others.append(job)
    return others

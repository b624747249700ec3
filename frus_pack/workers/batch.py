"""Share a batch of things among workers. Each thing has an outcome of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Protocol, TypeAlias, TypeVar

from frus_pack.bag.discovery import NotSearchedError
from frus_pack.errors import FrusPackError, StorageError, fault_of_ours
from frus_pack.storage.regular_file import reading
from frus_pack.workers.chunks import Work
from frus_pack.workers.distributing import distribute
from frus_pack.workers.progress import Amount, Measure, OnProgress, watched

T = TypeVar("T")
O = TypeVar("O")  # noqa: E741 - the outcome

Failed: TypeAlias = Callable[[str, FrusPackError], O]
"""Makes the outcome of a source that the work could not be done on."""


@dataclass(frozen=True)  # no slots: sent to workers
class Refused:
    """What was found at a place but cannot be worked on, and why."""

    source: str
    error: FrusPackError


def run_batch(
    places: Iterable[Path],
    find: Callable[[Path], Iterable[T | Refused]],
    work: Work[T, O],
    failed: Failed[O],
    *,
    jobs: int | None = None,
    executor: Executor | None = None,
    progress: OnProgress | None = None,
    measure: Measure = Amount,
) -> Iterator[O]:
    """Find what is at places, work on it, and yield an outcome of each, as they come.

    Memory does not grow with the number of things found.

    Args:
        places: Where to look.
        find: Yields what is at a place. Where it raises FrusPackError, the place has failed.
        work: Takes items one by one and yields an outcome for each. It is sent to workers.
        failed: Makes the outcome of what was refused, or killed its worker. It is sent, too.
        jobs: Number of processes; see `distribute`.
        executor: Shares the work instead; see `distribute`.
        progress: Called with the progress.
        measure: Returns how much there is to do; called only if `progress` is given.

    Yields:
        An outcome for each item, and for each place that could not be searched.

    Raises:
        ExecutorError: The executor stopped accepting work, or lost it.
        ValueError: Both `jobs` and an executor were given.
    """
    return work_on(
        found_at(places, find),
        work,
        failed,
        jobs=jobs,
        executor=executor,
        progress=progress,
        measure=measure,
    )


def work_on(
    items: Iterable[T | Refused],
    work: Work[T, O],
    failed: Failed[O],
    *,
    jobs: int | None = None,
    executor: Executor | None = None,
    progress: OnProgress | None = None,
    measure: Measure = Amount,
) -> Iterator[O]:
    """Yield an outcome of each thing that was found; see `run_batch`."""
    chunk_work = partial(_without_refused, work=work, failed=failed)
    lost = partial(_lost, failed=failed)
    share = partial(distribute, chunk_work, items, lost, jobs, executor)
    return watched(progress, measure, share)


def one_by_one(items: Iterable[T], work: Callable[[T], O], failed: Failed[O]) -> Iterator[O]:
    """Yield the outcome of each item; an error of one costs no other."""
    for item in items:
        try:
            yield work(item)
        except FrusPackError as error:
            yield failed(str(item), error)
        except Exception as error:
            yield failed(str(item), fault_of_ours(str(item), error))


def or_refused(found: Iterable[Path | NotSearchedError]) -> Iterator[Path | Refused]:
    """Yield the bags that were found, and refuse what was not searched for them."""
    for one in found:
        yield one if isinstance(one, Path) else Refused(str(one.path), one)


def found_at(
    places: Iterable[Path], find: Callable[[Path], Iterable[T | Refused]]
) -> Iterator[T | Refused]:
    """Yield what is at places; a place where `find` raises FrusPackError is refused."""
    for place in places:
        try:
            with reading(place):
                yield from find(place)
        except FrusPackError as error:
            yield Refused(str(place), error)


def _without_refused(
    items: Iterator[T | Refused], work: Work[T, O], failed: Failed[O]
) -> Iterator[O]:
    refused: list[Refused] = []

    def accepted() -> Iterator[T]:
        for item in items:
            if isinstance(item, Refused):
                refused.append(item)
            else:
                yield item

    yield from work(accepted())
    yield from (failed(one.source, one.error) for one in refused)


def _lost(item: T | Refused, failed: Failed[O]) -> O:
    if isinstance(item, Refused):
        return failed(item.source, item.error)
    message = "the worker that had this was killed (run again to go on)"
    return failed(str(item), StorageError(f"{item}: {message}"))


class _Sourced(Protocol):
    @property
    def source(self) -> str: ...

    @property
    def status(self) -> str: ...


S = TypeVar("S", bound=_Sourced)


def refuse_doubles(
    outcomes: Iterable[S],
    made: str,
    document: Callable[[S], str | None],
    refuse: Callable[[S, str], S],
) -> Iterator[S]:
    """Yield outcomes, but refuse what was made of a document that was there before in the run.

    Args:
        outcomes: The outcomes of one run.
        made: The status of an outcome that made something.
        document: Returns the name of the document of an outcome, if that has one.
        refuse: Returns the outcome to yield instead, given also the source that came first.
    """
    sources: dict[str, str] = {}
    for outcome in outcomes:
        name = document(outcome)
        if name in sources and outcome.status == made:
            yield refuse(outcome, sources[name])
            continue
        if name:
            sources.setdefault(name, outcome.source)
        yield outcome

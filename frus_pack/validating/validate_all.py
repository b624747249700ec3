"""Validate many bags, small ones together."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor
from functools import partial
from pathlib import Path

from frus_pack.bag.reader import Limits
from frus_pack.bag.tag_files.profile import read_profile
from frus_pack.errors import FrusPackError, StorageError
from frus_pack.ocfl.discovery import find_packages
from frus_pack.reports.report import Report
from frus_pack.requirements.finding import Check, Finding
from frus_pack.storage.given_paths import AnyPath, one_or_many
from frus_pack.storage.stages import Stages, in_step
from frus_pack.validating.validate import ValidationOptions, check_in_stages, report_on
from frus_pack.validating.validate_ocfl import ocfl_report
from frus_pack.workers.batch import Refused, or_refused, run_batch
from frus_pack.workers.progress import OnProgress, measure


def validate_all(
    paths: AnyPath | Iterable[AnyPath],
    *,
    profile: AnyPath | None = None,
    completeness_only: bool = False,
    allow_unfetched: bool = False,
    cross_check: bool = False,
    limits: Limits | None = None,
    jobs: int | None = None,
    executor: Executor | None = None,
    progress: OnProgress | None = None,
) -> Iterator[Report]:
    """Check many bags; see `validate`.

    Nothing is ever written. Memory does not grow with the number of bags.

    Args:
        paths: One path or many. Each is a bag, or a folder that holds bags at any depth.
        profile: The file of a BagIt Profile to check every bag against.
        completeness_only: Leave out the digests.
        allow_unfetched: Accept files that are still to be fetched.
        cross_check: Ask bagit-python as well.
        limits: What an archive may unpack to; by default `Limits()`.
        jobs: Number of processes; by default one a core. A single bag is shared by as many
            threads. Several processes need the guard ``if __name__ == "__main__":`` in a script
            that has threads, and on macOS.
        executor: An executor of yours that does the work instead: threads, processes,
            ``dask.distributed.Client.get_executor()``. Its workers must reach the bags under the
            same absolute paths, which the reports then have. It is not shut down.
        progress: Called several times a second with a `Progress`, from the beginning on, perhaps
            in a thread of its own.

    Returns:
        An iterator of reports, as they finish. A path at which nothing can be opened has a
        report that says so.

    Raises:
        SourceError: The profile is broken.
        ExecutorError: The executor stopped accepting work, or lost it.
        ValueError: Both `jobs` and an executor were given.
        TypeError: `paths` is neither a path nor several.

    Example:
        >>> for report in frus_pack.validate_all("deposit"):
        ...     if not report:
        ...         print(report)
    """
    here: Callable[[Path], Path] = Path.absolute if executor is not None else Path
    options = ValidationOptions(
        profile=None if profile is None else read_profile(Path(profile)),
        completeness_only=completeness_only,
        allow_unfetched=allow_unfetched,
        cross_check=cross_check,
        limits=Limits.of(limits),
    )
    work = partial(_validate_chunk, options=options)
    given = list(map(here, one_or_many(paths, "paths")))
    return run_batch(
        given,
        _find,
        work,
        _not_opened,
        jobs=jobs,
        executor=executor,
        progress=progress,
        measure=partial(measure, given, find_packages),
    )


def _find(path: Path) -> Iterator[Path | Refused]:
    return or_refused(find_packages(path))


def _validate_chunk(bags: Iterator[Path], options: ValidationOptions) -> Iterator[Report]:
    return in_step(_stages(path, options) for path in bags)


def _stages(path: Path, options: ValidationOptions) -> Stages[Report]:
    in_root = partial(report_on, options=ValidationOptions(limits=options.limits))
    try:
        found = ocfl_report(path, in_root)
        return (yield from check_in_stages(path, options)) if found is None else found
    except StorageError as error:
        return _not_opened(str(path), error)


def _not_opened(path: str, error: FrusPackError) -> Report:
    """Return the report of something that could not be opened."""
    finding = Finding("bag.unreadable", "", str(error).removeprefix(f"{path}: "))
    return Report(Path(path), (finding,), (Check("bag", "failed"),), 0, 0)

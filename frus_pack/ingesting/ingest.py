"""Packages into an OCFL storage root: what is checked is what is stored, byte for byte."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor
from functools import partial
from itertools import chain
from os.path import realpath
from pathlib import Path

from frus_pack.bag.discovery import find_bags
from frus_pack.bag.forbidden_places import refuse_deposit_inside, refuse_inside_bag
from frus_pack.errors import StorageError
from frus_pack.ingesting.ingester import Ingested, Ingester, failed
from frus_pack.ocfl.inventory import User
from frus_pack.ocfl.root import find_root_to_add_to
from frus_pack.package.bag_info import AGENT
from frus_pack.storage import clock
from frus_pack.storage.given_paths import AnyPath, one_or_many, one_path
from frus_pack.workers.batch import Refused, or_refused, refuse_doubles, run_batch
from frus_pack.workers.progress import OnProgress, measure, size_of, watch_one


def ingest(
    package: str | os.PathLike[str],
    *,
    ocfl: str | Path,
    message: str | None = None,
    user: str | None = None,
    address: str | None = None,
    progress: OnProgress | None = None,
) -> Ingested:
    """Put a package into an OCFL 1.1 storage root.

    The package becomes an object, or the next version of its object. Only new content is stored.
    Every check is made on the very bytes that are stored. An object that exists is checked whole
    before it is added to.

    Args:
        package: A folder, or a tar (.gz, .bz2, .xz) or zip file.
        ocfl: The storage root; made if needed.
        message: Why the version is made; by default it names the bag.
        user: Who makes it; by default this program.
        address: A URI of the user: ``mailto:…``, or a personal identifier.
        progress: Called several times a second with a `Progress`, from the beginning on, perhaps
            in a thread of its own.

    Returns:
        The outcome: ``ingested``, or ``unchanged`` if the latest version holds the same.
        Its time is SOURCE_DATE_EPOCH, or now.

    Raises:
        InvalidPackageError: The package is not valid.
        SourceError: The bag cannot be an object.
        StorageError: The root or the object cannot be added to.
        ValueError: SOURCE_DATE_EPOCH is not a number of seconds, or `address` is not a URI.

    Example:
        >>> ingested = frus_pack.ingest("deposit/…/frus1958-60v99-d12", ocfl="storage")
        >>> ingested.version
        'v1'
    """
    ingester = _ingester(one_path(ocfl, "ocfl"), message, user, address)
    path = one_path(package, "package", "ingest_all")
    refuse_deposit_inside(path, ingester.root)
    (outcome,) = watch_one(
        progress, partial(size_of, path), lambda: list(ingester.ingest_group(iter([path])))
    )
    if outcome.error:
        raise outcome.error
    return outcome


def ingest_all(
    packages: AnyPath | Iterable[AnyPath],
    *,
    ocfl: str | Path,
    message: str | None = None,
    user: str | None = None,
    address: str | None = None,
    jobs: int | None = None,
    executor: Executor | None = None,
    progress: OnProgress | None = None,
) -> Iterator[Ingested]:
    """Ingest many packages; see `ingest`.

    A package that cannot be ingested fails alone.

    Args:
        packages: One path or many. Each is a package, or a folder that holds packages at any
            depth.
        ocfl: The storage root; made if needed.
        message: Why the versions are made; by default each names its bag.
        user: Who makes them; by default this program.
        address: A URI of the user: ``mailto:…``, or a personal identifier.
        jobs: Number of processes; by default one a core. Several need the guard
            ``if __name__ == "__main__":`` in a script that has threads, and on macOS.
        executor: An executor of yours that does the work instead; see `pack_all`.
        progress: Called several times a second with a `Progress`, from the beginning on, perhaps
            in a thread of its own.

    Returns:
        An iterator of outcomes, as they finish.

    Raises:
        StorageError: Nothing can be put into the root at all.
        ExecutorError: The executor stopped accepting work, or lost it.
        ValueError: As `ingest`; or both `jobs` and an executor were given.

    Example:
        >>> for ingested in frus_pack.ingest_all("deposit", ocfl="storage"):
        ...     print(ingested.status, ingested.identifier, ingested.version)
    """
    here: Callable[[Path], Path] = Path.absolute if executor is not None else Path
    ingester = _ingester(here(Path(ocfl)), message, user, address)
    find_root_to_add_to(ingester.root)
    places = list(map(here, one_or_many(packages, "packages")))
    find = partial(_find, root=ingester.root)
    work = partial(_ingest_chunk, ingester=ingester)
    outcomes = run_batch(
        places,
        find,
        work,
        failed,
        jobs=jobs,
        executor=executor,
        progress=progress,
        measure=partial(measure, places, find_bags),
    )
    return refuse_doubles(outcomes, "ingested", lambda one: one.identifier, _doubled)


def _ingester(root: Path, message: str | None, user: str | None, address: str | None) -> Ingester:
    refuse_inside_bag(Path(realpath(root)).parent)
    return Ingester(
        root=root,
        created=clock.now().strftime("%Y-%m-%dT%H:%M:%SZ"),
        message=message,
        user=User(user or AGENT, address),
    )


def _find(path: Path, root: Path) -> Iterator[Path | Refused]:
    refuse_deposit_inside(path, root)
    return or_refused(find_bags(path))


def _ingest_chunk(packages: Iterator[Path], ingester: Ingester) -> Iterator[Ingested]:
    """Ingest packages one after the other, in groups of a size that a sync is worth."""
    for package in packages:
        yield from ingester.ingest_group(chain((package,), packages))


def _doubled(outcome: Ingested, other: str) -> Ingested:
    message = (
        f"{outcome.source}: became {outcome.version} of {outcome.identifier}, and so did {other} in"
        " the same run become a version; which is the later one was left to chance"
    )
    return failed(outcome.source, StorageError(message))

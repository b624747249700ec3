"""Packages into an OCFL storage root: what is checked is what is stored, byte for byte."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from concurrent.futures import Executor
from datetime import UTC, datetime
from functools import partial
from itertools import chain
from pathlib import Path

from frus_pack.bag.discovery import find_bags
from frus_pack.errors import FrusPackError, StorageError
from frus_pack.ingesting.ingester import Ingested, Ingester, failed
from frus_pack.ocfl.inventory import User
from frus_pack.ocfl.root import find_root
from frus_pack.package.bag_info import AGENT
from frus_pack.storage.separate_places import refuse_deposit_inside
from frus_pack.workers.spreading import spread


def ingest(
    package: str | os.PathLike[str],
    *,
    ocfl: str | Path,
    message: str | None = None,
    user: str | None = None,
    address: str | None = None,
) -> Ingested:
    """Put a package, as a folder, tar, tar.gz or zip file, into the OCFL 1.1 storage root `ocfl`.

    The root is made if it is not there. The package becomes an object, or the next version of its
    object, in which content that an earlier version has is not stored again; if the latest
    version is the same, nothing is written. Every check is made first, on the very bytes that
    are stored, and an object that is there is checked whole before it is added to.

    `message`, `user` and `address` (a URI) tell in the version why and by whom it was made, and
    SOURCE_DATE_EPOCH or the clock when. Raises InvalidPackageError for a package that is not
    valid, SourceError for one that cannot be an object, StorageError for a root or object that
    cannot be added to, and ValueError for a SOURCE_DATE_EPOCH that is no number of seconds.
    """
    ingester = _ingester(Path(ocfl), message, user, address)
    refuse_deposit_inside(Path(package), ingester.root)
    (outcome,) = ingester.ingest_group(iter([Path(package)]))
    if outcome.error:
        raise outcome.error
    return outcome


def ingest_all(
    packages: str | Path | Iterable[str | Path],
    *,
    ocfl: str | Path,
    message: str | None = None,
    user: str | None = None,
    address: str | None = None,
    jobs: int | None = None,
    executor: Executor | None = None,
) -> Iterator[Ingested]:
    """Ingest every package that `packages` are or hold at any depth (see `ingest`).

    An outcome each, as they finish; a package that cannot be ingested fails alone. `jobs`
    processes share the work, by default one a core; in a script that has threads, or on macOS,
    they want the guard ``if __name__ == "__main__":``. An `executor` of yours shares it instead
    (see `pack_all`).

    Raises StorageError if nothing can be put into the root at all, ExecutorError if the executor
    gives up, and ValueError as `ingest` does, and for both jobs and an executor.
    """
    here = Path.absolute if executor is not None else Path
    ingester = _ingester(here(Path(ocfl)), message, user, address)
    find_root(ingester.root)
    if isinstance(packages, str | Path):
        packages = (packages,)
    found = _found((here(Path(package)) for package in packages), ingester.root)
    work = partial(_ingest_chunk, ingester=ingester)
    yield from _refuse_doubles(spread(work, found, _lost, jobs, executor))


def _ingester(root: Path, message: str | None, user: str | None, address: str | None) -> Ingester:
    return Ingester(root=root, created=_now(), message=message, user=User(user or AGENT, address))


def _now() -> str:
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    try:
        moment = datetime.fromtimestamp(int(epoch), UTC) if epoch else datetime.now(UTC)
    except (ValueError, OverflowError, OSError) as error:
        raise ValueError(f"SOURCE_DATE_EPOCH is {epoch!r}, no number of seconds") from error
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


def _found(packages: Iterable[Path], root: Path) -> Iterator[Path | Ingested]:
    for package in packages:
        try:
            refuse_deposit_inside(package, root)
            yield from find_bags(package)
        except FrusPackError as error:
            yield failed(package, error)


def _ingest_chunk(packages: Iterator[Path | Ingested], ingester: Ingester) -> Iterator[Ingested]:
    """Ingest packages one after the other, in groups of a size that a sync is worth."""
    for package in packages:
        if isinstance(package, Ingested):
            yield package
        else:
            yield from ingester.ingest_group(chain((package,), packages))


def _lost(source: Path | Ingested) -> Ingested:
    if isinstance(source, Ingested):
        return source
    message = "the worker that had this was killed (run again to go on)"
    return failed(source, StorageError(f"{source}: {message}"))


def _refuse_doubles(outcomes: Iterable[Ingested]) -> Iterator[Ingested]:
    """Two packages of one document in one run must not pass for one after the other."""
    first: dict[str, str] = {}
    for outcome in outcomes:
        other = first.setdefault(outcome.identifier, outcome.source) if outcome.identifier else ""
        if outcome.status == "ingested" and other != outcome.source:
            yield failed(Path(outcome.source), _doubled(outcome, other))
        else:
            yield outcome


def _doubled(outcome: Ingested, other: str) -> StorageError:
    return StorageError(
        f"{outcome.source}: became {outcome.version} of {outcome.identifier}, and so did {other} in"
        " the same run become a version; which is the later one was left to chance"
    )

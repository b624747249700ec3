"""Make folders of bags, each whole and valid or not at all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from os import PathLike
from os.path import realpath
from pathlib import Path
from typing import Literal

from frus_pack.bag.discovery import find_bags
from frus_pack.bag.forbidden_places import refuse_inside_bag
from frus_pack.bag.opening import without_suffix
from frus_pack.bag.reader import Bag, Limits
from frus_pack.errors import FrusPackError, StorageError, detached
from frus_pack.reports.outcome import Outcome
from frus_pack.storage.given_paths import AnyPath, folder_to_fill, one_or_many, one_path
from frus_pack.storage.publishing import Published, publish_new
from frus_pack.storage.staging import STAGING, staging, storage_errors
from frus_pack.storage.tree import on_disk
from frus_pack.validating.valid_copy import copy_valid_bag
from frus_pack.validating.validate import ValidationOptions
from frus_pack.workers.batch import Refused, one_by_one, or_refused, run_batch
from frus_pack.workers.progress import OnProgress, measure, size_of, watch_one


def unpack(
    package: str | PathLike[str],
    to: str | PathLike[str],
    *,
    allow_unfetched: bool = False,
    limits: Limits | None = None,
    progress: OnProgress | None = None,
) -> Path:
    """Make a folder of a bag, checked while it is written.

    Every check is made, in one pass. Names and bytes are those of the bag; times and modes are
    not kept. The same folder again is left as it is. After an error nothing is left in `to`.

    Args:
        package: A package or a bag of any origin: a tar (.gz, .bz2, .xz) or zip file, or a folder.
        to: The folder that the bag's folder goes to; made if needed.
        allow_unfetched: Copy a bag with files that are still to be fetched as it is.
        limits: What an archive may unpack to; by default `Limits()`.
        progress: Called several times a second with a `Progress`, from the beginning on, perhaps
            in a thread of its own.

    Returns:
        The folder of the bag, safe on the disk. Its name is that of the folder in the archive,
        or that of the archive.

    Raises:
        InvalidPackageError: The bag is not valid (RFC 8493 §5); the error has the report.
        PackageExistsError: Something else has the name.
        StorageError: The bag cannot be read, or `to` cannot be written, or is inside a bag or a
            storage root.

    Example:
        >>> folder = frus_pack.unpack("frus1958-60v99-d12.tar", to="incoming")
    """
    source = one_path(package, "package", "unpack_all")
    options = ValidationOptions(limits=Limits.of(limits), allow_unfetched=allow_unfetched)
    work = partial(unpack_bag, source, one_path(to, "to"), options)
    return watch_one(progress, partial(size_of, source), work).path


def unpack_bag(package: Path, deposit: Path, options: ValidationOptions) -> Published:
    """Do what `unpack` does, and say whether the folder is new."""
    if package.is_dir() and Path(realpath(deposit)).is_relative_to(realpath(package)):
        raise StorageError(f"{deposit}: is inside the bag to be unpacked")
    refuse_inside_bag(deposit)
    with storage_errors(deposit, STAGING), staging(deposit) as stage:
        built = stage.new_folder()
        bag, _ = copy_valid_bag(package, built, options)
        return publish_new(stage, built, on_disk(_name(bag)))


def _name(bag: Bag) -> str:
    without_folder = any(one.code == "archive-no-base-folder" for one in bag.irregularities)
    return without_suffix(bag.name) if without_folder else bag.name


@dataclass(frozen=True, kw_only=True)  # no slots: sent by workers
class Unpacked(Outcome):
    """The outcome of unpacking one bag.

    Attributes:
        source: The bag.
        status: ``unpacked``; ``unchanged``, where the same folder already existed; or ``failed``.
        path: The folder; None if it failed.
        error: Why it failed; None if it did not.
    """

    source: str
    status: Literal["unpacked", "unchanged", "failed"]
    path: Path | None = None
    error: FrusPackError | None = None


def unpack_all(
    packages: AnyPath | Iterable[AnyPath],
    to: AnyPath,
    *,
    allow_unfetched: bool = False,
    limits: Limits | None = None,
    jobs: int | None = None,
    progress: OnProgress | None = None,
) -> Iterator[Unpacked]:
    """Unpack many bags; see `unpack`. A bag that cannot be unpacked fails alone.

    Args:
        packages: One path or many. Each is a bag, or a folder that holds bags at any depth.
        to: The folder that the bags' folders go to; made if needed.
        allow_unfetched: Copy bags with files that are still to be fetched as they are.
        limits: What an archive may unpack to; by default `Limits()`.
        jobs: Number of processes; by default one a core. Several need the guard
            ``if __name__ == "__main__":`` in a script that has threads, and on macOS.
        progress: Called several times a second with a `Progress`, from the beginning on, perhaps
            in a thread of its own.

    Returns:
        An iterator of outcomes, as they finish.

    Raises:
        StorageError: `to` is a file, or is inside a bag or a storage root.
        TypeError: `packages` is neither a path nor several.

    Example:
        >>> for unpacked in frus_pack.unpack_all("incoming", to="checked"):
        ...     print(unpacked.status, unpacked.path or unpacked.error)
    """
    refuse_inside_bag(one_path(to, "to"))
    options = ValidationOptions(limits=Limits.of(limits), allow_unfetched=allow_unfetched)
    unpack = partial(_unpack, deposit=folder_to_fill(to), options=options)
    work = partial(one_by_one, work=unpack, failed=_failed)
    given = list(one_or_many(packages, "packages"))
    amount = partial(measure, given, find_bags)
    return run_batch(given, _find, work, _failed, jobs=jobs, progress=progress, measure=amount)


def _find(path: Path) -> Iterator[Path | Refused]:
    return or_refused(find_bags(path))


def _unpack(bag: Path, deposit: Path, options: ValidationOptions) -> Unpacked:
    made = unpack_bag(bag, deposit, options)
    status: Literal["unpacked", "unchanged"] = "unpacked" if made.is_new else "unchanged"
    return Unpacked(source=str(bag), status=status, path=made.path)


def _failed(source: str, error: FrusPackError) -> Unpacked:
    return Unpacked(source=source, status="failed", error=detached(error))

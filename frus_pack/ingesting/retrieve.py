"""Packages out of an OCFL storage root, byte for byte as they were put in."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import partial
from pathlib import Path
from typing import Literal

from frus_pack.bag.forbidden_places import refuse_deposit_inside, refuse_inside_bag
from frus_pack.bag.tag_files import paths
from frus_pack.errors import FrusPackError, SourceError, StorageError, detached
from frus_pack.ocfl.discovery import objects_below
from frus_pack.ocfl.inventory import ALGORITHMS, INVENTORY, Inventory
from frus_pack.ocfl.layout import (
    document_of,
    object_identifier,
    package_name,
    package_path,
)
from frus_pack.ocfl.object_files import ObjectError, read_inventory
from frus_pack.ocfl.root import StorageRoot, existing_root
from frus_pack.reports.outcome import Outcome
from frus_pack.storage.fixity import Digester
from frus_pack.storage.given_paths import folder_to_fill, one_path
from frus_pack.storage.new_file import make_folders, write_new_file
from frus_pack.storage.publishing import publish_new
from frus_pack.storage.regular_file import read_pieces
from frus_pack.storage.staging import STAGING, staging, storage_errors
from frus_pack.storage.tree import on_disk
from frus_pack.workers.progress import Amount, OnProgress, ticking, watched


@dataclass(frozen=True, slots=True)
class Retrieved(Outcome):
    """What became of one document: retrieved, unchanged (it existed so), or failed."""

    identifier: str
    status: Literal["retrieved", "unchanged", "failed"]
    path: Path
    error: FrusPackError | None = None


def retrieve(
    document: str,
    *,
    ocfl: str | Path,
    to: str | Path,
    version: str | None = None,
    progress: OnProgress | None = None,
) -> Path:
    """Give a document's package back from an OCFL storage root, byte for byte.

    Every byte is compared with the object's digests on the way. The same package again is left
    as it is. After an error nothing is left in `to`.

    Args:
        document: The identifier of the document (``frus1964-68v31/d151``), the name of its package
            (``frus1964-68v31-d151``), or its object (``info:frus/frus1964-68v31/d151``).
        ocfl: The storage root.
        to: The folder that the package goes to, below the folder of its volume; made if needed,
            not inside the root.
        version: The version, such as ``v2``; by default the latest.
        progress: Called several times a second with a `Progress`, from the beginning on, perhaps
            in a thread of its own.

    Returns:
        The folder of the package, safe on the disk.

    Raises:
        StorageError: The object or version does not exist, or one of its files is missing or
            altered. Or `to` cannot be written, or is inside a bag.
        PackageExistsError: Something else has the name.
        SourceError: `to` is inside the root.

    Example:
        >>> folder = frus_pack.retrieve("frus1958-60v99/d12", ocfl="storage", to="back")
    """
    (one,) = retrieve_all([document], ocfl=ocfl, to=to, version=version, progress=progress)
    if one.error is not None:
        raise one.error
    return one.path


def retrieve_all(
    documents: str | Iterable[str],
    *,
    ocfl: str | Path,
    to: str | Path,
    version: str | None = None,
    progress: OnProgress | None = None,
) -> Iterator[Retrieved]:
    """Give the packages of many documents back from an OCFL storage root.

    Args:
        documents: One or many: identifiers as `retrieve` takes them, or patterns of identifiers
            with ``*``, ``?`` and ``[…]`` (``frus1958-60v99/*``).
        ocfl: The storage root.
        to: The folder that the packages go to, each below the folder of its volume.
        version: The version of each; by default the latest.
        progress: Called several times a second with a `Progress`, from the beginning on, perhaps
            in a thread of its own.

    Yields:
        What became of each document: one that fails does not stop the others.

    Raises:
        StorageError: `ocfl` is not a storage root, `to` is a file or inside a bag, or an object
            cannot be listed for a pattern.
        SourceError: `to` is inside the root.
        TypeError: `documents` is neither an identifier nor several.

    Example:
        >>> for retrieved in frus_pack.retrieve_all(["frus1958-60v99/*"], ocfl="root", to="back"):
        ...     print(retrieved.status, retrieved.path)
    """
    root, deposit = existing_root(one_path(ocfl, "ocfl")), folder_to_fill(to)
    refuse_deposit_inside(root.path, deposit)
    refuse_inside_bag(deposit)
    found = (one for document in _each(documents) for one in _identifiers(root, document))
    results = (_retrieved(root, identifier, deposit, version) for identifier in found)
    yield from watched(progress, Amount, partial(ticking, results))


def _each(documents: str | Iterable[str]) -> Iterator[str]:
    given = (documents,) if isinstance(documents, str) else documents
    if isinstance(given, bytes) or not isinstance(given, Iterable):
        kind = type(documents).__name__
        raise TypeError(f"documents: give an identifier or several, not {kind}")
    for one in given:
        if not isinstance(one, str):
            raise TypeError(f"documents: give identifiers as str, not {type(one).__name__}")
        yield one


def _retrieved(root: StorageRoot, identifier: str, deposit: Path, version: str | None) -> Retrieved:
    place = package_path(identifier)
    if fault := paths.unsafe(place):
        message = f"{place!r} cannot be the place of its package: {fault}"
        return Retrieved(identifier, "failed", deposit, StorageError(f"{identifier}: {message}"))
    try:
        with storage_errors(deposit, STAGING), staging(deposit) as stage:
            built = stage.new_folder()
            _write_version(root, identifier, version, built)
            published = publish_new(stage, built, place)
    except FrusPackError as error:
        return Retrieved(identifier, "failed", deposit / place, detached(error))
    return Retrieved(identifier, "retrieved" if published.is_new else "unchanged", published.path)


def _identifiers(root: StorageRoot, document: str) -> Iterator[str]:
    """Yield the object of an identifier, or those whose identifiers match a pattern."""
    if not set(document) & set("*?["):
        yield object_identifier(document)
        return
    found = False
    for folder in objects_below(root.path):
        identifier = read_inventory(folder).identifier
        names = (identifier, document_of(identifier), package_name(identifier))
        if any(fnmatchcase(name, document) for name in names):
            found = True
            yield identifier
    if not found:
        raise StorageError(f"{root.path}: holds no object that matches {document!r}")


def _write_version(root: StorageRoot, identifier: str, version: str | None, target: Path) -> None:
    """Write the files of an object's version, the latest if None, into the empty folder `target`.

    Each file is compared with the inventory, and the inventory with its sidecar. Raises
    StorageError if the object or version does not exist. Raises ObjectError for a file that is
    missing or altered, or whose path leads out of the folder.
    """
    folder = root.path / root.way(identifier)
    if not os.path.lexists(folder):
        advice = "frus-pack list shows its documents, and 'VOLUME/*' means all of a volume"
        raise StorageError(f"{root.path}: holds no object {identifier!r} ({advice})")
    inventory = read_inventory(folder)
    if inventory.identifier != identifier:
        raise ObjectError(folder, INVENTORY, f"is of the object {inventory.identifier!r}")
    version = version or inventory.head
    if version not in inventory.versions:
        there = ", ".join(inventory.versions)
        raise StorageError(f"{identifier}: has no version {version!r}, only {there}")
    for path, digest in sorted(inventory.versions[version].files().items()):
        if fault := paths.unsafe(path):
            raise ObjectError(folder, INVENTORY, f"has an unsafe path, {path!r}: {fault}")
        place = target / on_disk(path)
        if "/" in path:
            make_folders(target, on_disk(path.rpartition("/")[0]))
        _copy(folder, inventory, digest, place)


def _copy(folder: Path, inventory: Inventory, digest: str, target: Path) -> None:
    source = inventory.manifest[digest][0]
    algorithm = ALGORITHMS[inventory.algorithm]
    digester = Digester((algorithm,))
    try:
        write_new_file(target, digester.passing(read_pieces(folder / on_disk(source))))
    except SourceError as error:
        raise ObjectError(folder, source, error.problems[0].message) from error
    if digester.fixity().digests[algorithm] != digest.lower():
        message = f"does not agree with its {inventory.algorithm} digest"
        raise ObjectError(folder, source, message)

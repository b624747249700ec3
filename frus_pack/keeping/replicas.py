"""Find replicas of a package, in any form, at the places that a caller gives."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from frus_pack.bag.discovery import find_bags
from frus_pack.bag.opening import open_unjudged, without_suffix
from frus_pack.bag.reader import Bag, Limits
from frus_pack.errors import StorageError
from frus_pack.ocfl.discovery import is_object, is_root
from frus_pack.ocfl.layout import object_identifier
from frus_pack.ocfl.object_files import read_inventory
from frus_pack.ocfl.root import find_root
from frus_pack.ocfl.version_bag import VersionBag
from frus_pack.storage.regular_file import reading


def open_replicas(path: Path, name: str, identifier: str | None, limits: Limits) -> Iterator[Bag]:
    """Open each replica that a path is or holds; the caller closes them.

    Args:
        path: A bag, a folder with bags at any depth, an OCFL object, or an OCFL storage root.
        name: The name of the package's folder, by which it is found below a folder.
        identifier: Its External-Identifier, by which its object is found in a storage root.
        limits: What an archive may unpack to.

    Raises:
        StorageError: The path does not exist, or holds no replica of the package.
    """
    found = False
    for replica in _replicas(path, name, identifier, limits):
        found = True
        yield replica
    if not found:
        raise StorageError(f"{path}: holds no replica of {name}")


def _replicas(path: Path, name: str, identifier: str | None, limits: Limits) -> Iterator[Bag]:
    if not os.path.lexists(path):
        raise StorageError(f"{path}: does not exist")
    with reading(path):
        is_folder = path.is_dir()
        is_bag = not is_folder or (path / "bagit.txt").exists()
    if is_folder and is_object(path):
        yield from _versions(path)
    elif is_folder and is_root(path):
        yield from _in_root(path, identifier)
    elif is_bag:
        yield open_unjudged(path, limits, ahead=())
    else:
        for one in find_bags(path):
            if isinstance(one, Path) and without_suffix(one.name) == name and one != path:
                yield open_unjudged(one, limits, ahead=())


def _in_root(path: Path, identifier: str | None) -> Iterator[Bag]:
    root = find_root(path)
    if root is not None and identifier is not None:
        folder = root.path / root.way(object_identifier(identifier))
        with reading(folder):
            is_there = folder.is_dir()
        if is_there:
            yield from _versions(folder)


def _versions(folder: Path) -> Iterator[Bag]:
    """Yield every version of an object, the newest first: any may be the damaged package."""
    inventory = read_inventory(folder)
    for version in reversed(list(inventory.versions)):
        yield VersionBag(folder, inventory, version)

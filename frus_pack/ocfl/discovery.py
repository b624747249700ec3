"""Find packages and open them, also in OCFL storage roots."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from frus_pack.bag.discovery import NotSearchedError, find_bags
from frus_pack.bag.reader import Limits
from frus_pack.bag.tag_files.parsed import DECLARATION
from frus_pack.errors import StorageError
from frus_pack.ocfl.layout import EXTENSIONS
from frus_pack.ocfl.object_files import read_inventory
from frus_pack.ocfl.version_bag import VersionBag
from frus_pack.package.package import Package, open_package

_ROOT = re.compile(r"0=ocfl_[0-9]+\.[0-9]+")
_OBJECT = re.compile(r"0=ocfl_object_[0-9]+\.[0-9]+")


def find_packages(path: Path) -> Iterator[Path | NotSearchedError]:
    """Yield the bags, OCFL storage roots and OCFL objects that a path is or holds.

    What is not searched is yielded as a NotSearchedError. A storage root comes before its objects,
    because it is checked by itself. Raises StorageError if nothing exists at the path, or a folder
    cannot be read.
    """
    for found in find_bags(path):
        yield found
        if isinstance(found, Path) and is_root(found):
            yield from objects_below(found)
            yield from _links_in(found)


def find_openable(path: Path) -> Iterator[Path | NotSearchedError]:
    """Yield the bags and OCFL objects that a path is or holds, and what is not looked into.

    Raises StorageError as `find_packages` does.
    """
    for found in find_packages(path):
        if not (isinstance(found, Path) and found.is_dir() and is_root(found)):
            yield found


def _links_in(root: Path) -> Iterator[NotSearchedError]:
    """Yield the links in a root, above its objects, that may lead to further objects."""
    for folder, names, _ in hierarchy(root):
        for name in names:
            path = folder / name
            if path.is_symlink() and not path.is_file():
                yield NotSearchedError(path, "is a link in a storage root, and was not followed")


def objects_below(root: Path) -> Iterator[Path]:
    """Yield the objects of a storage root, in the order of their paths."""
    for folder, names, _ in hierarchy(root):
        if any(map(_OBJECT.fullmatch, names)):
            yield folder


def is_root(folder: Path) -> bool:
    """Return whether a folder declares itself an OCFL storage root of any version (§4.2).

    Raises StorageError if it cannot be listed.
    """
    return _declares(folder, _ROOT)


def is_object(folder: Path) -> bool:
    """Return whether a folder declares itself an OCFL object of any version (§3.2).

    Raises StorageError if it cannot be listed.
    """
    return _declares(folder, _OBJECT)


def hierarchy(root: Path) -> Iterator[tuple[Path, list[str], list[str]]]:
    """Yield each folder of a root down to its objects, with the names of its files and folders.

    The inside of objects and extensions is left out. Raises StorageError.
    """
    waiting = [root]
    while waiting:
        folder = waiting.pop()
        try:
            with os.scandir(folder) as entries:
                listed = sorted(
                    (entry.name, entry.is_dir(follow_symlinks=False)) for entry in entries
                )
        except OSError as error:
            raise StorageError(f"{folder}: cannot be listed: {error.strerror}") from error
        files = [name for name, is_folder in listed if not is_folder]
        folders = [name for name, is_folder in listed if is_folder]
        yield folder, files, folders
        if not any(map(_OBJECT.fullmatch, files)):
            below = [one for one in folders if folder != root or one != EXTENSIONS]
            waiting.extend(folder / one for one in reversed(below))


def _declares(folder: Path, pattern: re.Pattern[str]) -> bool:
    try:
        with os.scandir(folder) as entries:
            return any(pattern.fullmatch(entry.name) for entry in entries)
    except (FileNotFoundError, NotADirectoryError):
        return False
    except OSError as error:
        raise StorageError(f"{folder}: cannot be listed: {error.strerror}") from error


@contextmanager
def opened_package(path: Path, limits: Limits | None = None) -> Iterator[Package]:
    """Open a package: a folder, an archive, or the newest version of an OCFL object.

    Raises StorageError if it cannot be opened, or is not a package.
    """
    if path.is_dir() and not os.path.lexists(path / DECLARATION) and is_object(path):
        with VersionBag(path, read_inventory(path)) as bag:
            yield Package.of_bag(bag)
        return
    with open_package(path, limits) as package:
        yield package

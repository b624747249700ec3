"""The files in an object's folder, and how the object's own files are read."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from frus_pack.errors import SourceError, StorageError
from frus_pack.ocfl.inventory import ALGORITHMS, INVENTORY, Inventory
from frus_pack.ocfl.inventory_parsing import parse_inventory
from frus_pack.storage.fixity import HASHES
from frus_pack.storage.regular_file import read_unfollowed
from frus_pack.storage.tree import entries_below, from_disk, on_disk

DECLARATION = "0=ocfl_object_{}"

_MOST_OCTETS = 256 << 20
_LONGEST_SIDECAR = 4096
"""Bytes. A sidecar has a digest and a name."""


class ObjectError(StorageError):
    """An object does not follow OCFL, or is not as it was written. It was left as it is."""

    def __init__(self, folder: Path, path: str, message: str) -> None:
        super().__init__(folder, path, message)
        self.path = path
        self.message = message
        self._words = f"{folder / path}: {message}"

    def __str__(self) -> str:
        return self._words


@dataclass(frozen=True, slots=True)
class Listing:
    """The paths of all files and folders below an object's folder, relative to it."""

    files: frozenset[str]
    folders: frozenset[str]


def list_object(folder: Path) -> Listing:
    """Return everything below the folder.

    Raises ObjectError for a link or a special file (OCFL 1.1 §4.6), and for what cannot be listed.
    """
    files: set[str] = set()
    folders: set[str] = set()
    start = len(os.fspath(folder)) + 1
    for entry in entries_below(folder):
        if isinstance(entry, OSError):
            raise ObjectError(folder, "", f"cannot be listed: {entry.strerror}") from entry
        path = from_disk(entry.path[start:])
        if entry.is_dir(follow_symlinks=False):
            folders.add(path)
        elif entry.is_file(follow_symlinks=False):
            files.add(path)
        else:
            raise ObjectError(folder, path, "is neither a file nor a folder")
    return Listing(frozenset(files), frozenset(folders))


def read_file(folder: Path, path: str, most: int = _MOST_OCTETS) -> bytes:
    """Return a file of the object of at most so many bytes. Raises ObjectError."""
    try:
        return read_unfollowed(folder / on_disk(path), most)
    except SourceError as error:
        raise ObjectError(folder, path, error.problems[0].message) from error


def read_inventory(folder: Path, version: str = "") -> Inventory:
    """Return the inventory of the object, or of the folder of a version, as its sidecar proves it.

    Raises ObjectError.
    """
    name = f"{version}/{INVENTORY}" if version else INVENTORY
    content = read_file(folder, name)
    try:
        inventory = parse_inventory(content)
    except ValueError as error:
        raise ObjectError(folder, name, str(error)) from error
    sidecar = f"{name}.{inventory.algorithm}"
    digest = HASHES[ALGORITHMS[inventory.algorithm]](content).hexdigest()
    if _sidecar_digest(folder, sidecar) != digest:
        raise ObjectError(folder, name, f"does not agree with {sidecar} (OCFL 1.1 §3.6)")
    return inventory


def format_sidecar(inventory: bytes, algorithm: str) -> bytes:
    """Return the file with an inventory's digest (OCFL 1.1 §3.6)."""
    digest = HASHES[ALGORITHMS[algorithm]](inventory).hexdigest()
    return f"{digest} {INVENTORY}\n".encode()


def format_declaration(specification: str) -> tuple[str, bytes]:
    """Return name and content of the file that declares an object (OCFL 1.1 §3.2)."""
    name = DECLARATION.format(specification)
    return name, f"{name.removeprefix('0=')}\n".encode()


def _sidecar_digest(folder: Path, path: str) -> str:
    words = read_file(folder, path, _LONGEST_SIDECAR).decode("utf-8", "replace").split()
    if len(words) != 2 or words[1] != INVENTORY:
        raise ObjectError(folder, path, "is not a digest and 'inventory.json' (OCFL 1.1 §3.6)")
    return words[0].lower()

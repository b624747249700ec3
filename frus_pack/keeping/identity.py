"""Identify a state of a package by the digest of its manifests, and by its seal."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from stat import S_ISDIR

from frus_pack.bag.reader import Bag
from frus_pack.bag.tag_files.inventory import Inventory
from frus_pack.bag.tag_files.paths import BagPath
from frus_pack.errors import StorageError
from frus_pack.ocfl.discovery import is_root
from frus_pack.ocfl.inventory import INVENTORY
from frus_pack.ocfl.object_files import read_file, read_inventory
from frus_pack.package.bag_info import FIRST, SEAL
from frus_pack.storage.fixity import Piece


@dataclass(frozen=True)  # no slots: sent by workers
class Identity:
    """The state of a package that can be compared without reading its payload.

    `digest` is the SHA-512 of the bytes of all tag manifests in the order of their names, in
    hexadecimal (``cat tagmanifest-*.txt | sha512sum``). Without tag manifests it is that of the
    payload manifests, and None without these. `seal` is the package's own, None for other bags.
    """

    form: str
    identifier: str | None
    digest: str | None
    seal: str | None


UNKNOWN = Identity("", None, None, None)
"""The identity of a package that cannot be opened."""


def identify(bag: Bag, inventory: Inventory) -> Identity:
    """Return the identity of an open bag. Raises StorageError if a manifest cannot be read."""
    return Identity(
        bag.form, label_in(inventory, FIRST), _digest(bag, inventory), label_in(inventory, SEAL)
    )


def label_in(inventory: Inventory, label: str) -> str | None:
    """Return the first value of a label of bag-info.txt; None if it has none."""
    values = inventory.bag_info.values(label) if inventory.bag_info else ()
    return values[0] if values else None


def identify_ocfl(path: Path) -> Identity:
    """Return the identity of an OCFL object, or of a storage root itself.

    The digest of an object is that of its inventory, which has the digests of all versions.
    """
    if is_root(path):
        return Identity("ocfl-root", None, hashlib.sha512(b"").hexdigest(), None)
    try:
        content = read_file(path, INVENTORY)
        identifier = read_inventory(path).identifier
    except StorageError:
        return UNKNOWN
    return Identity("ocfl", identifier, hashlib.sha512(content).hexdigest(), None)


Stamp = tuple[tuple[int, int, int], ...]
"""Inode, time in nanoseconds and size of a package and of what is in its folder."""


def stamp(path: Path) -> Stamp:
    """Return what changes when a program writes to a package: inodes, times and sizes.

    For a folder they are those of the folder and of its entries; digests compare the payload. The
    time of the package itself is that of its inode: a copy that kept the other times, and got the
    same inode, has another. The stamp is empty if nothing can be read.
    """
    try:
        own = os.stat(path)
        found: list[tuple[int, int, int]] = []
        if S_ISDIR(own.st_mode):
            with os.scandir(path) as listed:
                for entry in listed:
                    one = entry.stat(follow_symlinks=False)
                    found.append((one.st_ino, one.st_mtime_ns, one.st_size))
    except OSError:
        return ()
    return ((own.st_ino, own.st_ctime_ns, own.st_size), *sorted(found))


def _digest(bag: Bag, inventory: Inventory) -> str | None:
    for start in ("tagmanifest-", "manifest-"):
        names = sorted(one for one in bag.files if one.startswith(start) and one.endswith(".txt"))
        if names:
            digest = hashlib.sha512()
            for name in names:
                for piece in _manifest(bag, inventory, name):
                    digest.update(piece)
            return digest.hexdigest()
    return None


def _manifest(bag: Bag, inventory: Inventory, name: BagPath) -> Iterable[Piece]:
    """Return the bytes of a manifest, which is read again if it was too large to be kept."""
    if name in inventory.contents:
        return (inventory.contents[name],)
    return (piece for _, pieces in bag.stream_each([name]) for piece in pieces)

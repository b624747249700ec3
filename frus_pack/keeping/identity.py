"""What distinguishes one state of a package from another: its manifests by digest, and its seal."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from frus_pack.bag.reader import Bag
from frus_pack.errors import StorageError
from frus_pack.ocfl.finding import is_root
from frus_pack.ocfl.inventory import INVENTORY
from frus_pack.ocfl.object_files import read_file, read_inventory
from frus_pack.package.bag_info import FIRST, SEAL

_LARGEST_MANIFEST = 1 << 30


@dataclass(frozen=True)  # no slots: sent by workers
class Identity:
    """The state of a package that can be compared without reading its payload.

    `digest` is the SHA-512, in hexadecimal digits, of the bytes of all tag manifests in the
    order of their names (``cat tagmanifest-*.txt | sha512sum``), of the payload manifests where
    there is no tag manifest, and None where there is neither. `seal` is the package's own, None
    for other bags.
    """

    form: str
    identifier: str | None
    digest: str | None
    seal: str | None


UNKNOWN = Identity("", None, None, None)
"""The identity of something that cannot be opened."""


def identify(bag: Bag) -> Identity:
    """Return the identity of an open bag. Raises StorageError if a manifest cannot be read."""
    labels = _labels(bag)
    return Identity(bag.form, labels.get(FIRST), _digest(bag), labels.get(SEAL))


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


def stamp(path: Path) -> tuple[int, ...]:
    """Return what changes when somebody writes to a package: times and sizes.

    Of a folder, those of the folder and of the files in it; the payload is left to the digests.
    Empty if nothing can be read.
    """
    try:
        own = os.stat(path)
        entries: Iterable[os.stat_result] = ()
        if os.path.isdir(path):
            with os.scandir(path) as listed:
                found = sorted(listed, key=lambda entry: entry.name)
            entries = [entry.stat(follow_symlinks=False) for entry in found]
        return tuple(n for one in (own, *entries) for n in (one.st_mtime_ns, one.st_size))
    except OSError:
        return ()


def _labels(bag: Bag) -> dict[str, str]:
    try:
        return dict(bag.bag_info)
    except StorageError:
        return {}


def _digest(bag: Bag) -> str | None:
    for start in ("tagmanifest-", "manifest-"):
        names = sorted(
            name for name in bag.files if name.startswith(start) and name.endswith(".txt")
        )
        if names:
            contents = dict(bag.read_each(names, _LARGEST_MANIFEST))
            return hashlib.sha512(b"".join(contents[name] for name in names)).hexdigest()
    return None

"""Opening packages in every form that can be viewed, and whether they changed."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from frus_pack.bag.reader import Limits
from frus_pack.bag.tag_files.tag_files import BAG_INFO, DECLARATION
from frus_pack.ocfl.finding import is_object
from frus_pack.ocfl.layout import package_name
from frus_pack.ocfl.object_files import read_inventory
from frus_pack.ocfl.version_bag import VersionBag
from frus_pack.package.package import Package, open_package
from frus_pack.package.paths import METADATA_PATH
from frus_pack.storage.fixity import ALGORITHMS

_SHORT = 4 << 20


@contextmanager
def opened_package(path: Path, limits: Limits | None = None) -> Iterator[Package]:
    """Open a package: a folder, an archive, or the newest version of an OCFL object.

    Raises StorageError if it cannot be opened, or is not a package.
    """
    if path.is_dir() and not os.path.lexists(path / DECLARATION) and is_object(path):
        name = package_name(read_inventory(path).identifier)
        with VersionBag(path, name) as bag:
            yield Package.of_bag(bag)
        return
    with open_package(path, limits) as package:
        yield package


def state_of(package: Package) -> str:
    """Return a digest that changes with every deliberate change of the package.

    It covers bag-info.txt, which holds the seal, and the tag manifests, which list the digests of
    all manifests. Raises StorageError if one of them cannot be read.
    """
    digest = hashlib.sha256(os.fsencode(package.path))
    listed = (f"{kind}manifest-{name}.txt" for kind in ("tag", "") for name in ALGORITHMS)
    for path in (BAG_INFO, METADATA_PATH, *listed):
        if path in package:
            digest.update(f"\0{path}\0".encode())
            digest.update(package.read(path, _SHORT))
    return digest.hexdigest()

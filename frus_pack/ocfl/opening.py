"""Opening packages in every form: folders, archives, and objects of OCFL storage roots."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from frus_pack.bag.reader import Limits
from frus_pack.bag.tag_files.parsed import DECLARATION
from frus_pack.ocfl.discovery import is_object
from frus_pack.ocfl.object_files import read_inventory
from frus_pack.ocfl.version_bag import VersionBag
from frus_pack.package.package import Package, open_package


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

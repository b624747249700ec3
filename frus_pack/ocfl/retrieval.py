"""The files of a version, out of the object and into a folder."""

from __future__ import annotations

import os
from pathlib import Path

from frus_pack.bag.tag_files import paths
from frus_pack.errors import SourceError, StorageError
from frus_pack.ocfl.inventory import ALGORITHMS, INVENTORY, Inventory
from frus_pack.ocfl.object_files import ObjectError, read_inventory
from frus_pack.ocfl.root import StorageRoot
from frus_pack.storage.fixity import Digester
from frus_pack.storage.new_file import make_folders, write_new_file
from frus_pack.storage.regular_file import read_pieces
from frus_pack.storage.tree import on_disk


def retrieve_version(root: StorageRoot, identifier: str, version: str | None, target: Path) -> None:
    """Write the files of an object's version, the latest if None, into the empty folder `target`.

    Each byte is compared with the inventory's digest, and that against its sidecar. Raises
    StorageError if there is no such object or version, ObjectError for what is missing, altered
    or would lead out of the folder.
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

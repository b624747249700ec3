"""Build an object, new or with a further version, in a folder that nobody else writes to."""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping, Set
from dataclasses import dataclass
from pathlib import Path

from frus_pack.bag.tag_files.paths import BagPath
from frus_pack.errors import StorageError
from frus_pack.ocfl.inventory import ALGORITHMS, CONTENT, INVENTORY, Inventory, format_inventory
from frus_pack.ocfl.object_check import CheckedObject
from frus_pack.ocfl.object_files import format_declaration, format_sidecar
from frus_pack.storage.fixity import fixity_of_file
from frus_pack.storage.new_file import write_new_file
from frus_pack.storage.tree import on_disk


@dataclass(frozen=True, slots=True)
class Content:
    """The files of a new version, in a folder that holds nothing else, at their logical paths.

    `digests` has the known digests of each file, by the names of `HASHES`.
    """

    folder: Path
    digests: Mapping[BagPath, Mapping[str, str]]

    def by(self, algorithm: str) -> dict[str, str]:
        """Return each file's digest by an algorithm of OCFL."""
        name = ALGORITHMS[algorithm]
        return {
            path: known.get(name) or self._digest(path, name)
            for path, known in self.digests.items()
        }

    def _digest(self, path: str, name: str) -> str:
        return fixity_of_file(self.folder / on_disk(path), [name]).digests[name]


def carry_over(checked: CheckedObject, place: Path) -> None:
    """Give the empty folder `place` all that an object holds, but for what each version rewrites.

    The files get a second name. So nothing is copied, and nothing of an earlier version can
    change. Raises StorageError where the file system has no hard links, or does not allow them.
    """
    old = checked.folder
    for path in sorted(checked.listing.folders):
        (place / on_disk(path)).mkdir()
    declaration, _ = format_declaration(checked.inventory.specification)
    anew = {declaration, INVENTORY, checked.inventory.sidecar}
    try:
        for path in sorted(checked.listing.files - anew):
            os.link(old / on_disk(path), place / on_disk(path))
    except OSError as error:
        message = f"cannot be linked, which a new version needs: {error.strerror}"
        raise StorageError(f"{error.filename}: {message}") from error
    for path in sorted(checked.listing.folders, reverse=True):
        shutil.copystat(old / on_disk(path), place / on_disk(path))
    shutil.copystat(old, place)


def write_version(place: Path, inventory: Inventory, content: Content) -> None:
    """Write the head of the inventory into the object's folder, and move the new content there.

    Content that an earlier version holds, or that is there twice, is left out.
    """
    version = place / inventory.head
    version.mkdir()
    directory = inventory.content_directory or CONTENT
    prefix = f"{inventory.head}/{directory}/"
    kept = {
        path.removeprefix(prefix) for path in inventory.content_paths() if path.startswith(prefix)
    }
    if kept:
        _drop(content.folder, content.digests.keys() - kept)
        content.folder.rename(version / directory)
    text = format_inventory(inventory)
    sidecar = format_sidecar(text, inventory.algorithm)
    for folder in (version, place):
        write_new_file(folder / INVENTORY, (text,))
        write_new_file(folder / inventory.sidecar, (sidecar,))
    name, declaration = format_declaration(inventory.specification)
    write_new_file(place / name, (declaration,))


def _drop(folder: Path, paths: Set[str]) -> None:
    """Remove files, and then the folders that became empty."""
    for path in paths:
        (folder / on_disk(path)).unlink()
    parents = {parent for path in paths for parent in Path(on_disk(path)).parents[:-1]}
    for parent in sorted(parents, reverse=True):
        if not any((folder / parent).iterdir()):
            (folder / parent).rmdir()

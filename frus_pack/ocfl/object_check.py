"""Check whether an object at rest is whole: every rule of OCFL 1.1 §3, and every digest.

An object is added to, or called unchanged, only after it has passed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass
from pathlib import Path

from frus_pack.errors import SourceError
from frus_pack.ocfl.inventory import ALGORITHMS, CONTENT, INVENTORY, Inventory
from frus_pack.ocfl.object_files import (
    Listing,
    ObjectError,
    format_declaration,
    list_object,
    read_file,
    read_inventory,
)
from frus_pack.storage.fixity import Fixity, fixity_of_file
from frus_pack.storage.tree import on_disk

_LOGS = "logs"


@dataclass(frozen=True, slots=True)
class CheckedObject:
    """An object that has passed, what its folder held then, and the digests of its content."""

    folder: Path
    inventory: Inventory
    listing: Listing
    digests: Mapping[str, Fixity]


def check_object(folder: Path, identifier: str, also: Iterable[str] = ()) -> CheckedObject:
    """Return the object in `folder` after every byte of it was read, once.

    Besides the digests that its inventories have, digests by the algorithms of `also` are made.

    Raises ObjectError unless the object is valid by OCFL 1.1 and has this identifier. What the
    specification only recommends is not demanded. An extension is refused, because its rules for
    adding to an object are not known.
    """
    inventory = read_inventory(folder)
    if inventory.identifier != identifier:
        message = f"is of the object {inventory.identifier!r}, not {identifier!r}"
        raise ObjectError(folder, INVENTORY, message)
    listing = list_object(folder)
    _check_folders(folder, inventory, listing)
    in_versions = dict(_version_inventories(folder, inventory, listing))
    _check_files(folder, inventory, in_versions, listing)
    _check_earlier(folder, inventory, in_versions)
    digests = _check_digests(folder, [inventory, *in_versions.values()], {*also})
    return CheckedObject(folder, inventory, listing, digests)


def _check_folders(folder: Path, inventory: Inventory, listing: Listing) -> None:
    top = {path for path in listing.folders if "/" not in path}
    if missing := inventory.versions.keys() - top:
        raise ObjectError(folder, min(missing), "does not exist (OCFL 1.1 §3.3)")
    if unknown := top - inventory.versions.keys() - {_LOGS}:
        message = "is a version its inventory does not know, or an extension not known here"
        raise ObjectError(folder, min(unknown), message)
    content = {f"{version}/{_content(inventory)}" for version in inventory.versions}
    parents = {path.rpartition("/")[0] for path in (*listing.files, *listing.folders)}
    for path in listing.folders - parents - content:
        if "/".join(path.split("/")[:2]) in content:
            raise ObjectError(folder, path, "is an empty folder (OCFL 1.1 §3.3.1)")


def _version_inventories(
    folder: Path, inventory: Inventory, listing: Listing
) -> Iterator[tuple[str, Inventory]]:
    """Yield the inventories in the folders of versions, where OCFL recommends them (§3.7)."""
    for version in inventory.versions:
        if f"{version}/{INVENTORY}" in listing.files:
            yield version, read_inventory(folder, version)


def _check_files(
    folder: Path, inventory: Inventory, in_versions: Mapping[str, Inventory], listing: Listing
) -> None:
    """Check that the object has the files it must have, and no other (OCFL 1.1 §3.1, §3.3)."""
    declaration, content = format_declaration(inventory.specification)
    expected = {declaration, INVENTORY, inventory.sidecar, *inventory.content_paths()}
    for version, one in in_versions.items():
        expected |= {f"{version}/{INVENTORY}", f"{version}/{one.sidecar}"}
    if missing := expected - listing.files:
        raise ObjectError(folder, min(missing), "does not exist")
    unknown = [
        path for path in listing.files - expected if not _is_ignored(path, _content(inventory))
    ]
    if unknown:
        raise ObjectError(folder, min(unknown), "is not part of the object (OCFL 1.1 §3.1)")
    if read_file(folder, declaration) != content:
        raise ObjectError(folder, declaration, "does not say what its name does (OCFL 1.1 §3.2)")


def _is_ignored(path: str, content: str) -> bool:
    """Return whether OCFL ignores a file: logs (§3.8), and folders beside the content (§3.3.1)."""
    parts = path.split("/")
    return (parts[0] == _LOGS and len(parts) > 1) or (len(parts) > 2 and parts[1] != content)


def _check_earlier(
    folder: Path, inventory: Inventory, in_versions: Mapping[str, Inventory]
) -> None:
    """Check that each version's inventory still agrees with the object's (OCFL 1.1 §3.7)."""
    specification = "1.0"
    for version, one in in_versions.items():
        name = f"{version}/{INVENTORY}"
        if version == inventory.head and read_file(folder, name) != read_file(folder, INVENTORY):
            raise ObjectError(folder, name, "is not the object's (OCFL 1.1 §3.7)")
        if contradiction := _contradiction(inventory, version, one):
            raise ObjectError(folder, name, f"has {contradiction} (OCFL 1.1 §3.7)")
        if one.specification < specification:
            raise ObjectError(folder, name, "is of an older OCFL than the version before it")
        specification = one.specification


def _contradiction(inventory: Inventory, version: str, one: Inventory) -> str | None:
    if one.identifier != inventory.identifier:
        return "another identifier than the object"
    until = list(inventory.versions)[: list(inventory.versions).index(version) + 1]
    if list(one.versions) != until:
        return "other versions than those until then"
    if one.content_directory != inventory.content_directory:
        return "another content directory than the object"
    paths = {path for path in inventory.content_paths() if path.partition("/")[0] in until}
    if paths != one.content_paths().keys():
        return "other files in its manifest than those until then"
    if any(_places(one, name) != _places(inventory, name, paths) for name in until):
        return "other files in a version's state than the object"
    return None


def _places(
    inventory: Inventory, version: str, among: Iterable[str] | None = None
) -> dict[str, set[str]]:
    """Return the content paths with the bytes of each logical path.

    So inventories with digests of two algorithms can be compared.
    """
    paths = set(inventory.content_paths() if among is None else among)
    return {
        logical: paths.intersection(inventory.manifest[digest])
        for logical, digest in inventory.versions[version].files().items()
    }


def _check_digests(
    folder: Path, inventories: Iterable[Inventory], also: Set[str]
) -> dict[str, Fixity]:
    """Compare each file of content with every digest that any inventory has for it."""
    found: dict[str, Fixity] = {}
    for path, digests in sorted(_expected(inventories).items()):
        algorithms = {ALGORITHMS[algorithm] for algorithm, _ in digests}
        try:
            found[path] = fixity_of_file(folder / on_disk(path), algorithms | also)
        except SourceError as error:
            raise ObjectError(folder, path, error.problems[0].message) from error
        for algorithm, digest in digests:
            if found[path].digests[ALGORITHMS[algorithm]] != digest:
                message = f"does not agree with its {algorithm} digest (OCFL 1.1 §3.5.2)"
                raise ObjectError(folder, path, message)
    return found


def _expected(inventories: Iterable[Inventory]) -> dict[str, set[tuple[str, str]]]:
    expected: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for one in inventories:
        for algorithm, block in ((one.algorithm, one.manifest), *one.fixity.items()):
            if algorithm in ALGORITHMS:
                for digest, paths in block.items():
                    for path in paths:
                        expected[path].add((algorithm, digest.lower()))
    return expected


def _content(inventory: Inventory) -> str:
    return inventory.content_directory or CONTENT

"""Names in a bag, and things in it that are not files: unsafe, unportable, colliding, litter."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from frus_pack.bag.reader import Bag
from frus_pack.bag.tag_files import paths
from frus_pack.bag.tag_files.inventory import FETCH, Inventory
from frus_pack.bag.tag_files.paths import BagPath
from frus_pack.requirements.finding import Finding
from frus_pack.storage.litter import is_litter, is_litter_folder


def check_names(bag: Bag, inventory: Inventory, meant: Collection[BagPath]) -> Iterator[Finding]:
    """Check every name that the bag's files have or that its tag files list.

    `meant` are the listed names that mean a file of another name: that difference is a finding
    of its own.
    """
    for one in bag.irregularities:
        yield Finding(f"bag.{one.code}", one.path, one.message)
    names = dict.fromkeys(bag.files)
    for path, location in _listed_elsewhere(bag, inventory):
        if fault := paths.unsafe(path):
            message = f"the path is unsafe: {fault}"
            yield Finding("bag.path-unsafe", location, message, found=path)
        elif path not in meant:
            names[path] = None
    for name in names:
        if fault := paths.unportable(name):
            yield Finding("bag.path-unportable", name, fault)
    yield from _litter(bag, names)
    yield from _collisions(names)
    yield from _empty_folders(bag)


def _listed_elsewhere(bag: Bag, inventory: Inventory) -> Iterator[tuple[BagPath, str]]:
    """Yield each listed path that is not a file's, and where it is listed. The names of the files
    were found safe when they were read."""
    for listing in (*inventory.manifests, *inventory.tag_manifests):
        for path in sorted(listing.manifest.digests.keys() - bag.files.keys()):
            yield path, f"{listing.name}, line {listing.manifest.lines[path]}"
    for entry in inventory.fetch.entries if inventory.fetch else ():
        if entry.path not in bag.files:
            yield entry.path, f"{FETCH}, line {entry.line}"


def _litter(bag: Bag, names: Iterable[str]) -> Iterator[Finding]:
    message = "is left there by an operating system, and no content"
    for name in names:
        if is_litter(name[name.rfind("/") + 1 :]):
            yield Finding("bag.system-file", name, message)
    for folder in bag.folders:
        if is_litter_folder(folder[folder.rfind("/") + 1 :]):
            yield Finding("bag.system-file", folder, message)


def _collisions(names: Iterable[str]) -> Iterator[Finding]:
    first: dict[str, str] = {}
    for name in names:
        key = paths.collision_key(name)
        other = first.setdefault(name if key == name else key, name)  # one text, held once
        if other != name:
            message = f"differs from {other!r} only in case or Unicode normalisation form"
            yield Finding("bag.path-collision", name, message)


def _empty_folders(bag: Bag) -> Iterator[Finding]:
    parents = {path.rpartition("/")[0] for path in (*bag.files, *bag.folders)}
    parents.update(one.path.rpartition("/")[0] for one in bag.irregularities)
    for folder in sorted(bag.folders - parents - {"data"}):
        yield Finding("bag.empty-folder", folder, "is empty, and no manifest can keep it")

"""Names in a bag, and things in it that are not files: unsafe, unportable, colliding, litter."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import chain

from frus_pack.bag.reader import Bag
from frus_pack.bag.tag_files import paths
from frus_pack.bag.tag_files.inventory import Inventory
from frus_pack.bag.tag_files.parsed import FETCH
from frus_pack.bag.tag_files.paths import BagPath
from frus_pack.requirements.finding import Finding
from frus_pack.storage.desktop_litter import is_litter, is_litter_folder


def check_names(bag: Bag, inventory: Inventory, meant: Collection[BagPath]) -> Iterator[Finding]:
    """Check every name that the bag's files have or that its tag files list.

    `meant` are the listed names that mean a file of another name: that difference is a finding
    of its own.
    """
    for one in bag.irregularities:
        yield Finding(f"bag.{one.code}", one.path, one.message)
    further: dict[BagPath, None] = {}
    for path, location in _listed_elsewhere(bag, inventory):
        if fault := paths.unsafe(path):
            message = f"the path is unsafe: {fault}"
            yield Finding("bag.path-unsafe", location, message, found=path)
        elif path not in meant:
            further[path] = None
    for name in chain(bag.files, further):
        if fault := paths.unportable(name):
            yield Finding("bag.path-unportable", name, fault)
    yield from _litter(bag, chain(bag.files, further))
    yield from _collisions([*bag.files, *further])
    yield from _empty_folders(bag)


def _listed_elsewhere(bag: Bag, inventory: Inventory) -> Iterator[tuple[BagPath, str]]:
    """Yield each listed path that is not a file's, and where it is listed. The names of the files
    were found safe when they were read."""
    for listing in (*inventory.manifests, *inventory.tag_manifests):
        for path in sorted(path for path in listing.manifest.digests if path not in bag.files):
            yield path, listing.place_of(path)
    for entry in inventory.fetch.entries if inventory.fetch else ():
        if entry.path not in bag.files:
            yield entry.path, f"{FETCH}, line {entry.line}"


def _litter(bag: Bag, names: Iterable[str]) -> Iterator[Finding]:
    message = "was left by an operating system, and is not content"
    for name in names:
        if is_litter(name[name.rfind("/") + 1 :]):
            yield Finding("bag.system-file", name, message)
    for folder in bag.folders:
        if is_litter_folder(folder[folder.rfind("/") + 1 :]):
            yield Finding("bag.system-file", folder, message)


def _collisions(names: Sequence[str]) -> Iterator[Finding]:
    first: dict[str, str] = {}
    for name in _perhaps_alike(names):
        other = first.setdefault(paths.collision_key(name), name)
        if other != name:
            message = f"differs from {other!r} only in case or Unicode normalisation form"
            yield Finding("bag.path-collision", name, message)


def _perhaps_alike(names: Sequence[str]) -> Iterator[str]:
    """Yield the names that have the key of another, and few more, in order.

    The keys of all the names would take much memory.
    """
    counts = bytearray(8 * len(names) + 1)
    for name in names:
        place = hash(paths.collision_key(name)) % len(counts)
        counts[place] = min(counts[place] + 1, 2)
    for name in names:
        if counts[hash(paths.collision_key(name)) % len(counts)] > 1:
            yield name


def _empty_folders(bag: Bag) -> Iterator[Finding]:
    parents = {path.rpartition("/")[0] for path in chain(bag.files, bag.folders)}
    parents.update(one.path.rpartition("/")[0] for one in bag.irregularities)
    for folder in sorted(bag.folders - parents - {"data"}):
        yield Finding("bag.empty-folder", folder, "is empty, and no manifest can keep it")

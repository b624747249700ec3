"""Which file of a bag a listed path means: mostly the one of that very name."""

from __future__ import annotations

from collections.abc import (
    Callable,
    Collection,
    Container,
    Iterable,
    Iterator,
    Mapping,
    Sequence,
    Set,
)
from dataclasses import dataclass
from itertools import chain

from frus_pack.bag.reader import Bag
from frus_pack.bag.tag_files import paths
from frus_pack.bag.tag_files.inventory import Inventory, ManifestFile, is_tag_file
from frus_pack.bag.tag_files.paths import BagPath
from frus_pack.bag.tag_files.tag_text import LATEST, Version
from frus_pack.requirements.finding import Finding


@dataclass(frozen=True, slots=True)
class Matching:
    """What a group of manifests lists, compared with the files that it may list.

    Attributes:
        manifests: The group.
        files: The files that it may list, in the order of the bag.
        unfit: Listed paths that cannot be such a file: unsafe, a folder, or outside.
        meant: Listed paths that mean a file of another name, and that name.
        missing: Listed paths that mean no file.
        hidden: Listed paths that a link, a device, an unreadable folder or a limit keeps out of
            sight: neither missing nor there.
        unlisted: The files that no manifest means.
    """

    manifests: Sequence[ManifestFile]
    files: Sequence[BagPath]
    unfit: Set[BagPath]
    meant: Mapping[BagPath, BagPath]
    missing: Set[BagPath]
    hidden: Set[BagPath]
    unlisted: Set[BagPath]

    def present(self) -> Sequence[BagPath]:
        """Return the files that are listed, by their own paths, in the order of the bag."""
        if not self.unlisted:
            return self.files
        return [path for path in self.files if path not in self.unlisted]

    def names_of_files(self) -> Callable[[BagPath], Sequence[BagPath]]:
        """Return a function that gives the paths by which a file may be listed."""
        others: dict[BagPath, list[BagPath]] = {}
        for path, actual in self.meant.items():
            others.setdefault(actual, []).append(path)
        return lambda path: (path, *others.get(path, ()))

    def not_listed_by(self, one: ManifestFile) -> Set[BagPath]:
        """Return the paths, as their files are named, that only other manifests list."""
        own: Container[BagPath] = one.manifest.digests
        if self.meant:
            own = {self.meant.get(path, path) for path in one.manifest.digests}
        return {
            actual
            for other in self.manifests
            if other is not one
            for path in other.manifest.digests
            if (actual := self.meant.get(path, path)) not in own and path not in self.unfit
        }


def match_payload(bag: Bag, inventory: Inventory) -> Matching:
    """Compare the payload manifests with the files below ``data/``."""
    return _match(bag, inventory.manifests, _is_payload, inventory.version)


def match_tag_files(bag: Bag, inventory: Inventory) -> Matching:
    """Compare the tag manifests with all other files."""
    return _match(bag, inventory.tag_manifests, is_tag_file, inventory.version)


def differences(matching: Matching, inventory: Inventory) -> Iterator[Finding]:
    """Yield a finding for each path that is not written as its file is named."""
    for path, actual in sorted(matching.meant.items()):
        if paths.composed(path) == paths.composed(actual):
            message = "a manifest has its name in another Unicode normalisation form"
            yield Finding("bag.path-normalisation-differs", actual, message)
        elif inventory.version >= LATEST:
            message = "a manifest has its name without writing '%' as '%25'"
            yield Finding("bag.path-percent-unencoded", actual, message, paths.encode(actual))
        elif paths.decode(path) == actual:
            message = "a manifest has '%25' for the '%' of its name, as only BagIt 1.0 does"
            yield Finding("bag.older-syntax", actual, message)
        else:
            message = "its name itself has the code of a line break in manifests before 1.0"
            yield Finding("bag.older-syntax", actual, message)


def _is_payload(path: str) -> bool:
    return not is_tag_file(path)


def _match(
    bag: Bag, manifests: Sequence[ManifestFile], may_list: Callable[[str], bool], version: Version
) -> Matching:
    files = [path for path in bag.files if may_list(path)]
    listed = [one.manifest.digests for one in manifests]
    unlisted = {path for path in files if not any(path in one for one in listed)}
    unfit: set[BagPath] = set()
    absent: set[BagPath] = set()
    for path in chain.from_iterable(listed):
        if path in bag.folders or not may_list(path):
            unfit.add(path)
        elif path not in bag.files:
            (absent if paths.unsafe(path) is None else unfit).add(path)
    pairs = _meant(absent, files, unlisted, version) if absent else ()
    meant = dict(_once_a_manifest(pairs, manifests) if version >= LATEST else pairs)
    absent -= meant.keys()
    hidden = absent if bag.cut_short or not absent else _out_of_sight(absent, bag)
    return Matching(
        manifests=manifests,
        files=files,
        unfit=unfit,
        meant=meant,
        missing=absent - hidden,
        hidden=hidden,
        unlisted=unlisted.difference(meant.values()),
    )


def _meant(
    absent: Set[BagPath], files: Iterable[BagPath], unlisted: Set[BagPath], version: Version
) -> Iterator[tuple[BagPath, BagPath]]:
    """Pairs of a listed path and a file of another name that it can only mean."""
    by_form: dict[str, list[BagPath]] = {}
    for name in files:
        if not name.isascii():
            by_form.setdefault(paths.composed(name), []).append(name)
    decode = paths.decode if version >= LATEST else paths.decode_before_1_0
    decoded = {decode(name): name for name in unlisted if "%" in name}
    for path in absent:
        # RFC 8493 §6.1.1.3 asks to tolerate a difference in form; two candidates are none.
        same = by_form.get(paths.composed(path), [])
        unencoded = [decoded.get(path, BagPath(""))]
        if version < LATEST:
            unencoded.append(paths.decode(path))
        candidates = same if len(same) == 1 else [one for one in unencoded if one in unlisted]
        if candidates:
            yield path, candidates[0]


def _once_a_manifest(
    pairs: Iterable[tuple[BagPath, BagPath]], manifests: Collection[ManifestFile]
) -> Iterator[tuple[BagPath, BagPath]]:
    """Leave out what would be a second mention of a file in one manifest (RFC 8493 §2.1.3)."""
    mentioned: dict[BagPath, set[BagPath]] = {one.name: set() for one in manifests}
    for path, actual in sorted(pairs):
        listing = [one for one in manifests if path in one.manifest.digests]
        if not any(
            actual in mentioned[one.name] or actual in one.manifest.digests for one in listing
        ):
            for one in listing:
                mentioned[one.name].add(actual)
            yield path, actual


def _out_of_sight(absent: Set[BagPath], bag: Bag) -> set[BagPath]:
    places = {one.path for one in bag.irregularities}
    return {path for path in absent if not places.isdisjoint(_and_parents(path))}


def _and_parents(path: str) -> Iterator[str]:
    while path:
        yield path
        path = path.rpartition("/")[0]

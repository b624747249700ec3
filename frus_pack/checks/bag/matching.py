"""Which file of a bag a listed path means: mostly the one of that very name."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass

from frus_pack.bag.reader import Bag
from frus_pack.bag.tag_files import paths
from frus_pack.bag.tag_files.inventory import Inventory, ManifestFile, is_tag_file
from frus_pack.bag.tag_files.paths import BagPath
from frus_pack.bag.tag_files.tag_text import LATEST, Version
from frus_pack.requirements.finding import Finding


@dataclass(frozen=True, slots=True)
class Matching:
    """What a group of manifests lists, against what is there.

    `listed` are the safe paths of all the manifests that can mean a file they may list;
    `meant` has those of them that mean a file of another name; `missing` those that mean none.
    `unlisted` are the files that no manifest means. What a link, a device, an unreadable folder
    or a limit keeps out of sight counts as neither missing nor there, but is `hidden`.
    """

    listed: frozenset[BagPath]
    meant: Mapping[BagPath, BagPath]
    missing: frozenset[BagPath]
    hidden: frozenset[BagPath]
    unlisted: frozenset[BagPath]

    def present(self) -> Set[BagPath]:
        """Return the files that are there and listed, by their own paths."""
        if not (self.missing or self.hidden or self.meant):
            return self.listed
        there = self.listed - self.missing - self.hidden - self.meant.keys()
        return there | set(self.meant.values())

    def names_of_files(self) -> Callable[[BagPath], Sequence[BagPath]]:
        """Return a function that gives the paths by which a file is listed."""
        others: dict[BagPath, list[BagPath]] = {}
        for path, actual in self.meant.items():
            others.setdefault(actual, []).append(path)

        def names(path: BagPath) -> Sequence[BagPath]:
            own = [path] if path in self.listed else []
            return own + others[path] if path in others else own

        return names

    def not_listed_by(self, one: ManifestFile) -> Set[BagPath]:
        """Return the paths, as their files are named, that other manifests list and this one does
        not."""
        if not self.meant:
            return self.listed - one.manifest.digests.keys()
        listed = {self.meant.get(path, path) for path in one.manifest.digests}
        return {self.meant.get(path, path) for path in self.listed} - listed


def match_payload(bag: Bag, inventory: Inventory) -> Matching:
    """Return the payload manifests against the files below ``data/``."""
    listed = [path for path in _listed(inventory.manifests, bag) if not is_tag_file(path)]
    payload = frozenset([path for path in bag.files if not is_tag_file(path)])
    return _match(frozenset(listed), payload, bag, inventory.manifests, inventory.version)


def match_tag_files(bag: Bag, inventory: Inventory) -> Matching:
    """Return the tag manifests against all other files."""
    listed = filter(is_tag_file, _listed(inventory.tag_manifests, bag))
    tag_files = frozenset(filter(is_tag_file, bag.files))
    manifests = inventory.tag_manifests
    return _match(frozenset(listed), tag_files, bag, manifests, inventory.version)


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


def some(names: Iterable[str]) -> str:
    """Return the names in a sentence; of very many, the first."""
    listed = list(names)
    more = f" and {len(listed) - 5} more" if len(listed) > 5 else ""
    return ", ".join(listed[:5]) + more


def _listed(manifests: Collection[ManifestFile], bag: Bag) -> list[BagPath]:
    listed = dict.fromkeys(path for one in manifests for path in one.manifest.digests)
    files = bag.files
    return [path for path in listed if path in files or paths.unsafe(path) is None]


def _match(
    listed: frozenset[BagPath],
    files: frozenset[BagPath],
    bag: Bag,
    manifests: Collection[ManifestFile],
    version: Version,
) -> Matching:
    absent = listed - files - bag.folders
    unlisted = files - listed
    pairs = _meant(absent, files, unlisted, version) if absent else ()
    meant = dict(_once_a_manifest(pairs, manifests) if version >= LATEST else pairs)
    absent -= meant.keys()
    hidden = absent if bag.cut_short or not absent else _out_of_sight(absent, bag)
    return Matching(
        listed=listed - bag.folders,
        meant=meant,
        missing=absent - hidden,
        hidden=hidden,
        unlisted=unlisted.difference(meant.values()),
    )


def _meant(
    absent: Set[BagPath], files: Set[BagPath], unlisted: Set[BagPath], version: Version
) -> Iterator[tuple[BagPath, BagPath]]:
    """Pairs of a listed path and a file of another name that it can only mean."""
    by_form: dict[str, list[BagPath]] = {}
    for name in files:
        if not name.isascii():
            by_form.setdefault(paths.composed(name), []).append(name)
    decoded = {paths.decode_before_1_0(name): name for name in unlisted if "%" in name}
    for path in absent:
        # RFC 8493 §6.1.1.3 asks to tolerate a difference in form; two candidates are none.
        same = by_form.get(paths.composed(path), [])
        unencoded = (
            [BagPath(paths.encode(path))]
            if version >= LATEST
            else [decoded.get(path, BagPath("")), paths.decode(path)]
        )
        candidates = same if len(same) == 1 else [one for one in unencoded if one in unlisted]
        if candidates:
            yield path, candidates[0]


def _once_a_manifest(
    pairs: Iterable[tuple[BagPath, BagPath]], manifests: Collection[ManifestFile]
) -> Iterator[tuple[BagPath, BagPath]]:
    """Leave out what would be a second mention of a file in one manifest (RFC 8493 §2.1.3)."""
    mentioned = {one.name: set(one.manifest.digests) for one in manifests}
    for path, actual in sorted(pairs):
        names = [one.name for one in manifests if path in one.manifest.digests]
        if not any(actual in mentioned[name] for name in names):
            for name in names:
                mentioned[name].add(actual)
            yield path, actual


def _out_of_sight(absent: frozenset[BagPath], bag: Bag) -> frozenset[BagPath]:
    places = {one.path for one in bag.irregularities}
    return frozenset(path for path in absent if not places.isdisjoint(_and_parents(path)))


def _and_parents(path: str) -> Iterator[str]:
    while path:
        yield path
        path = path.rpartition("/")[0]

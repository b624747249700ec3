"""Rebag: make manifests anew after a deliberate edit, or with other algorithms."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from functools import partial
from os import PathLike
from pathlib import Path

from frus_pack.bag.opening import open_unjudged
from frus_pack.bag.reader import Bag, Limits
from frus_pack.bag.tag_files import tag_writing
from frus_pack.bag.tag_files.inventory import (
    Inventory,
    ManifestFile,
    is_manifest,
    is_tag_manifest,
    read_inventory,
)
from frus_pack.bag.tag_files.parsed import BAG_INFO, DECLARATION
from frus_pack.bag.tag_files.paths import BagPath
from frus_pack.errors import FrusPackError, StorageError
from frus_pack.keeping.rebuilding import changing, replace_package
from frus_pack.keeping.rebuilt_files import RebuiltFile
from frus_pack.reports.outcome import Outcome
from frus_pack.storage.fixity import ALGORITHMS, HASHES, FileDigests
from frus_pack.storage.given_paths import path_to_replace
from frus_pack.storage.parallel import all_cores
from frus_pack.workers.progress import OnProgress, size_of, watch_one

_UTF8 = ("utf-8", "utf8")
_OXUM = re.compile(r"^(Payload-Oxum[ \t]*:)[^\r\n]*", re.IGNORECASE | re.MULTILINE)
_NEWER = (1, 0)


class ChangedFilesError(FrusPackError):
    """Files of a bag do not agree with its manifests, and the caller did not name them.

    `changes` maps each of them to ``altered``, ``added``, ``missing`` or ``unreadable``.
    """

    def __init__(self, bag: Path, changes: Mapping[str, str]) -> None:
        super().__init__(bag, changes)
        self.bag = bag
        self.changes = dict(changes)

    def __str__(self) -> str:
        lines = [f"{self.bag}: not rebagged: these files changed that changed= does not name"]
        return "\n".join((*lines, *(f"{self.bag}: {p}: {c}" for p, c in self.changes.items())))


@dataclass(frozen=True, slots=True)
class Rebagged(Outcome):
    """What rebagging did, or with `dry_run` would do.

    `changes` maps each file that differs from the old manifests to ``altered``, ``added`` or
    ``missing``; `before` and `algorithms` are those of the manifests before and after.
    """

    path: Path
    changes: Mapping[str, str]
    before: tuple[str, ...]
    algorithms: tuple[str, ...]

    @property
    def needed(self) -> bool:
        """Return whether there is anything to write."""
        return bool(self.changes) or self.before != self.algorithms


def rebag(
    bag: str | PathLike[str],
    *,
    changed: Iterable[str] = (),
    algorithms: Sequence[str] | None = None,
    dry_run: bool = False,
    limits: Limits | None = None,
    progress: OnProgress | None = None,
) -> Rebagged:
    """Make the manifests of a bag anew, after a deliberate edit or with other algorithms.

    Every file is read and compared with the manifests that exist. Only files that the caller
    names may differ from them. The new bag takes the place of the old one in one step, and the
    files of a folder are not copied.

    Args:
        bag: Any bag: a folder, a tar or a zip file, of any origin.
        changed: The paths, in the bag, of all files that were edited, added or removed.
        algorithms: The algorithms of the new manifests (md5, sha1, sha256, sha512); by default
            those of the old ones.
        dry_run: Compare only, and write nothing.
        limits: What an archive may unpack to.
        progress: Called several times a second with a `Progress`, from the beginning on, perhaps
            in a thread of its own.

    Returns:
        What changed.

    Raises:
        ChangedFilesError: Files changed that were not named; it lists all of them.
        InvalidPackageError: The new bag is not valid, for another reason than its digests.
        StorageError: The bag cannot be read, or not be rebagged as it is.
        ValueError: An algorithm is not one of those four.

    Example:
        >>> frus_pack.rebag("bag", changed=["data/letter.txt"])  # doctest: +SKIP
    """
    path = path_to_replace(bag, "bag")
    if unknown := set(algorithms or ()) - set(ALGORITHMS):
        raise ValueError(f"{min(unknown)!r} is not one of {', '.join(ALGORITHMS)}")
    rebagging = partial(_rebag, path, set(changed), algorithms, dry_run, Limits.of(limits))
    return watch_one(progress, partial(size_of, path), rebagging)


def _rebag(
    path: Path, named: set[str], algorithms: Sequence[str] | None, dry_run: bool, limits: Limits
) -> Rebagged:
    with ExitStack() as stack:
        locked = None if dry_run else stack.enter_context(changing(path))
        opened = stack.enter_context(open_unjudged(path, limits, ahead=()))
        inventory = read_inventory(opened, limits.tag_file_octets)
        before = tuple(dict.fromkeys(one.algorithm for one in inventory.manifests))
        after = tuple(algorithms or before)
        _refuse_unfit(opened, inventory, after)
        digests = _digest(opened, (*before, *after))
        changes = _changes(inventory, digests)
        if unnamed := {file: what for file, what in changes.items() if file not in named}:
            raise ChangedFilesError(path, unnamed)
        _refuse_unknown(opened, inventory, changes, after)
        result = Rebagged(path, changes, before, after)
        if result.needed and locked is not None:
            replace_package(locked, opened, _parts(opened, inventory, digests, after), limits)
    return result


def _refuse_unfit(bag: Bag, inventory: Inventory, algorithms: Sequence[str]) -> None:
    """Refuse a bag whose manifests frus-pack cannot write as they are."""
    reason = None
    if inventory.declaration is None:
        reason = f"it has no {DECLARATION}"
    elif unread := {**inventory.unreadable, **inventory.too_large}:
        name, why = next(iter(unread.items()))
        reason = f"{name}: {why}"
    elif bag.irregularities:
        reason = f"{bag.irregularities[0].path}: {bag.irregularities[0].message}"
    elif inventory.encoding.lower() not in _UTF8:
        reason = f"its tag files are in {inventory.encoding}: only UTF-8 can be written"
    elif not algorithms:
        reason = "it has no payload manifest: name the algorithms"
    elif inventory.version < _NEWER and any(set(path) & set("%\r\n") for path in bag.files):
        reason = "before BagIt 1.0, names with % or line ends are written in no agreed way"
    if reason is not None:
        raise StorageError(f"{bag.path}: cannot be rebagged: {reason}")


def _refuse_unknown(
    bag: Bag, inventory: Inventory, changes: Mapping[str, str], algorithms: Sequence[str]
) -> None:
    """Refuse what would need the bytes of files that are still to be fetched."""
    unfetched = inventory.unfetched(bag.files)
    listed = {one.algorithm: one.manifest.digests for one in inventory.manifests}
    reason = None
    for path, entry in unfetched.items():
        if lacking := [name for name in algorithms if path not in listed.get(name, {})]:
            reason = f"{path} is still to be fetched, and has no {lacking[0]} digest"
        elif entry.length is None and any(one.startswith("data/") for one in changes):
            reason = f"fetch.txt does not say how long {path} is, which Payload-Oxum counts"
    if reason is not None:
        advice = "complete it first: frus-pack complete"
        raise StorageError(f"{bag.path}: cannot be rebagged: {reason} ({advice})")


def _digest(bag: Bag, algorithms: Sequence[str]) -> dict[BagPath, FileDigests]:
    known = [name for name in dict.fromkeys(algorithms) if name in HASHES]
    return {BagPath(one.path): one for one in bag.digests(list(bag.files), known, all_cores())}


def _changes(inventory: Inventory, found: Mapping[BagPath, FileDigests]) -> dict[str, str]:
    """Return what differs from the manifests, the payload first."""
    changes: dict[str, str] = {}
    listed: set[str] = set()
    unfetched = inventory.unfetched(found)
    for manifest in (*inventory.manifests, *inventory.tag_manifests):
        for path, digest in manifest.manifest.digests.items():
            listed.add(path)
            if path in unfetched:
                continue
            if path not in found:
                changes[path] = "missing"
            elif found[path].problem:
                changes[path] = "unreadable"
            elif _differs(found[path], manifest, digest):
                changes[path] = "altered"
    for path in found:
        if path.startswith("data/") and path not in listed:
            changes[path] = "added"
    return dict(sorted(changes.items(), key=lambda one: (not one[0].startswith("data/"), one)))


def _differs(found: FileDigests, manifest: ManifestFile, digest: str) -> bool:
    return manifest.algorithm in HASHES and found.digests[manifest.algorithm] != digest


def _parts(
    bag: Bag, inventory: Inventory, found: Mapping[BagPath, FileDigests], algorithms: Sequence[str]
) -> Iterator[RebuiltFile]:
    """Yield the files of the new bag: those that exist, then the manifests."""
    kept = [path for path in bag.files if not is_manifest(path) and not is_tag_manifest(path)]
    made = {BAG_INFO: content} if (content := _bag_info(inventory, found)) else {}
    old = {one.algorithm: one.manifest.digests for one in inventory.manifests}
    for name in algorithms:
        payload = {path: found[path].digests[name] for path in kept if path.startswith("data/")}
        payload |= {path: old[name][path] for path in inventory.unfetched(bag.files)}
        made[BagPath(f"manifest-{name}.txt")] = tag_writing.format_manifest(payload)
    tags = {path: found[path].digests for path in kept if not path.startswith("data/")}
    for path in kept:
        if path not in made:
            yield RebuiltFile(path, bag, found[path].digests, linked=True)
    for path, content in made.items():
        yield RebuiltFile(path, bag, {}, content)
    for name in algorithms:
        listed = {path: digests[name] for path, digests in tags.items()}
        listed |= {path: HASHES[name](content).hexdigest() for path, content in made.items()}
        content = tag_writing.format_manifest(listed)
        yield RebuiltFile(BagPath(f"tagmanifest-{name}.txt"), bag, {}, content)


def _bag_info(inventory: Inventory, found: Mapping[BagPath, FileDigests]) -> bytes | None:
    """Return bag-info.txt with the right Payload-Oxum, all else as it is; None if it has none."""
    content = inventory.contents.get(BAG_INFO)
    if content is None:
        return None
    sizes = [one.octets for path, one in found.items() if path.startswith("data/")]
    for entry in inventory.unfetched(found).values():
        if entry.length is None:
            return content  # the payload did not change
        sizes.append(entry.length)
    oxum = f"{sum(sizes)}.{len(sizes)}"
    text = content.decode("utf-8", "surrogateescape")
    return _OXUM.sub(rf"\g<1> {oxum}", text).encode("utf-8", "surrogateescape")

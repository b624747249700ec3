"""Repair a package from replicas: every byte of the result is proven by a digest."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from functools import partial
from os import PathLike
from pathlib import Path

from frus_pack.bag.opening import open_unjudged
from frus_pack.bag.reader import Bag, Limits
from frus_pack.bag.tag_files.paths import BagPath
from frus_pack.errors import StorageError
from frus_pack.keeping.identity import label_in
from frus_pack.keeping.ledger import open_if_given
from frus_pack.keeping.ledger_rows import images_at, record_event
from frus_pack.keeping.rebuilding import changing, name_for_damaged, replace_package
from frus_pack.keeping.rebuilt_files import RebuiltFile
from frus_pack.keeping.repair_proof import (
    Copy,
    Digests,
    ProvenState,
    UnprovenError,
    open_copy,
    proven_states,
)
from frus_pack.keeping.replicas import open_replicas
from frus_pack.ocfl.version_bag import VersionBag
from frus_pack.package.bag_info import FIRST
from frus_pack.reports.outcome import Outcome
from frus_pack.storage.fixity import HASHES
from frus_pack.storage.given_paths import one_or_many, path_to_replace
from frus_pack.storage.parallel import all_cores
from frus_pack.storage.regular_file import reading
from frus_pack.workers.progress import OnProgress, size_of, watch_one


class UnrepairableError(StorageError):
    """No copy has the right bytes of some files; `lost` are their paths."""

    def __init__(self, package: Path, lost: Sequence[str]) -> None:
        super().__init__(package, lost)
        self.package = package
        self.lost = tuple(lost)

    def __str__(self) -> str:
        lines = [f"{self.package}: cannot be repaired: {len(self.lost)} lost in every copy"]
        return "\n".join((*lines, *(f"{self.package}: {path}: lost" for path in self.lost)))


@dataclass(frozen=True, slots=True)
class Repaired(Outcome):
    """What repairing did, or with `dry_run` would do.

    `taken` maps each damaged or missing file to the path of the replica that it comes from.
    `dropped` are files below data/ that no manifest lists. `unfetched` are files that fetch.txt
    lists and no copy has, so that the package stays incomplete. `kept` is where the damaged
    package is now; None if nothing was damaged, or nothing was done.
    """

    path: Path
    taken: Mapping[str, Path]
    dropped: tuple[str, ...]
    unfetched: tuple[str, ...]
    proof: str
    kept: Path | None = None

    @property
    def needed(self) -> bool:
        """Return whether there is anything to repair."""
        return bool(self.taken or self.dropped)


def repair(
    package: str | PathLike[str],
    *,
    replicas: str | PathLike[str] | Iterable[str | PathLike[str]],
    keep_damaged: str | PathLike[str] | None = None,
    dry_run: bool = False,
    ledger: str | PathLike[str] | None = None,
    limits: Limits | None = None,
    progress: OnProgress | None = None,
) -> Repaired:
    """Make a damaged package whole again with files of its replicas.

    The package is built anew beside the damaged one, from proven files of any copy. The chain of
    proof is seal → tag manifest → manifest → file. The new package is validated, and then replaces
    the damaged one in one step. A package that is not damaged is left alone.

    Args:
        package: The damaged package: a folder, a tar or a zip file.
        replicas: Where the package exists elsewhere: other bags in any form, folders that hold
            them, OCFL objects or storage roots.
        keep_damaged: The folder that the damaged package is moved to, on the same file system.
            By default it stays in its folder, and its name gets ``.damaged-`` and the time.
        dry_run: Say what would be taken from where, and write nothing.
        ledger: Record the repair in this ledger.
        limits: What an archive may unpack to.
        progress: Called several times a second with a `Progress`, from the beginning on, perhaps
            in a thread of its own.

    Returns:
        What was taken from where.

    Raises:
        UnprovenError: The tag manifest is damaged, and no seal and no agreement of replicas
            decides which one is right.
        UnrepairableError: Files are lost in every copy; it lists all of them.
        StorageError: A replica does not exist, or the result cannot be written.

    Example:
        >>> frus_pack.repair("deposit/v/v-d1", replicas=["/mnt/b"])  # doctest: +SKIP
    """
    path = path_to_replace(package, "package")
    given = list(one_or_many(replicas, "replicas"))
    aside = Path(keep_damaged) if keep_damaged is not None else None
    with open_if_given(None if dry_run else ledger) as connection:
        repairing = partial(_repair, path, given, aside, dry_run, Limits.of(limits), connection)
        return watch_one(progress, partial(size_of, path), repairing)


def _repair(
    path: Path,
    replicas: Sequence[Path],
    aside: Path | None,
    dry_run: bool,
    limits: Limits,
    connection: sqlite3.Connection | None,
) -> Repaired:
    with ExitStack() as stack:
        locked = None if dry_run else stack.enter_context(changing(path))
        damaged = open_copy(stack.enter_context(open_unjudged(path, limits, ahead=())))
        others = [
            open_copy(stack.enter_context(replica)) for replica in _open(damaged, replicas, limits)
        ]
        plan = _plan(damaged, others)
        result = Repaired(path, plan.taken(), plan.dropped, plan.unfetched, plan.state.proof)
        if locked is None or not result.needed:
            return result
        kept = name_for_damaged(path, aside)
        seen = images_at(connection, path)
        check = replace_package(locked, damaged.bag, plan.files(), limits, seen=seen, kept=kept)
        if connection is not None:
            record_event(connection, check, _note(result))
    return replace(result, kept=kept)


@dataclass(frozen=True, slots=True)
class _Plan:
    """The copy from which each file of the proven state comes."""

    state: ProvenState
    damaged: Copy
    sources: Mapping[BagPath, Copy]
    unlisted: tuple[BagPath, ...]
    dropped: tuple[str, ...]
    unfetched: tuple[str, ...]

    def taken(self) -> dict[str, Path]:
        return {
            path: copy.bag.path for path, copy in self.sources.items() if copy is not self.damaged
        }

    def files(self) -> Iterator[RebuiltFile]:
        """Yield the files in the order of the damaged package, then those that it lacks."""
        wanted = {**self.sources, **dict.fromkeys(self.unlisted, self.damaged)}
        order = dict.fromkeys((*self.damaged.bag.files, *wanted))
        for path in order:
            if path in wanted:
                copy, digests = wanted[path], self.state.digests.get(path, {})
                yield RebuiltFile(path, copy.bag, digests, self.state.head.get(path))


def _open(damaged: Copy, replicas: Iterable[Path], limits: Limits) -> Iterator[Bag]:
    """Open each replica once, however often and by whatever path it is given. What is one place
    can prove nothing by agreeing with itself."""
    identifier = label_in(damaged.inventory, FIRST)
    known = {_place(damaged.bag)}
    for replica in replicas:
        for bag in open_replicas(replica, damaged.bag.name, identifier, limits):
            place = _place(bag)
            if place in known:
                bag.close()
            else:
                known.add(place)
                yield bag


def _place(bag: Bag) -> tuple[int, int, str | None]:
    """Return what two paths of one bag have in common: the inode, and the version of an object."""
    with reading(bag.path):
        own = bag.path.stat()
    return own.st_dev, own.st_ino, bag.version if isinstance(bag, VersionBag) else None


def _plan(damaged: Copy, replicas: Sequence[Copy]) -> _Plan:
    """Return the plan of the proven state of which no file is lost."""
    losses: Sequence[str] | None = None
    for state in proven_states(damaged, replicas):
        sources = _sources(state, damaged, replicas)
        lacking = state.digests.keys() - sources.keys()
        unfetched = lacking & damaged.inventory.unfetched(damaged.bag.files).keys()
        lost = sorted(lacking - unfetched)
        if not lost:
            return _plan_of(state, damaged, replicas, sources, tuple(sorted(unfetched)))
        losses = lost if losses is None or len(lost) < len(losses) else losses
    if losses is not None:
        raise UnrepairableError(damaged.bag.path, losses)
    raise UnprovenError(
        f"{damaged.bag.path}: cannot be repaired: its manifests are damaged, and neither its seal"
        " nor two replicas that agree prove which manifests are right"
    )


def _plan_of(
    state: ProvenState,
    damaged: Copy,
    replicas: Sequence[Copy],
    sources: dict[BagPath, Copy],
    unfetched: tuple[str, ...],
) -> _Plan:
    for name, content in state.head.items():
        copies = (damaged, *replicas)
        sources[name] = next(one for one in copies if one.inventory.contents.get(name) == content)
    listed = sources.keys()
    unlisted = [path for path in damaged.bag.files if path not in listed]
    payload = tuple(path for path in unlisted if path.startswith("data/"))
    tags = tuple(path for path in unlisted if not path.startswith(("data/", "tagmanifest-")))
    return _Plan(state, damaged, sources, tags, payload, unfetched)


def _sources(state: ProvenState, damaged: Copy, replicas: Sequence[Copy]) -> dict[BagPath, Copy]:
    """Return for each file the first copy with the right bytes.

    Of replicas only files are read that are needed.
    """
    sources: dict[BagPath, Copy] = {}
    for copy in (damaged, *replicas):
        needed = [path for path in state.digests if path not in sources and path in copy.bag.files]
        for path in _right(copy.bag, needed, state.digests):
            sources[path] = copy
    return sources


def _right(
    bag: Bag, paths: Sequence[BagPath], expected: Mapping[BagPath, Digests]
) -> Iterator[BagPath]:
    """Yield the files of a bag that have the expected digests."""
    algorithms = sorted({name for path in paths for name in expected[path] if name in HASHES})
    for found in bag.digests(paths, algorithms, all_cores()) if algorithms else ():
        known = {name: one for name, one in expected[BagPath(found.path)].items() if name in HASHES}
        if known and all(found.digests.get(name) == one for name, one in known.items()):
            yield BagPath(found.path)


def _note(result: Repaired) -> str:
    sources = ", ".join(sorted({str(path) for path in result.taken.values()}))
    files = f"{len(result.taken)} file{'' if len(result.taken) == 1 else 's'}"
    return f"repaired: {files} from {sources}; proven by {result.proof}"

"""Complete a holey bag with files of a local mirror, which its fetch.txt lists."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from os import PathLike
from pathlib import Path

from frus_pack.bag.opening import open_bag
from frus_pack.bag.reader import Bag, Limits
from frus_pack.bag.tag_files import paths
from frus_pack.bag.tag_files.inventory import Inventory, read_inventory
from frus_pack.bag.tag_files.parsed import FetchEntry
from frus_pack.bag.tag_files.paths import BagPath
from frus_pack.document.addresses import host_and_path
from frus_pack.errors import FrusPackError, SourceError, StorageError
from frus_pack.keeping.rebuilding import changing
from frus_pack.reports.outcome import Outcome
from frus_pack.storage.fixity import HASHES, Digester, fixity_of_file
from frus_pack.storage.given_paths import one_path, path_to_replace
from frus_pack.storage.new_file import write_new_file
from frus_pack.storage.regular_file import read_pieces
from frus_pack.storage.staging import Staging
from frus_pack.workers.progress import OnProgress, size_of, watch_one


class UnavailableFilesError(FrusPackError):
    """A mirror lacks files that a bag needs; `reasons` maps each of them to the reason."""

    def __init__(self, bag: Path, reasons: Mapping[str, str]) -> None:
        super().__init__(bag, reasons)
        self.bag = bag
        self.reasons = dict(reasons)

    def __str__(self) -> str:
        files = "1 file is" if len(self.reasons) == 1 else f"{len(self.reasons)} files are"
        lines = [f"{self.bag}: not completed: {files} not in the mirror"]
        return "\n".join((*lines, *(f"{self.bag}: {p}: {why}" for p, why in self.reasons.items())))


@dataclass(frozen=True, slots=True)
class Completed(Outcome):
    """What was added to a bag: the path of each file in the bag, and its file in the mirror."""

    path: Path
    added: Mapping[str, Path]


def complete(
    bag: str | PathLike[str],
    *,
    mirror: str | PathLike[str],
    limits: Limits | None = None,
    progress: OnProgress | None = None,
) -> Completed:
    """Fill a holey bag from a local mirror of the addresses in its fetch.txt.

    Nothing is taken from the network. A file is searched in the mirror by host and path of its
    address, then by the path alone. Then comes each end of the path (``medium/0371.png``,
    ``0371.png``), and last its path in the bag. Each file is proven by the digests of every
    manifest. Nothing is added before all of them were found and proven. An interruption leaves
    whole files only, and the next run adds the rest.

    Args:
        bag: The bag, as a folder.
        mirror: The folder with the files.
        limits: How large a tag file may be.
        progress: Called several times a second with a `Progress`, from the beginning on, perhaps
            in a thread of its own.

    Returns:
        What was added.

    Raises:
        UnavailableFilesError: A file is not in the mirror, or not with the right bytes; it lists
            all of them, and nothing was added.
        StorageError: The bag cannot be read or written, is an archive, or has no fetch.txt.

    Example:
        >>> frus_pack.complete("bag", mirror="/mnt/scans")  # doctest: +SKIP
    """
    path = path_to_replace(bag, "bag")
    completing = partial(_complete, path, one_path(mirror, "mirror"), Limits.of(limits))
    return watch_one(progress, partial(size_of, path), completing)


def _complete(path: Path, mirror: Path, limits: Limits) -> Completed:
    with changing(path) as locked, open_bag(path, limits) as opened:
        if opened.is_archive:
            raise StorageError(f"{path}: is an archive: unpack it, and complete the folder")
        inventory = read_inventory(opened, limits.tag_file_octets)
        if inventory.fetch is None:
            raise StorageError(f"{path}: has no fetch.txt, so nothing is to be fetched")
        found = _find_all(opened, inventory, mirror)
        for file, source in found.items():
            _add(locked.stage, path, file, source, _digests(inventory, BagPath(file)))
        locked.stage.settle()
    return Completed(path, found)


def _find_all(bag: Bag, inventory: Inventory, mirror: Path) -> dict[str, Path]:
    """Return the file of the mirror for each file that the bag lacks.

    Raises UnavailableFilesError, which lists every file that was not found.
    """
    found: dict[str, Path] = {}
    reasons: dict[str, str] = {}
    for entry in inventory.unfetched(bag.files).values():
        digests = _digests(inventory, entry.path)
        if fault := paths.unsafe(entry.path) or _unproven(digests):
            reasons[entry.path] = fault
            continue
        try:
            found[entry.path] = _find(entry, digests, mirror)
        except LookupError as error:
            reasons[entry.path] = str(error.args[0])
    if reasons:
        raise UnavailableFilesError(bag.path, reasons)
    return found


def _find(entry: FetchEntry, digests: Mapping[str, str], mirror: Path) -> Path:
    """Return the first file of the mirror with the right bytes. Raises LookupError."""
    reason = f"is not in {mirror}"
    for place in _places(entry, mirror):
        if os.path.lexists(place):
            try:
                given = fixity_of_file(place, digests).digests
            except SourceError as error:
                reason = str(error)
                continue
            if given == digests:
                return place
            reason = f"{place} has other bytes"
    raise LookupError(reason)


def _places(entry: FetchEntry, mirror: Path) -> Iterator[Path]:
    """Yield where a mirror may hold the file of an address."""
    host, path = host_and_path(entry.url)
    way = path.lstrip("/").split("/")
    ends = ["/".join(way[start:]) for start in range(len(way))]
    for name in (f"{host}/{ends[0]}", *ends, entry.path):
        if name and not paths.unsafe(name):
            yield mirror / name


def _digests(inventory: Inventory, path: BagPath) -> dict[str, str]:
    """Return the digests that the payload manifests give a file, of algorithms known here."""
    return {
        one.algorithm: one.manifest.digests[path]
        for one in inventory.manifests
        if one.algorithm in HASHES and path in one.manifest.digests
    }


def _unproven(digests: Mapping[str, str]) -> str | None:
    return None if digests else "no manifest that can be checked here lists it"


def _add(stage: Staging, bag: Path, file: str, source: Path, digests: Mapping[str, str]) -> None:
    """Copy a file into the staging folder, check it again on the way, and give it its name."""
    copied, digester = stage.new_place(), Digester(digests)
    write_new_file(copied, digester.passing(read_pieces(source)))
    if digester.fixity().digests != digests:
        raise StorageError(f"{source}: changed while it was copied")
    stage.sync()
    stage.publish(copied, f"{bag.name}/{file}")

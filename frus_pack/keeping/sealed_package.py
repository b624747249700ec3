"""Open a package whose seal is whole, to change it on purpose."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from frus_pack.bag.opening import open_bag
from frus_pack.bag.reader import Bag, Limits
from frus_pack.bag.seal import SEALED_BY, is_sealed
from frus_pack.bag.tag_files.inventory import Inventory, is_tag_file, read_inventory
from frus_pack.bag.tag_files.paths import BagPath
from frus_pack.document import strict_json
from frus_pack.errors import StorageError
from frus_pack.package.bag_info import SEAL
from frus_pack.package.paths import METADATA_PATH
from frus_pack.storage.parallel import all_cores

_LARGEST_TAG_FILE = 1 << 27


@dataclass(frozen=True, slots=True)
class SealedPackage:
    """An open package, with its tag files and the digests of its payload by its own manifests.

    The digests are proven by the seal; whether the files agree with them is not yet checked.
    `sizes` has the bytes of each file of the payload. The payload includes `unfetched`, which
    fetch.txt lists and the package does not hold.
    """

    bag: Bag
    inventory: Inventory
    tag_files: Mapping[BagPath, bytes]
    payload: Mapping[BagPath, Mapping[str, str]]
    sizes: Mapping[BagPath, int]
    unfetched: Set[BagPath]
    description: Mapping[str, Any]

    @property
    def path(self) -> Path:
        """Return where it is."""
        return self.bag.path

    @property
    def algorithms(self) -> tuple[str, ...]:
        """Return the algorithms of its manifests."""
        return tuple(one.algorithm for one in self.inventory.manifests)


@contextmanager
def open_sealed(path: Path, limits: Limits) -> Iterator[SealedPackage]:
    """Open a package of frus-pack. Raises StorageError unless its seal is whole."""
    with open_bag(path, limits) as bag:
        if METADATA_PATH not in bag:
            raise StorageError(f"{path}: is not a package of frus-pack: it has no {METADATA_PATH}")
        inventory = read_inventory(bag, limits.tag_file_octets)
        names = [name for name in bag.files if is_tag_file(name)]
        tag_files = dict(bag.read_each(names, _LARGEST_TAG_FILE))
        payload = _payload(bag, inventory)
        sizes = _sizes(bag, inventory)
        sealed_by = {file: digests.get(SEALED_BY, "") for file, digests in payload.items()}
        if not is_sealed(SEAL, tag_files, sealed_by):
            raise StorageError(
                f"{path}: is not as it was packed: its seal is broken or missing; validate it to"
                " see what differs"
            )
        content = bag.read(METADATA_PATH, strict_json.MOST_OCTETS)
        try:
            description = strict_json.parse(content)
        except ValueError as error:
            raise StorageError(f"{path / METADATA_PATH}: cannot be understood: {error}") from error
        if not isinstance(description, dict):
            raise StorageError(f"{path}: {METADATA_PATH} is not an object")
        unfetched = payload.keys() - bag.files.keys()
        yield SealedPackage(bag, inventory, tag_files, payload, sizes, unfetched, description)


def _payload(bag: Bag, inventory: Inventory) -> dict[BagPath, dict[str, str]]:
    """Return the digests of the payload as the manifests have them.

    The algorithm of the seal is digested here where no manifest has it.
    """
    paths = (*bag.payload, *inventory.unfetched(bag.files))
    payload: dict[BagPath, dict[str, str]] = {path: {} for path in paths}
    for manifest in inventory.manifests:
        for path, digest in manifest.manifest.digests.items():
            if path in payload:
                payload[path][manifest.algorithm] = digest
    unsealed = [path for path in bag.payload if SEALED_BY not in payload[path]]
    for found in bag.digests(unsealed, (SEALED_BY,), all_cores()):
        payload[BagPath(found.path)].update(found.digests)
    return payload


def _sizes(bag: Bag, inventory: Inventory) -> dict[BagPath, int]:
    """Return the size of each file of the payload, by fetch.txt where it is not fetched yet."""
    sizes = dict(bag.payload)
    for path, entry in inventory.unfetched(bag.files).items():
        if entry.length is None:
            raise StorageError(
                f"{bag.path}: fetch.txt does not say how long {path} is"
                " (complete the package first: frus-pack complete)"
            )
        sizes[path] = entry.length
    return sizes

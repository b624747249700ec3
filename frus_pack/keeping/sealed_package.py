"""A package whose seal is whole, opened to be changed on purpose."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from frus_pack.bag.opening import open_bag
from frus_pack.bag.reader import Bag, Limits
from frus_pack.bag.seal import SEALED_BY, is_sealed, unfetched
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
    """

    bag: Bag
    inventory: Inventory
    tag_files: Mapping[BagPath, bytes]
    payload: Mapping[BagPath, Mapping[str, str]]
    description: Mapping[str, Any]

    @property
    def path(self) -> Path:
        """Where it is."""
        return self.bag.path

    @property
    def algorithms(self) -> tuple[str, ...]:
        """The algorithms of its manifests."""
        return tuple(one.algorithm for one in self.inventory.manifests)


@contextmanager
def open_sealed(path: Path, limits: Limits) -> Iterator[SealedPackage]:
    """Open a package of frus-pack. Raises StorageError unless its seal is whole and it holds every
    file that it lists."""
    with open_bag(path, limits) as bag:
        if METADATA_PATH not in bag:
            raise StorageError(f"{path}: is not a package of frus-pack: it has no {METADATA_PATH}")
        inventory = read_inventory(bag, limits.tag_file_octets)
        names = [name for name in bag.files if is_tag_file(name)]
        tag_files = dict(bag.read_each(names, _LARGEST_TAG_FILE))
        if count := len(unfetched(tag_files, bag.files)):
            advice = "complete it first: frus-pack complete"
            raise StorageError(f"{path}: {count} of its files are still to be fetched ({advice})")
        payload = _payload(bag, inventory)
        sealed_by = {file: digests.get(SEALED_BY, "") for file, digests in payload.items()}
        if not is_sealed(SEAL, tag_files, sealed_by):
            raise StorageError(
                f"{path}: is not as it was packed: its seal is broken or missing; validate it to"
                " see what differs"
            )
        description = strict_json.parse(bag.read(METADATA_PATH, strict_json.MOST_OCTETS))
        if not isinstance(description, dict):
            raise StorageError(f"{path}: {METADATA_PATH} is not an object")
        yield SealedPackage(bag, inventory, tag_files, payload, description)


def _payload(bag: Bag, inventory: Inventory) -> dict[BagPath, dict[str, str]]:
    """Return the digests of the payload as the manifests have them; the algorithm of the seal
    is digested here where no manifest has it."""
    payload: dict[BagPath, dict[str, str]] = {
        path: {} for path in bag.files if not is_tag_file(path)
    }
    for manifest in inventory.manifests:
        for path, digest in manifest.manifest.digests.items():
            if path in payload:
                payload[path][manifest.algorithm] = digest
    unsealed = [path for path, digests in payload.items() if SEALED_BY not in digests]
    for found in bag.digests(unsealed, (SEALED_BY,), all_cores()):
        payload[BagPath(found.path)].update(found.digests)
    return payload

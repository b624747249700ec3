"""An object of a storage root: its title, date, versions and size."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from frus_pack.document import strict_json
from frus_pack.document.model import Metadata
from frus_pack.document.model_json import from_json
from frus_pack.errors import StorageError
from frus_pack.ocfl.inventory import Note
from frus_pack.ocfl.layout import package_name
from frus_pack.ocfl.object_files import read_inventory
from frus_pack.ocfl.version_bag import VersionBag
from frus_pack.package.paths import METADATA_PATH

_LARGEST = 16 << 20


@dataclass(frozen=True, slots=True)
class StoredObject:
    """An object of a storage root. `metadata` is None for an object that is not a package.

    `versions` maps each version to the note of its making; `octets` is the size of the content of
    all versions in bytes.
    """

    identifier: str
    path: Path
    versions: dict[str, Note]
    octets: int
    metadata: Metadata | None


def read_stored_object(folder: Path) -> StoredObject:
    """Return what is known of the object in a folder. Raises StorageError."""
    inventory = read_inventory(folder)
    try:
        octets = sum((folder / path).stat().st_size for path in inventory.content_paths())
    except OSError as error:
        raise StorageError(f"{folder}: cannot be read: {error}") from error
    versions = {name: version.note for name, version in inventory.versions.items()}
    with VersionBag(folder, package_name(inventory.identifier)) as bag:
        metadata = _metadata(bag)
    return StoredObject(inventory.identifier, folder, versions, octets, metadata)


def _metadata(bag: VersionBag) -> Metadata | None:
    if METADATA_PATH not in bag:
        return None
    try:
        return from_json(Metadata, strict_json.parse(bag.read(METADATA_PATH, _LARGEST)))
    except (StorageError, ValueError):
        return None  # listing is not checking: `validate` says what is wrong with it

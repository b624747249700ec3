"""List what deposits and storage roots hold."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from frus_pack.bag.discovery import NotSearchedError
from frus_pack.document import strict_json
from frus_pack.document.model import Metadata
from frus_pack.document.model_json import from_json
from frus_pack.errors import StorageError
from frus_pack.ocfl.discovery import find_packages, is_object, is_root
from frus_pack.ocfl.layout import document_of, object_identifier
from frus_pack.ocfl.object_files import read_inventory
from frus_pack.ocfl.root import existing_root
from frus_pack.ocfl.version_bag import VersionBag
from frus_pack.package.package import open_package
from frus_pack.package.paths import METADATA_PATH

_LARGEST = 16 << 20


@dataclass(frozen=True, slots=True)
class Holding:
    """One package of a deposit, or one object of a storage root.

    `date` is as the description has it; `versions` is 0 for a package that is not in a storage
    root; `octets` is the size in bytes, of all versions.
    """

    COLUMNS: ClassVar = ("identifier", "title", "date", "versions", "bytes", "path")

    identifier: str
    title: str
    date: str | None
    versions: int
    octets: int
    path: Path

    def to_dict(self) -> dict[str, str | int | None]:
        """Return the values by the names of their columns."""
        values = (
            self.identifier,
            self.title,
            self.date,
            self.versions,
            self.octets,
            str(self.path),
        )
        return dict(zip(self.COLUMNS, values, strict=True))


@dataclass(frozen=True, slots=True)
class Unlisted:
    """Something that is not a package, or cannot be read, and the reason."""

    path: Path
    error: StorageError


def list_holdings(path: Path) -> Iterator[Holding | Unlisted]:
    """Yield what a deposit, a package, a storage root or an object holds.

    Raises StorageError if nothing exists at the path, or it is a folder that cannot be listed.
    """
    for found in find_packages(path):
        if isinstance(found, NotSearchedError):
            yield Unlisted(found.path, found)
        elif not is_root(found):
            yield _listed(found)


def _listed(path: Path) -> Holding | Unlisted:
    try:
        return _object(path) if is_object(path) else _package(path)
    except StorageError as error:
        return Unlisted(path, error)


def object_history(root: Path, document: str) -> Iterator[str]:
    """Yield a line for each version of an object: name, when it was made, by whom, and why.

    Raises StorageError if the root does not hold the object.
    """
    found = existing_root(root)
    identifier = object_identifier(document)
    folder = found.path / found.way(identifier)
    if not folder.is_dir():
        raise StorageError(f"{root}: holds no object {identifier!r}")
    for version, one in read_inventory(folder).versions.items():
        note = one.note
        user = f"  {note.user.name}" if note.user else ""
        yield f"{version}  {note.created}{user}  {note.message or ''}".rstrip()


def _object(folder: Path) -> Holding:
    inventory = read_inventory(folder)
    identifier = inventory.identifier
    try:
        octets = sum((folder / path).stat().st_size for path in inventory.content_paths())
    except OSError as error:
        raise StorageError(f"{folder}: cannot be read: {error}") from error
    with VersionBag(folder, inventory) as bag:
        metadata = _metadata(bag)
    title, day = (metadata.title, _date(metadata)) if metadata else ("", None)
    return Holding(document_of(identifier), title, day, len(inventory.versions), octets, folder)


def _package(path: Path) -> Holding:
    with open_package(path) as package:
        metadata = package.metadata
        for one in package.bag.irregularities:
            if one.code == package.bag.unread:
                raise StorageError(f"{path / one.path}: {one.message}")
        octets = sum(package.bag.files.values())
    identifier = metadata.identifier
    return Holding(identifier, metadata.title, _date(metadata), 0, octets, path)


def _date(metadata: Metadata) -> str | None:
    if metadata.date is None:
        return None
    return metadata.date.earliest.partition("T")[0]


def _metadata(bag: VersionBag) -> Metadata | None:
    """Return the description of a package; None if it is not a package."""
    if METADATA_PATH not in bag:
        return None
    try:
        return from_json(Metadata, strict_json.parse(bag.read(METADATA_PATH, _LARGEST)))
    except (StorageError, ValueError):
        return None  # listing is not checking: `validate` says what is wrong with it

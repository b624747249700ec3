"""What deposits and storage roots hold, for people and their tables."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from frus_pack.bag.discovery import NotSearchedError
from frus_pack.document.model import Metadata
from frus_pack.errors import StorageError
from frus_pack.ocfl.finding import find_packages, is_object, is_root
from frus_pack.ocfl.layout import document_of, object_identifier
from frus_pack.ocfl.root import find_root
from frus_pack.ocfl.stored_object import read_stored_object
from frus_pack.package.package import open_package


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
    """Something that is not a package, or cannot be read, and why."""

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
    found = find_root(root)
    if found is None:
        raise StorageError(f"{root}: is not an OCFL storage root")
    identifier = object_identifier(document)
    folder = found.path / found.way(identifier)
    if not folder.is_dir():
        raise StorageError(f"{root}: holds no object {identifier!r}")
    for version, note in read_stored_object(folder).versions.items():
        user = f"  {note.user.name}" if note.user else ""
        yield f"{version}  {note.created}{user}  {note.message or ''}".rstrip()


def _object(folder: Path) -> Holding:
    stored = read_stored_object(folder)
    return Holding(
        document_of(stored.identifier),
        stored.metadata.title if stored.metadata else "",
        _date(stored.metadata) if stored.metadata else None,
        len(stored.versions),
        stored.octets,
        folder,
    )


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

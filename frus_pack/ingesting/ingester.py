"""Put packages into a storage root: each copied, checked as copied, compared, and added."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from frus_pack.bag.copying import CopiedBag
from frus_pack.bag.reader import Bag
from frus_pack.bag.seal import SEALED_BY, is_sealed
from frus_pack.bag.tag_files.inventory import is_tag_file
from frus_pack.bag.tag_files.parsed import BAG_INFO
from frus_pack.bag.tag_files.paths import BagPath
from frus_pack.bag.tag_files.tag_parsing import parse_bag_info
from frus_pack.document import strict_json
from frus_pack.document.characters import printable
from frus_pack.errors import (
    FrusPackError,
    Problem,
    SourceError,
    StorageError,
    detached,
    fault_of_ours,
)
from frus_pack.ocfl.building import Content
from frus_pack.ocfl.inventory import ALGORITHMS, Note, User
from frus_pack.ocfl.layout import object_identifier
from frus_pack.ocfl.object_check import CheckedObject
from frus_pack.ocfl.object_files import read_file
from frus_pack.ocfl.object_group import ObjectGroup, Result, open_group
from frus_pack.ocfl.root import ROOM
from frus_pack.package.bag_info import RECIPE, SEAL
from frus_pack.package.paths import METADATA_PATH
from frus_pack.reports.outcome import Outcome
from frus_pack.reports.report import Report
from frus_pack.storage.staging import storage_errors
from frus_pack.validating.valid_copy import copy_valid_package

_GROUP_OCTETS = 256 << 20
_URI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Ingested(Outcome):
    """What became of one package: ingested, unchanged or failed.

    It was ingested as the version `version` of the object `identifier`, or that version holds it
    already. `path` is the object's folder. A failed one has its `error`.
    """

    source: str
    status: Literal["ingested", "unchanged", "failed"]
    identifier: str | None = None
    version: str | None = None
    path: Path | None = None
    error: FrusPackError | None = None


def failed(source: str, error: FrusPackError) -> Ingested:
    """Return the outcome of a package that could not be ingested."""
    return Ingested(source=source, status="failed", error=detached(error))


@dataclass(frozen=True, slots=True, kw_only=True)
class Ingester:
    """Puts packages into one storage root; what it records of the versions it makes is alike.

    `created` is a time with its zone (RFC 3339). Without a `message` it names the bag. Raises
    ValueError for a user's address that is not a URI, and for text that is not Unicode.
    """

    root: Path
    created: str
    message: str | None
    user: User

    def __post_init__(self) -> None:
        address = self.user.address
        if address is not None and not _URI.match(address):
            raise ValueError(f"the user's address {address!r} is not a URI (mailto:…)")
        for text in (self.message, self.user.name, address):
            try:
                (text or "").encode()
            except UnicodeEncodeError as error:
                raise ValueError(f"{text!a} is not Unicode text") from error

    def ingest_group(self, packages: Iterator[Path]) -> list[Ingested]:
        """Ingest packages, as many as a sync is worth; return an outcome of each. Raises
        StorageError if nothing can be put into the root at all."""
        outcomes: list[Ingested] = []
        added: list[Path] = []
        octets = 0
        with open_group(self.root) as group:
            for package in packages:
                try:
                    octets += self._add(package, group)
                    added.append(package)
                except FrusPackError as error:
                    outcomes.append(failed(str(package), error))
                except Exception as error:  # must not cost the other packages
                    outcomes.append(failed(str(package), fault_of_ours(str(package), error)))
                if octets >= _GROUP_OCTETS:
                    break
            return [*outcomes, *map(_outcome, added, group.publish())]

    def _add(self, package: Path, group: ObjectGroup) -> int:
        """Add one package to the group; returns its size in bytes."""
        with storage_errors(self.root, ROOM):
            folder = group.new_folder()
            try:
                bag, report = _copy(package, folder)
                identifier = _identifier(bag)
                message = self.message or f"Ingest of the bag {printable(bag.name)}"
                note = Note(self.created, message, self.user)
                digests = {path: one.digests for path, one in bag.copied.items()}
                group.add(identifier, Content(folder, digests), note, _is_same(bag, report))
            except BaseException:
                group.discard(folder)
                raise
        return sum(bag.files.values())


def _copy(package: Path, folder: Path) -> tuple[CopiedBag, Report]:
    """Copy a package into an empty folder, and check that it is valid and can be an object."""
    bag, report = copy_valid_package(package, folder)
    for finding in report.findings:
        if finding.code == "bag.empty-folder":
            message = "is an empty folder, which OCFL cannot keep"
            raise SourceError(Problem(str(package), message, finding.location, "remove it"))
    return bag, report


def _is_same(bag: Bag, report: Report) -> Callable[[CheckedObject], bool]:
    """Return a function: does the head of an object have the content of this valid package?"""
    content = PackageContent.of(bag)
    changed = any(one.code == "bag.changed-since-sealed" for one in report.findings)
    return lambda former: content is not None and not changed and content.is_of(former)


def _identifier(bag: Bag) -> str:
    """Return what object a valid package is."""
    metadata = strict_json.parse(bag.read(METADATA_PATH, bag.files[METADATA_PATH]))
    return object_identifier(f"{metadata['volume']['id']}/{metadata['id']}")


def _outcome(package: Path, result: Result) -> Ingested:
    if isinstance(result, StorageError):
        return failed(str(package), result)
    return Ingested(
        source=str(package),
        status="ingested" if result.status == "new" else "unchanged",
        identifier=result.identifier,
        version=result.version,
        path=result.path,
    )


@dataclass(frozen=True, slots=True)
class PackageContent:
    """What decides the content of a valid package whose seal is whole: its recipe, and the
    amendments that were made to it since."""

    recipe: str
    amendments: object

    @classmethod
    def of(cls, bag: Bag) -> PackageContent | None:
        """Return the content of a package; None if it has no recipe."""
        bag_info, metadata = (bag.read(path, bag.files[path]) for path in (BAG_INFO, METADATA_PATH))
        return _content(bag_info, metadata)

    def is_of(self, former: CheckedObject) -> bool:
        """Return whether the head of an object is a package of the same content.

        Packing a corrected volume into a new deposit makes packages of documents that did
        not change. They differ from the earlier ones in the bagging date, and in the digest and the
        place that they record of the volume's file. That needs no new version.
        """
        inventory = former.inventory
        head = inventory.versions[inventory.head].files()
        if (
            ALGORITHMS[inventory.algorithm] != SEALED_BY
            or not {BAG_INFO, METADATA_PATH} <= head.keys()
        ):
            return False
        known = {
            BagPath(path): read_file(former.folder, inventory.manifest[digest][0])
            for path, digest in head.items()
            if is_tag_file(path) or path == METADATA_PATH
        }
        if _content(known[BAG_INFO], known.pop(METADATA_PATH)) != self:
            return False
        payload = {
            BagPath(path): one.lower() for path, one in head.items() if not is_tag_file(path)
        }
        return is_sealed(SEAL, known, payload)


def _content(bag_info: bytes, metadata: bytes) -> PackageContent | None:
    recipe = dict(parse_bag_info(bag_info).tags).get(RECIPE)
    amendments = strict_json.parse(metadata).get("amendments")
    return None if recipe is None else PackageContent(recipe, amendments)

"""The package that already exists under the name of one that is to be made."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal

from frus_pack.bag.opening import open_bag
from frus_pack.bag.reader import Bag
from frus_pack.bag.seal import read_sealed
from frus_pack.bag.sink import Serialization
from frus_pack.bag.standing_archive import is_as_written
from frus_pack.bag.tag_files.tag_files import BAG_INFO, parse_bag_info
from frus_pack.document.amendment import Amendment
from frus_pack.document.model import Metadata
from frus_pack.document.model_json import from_json
from frus_pack.document.page import Status
from frus_pack.errors import PackageExistsError, StorageError
from frus_pack.package import bag_info as package_tags
from frus_pack.package.package import pages_from_json
from frus_pack.package.paths import METADATA_PATH, PAGE_IMAGES_PATH
from frus_pack.packing.packed import count_best

_NEVER_REPLACED = "never replaced: move it away, or pack to another deposit"
_NOT_A_PACKAGE = "something that is not a package exists here"
_CHANGED = (
    "the package that exists here is not as it was packed: its seal is broken or missing; validate"
    " it to see what differs"
)


@dataclass(frozen=True, slots=True)
class ExistingPackage:
    """A package of the document whose seal is whole: every byte is as frus-pack wrote it."""

    path: Path
    recipe: str | None
    bagging_date: date
    _contents: Mapping[str, bytes]

    @property
    def metadata(self) -> Metadata:
        """Its description."""
        return from_json(Metadata, json.loads(self._contents[METADATA_PATH]))

    @property
    def images(self) -> dict[Status, int]:
        """Its pages, counted by the best image of each."""
        pages = pages_from_json(json.loads(self._contents[PAGE_IMAGES_PATH]))
        return count_best({one.status for one in page.renditions} for page in pages)

    @property
    def amendments(self) -> tuple[Amendment, ...]:
        """The corrections that were made after it was packed, the oldest first."""
        return self.metadata.amendments

    @property
    def status(self) -> Literal["unchanged", "amended"]:
        """What becomes of it when it is the package that would be made."""
        return "amended" if self.amendments else "unchanged"


def find_existing(
    final: Path, form: Serialization | None, identifier: str, name: str
) -> ExistingPackage:
    """Return the package of a document that exists at `final`. Every byte of it is read.

    `form` is how packages are serialized, `identifier` that of the document, and `name` what its
    package is called.

    Raises:
        PackageExistsError: It is not a package of this document, is not as it was packed any
            more, or cannot be read.
    """
    if final.is_symlink():
        raise _taken(final, _NOT_A_PACKAGE)
    try:
        with open_bag(final) as bag:
            tags = dict(bag.bag_info)
            if bag.form != (form or "folder") or package_tags.FIRST not in tags:
                raise _taken(final, _NOT_A_PACKAGE)
            if tags[package_tags.FIRST] != identifier:
                other = f"a package of {tags[package_tags.FIRST]} exists here"
                raise _taken(final, f"{other}, not one of {identifier}")
            return _read(bag, form, name)
    except PackageExistsError:
        raise
    except (StorageError, OSError) as error:
        raise _taken(final, f"{_NOT_A_PACKAGE}: {error}") from error


def _read(bag: Bag, form: Serialization | None, name: str) -> ExistingPackage:
    contents = read_sealed(bag, package_tags.SEAL)
    if contents is None:
        raise _taken(bag.path, _CHANGED)
    tags = dict(parse_bag_info(contents[BAG_INFO]).tags)
    day = date.fromisoformat(tags["Bagging-Date"])
    if form and not is_as_written(bag, form, name, day):
        raise _taken(bag.path, _CHANGED)
    return ExistingPackage(bag.path, tags.get(package_tags.RECIPE), day, contents)


def _taken(path: Path, why: str) -> PackageExistsError:
    return PackageExistsError(f"{path}: {why} ({_NEVER_REPLACED})")

"""The package that already exists under the name of one that is to be made."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any, Literal, TypeVar

from frus_pack.bag.opening import open_bag
from frus_pack.bag.reader import Bag
from frus_pack.bag.seal import read_sealed
from frus_pack.bag.sink import Serialization
from frus_pack.bag.tag_files.parsed import BAG_INFO
from frus_pack.bag.tag_files.paths import BagPath
from frus_pack.bag.tag_files.tag_parsing import parse_bag_info
from frus_pack.bag.unaltered_archive import is_unaltered
from frus_pack.document import strict_json
from frus_pack.document.amendment import Amendment
from frus_pack.document.model import Metadata
from frus_pack.document.model_json import from_json
from frus_pack.document.page import Rendition
from frus_pack.errors import PackageExistsError, StorageError
from frus_pack.package import bag_info as package_tags
from frus_pack.package.package import pages_from_json
from frus_pack.package.paths import METADATA_PATH, PAGE_IMAGES_PATH
from frus_pack.packing.packed import PageStatus, count_best
from frus_pack.storage.snapshot import Snapshot, snapshot

T = TypeVar("T")

_NEVER_REPLACED = "never replaced: move it away, or pack to another deposit"
_NOT_A_PACKAGE = "something that is not a package exists here"
_CHANGED = (
    "the package that exists here is not as it was packed: its seal is broken or missing; validate"
    " it to see what differs"
)


@dataclass(frozen=True, slots=True)
class ExistingPackage:
    """A package of the document whose seal is whole: every byte is as frus-pack wrote it.

    Attributes:
        path: The folder or archive.
        recipe: The recipe digest in its bag-info.txt; None if it has none.
        bagging_date: The date in its bag-info.txt.
        metadata: Its description.
        images: The number of its pages by the best image of each.
        known: What it was before it was read.
    """

    path: Path
    recipe: str | None
    bagging_date: date
    metadata: Metadata
    images: Mapping[PageStatus, int]
    known: Snapshot

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
            more, or cannot be read. A whole seal does not prove that its files can be read:
            anybody can seal a package again.
    """
    if final.is_symlink():
        raise _taken(final, _NOT_A_PACKAGE)
    try:
        known = snapshot(final)
        with open_bag(final) as bag:
            tags = dict(bag.bag_info)
            if bag.form != (form or "folder") or package_tags.FIRST not in tags:
                raise _taken(final, _NOT_A_PACKAGE)
            if tags[package_tags.FIRST] != identifier:
                other = f"a package of {tags[package_tags.FIRST]} exists here"
                raise _taken(final, f"{other}, not one of {identifier}")
            return _read(bag, form, name, known)
    except PackageExistsError:
        raise
    except (StorageError, OSError) as error:
        raise _taken(final, f"{_NOT_A_PACKAGE}: {error}") from error


def _read(bag: Bag, form: Serialization | None, name: str, known: Snapshot) -> ExistingPackage:
    contents = read_sealed(bag, package_tags.SEAL)
    if contents is None:
        raise _taken(bag.path, _CHANGED)
    tags = dict(parse_bag_info(contents[BAG_INFO]).tags)
    day = _understood(bag.path, BAG_INFO, lambda: _bagging_date(tags))
    if form and not is_unaltered(bag, form, name, day):
        raise _taken(bag.path, _CHANGED)
    return ExistingPackage(
        bag.path,
        tags.get(package_tags.RECIPE),
        day,
        _from_json(bag, contents, METADATA_PATH, partial(from_json, Metadata)),
        _from_json(bag, contents, PAGE_IMAGES_PATH, partial(_best_images, bag)),
        known,
    )


def _from_json(
    bag: Bag, contents: Mapping[BagPath, bytes], path: BagPath, build: Callable[[Any], T]
) -> T:
    content = contents[path] if path in contents else bag.read(path, strict_json.MOST_OCTETS)
    return _understood(bag.path, path, lambda: build(strict_json.parse(content)))


def _understood(package: Path, path: str, read: Callable[[], T]) -> T:
    try:
        return read()
    except ValueError as error:
        raise _taken(package / path, f"cannot be understood: {error}") from error


def _bagging_date(tags: Mapping[str, str]) -> date:
    if "Bagging-Date" not in tags:
        raise ValueError("it has no Bagging-Date")
    return date.fromisoformat(tags["Bagging-Date"])


def _best_images(bag: Bag, data: object) -> dict[PageStatus, int]:
    pages = pages_from_json(data)
    return count_best({_status(bag, one) for one in page.renditions} for page in pages)


def _status(bag: Bag, image: Rendition) -> PageStatus:
    is_here = image.bag_path is None or image.bag_path in bag.files
    return image.status if is_here else "to fetch"


def _taken(path: Path, why: str) -> PackageExistsError:
    return PackageExistsError(f"{path}: {why} ({_NEVER_REPLACED})")

"""Whether the package of a volume's document stands already, told without making it again.

Making a package is deterministic: the same volume, version of this library, options and images
give the same bytes. So what stands need not be made again to be compared, if

- its seal is whole: every byte of it is as a frus-pack wrote it, even where somebody has changed
  it since and brought its manifests up to date (see `frus_pack.bag.seal`);
- it says of itself that it was made by this version, of the same bytes of the same volume (the
  SHA-512 of the whole file covers the lists and divisions around the document too), with the same
  options;
- the images found now are those it describes, by name and SHA-512.

All of what stands is read, images too, and so are those it was made of: a size and a time can be
the same where bytes are not. What cannot be shown in this way is made again and compared, and so
is always what has a description written by hand, for that is recorded in no package.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeAlias

from frus_pack.bag.opening import open_bag
from frus_pack.bag.seal import is_sealed, read_sealed
from frus_pack.bag.small_archive import put_together, take_apart
from frus_pack.bag.standing_archive import is_as_written
from frus_pack.bag.tag_files.tag_files import BAG_INFO, format_bag_info
from frus_pack.document.model import Metadata, Original
from frus_pack.document.model_json import from_json
from frus_pack.document.page import Page, Rendition
from frus_pack.errors import SourceError, StorageError
from frus_pack.package import bag_info as package_tags
from frus_pack.package.package import METADATA, PAGE_IMAGES, pages_from_json
from frus_pack.packing.package_writer import files_in_order
from frus_pack.packing.recipe import Recipe
from frus_pack.sources.reading import Reader
from frus_pack.sources.volume.volume import VolumeDocument
from frus_pack.storage import fixity
from frus_pack.storage.small_files import read_small, read_small_folder

_ORIGINAL = """
  "original": {
    "form": "tei",
    "file": %s,
    "sha512": "%s",
    "slice": {
      "offset": %d,
      "length": %d,
      "sha512": "%s"
    }
  }"""
"""As metadata.json has it: for each document to have it written takes a tenth of the whole."""

PageImages: TypeAlias = list[dict[str, Any]]
"""The pages of page-images.json, as JSON has them."""


@dataclass(frozen=True, slots=True)
class _Sought:
    """The package that would be made: of what, and how."""

    source: VolumeDocument
    reader: Reader
    recipe: Recipe

    def told(self, files: Mapping[str, bytes]) -> _Told | None:
        """What a package of these files tells of itself, if it is this one but for its form as
        an archive."""
        if is_sealed(files, {}, package_tags.SEAL, self.recipe.algorithms):
            return self.told_if_sealed(tuple(files), files)
        return None

    def told_if_sealed(self, paths: tuple[str, ...], contents: Mapping[str, bytes]) -> _Told | None:
        """The same of a package whose seal is whole: `paths` are those of its files, and
        `contents` the small ones."""
        images: PageImages = json.loads(contents[PAGE_IMAGES])["pages"]
        bagging_date = _date_if_tagged_so(contents[BAG_INFO], self.recipe)
        same = (
            _is_made_of(contents[METADATA], self.source.original)
            and bagging_date is not None
            and _has_files(paths, contents, images, self.recipe)
            and _has_images(contents[METADATA], images, self.source, self.reader)
        )
        return _Told(bagging_date, images) if bagging_date and same else None


@dataclass(frozen=True, slots=True)
class _Told:
    """What a package tells of itself: its bagging date, and its pages' images."""

    day: date
    images: PageImages


def images_of_same(
    final: Path, source: VolumeDocument, reader: Reader, recipe: Recipe
) -> PageImages | None:
    """What the package at `final` says of its pages' images, if it is the one that would be made
    of the source; None if it is not, or if that cannot be shown."""
    if recipe.profile is not None:
        return None  # only a whole document tells whether it is met
    if os.path.islink(final):
        return None
    sought = _Sought(source, reader, recipe)
    try:
        told = _told(final, sought)
    except (SourceError, StorageError, OSError, KeyError, ValueError):
        return None  # making it again tells what is wrong
    return told.images if told else None


def _told(final: Path, sought: _Sought) -> _Told | None:
    form, name = sought.recipe.serialize, sought.source.name
    if form is None:
        files = read_small_folder(final)
        return _told_by_large(final, sought) if files is None else sought.told(files)
    archive = read_small(final)
    if archive is None:
        return _told_by_large(final, sought)
    files = take_apart(archive, form, name)
    told = sought.told(files)
    return told if told and put_together(files, form, name, told.day) == archive else None


def _told_by_large(final: Path, sought: _Sought) -> _Told | None:
    form = sought.recipe.serialize
    with open_bag(final) as bag:
        contents = read_sealed(bag, package_tags.SEAL, sought.recipe.algorithms)
        if contents is None or bag.form != (form or "folder"):
            return None
        told = sought.told_if_sealed(tuple(bag.files), contents)
        if told is None or form is None:
            return told
        return told if is_as_written(bag, form, sought.source.name, told.day) else None


def _is_made_of(metadata: bytes, original: Original) -> bool:
    """Whether metadata.json says so: looked for as it is written, for to read it all takes longer
    than the rest. Only a key of the outermost object has just two spaces before it, and no line
    of a text begins in this way."""
    name, part = json.dumps(original.file, ensure_ascii=False), original.slice
    if part is None:
        return False
    lines = _ORIGINAL % (name, original.sha512, part.offset, part.length, part.sha512)
    return lines.encode() in metadata


def _date_if_tagged_so(bag_info: bytes, recipe: Recipe) -> date | None:
    """The bagging date, if the elements that do not come from the document are what they would
    be. None of those that frus-pack writes can be given, so each is where its label stands."""
    first = f"{package_tags.FIRST}: ".encode()
    last = _written(package_tags.by_whom(None))
    before, _, _ = bag_info.rpartition(f"{package_tags.SEAL}: ".encode())
    as_given = bag_info.startswith(_written(recipe.bag_info) + first)
    stated = bag_info.partition(b"\nBagging-Date: ")[2][:10].decode()
    if (
        as_given
        and before.endswith(b"\n" + last)
        and (recipe.bagging_date is None or recipe.bagging_date.isoformat() == stated)
    ):
        return date.fromisoformat(stated)
    return None


@lru_cache(maxsize=16)  # the same for all packages of a run
def _written(tags: tuple[tuple[str, str], ...]) -> bytes:
    return format_bag_info(tags)


def _has_files(
    paths: tuple[str, ...], contents: Mapping[str, bytes], images: PageImages, recipe: Recipe
) -> bool:
    """Whether its files are those it would have, in an archive in that order, and the tag files
    that are given as they are given."""
    embedded = [one["file"] for page in images for one in page["renditions"] if "file" in one]
    order = files_in_order(embedded, recipe.tag_files.paths, recipe.algorithms)
    return (paths == order if recipe.serialize else set(paths) == set(order)) and all(
        contents[path] == content for path, content in recipe.tag_files.given
    )


def _has_images(
    metadata: bytes, images: PageImages, source: VolumeDocument, reader: Reader
) -> bool:
    """Whether the images found now are those it describes, byte for byte."""
    if reader.images is None:
        return not any("sha512" in one for page in images for one in page["renditions"])
    described = pages_from_json({"pages": images})
    found = reader.pages(from_json(Metadata, json.loads(metadata)), source.published)
    return len(found) == len(described) and all(map(_is_described, found, described))


def _is_described(found: Page, described: Page) -> bool:
    return (
        replace(found, renditions=()) == replace(described, renditions=())
        and len(found.renditions) == len(described.renditions)
        and all(map(_is_image, found.renditions, described.renditions))
    )


def _is_image(found: Rendition, described: Rendition) -> bool:
    if found.path is None:
        return found == described
    digest = fixity.of_file(found.path, ("sha512",)).digests["sha512"]
    return (found.status, found.role, found.name, found.file, found.url, digest) == (
        described.status,
        described.role,
        described.name,
        described.file,
        described.url,
        described.sha512,
    )

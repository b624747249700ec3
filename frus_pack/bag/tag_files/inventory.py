"""What the tag files of a bag at rest say is in it: every tag file RFC 8493 defines, read once."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from frus_pack.bag.reader import Bag
from frus_pack.bag.tag_files.paths import BagPath
from frus_pack.bag.tag_files.tag_files import (
    BAG_INFO,
    DECLARATION,
    BagInfo,
    Declaration,
    Fault,
    Fetch,
    Manifest,
    Version,
    parse_bag_info,
    parse_declaration,
    parse_fetch,
    parse_manifest,
)
from frus_pack.bag.tag_files.tag_text import LATEST
from frus_pack.errors import TooLargeError, UnreadableFileError
from frus_pack.storage.fixity import digits, normalise

FETCH = BagPath("fetch.txt")
_BAG_INFO_BEFORE_0_96 = BagPath("package-info.txt")
_MANIFEST = re.compile(r"(tag)?manifest-([^/]+)\.txt", re.IGNORECASE)
_UTF8 = "UTF-8"
_MOST_MANIFESTS = 64
"""Of each kind. There are not half as many algorithms, and each is compared with every file."""
_SHORT = 4 << 20
"""Bytes of bagit.txt and bag-info.txt, which people read."""

Parsed = TypeVar("Parsed", BagInfo, Fetch)


@dataclass(frozen=True, slots=True)
class ManifestFile:
    """A manifest by its file name, and the normalised name of its algorithm, known here or not.

    `well_named` is False where the name is not as RFC 8493 §2.4 has it (``manifest-SHA512.txt``).
    """

    name: BagPath
    algorithm: str
    well_named: bool
    manifest: Manifest


@dataclass(frozen=True, slots=True)
class Inventory:
    """The tag files of a bag, parsed. None is a file that is not there or cannot be read.

    `version` and `encoding` are those declared, or 1.0 and UTF-8 where none can be made out.
    `faults` has each file's faults of syntax, `unreadable` and `too_large` the files that could
    not be read with the reason, `contents` the bytes of those that could.
    """

    version: Version
    encoding: str
    declaration: Declaration | None
    manifests: tuple[ManifestFile, ...]
    tag_manifests: tuple[ManifestFile, ...]
    bag_info: BagInfo | None
    bag_info_name: str
    fetch: Fetch | None
    faults: Mapping[BagPath, tuple[Fault, ...]]
    unreadable: Mapping[BagPath, str]
    too_large: Mapping[BagPath, str]
    contents: Mapping[BagPath, bytes]


def is_tag_file(path: str) -> bool:
    """Return whether a path of a bag is that of a tag file, which is all outside ``data/``."""
    return not path.startswith("data/")


def is_manifest(path: str) -> bool:
    """Return whether a path is that of a payload manifest, in upper or lower case."""
    return path[:9].lower() == "manifest-" and _MANIFEST.fullmatch(path) is not None


def is_tag_manifest(path: str) -> bool:
    """Return whether a path is that of a tag manifest, in upper or lower case."""
    return path[:12].lower() == "tagmanifest-" and _MANIFEST.fullmatch(path) is not None


def manifest_algorithms(paths: Iterable[str]) -> frozenset[str]:
    """Return the normalised algorithms of all manifests and tag manifests among these paths, known
    here or not."""
    matches = map(_MANIFEST.fullmatch, paths)
    return frozenset(normalise(match[2]) for match in matches if match)


def read_inventory(bag: Bag, limit: int) -> Inventory:
    """Read and parse the tag files. `limit` is in bytes, for each one. Raises nothing for what
    is wrong with them."""
    reading = _Reading(bag, limit)
    content = reading.content(DECLARATION, _SHORT)
    declaration = None if content is None else parse_declaration(content)
    if declaration is not None:
        reading.faults[DECLARATION] = declaration.faults
        reading.version = declaration.version or LATEST
        reading.encoding = declaration.encoding or _UTF8
    manifests = sorted(filter(is_manifest, bag.files))
    tag_manifests = sorted(filter(is_tag_manifest, bag.files))
    bag_info_name = _bag_info_name(bag, reading.version)
    return Inventory(
        version=reading.version,
        encoding=reading.encoding,
        declaration=declaration,
        manifests=reading.manifests(manifests),
        tag_manifests=reading.manifests(tag_manifests),
        bag_info=reading.parsed(bag_info_name, parse_bag_info, _SHORT),
        bag_info_name=bag_info_name,
        fetch=reading.parsed(FETCH, parse_fetch, limit),
        faults=reading.faults,
        unreadable=reading.unreadable,
        too_large=reading.too_large,
        contents=reading.contents,
    )


class _Reading:
    """The files read so far, and what was wrong with them."""

    def __init__(self, bag: Bag, limit: int) -> None:
        self.version: Version = LATEST
        self.encoding = _UTF8
        self.faults: dict[BagPath, tuple[Fault, ...]] = {}
        self.unreadable: dict[BagPath, str] = {}
        self.too_large: dict[BagPath, str] = {}
        self.contents: dict[BagPath, bytes] = {}
        self._bag = bag
        self._limit = limit

    def content(self, name: BagPath, limit: int) -> bytes | None:
        if name not in self._bag.files:
            return None
        try:
            content = self._bag.read(name, min(limit, self._limit))
        except TooLargeError as error:
            self.too_large[name] = str(error)
            return None
        except UnreadableFileError as error:
            self.unreadable[name] = str(error)
            return None
        self.contents[name] = content
        return content

    def parsed(
        self, name: BagPath, parse: Callable[[bytes, str, Version], Parsed], limit: int
    ) -> Parsed | None:
        content = self.content(name, limit)
        if content is None:
            return None
        parsed = parse(content, self.encoding, self.version)
        self.faults[name] = parsed.faults
        return parsed

    def manifests(self, names: Sequence[BagPath]) -> tuple[ManifestFile, ...]:
        found = []
        for name in names[_MOST_MANIFESTS:]:
            self.too_large[name] = f"is one of more than {_MOST_MANIFESTS} manifests"
        for name in names[:_MOST_MANIFESTS]:
            content = self.content(name, self._limit)
            match = _MANIFEST.fullmatch(name)
            if content is None or match is None:
                continue
            algorithm = normalise(match[2])
            manifest = parse_manifest(content, self.encoding, self.version, digits(algorithm))
            self.faults[name] = manifest.faults
            prefix = "tagmanifest" if match[1] else "manifest"
            well_named = name == f"{prefix}-{algorithm}.txt"
            found.append(ManifestFile(name, algorithm, well_named, manifest))
        return tuple(found)


def _bag_info_name(bag: Bag, version: Version) -> BagPath:
    older = version < (0, 96) and _BAG_INFO_BEFORE_0_96 in bag.files
    return _BAG_INFO_BEFORE_0_96 if older else BAG_INFO

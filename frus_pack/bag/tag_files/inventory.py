"""What the tag files of a bag at rest say is in it: every tag file RFC 8493 defines, read once."""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TypeVar

from frus_pack.bag.reader import MOST_READ, Bag, rows_of
from frus_pack.bag.tag_files.declaration import parse_declaration
from frus_pack.bag.tag_files.parsed import (
    BAG_INFO,
    DECLARATION,
    FETCH,
    BagInfo,
    Declaration,
    Fetch,
    FetchEntry,
    ListedDigests,
    Manifest,
)
from frus_pack.bag.tag_files.paths import BagPath
from frus_pack.bag.tag_files.tag_parsing import (
    parse_bag_info,
    parse_fetch,
    parse_manifest_of,
    with_listed_paths,
)
from frus_pack.bag.tag_files.tag_text import LATEST, Fault, Version
from frus_pack.errors import TooLargeError, UnreadableFileError
from frus_pack.storage.fixity import HASHES, Digester, FileDigests, Piece, digits, normalise

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

    def place_of(self, path: BagPath) -> str:
        """Return where a path is listed, in words. Raises KeyError if it is not."""
        return f"{self.name}, line {self.manifest.digests.line(path)}"


@dataclass(frozen=True, slots=True)
class Inventory:
    """The tag files of a bag, parsed. None is a file that is not there or cannot be read.

    `version` and `encoding` are those declared, or 1.0 and UTF-8 where none can be made out.
    `faults` has each file's faults of syntax, `unreadable` and `too_large` the files that could
    not be read with the reason. `contents` has the bytes of the files that could, or `digested`
    the digests that the tag manifests want of them.
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
    digested: Mapping[BagPath, FileDigests]

    def unfetched(self, present: Container[str]) -> dict[BagPath, FetchEntry]:
        """Return each file that fetch.txt lists and that is not `present`, with its entry."""
        entries = self.fetch.entries if self.fetch else ()
        return {entry.path: entry for entry in entries if entry.path not in present}


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


def read_inventory(bag: Bag, limit: int, most_kept: int = MOST_READ) -> Inventory:
    """Read and parse the tag files. Raises nothing for what is wrong with them.

    Args:
        bag: Where they are.
        limit: The most bytes of each one; a larger one is not read.
        most_kept: The most bytes of a manifest that is kept; a larger one is digested.
    """
    reading = _Reading(bag, limit, most_kept)
    content = reading.content(DECLARATION, _SHORT)
    declaration = None if content is None else parse_declaration(content)
    if declaration is not None:
        reading.faults[DECLARATION] = declaration.faults
        reading.version = declaration.version or LATEST
        reading.encoding = declaration.encoding or _UTF8
    bag_info_name = _bag_info_name(bag, reading.version)
    manifests = reading.manifests(is_manifest, rows_of(bag.files))
    return Inventory(
        version=reading.version,
        encoding=reading.encoding,
        declaration=declaration,
        manifests=manifests,
        tag_manifests=reading.manifests(is_tag_manifest, {}),
        bag_info=reading.parsed(bag_info_name, parse_bag_info, _SHORT),
        bag_info_name=bag_info_name,
        fetch=reading.fetch(manifests, limit),
        faults=reading.faults,
        unreadable=reading.unreadable,
        too_large=reading.too_large,
        contents=reading.contents,
        digested=reading.digested,
    )


class _Reading:
    """The files read so far, and what was wrong with them."""

    def __init__(self, bag: Bag, limit: int, most_kept: int) -> None:
        self.version: Version = LATEST
        self.encoding = _UTF8
        self.faults: dict[BagPath, tuple[Fault, ...]] = {}
        self.unreadable: dict[BagPath, str] = {}
        self.too_large: dict[BagPath, str] = {}
        self.contents: dict[BagPath, bytes] = {}
        self.digested: dict[BagPath, FileDigests] = {}
        self._bag = bag
        self._limit = limit
        self._most_kept = most_kept

    def content(self, name: BagPath, limit: int) -> bytes | None:
        """Return the bytes of a tag file; None if the bag has no such file or it cannot be read."""
        if name not in self._bag.files:
            return None
        with self._noting_failure(name):
            self.contents[name] = self._bag.read(name, min(limit, self._limit))
        return self.contents.get(name)

    def parsed(
        self, name: BagPath, parse: Callable[[bytes, str, Version], Parsed], limit: int
    ) -> Parsed | None:
        """Return a tag file parsed; None as for `content`."""
        content = self.content(name, limit)
        if content is None:
            return None
        parsed = parse(content, self.encoding, self.version)
        self.faults[name] = parsed.faults
        return parsed

    def fetch(self, manifests: Sequence[ManifestFile], limit: int) -> Fetch | None:
        """Return fetch.txt parsed; None as for `content`.

        A path that only the normalisation form tells from the path of a manifest means that one.
        """
        fetch = self.parsed(FETCH, parse_fetch, limit)
        if fetch is None:
            return None
        fetch = with_listed_paths(fetch, [one.manifest.digests for one in manifests])
        self.faults[FETCH] = fetch.faults
        return fetch

    def manifests(
        self, is_one: Callable[[str], bool], rows: Mapping[BagPath, int]
    ) -> tuple[ManifestFile, ...]:
        """Return the manifests of one kind that can be read, parsed."""
        names = sorted(filter(is_one, self._bag.files))
        for name in names[_MOST_MANIFESTS:]:
            self.too_large[name] = f"is one of more than {_MOST_MANIFESTS} manifests"
        found = (self._manifest(name, rows) for name in names[:_MOST_MANIFESTS])
        return tuple(one for one in found if one is not None)

    def _manifest(self, name: BagPath, rows: Mapping[BagPath, int]) -> ManifestFile | None:
        match = _MANIFEST.fullmatch(name)
        if match is None:
            return None
        algorithm = normalise(match[2])
        width = digits(algorithm)
        listed = ListedDigests(rows, width)
        with self._noting_failure(name):
            pieces = self._pieces(name)
            manifest = parse_manifest_of(pieces, self.encoding, self.version, listed, width)
            self.faults[name] = manifest.faults
            prefix = "tagmanifest" if match[1] else "manifest"
            well_named = name == f"{prefix}-{algorithm}.txt"
            return ManifestFile(name, algorithm, well_named, manifest)
        return None

    def _pieces(self, name: BagPath) -> Iterator[Piece]:
        """Yield the bytes of a manifest, which is kept, or digested as it goes by.

        Raises as `Bag.read` does.
        """
        if self._bag.files[name] <= self._most_kept:
            self.contents[name] = self._bag.read(name, self._limit)
            yield self.contents[name]
            return
        if self._bag.files[name] > self._limit:
            raise TooLargeError(f"is larger than {self._limit} bytes")
        wanted = manifest_algorithms(filter(is_tag_manifest, self._bag.files))
        digester = Digester(sorted(wanted & HASHES.keys()))
        for _, pieces in self._bag.stream_each([name]):
            yield from digester.passing(pieces)
        made = digester.fixity()
        self.digested[name] = FileDigests(name, made.octets, made.digests)

    @contextmanager
    def _noting_failure(self, name: BagPath) -> Iterator[None]:
        try:
            yield
        except TooLargeError as error:
            self.too_large[name] = str(error)
        except UnreadableFileError as error:
            self.unreadable[name] = str(error)


def _bag_info_name(bag: Bag, version: Version) -> BagPath:
    older = version < (0, 96) and _BAG_INFO_BEFORE_0_96 in bag.files
    return _BAG_INFO_BEFORE_0_96 if older else BAG_INFO

"""A package: the layout of one document on top of a bag, and what stands in it."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import cached_property, partial
from pathlib import Path
from typing import Any, TypeVar

import bagit
from lxml import etree

from frus_pack.bag import tag_parsing
from frus_pack.bag.tag_text import LATEST
from frus_pack.errors import SourceError, StorageError
from frus_pack.metadata import from_json
from frus_pack.model import Metadata, Page
from frus_pack.regular_file import read_bytes

DECLARATION = "bagit.txt"
METADATA = "data/metadata.json"
TEXT = "data/transcription.txt"
TEI = "data/transcription.xml"
PAGE_IMAGES = "data/page-images.json"
BAG_INFO = "bag-info.txt"

MOST_TRANSCRIPTION_OCTETS = 4 << 20
"""Bytes of either transcription, which are held in memory."""

T = TypeVar("T")


class Package:
    """A package that stands as a folder; made by `open_package`. Nothing is read before it is
    asked for, and nothing is checked: that is what validating is for."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __repr__(self) -> str:
        return f"Package({str(self.path)!r})"

    @cached_property
    def metadata(self) -> Metadata:
        """The description of the document. Raises StorageError, naming the file, if it cannot be
        read or is none."""
        return self._model(METADATA, partial(from_json, Metadata))

    @cached_property
    def pages(self) -> tuple[Page, ...]:
        """The document's pages and their images. Raises StorageError, naming the file, if the
        list of them cannot be read or is none."""
        return self._model(PAGE_IMAGES, _pages)

    @property
    def transcription(self) -> str:
        """The reading text. Raises StorageError if it cannot be read or is not UTF-8."""
        return self._text(TEXT).removeprefix("\ufeff")

    @property
    def tei(self) -> etree._ElementTree:
        """The TEI transcription, read without entities and without the network. Raises
        StorageError if it cannot be read or is no well-formed XML."""
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
        try:
            return etree.ElementTree(etree.fromstring(self.read(TEI), parser))
        except etree.XMLSyntaxError as error:
            raise self._error(TEI, f"is no well-formed XML: {error.msg}") from error

    @cached_property
    def bag_info(self) -> tuple[tuple[str, str], ...]:
        """Labels and values of bag-info.txt in order; a label can stand more than once.

        Raises StorageError if it cannot be read, or not in the encoding that bagit.txt declares.
        """
        declared = tag_parsing.parse_declaration(self.read(DECLARATION))
        encoding, version = declared.encoding or "UTF-8", declared.version or LATEST
        found = tag_parsing.parse_bag_info(self.read(BAG_INFO), encoding, version)
        for fault in found.faults:
            if fault.code == "tag-file-undecodable":
                raise self._error(BAG_INFO, fault.message)
        return found.tags

    def read(self, path: str) -> bytes:
        """A file's bytes, by its path in the bag. Raises StorageError if it cannot be read."""
        try:
            return read_bytes(self.path / path)
        except SourceError as error:
            raise StorageError(str(error)) from error

    def bagit(self) -> bagit.Bag:
        """The same bag for scripts that know the Library of Congress's `bagit`. Raises
        `bagit.BagError` if it is none to that library."""
        return bagit.Bag(str(self.path))

    def _model(self, path: str, build: Callable[[Any], T]) -> T:
        """What `build` makes of a JSON file; of what is no such thing it raises ValueError."""
        text = self._text(path)
        try:
            data = json.loads(text.removeprefix("\ufeff"))
        except (ValueError, RecursionError) as error:
            raise self._error(path, f"is no JSON: {error}") from error
        try:
            return build(data)
        except ValueError as error:
            raise self._error(path, f"cannot be understood: {error}") from error

    def _text(self, path: str) -> str:
        try:
            return self.read(path).decode("utf-8")
        except UnicodeDecodeError as error:
            raise self._error(path, f"byte {error.start}: is not UTF-8") from error

    def _error(self, path: str, message: str) -> StorageError:
        return StorageError(f"{self.path / path}: {message}")


def open_package(path: str | Path) -> Package:
    """The package at `path`. Raises StorageError if there is none or it cannot be read."""
    package = Package(Path(path))
    try:
        missing = [name for name in (DECLARATION, METADATA) if not (package.path / name).is_file()]
    except OSError as error:
        raise StorageError(f"{path}: cannot be read: {error.strerror}") from error
    if missing:
        raise StorageError(f"{path}: is no package: it has no {missing[0]}")
    return package


def read_bag_info(content: bytes) -> tuple[tuple[str, str], ...]:
    """Labels and values of a bag-info.txt, whatever else is wrong with it."""
    return tag_parsing.parse_bag_info(content).tags


def _pages(data: Any) -> tuple[Page, ...]:
    if not isinstance(data, dict) or not isinstance(data.get("pages"), list):
        raise ValueError("it has no list of pages")  # noqa: TRY004 - a fault of the data
    return tuple(from_json(Page, page) for page in data["pages"])

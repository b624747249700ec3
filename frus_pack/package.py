"""A package: the layout of one document on top of a bag, and what stands in it."""

from __future__ import annotations

import json
from functools import cached_property
from pathlib import Path
from typing import Any

import bagit
from lxml import etree

from frus_pack.bag import tag_parsing
from frus_pack.errors import StorageError
from frus_pack.metadata import from_json
from frus_pack.model import Metadata, Page

METADATA = "data/metadata.json"
TEXT = "data/transcription.txt"
TEI = "data/transcription.xml"
PAGE_IMAGES = "data/page-images.json"
BAG_INFO = "bag-info.txt"


class Package:
    """A package that stands as a folder; made by `open_package`. Nothing is read before it is
    asked for, and nothing is checked: that is what validating is for."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __repr__(self) -> str:
        return f"Package({str(self.path)!r})"

    @cached_property
    def metadata(self) -> Metadata:
        """The description of the document."""
        return from_json(Metadata, self._json(METADATA))

    @cached_property
    def pages(self) -> tuple[Page, ...]:
        """The document's pages and their images."""
        return tuple(from_json(Page, page) for page in self._json(PAGE_IMAGES)["pages"])

    @property
    def transcription(self) -> str:
        """The reading text."""
        return self.read(TEXT).decode("utf-8-sig")

    @property
    def tei(self) -> etree._ElementTree:
        """The TEI transcription, read without entities and without the network."""
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
        return etree.ElementTree(etree.fromstring(self.read(TEI), parser))

    @cached_property
    def bag_info(self) -> tuple[tuple[str, str], ...]:
        """Labels and values of bag-info.txt in order; a label can stand more than once."""
        return read_bag_info(self.read(BAG_INFO))

    def read(self, path: str) -> bytes:
        """A file's bytes, by its path in the bag. Raises StorageError if it cannot be read."""
        try:
            return (self.path / path).read_bytes()
        except OSError as error:
            raise StorageError(f"{self.path / path}: cannot be read: {error.strerror}") from error

    def bagit(self) -> bagit.Bag:
        """The same bag for scripts that know the Library of Congress's `bagit`."""
        return bagit.Bag(str(self.path))

    def _json(self, path: str) -> Any:
        try:
            return json.loads(self.read(path))
        except ValueError as error:
            raise StorageError(f"{self.path / path}: is no JSON: {error}") from error


def open_package(path: str | Path) -> Package:
    """The package at `path`. Raises StorageError if there is none."""
    package = Package(Path(path))
    missing = [name for name in ("bagit.txt", METADATA) if not (package.path / name).is_file()]
    if missing:
        raise StorageError(f"{path}: is no package: it has no {missing[0]}")
    return package


def read_bag_info(content: bytes) -> tuple[tuple[str, str], ...]:
    """Labels and values of a bag-info.txt, whatever else is wrong with it."""
    return tag_parsing.parse_bag_info(content).tags

"""A package: the layout of one document on top of a bag, and what it holds."""

from __future__ import annotations

import html
import json
import os
from collections.abc import Callable
from functools import cached_property, partial
from io import BytesIO
from pathlib import Path
from typing import Any, Protocol, TypeVar

import bagit
from lxml import etree
from PIL import Image

from frus_pack.bag.folder_reader import FolderFiles
from frus_pack.bag.opening import open_bag
from frus_pack.bag.reader import Bag, Limits
from frus_pack.bag.tag_files.parsed import BAG_INFO, DECLARATION, Labels
from frus_pack.bag.tag_files.tag_parsing import read_bag_info
from frus_pack.document.model import Metadata
from frus_pack.document.model_json import from_json, to_json
from frus_pack.document.package_name import package_name
from frus_pack.document.page import Page, Rendition
from frus_pack.document.strict_json import parse_text
from frus_pack.errors import SourceError, StorageError
from frus_pack.images.image_inspection import open_image
from frus_pack.package.paths import METADATA_PATH, PAGE_IMAGES_PATH, TEI_PATH, TEXT_PATH
from frus_pack.storage.closable import Closing
from frus_pack.storage.given_paths import AnyPath, one_path

_LARGEST = 1 << 30
_LARGEST_TEXT = 64 << 20
"""Bytes of a file that is read into memory."""

T = TypeVar("T")


class FileReader(Protocol):
    """What reads single files of a bag, by their paths."""

    def __contains__(self, path: str, /) -> bool: ...

    def read(self, path: str, limit: int) -> bytes: ...


class Package(Closing):
    """A package at rest: a folder, or a tar (.gz, .bz2, .xz) or zip file, which is read
    without unpacking it; made by `open_package`. Nothing is read before it is asked for, and
    nothing is checked: that is what validating is for.

    An archive is held open once something was read from it; close the package then, or use it in
    a ``with`` statement.
    """

    def __init__(self, path: Path, limits: Limits | None = None) -> None:
        self.path = path
        self._limits = Limits.of(limits)

    @classmethod
    def of_bag(cls, bag: Bag) -> Package:
        """Return the package that an open bag is: a version of an OCFL object, for example."""
        package = cls(bag.path)
        package.__dict__.update(bag=bag, _files=bag)
        return package

    def __fspath__(self) -> str:
        """Return the package's path, so that a package serves wherever a path does."""
        return os.fspath(self.path)

    def __repr__(self) -> str:
        return f"Package({str(self.path)!r})"

    def close(self) -> None:
        """Let go of what is held open. What is read after that opens it again."""
        bag = self.__dict__.pop("bag", None)
        self.__dict__.pop("_files", None)
        if bag is not None:
            bag.close()

    @cached_property
    def bag(self) -> Bag:
        """The bag it is. Raises StorageError if it cannot be opened."""
        return open_bag(self.path, self._limits)

    @cached_property
    def _files(self) -> FileReader:
        # A folder need not be listed for the few files that are mostly wanted of it.
        return FolderFiles(self.path) if os.path.isdir(self.path) else self.bag

    @cached_property
    def metadata(self) -> Metadata:
        """The description of the document. Raises StorageError, naming the file, if it cannot be
        read or is not as expected."""
        return self._model(METADATA_PATH, partial(from_json, Metadata))

    @property
    def identifier(self) -> str:
        """The document's identifier in the series: ``frus1964-68v31/d151``."""
        return self.metadata.identifier

    @property
    def name(self) -> str:
        """The package's name: ``frus1964-68v31-d151``."""
        return package_name(self.metadata.volume.id, self.metadata.id)

    def __str__(self) -> str:
        number = f"{self.metadata.number}. " if self.metadata.number else ""
        return f"{self.identifier}: {number}{self.metadata.title}"

    def to_dict(self) -> dict[str, Any]:
        """Return what describes the package as JSON values: where it is, description, pages, and
        the lines of bag-info.txt. Raises StorageError as they do."""
        return {
            "path": str(self.path),
            "identifier": self.identifier,
            "name": self.name,
            "metadata": to_json(self.metadata),
            "pages": [to_json(page) for page in self.pages],
            "bag_info": [list(pair) for pair in self.bag_info.pairs],
        }

    def to_json(self) -> str:
        """Return `to_dict` as one JSON object, in ASCII."""
        return json.dumps(self.to_dict())

    def _repr_html_(self) -> str:
        """Return what a notebook shows."""
        rows = (
            ("Document", self.identifier),
            ("Title", self.metadata.title),
            ("Kind", self.metadata.kind),
            ("Pages", ", ".join(self.metadata.pages)),
            ("Path", str(self.path)),
        )
        cells = (f"<tr><th>{label}</th><td>{html.escape(value)}</td></tr>" for label, value in rows)
        return f"<table>{''.join(cells)}</table>"

    @cached_property
    def pages(self) -> tuple[Page, ...]:
        """The document's pages and their images. Raises StorageError, naming the file, if the
        list of them cannot be read or is not as expected."""
        return self._model(PAGE_IMAGES_PATH, pages_from_json)

    @property
    def transcription(self) -> str:
        """The reading text. Raises StorageError if it cannot be read or is not UTF-8."""
        return self._text(TEXT_PATH).removeprefix("\ufeff")

    @property
    def tei(self) -> etree._ElementTree:
        """The TEI transcription, read without entities and without the network. Raises
        StorageError if it cannot be read or is not well-formed XML."""
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
        try:
            return etree.ElementTree(etree.fromstring(self.read(TEI_PATH, _LARGEST_TEXT), parser))
        except etree.XMLSyntaxError as error:
            raise self._error(TEI_PATH, f"is not well-formed XML: {error.msg}") from error

    @cached_property
    def bag_info(self) -> Labels:
        """The labels and values of bag-info.txt, a mapping; `getall` gives all values of a label.

        Raises StorageError if it cannot be read, or not in the encoding that bagit.txt declares.
        """
        try:
            return read_bag_info(partial(self.read, limit=_LARGEST_TEXT))
        except ValueError as error:
            raise self._error(BAG_INFO, str(error)) from error

    def __contains__(self, path: str) -> bool:
        """Return whether there is a file of this path in the bag."""
        return path in self._files

    def read(self, path: str, limit: int = _LARGEST) -> bytes:
        """Return a file's bytes, by its path in the bag. Raises StorageError if there is none, it
        cannot be read, or it has more than `limit` bytes."""
        try:
            return self._files.read(path, limit)
        except KeyError:
            raise self._error(path, "cannot be read: the archive has no such file") from None
        except StorageError as error:
            raise self._error(path, str(error)) from error

    def image(self, rendition: Rendition) -> Image.Image:
        """Return an embedded image, which Pillow decodes when it is first used. Raises StorageError
        if it is not embedded, cannot be read, or is not an image of a kind that packages hold."""
        path = rendition.bag_path
        if path is None:
            raise StorageError(f"{self.path}: the image is {rendition.status}, not embedded")
        try:
            return open_image(BytesIO(self.read(path)), path)
        except SourceError as error:
            raise StorageError(f"{self.path}: {error}") from error

    def bagit(self) -> bagit.Bag:
        """Return the bag for scripts that know the Library of Congress's `bagit`, which reads
        folders alone.

        Raises StorageError for an archive, and `bagit.BagError` if that library does not take the
        folder for a bag.
        """
        if not os.path.isdir(self.path):
            raise StorageError(f"{self.path}: is an archive, and bagit reads folders (unpack it)")
        return bagit.Bag(str(self.path))

    def _model(self, path: str, build: Callable[[Any], T]) -> T:
        """Return what `build` makes of a JSON file; it raises ValueError for unfit data."""
        text = self._text(path)
        try:
            data = parse_text(text.removeprefix("\ufeff")).data
        except ValueError as error:
            raise self._error(path, f"is not JSON: {error}") from error
        try:
            return build(data)
        except ValueError as error:
            raise self._error(path, f"cannot be understood: {error}") from error

    def _text(self, path: str) -> str:
        try:
            return self.read(path, _LARGEST_TEXT).decode("utf-8")
        except UnicodeDecodeError as error:
            raise self._error(path, f"byte {error.start}: is not UTF-8") from error

    def _error(self, path: str, message: str) -> StorageError:
        return StorageError(f"{self.path}{os.sep}{path}: {message}")


def open_package(path: AnyPath, limits: Limits | None = None) -> Package:
    """Open a package to read its description, texts and images. Nothing is checked.

    An archive is held open once something was read from it: close the package then, or use it in
    a ``with`` statement.

    Args:
        path: A folder, or a tar, tar.gz, tar.bz2, tar.xz or zip file, which is read without
            unpacking it.
        limits: What an archive may unpack to; by default `Limits()`.

    Returns:
        The package.

    Raises:
        StorageError: Nothing exists at `path`, it cannot be read, or it is not a package
            (`open_bag` opens any bag).

    Example:
        >>> package = frus_pack.open_package("deposit/frus1958-60v99/frus1958-60v99-d12")
        >>> package.metadata.title
        'Telegram From the Embassy in Kestania to the Department of State'
    """
    package = Package(one_path(path, "path", "packages"), limits)
    missing = [name for name in (DECLARATION, METADATA_PATH) if name not in package]
    if missing:
        package.close()
        advice = " (frus_pack.open_bag opens any bag)" if missing == [METADATA_PATH] else ""
        raise StorageError(f"{path}: is not a package: it has no {missing[0]}{advice}")
    return package


def pages_from_json(data: Any) -> tuple[Page, ...]:
    """Return the pages that page-images.json lists. Raises ValueError if it is not such a list."""
    if not isinstance(data, dict) or not isinstance(data.get("pages"), list):
        raise ValueError("it has no list of pages")  # noqa: TRY004 - a fault of the data
    return tuple(from_json(Page, page) for page in data["pages"])

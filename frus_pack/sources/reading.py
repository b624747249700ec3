"""Where documents come from: folders, reading texts and TEI volumes, told apart and read."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import MappingProxyType
from typing import TypeAlias

from frus_pack.document.model import Document, Metadata, Original
from frus_pack.document.page import Page
from frus_pack.errors import Problem, SourceError
from frus_pack.images import page_images
from frus_pack.images.page_images import ImageFolder, ImagesAs, Published
from frus_pack.sources.folder import description, folder
from frus_pack.sources.folder.description import Draft
from frus_pack.sources.folder.folder import MOST_TEXT_OCTETS
from frus_pack.sources.volume import document as tei_document
from frus_pack.sources.volume import volume as tei_volume
from frus_pack.sources.volume import volume_id
from frus_pack.sources.volume.volume import VolumeDocument
from frus_pack.storage.regular_file import read_bytes

Source: TypeAlias = Path | VolumeDocument
"""A document that was found and is still to be read: a folder or text, or its place in a volume."""

_VOLUME_SUFFIX = ".xml"
_LIKE_A_VOLUME = re.compile(r"frus[A-Za-z0-9_-]+\.xml")
_LIKE_A_TEXT = re.compile(r"frus.*d[0-9].*\.txt", re.IGNORECASE)
_NONE: Published = MappingProxyType({})
_NAME_IT = "name it like frus1964-68v31-d151.txt, or give --volume"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """How sources are read: `volume` for reading texts whose name does not tell it, `images` as
    the folder to look for page images in, and what to do with them."""

    volume: str | None = None
    images: Path | None = None
    images_as: ImagesAs = "embedded"
    _indexed: dict[str, ImageFolder] = field(default_factory=dict, compare=False, repr=False)

    def __post_init__(self) -> None:
        if self.images is not None and not self.images.is_dir():
            raise SourceError(Problem(str(self.images), "is no folder of page images"))

    def read(self, source: Source) -> Document:
        """The document of a document folder, a reading text or a volume. Raises SourceError."""
        if isinstance(source, VolumeDocument):
            with _reading(source.path):
                document = self._with_images(tei_document.read(source), source.published)
                return document.read_from_source(source.digest)
        with _reading(source):
            if not source.is_dir():
                return self._with_images(self._reading_text(source))
            document = folder.read(source, self.images_as)
            has_its_own = any(one.path for page in document.pages for one in page.renditions)
            return document if has_its_own else self._with_images(document)

    def _reading_text(self, source: Path) -> Document:
        if not source.name.isprintable():
            raise _error(source, "has a name that is not plain UTF-8", "rename it")
        content = read_bytes(source, MOST_TEXT_OCTETS)
        named = volume_id.split(source.stem)
        volume, document = named or (self.volume, None)
        if volume is None:
            raise SourceError(Problem(str(source), "does not say its volume", advice=_NAME_IT))
        drafted = description.infer(content, volume, file=str(source), document=document)
        digest = hashlib.sha512(content).hexdigest()
        original = Original(form="reading-text", file=source.name, sha512=digest)
        return Document(
            metadata=replace(drafted.metadata, original=original),
            transcription=drafted.transcription,
            original=content,
            pages=(),
            read_from=source,
            findings=drafted.findings,
        )

    def pages(self, metadata: Metadata, published: Published = _NONE) -> tuple[Page, ...]:
        """The document's pages with their images, which lie in the folder of images or are
        `published`. Raises SourceError."""
        images = self._image_folder(metadata.volume.id)
        return page_images.find(metadata, images, self.images_as, published)

    def _with_images(self, document: Document, published: Published = _NONE) -> Document:
        return replace(document, pages=self.pages(document.metadata, published))

    def _image_folder(self, volume: str) -> ImageFolder | None:
        if self.images is None:
            return None
        if volume not in self._indexed:
            self._indexed.clear()  # of many volumes, read one after the other, one is enough
            self._indexed[volume] = ImageFolder.of(self.images, volume)
        return self._indexed[volume]


def read(
    source: str | Path,
    *,
    volume: str | None = None,
    images: str | Path | None = None,
    images_as: ImagesAs = "embedded",
) -> Iterator[Document]:
    """Read the documents of a source, one after the other.

    Args:
        source: A document folder, a reading text, a TEI volume, or a folder that holds such at
            any depth.
        volume: The identifier of the volume (``frus1964-68v31``), for reading texts whose name
            does not give it.
        images: A folder to look for page images in, for documents without images of their own.
        images_as: Whether a package will hold the images (``embedded``) or only describe them
            (``referenced``).

    Returns:
        An iterator of documents, in the order of the source. Nothing is read ahead.

    Raises:
        SourceError: A document cannot be read; every fault of it is in ``problems``. The
            iteration ends there. `pack_all` goes on instead.

    Example:
        >>> for document in frus_pack.read("samples"):
        ...     print(document.identifier)
    """
    reader = Reader(volume=volume, images=Path(images) if images else None, images_as=images_as)
    for found in find_sources(Path(source)):
        if isinstance(found, SourceError):
            raise found
        yield reader.read(found)


def describe(text: str | Path, volume: str | None = None) -> str:
    """Draft the metadata.yaml of a reading text, to be finished by hand.

    Args:
        text: The file of the reading text, UTF-8.
        volume: The identifier of its volume (``frus1964-68v31``); by default the name of the file
            tells it (``frus1964-68v31-d151.txt``).

    Returns:
        YAML that can be packed as it is. A comment marks each value that was inferred, and shows
        each field that can be added.

    Raises:
        SourceError: The text cannot be read, or nothing tells its volume.

    Example:
        >>> draft = frus_pack.describe("letter.txt", "frus1958-60v99")
        >>> Path("letter/metadata.yaml").write_text(draft)
    """
    return draft(Path(text), volume).yaml


def draft(text: Path, volume: str | None, content: bytes | None = None) -> Draft:
    """Return the draft of `describe`, and what reading the text found.

    `content` is what was read already, from standard input.
    """
    named = volume_id.split(text.stem)
    known = volume or (named[0] if named else None)
    if known is None:
        raise SourceError(Problem(str(text), "does not say its volume", advice=_NAME_IT))
    document = named[1] if named and named[0] == known else None
    read = read_bytes(text, MOST_TEXT_OCTETS) if content is None else content
    return description.draft(read, known, file=str(text), document=document)


def find_sources(path: Path) -> Iterator[Source | SourceError]:
    """The documents that `path` is or holds, at any depth, in order: document folders, reading
    texts, and those of TEI volumes.

    Folders whose names begin with a point are not searched. In a folder a reading text is a file
    named like ``frus1964-68v31-d151.txt``, a volume one named like ``frus1952-54Guat.xml``. What
    cannot be looked into, and what is meant for a document but cannot be one, is told as an error
    in its place.
    """
    if not os.path.lexists(path):
        yield _error(path, "is not there", "check the name")
        return
    if not path.is_dir():
        yield from _in_file(path)
        return
    found = False
    for source in _documents_below(path, path.resolve()):
        found = True
        yield source
    if not found:
        yield _error(
            path,
            "holds no document: no metadata.yaml and no transcription.txt in it or below",
            "name a document folder or a reading text",
        )


def _in_file(path: Path) -> Iterator[Source | SourceError]:
    if path.suffix.lower() != _VOLUME_SUFFIX:
        yield path
        return
    try:
        with _reading(path):
            yield from tei_volume.documents(path)
    except SourceError as error:
        yield error


def _documents_below(path: Path, top: Path) -> Iterator[Source | SourceError]:
    try:
        with _reading(path):
            if folder.is_document_folder(path):
                yield path
                return
            with os.scandir(path) as entries:
                listed = sorted(entries, key=lambda entry: entry.name)
    except SourceError as error:
        yield error
        return
    if any(entry.name == "bagit.txt" for entry in listed):
        yield _error(path, "is a bag already", "name the document folders")
        return
    for entry in listed:
        if entry.is_dir() and entry.name.startswith("."):
            continue
        yield from _documents_at(path / entry.name, entry, top)


def _documents_at(path: Path, entry: os.DirEntry[str], top: Path) -> Iterator[Source | SourceError]:
    if entry.is_dir(follow_symlinks=False):
        yield from _documents_below(path, top)
    elif entry.is_dir():
        yield _error(path, "is a link to a folder", "name that folder itself")
    elif _LIKE_A_TEXT.fullmatch(entry.name) or _LIKE_A_VOLUME.fullmatch(entry.name):
        if path.resolve().is_relative_to(top):
            yield from _in_file(path)
        else:
            yield _error(path, "is a link that leads out", "copy the file in")


def _error(path: Path, message: str, advice: str) -> SourceError:
    return SourceError(Problem(str(path), message, advice=advice))


@contextmanager
def _reading(source: Path) -> Iterator[None]:
    """What the operating system refuses, as our own error."""
    try:
        yield
    except OSError as error:
        message = f"cannot be read: {error.strerror or error}"
        raise SourceError(Problem(str(error.filename or source), message)) from error

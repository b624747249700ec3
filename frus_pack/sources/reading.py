"""Reading documents: from folders, reading texts and TEI volumes."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import MappingProxyType
from typing import get_args

from frus_pack.document.model import Document, Metadata, Original
from frus_pack.document.page import Page
from frus_pack.errors import Problem, SourceError
from frus_pack.images import page_images
from frus_pack.images.image_folder import ImageFolder
from frus_pack.images.page_images import ImagesAs, Published
from frus_pack.sources.file_kinds import refuse_other_kinds
from frus_pack.sources.folder import folder
from frus_pack.sources.folder.description import Draft, draft_description, infer_description
from frus_pack.sources.folder.folder import MOST_TEXT_OCTETS
from frus_pack.sources.searching import Source, find_sources, reading_errors
from frus_pack.sources.volume import document as tei_document
from frus_pack.sources.volume.left_out import LeftOut
from frus_pack.sources.volume.volume import VolumeDocument
from frus_pack.sources.volume.volume_id import split_name
from frus_pack.storage.given_paths import one_path
from frus_pack.storage.regular_file import read_bytes
from frus_pack.storage.stages import Stages, at_once

_NONE: Published = MappingProxyType({})
_NAME_IT = "name it like frus1964-68v31-d151.txt, or give volume="


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """How sources are read.

    `volume` is for reading texts whose name does not say it. `images` is the folder to look for
    page images in, and `images_as` says what to do with them.
    """

    volume: str | None = None
    images: Path | None = None
    images_as: ImagesAs = "embedded"
    _indexed: dict[str, ImageFolder] = field(default_factory=dict, compare=False, repr=False)

    def __post_init__(self) -> None:
        if self.images_as not in get_args(ImagesAs):
            known = ", ".join(get_args(ImagesAs))
            raise ValueError(f"images_as: {self.images_as!r} is not one of {known}")
        if self.images is not None and not self.images.is_dir():
            exists = os.path.lexists(self.images)
            message = "is not a folder of page images" if exists else "does not exist"
            raise SourceError(Problem(str(self.images), message))

    def read(self, source: Source) -> Document:
        """Return the document of a document folder, a reading text or a volume. Raises
        SourceError."""
        return at_once(self.read_in_stages(source))

    def read_in_stages(self, source: Source) -> Stages[Document]:
        """Return the same; only the document of a volume is read in stages."""
        if isinstance(source, VolumeDocument):
            with reading_errors(source.path):
                document = yield from tei_document.read_in_stages(source)
                document = self._with_images(document, source.published)
                return document.read_from_source(source.digest)
        with reading_errors(source):
            if not source.is_dir():
                return self._with_images(self._reading_text(source))
            document = folder.read_folder(source, self.images_as)
            has_its_own = any(one.path for page in document.pages for one in page.renditions)
            return document if has_its_own else self._with_images(document)

    def _reading_text(self, source: Path) -> Document:
        if not source.name.isprintable():
            message = "has a name that is not plain UTF-8"
            raise SourceError(Problem(str(source), message, advice="rename it"))
        content = read_bytes(source, MOST_TEXT_OCTETS)
        named = split_name(source.stem)
        volume, document = named or (self.volume, None)
        if volume is None:
            raise SourceError(Problem(str(source), "does not say its volume", advice=_NAME_IT))
        drafted = infer_description(content, volume, file=str(source), document=document)
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
        """Return the document's pages with their images, which are in the folder of images or are
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
        images_as: Whether a package will hold the images (``embedded``), only describe them
            (``referenced``), or list them in fetch.txt (``fetched``).

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
    for found in find_sources(one_path(source, "source")):
        if isinstance(found, SourceError):
            raise found
        if not isinstance(found, LeftOut):
            yield reader.read(found)


def describe(text: str | Path, volume: str | None = None) -> str:
    """Draft the metadata.yaml of a reading text, to be finished by hand.

    Args:
        text: The file of the reading text, UTF-8.
        volume: The identifier of its volume (``frus1964-68v31``); by default the name of the file
            says it (``frus1964-68v31-d151.txt``).

    Returns:
        YAML that can be packed as it is. A comment marks each value that was inferred, and shows
        each field that can be added.

    Raises:
        SourceError: The text cannot be read, or nothing says its volume.

    Example:
        >>> draft = frus_pack.describe("letter.txt", "frus1958-60v99")
        >>> Path("letter/metadata.yaml").write_text(draft)
    """
    return draft_of_text(one_path(text, "text"), volume).yaml


def draft_of_text(text: Path, volume: str | None, content: bytes | None = None) -> Draft:
    """Return the draft of `describe`, and what reading the text found.

    `content` is what was read already, from standard input.
    """
    if content is None:
        content = read_bytes(text, MOST_TEXT_OCTETS)
    refuse_other_kinds(content, str(text))
    named = split_name(text.stem)
    known = volume or (named[0] if named else None)
    if known is None:
        raise SourceError(Problem(str(text), "does not say its volume", advice=_NAME_IT))
    document = named[1] if named and named[0] == known else None
    return draft_description(content, known, file=str(text), document=document)

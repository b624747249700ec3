"""Where documents come from: folders and reading texts, told apart and read."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from frus_pack import page_images
from frus_pack.errors import Problem, SourceError
from frus_pack.model import Document, Original
from frus_pack.page_images import ImageFolder, ImagesAs
from frus_pack.sources import description, folder, volume_id

_TEXT_SUFFIX = ".txt"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """How sources are read: `volume` for reading texts whose name does not tell it, `images` as
    the folder to look for page images in, and what to do with them."""

    volume: str | None = None
    images: Path | None = None
    images_as: ImagesAs = "embedded"
    _indexed: dict[str, ImageFolder] = field(default_factory=dict, compare=False, repr=False)

    def read(self, source: Path) -> Document:
        """The document of a document folder or a reading text. Raises SourceError."""
        if source.is_dir():
            document = folder.read(source, self.images_as)
            return document if (source / folder.IMAGES).exists() else self._with_images(document)
        return self._with_images(self._reading_text(source))

    def _reading_text(self, source: Path) -> Document:
        content = folder.read_bytes(source)
        named = volume_id.split(source.stem)
        volume = self.volume or (named[0] if named else None)
        if volume is None:
            raise SourceError(
                Problem(
                    str(source),
                    "does not say its volume",
                    advice="name it like frus1964-68v31-d151.txt, or give --volume",
                )
            )
        document = named[1] if named and named[0] == volume else None
        drafted = description.infer(content, volume, file=str(source), document=document)
        digest = hashlib.sha512(content).hexdigest()
        original = Original(form="reading-text", file=source.name, sha512=digest)
        return Document(
            metadata=replace(drafted.metadata, original=original),
            transcription=drafted.transcription,
            original=content,
            pages=(),
            read_from=source,
        )

    def _with_images(self, document: Document) -> Document:
        found = page_images.find(
            document.metadata, self._image_folder(document.metadata.volume.id), self.images_as
        )
        return replace(document, pages=found)

    def _image_folder(self, volume: str) -> ImageFolder | None:
        if self.images is None:
            return None
        if volume not in self._indexed:
            self._indexed[volume] = ImageFolder.of(self.images, volume)
        return self._indexed[volume]


def read(
    source: str | Path,
    *,
    volume: str | None = None,
    images: str | Path | None = None,
    images_as: ImagesAs = "embedded",
) -> Iterator[Document]:
    """The documents of a document folder, a reading text, or a folder that holds such.

    `volume` is the volume of reading texts whose names do not tell it; `images` a folder to look
    for page images in, where a document has none of its own; they are kept in the package
    (``embedded``) or only described in it (``referenced``).

    Raises SourceError at the first that cannot be read, with all that is wrong with it.
    """
    reader = Reader(volume=volume, images=Path(images) if images else None, images_as=images_as)
    yield from map(reader.read, find_sources(Path(source)))


def describe(text: str | Path, volume: str) -> str:
    """A metadata.yaml for a reading text of that volume, to finish by hand.

    It can be packed as it stands; what had to be inferred is marked by a comment. Raises
    SourceError if the text cannot be read.
    """
    path = Path(text)
    named = volume_id.split(path.stem)
    document = named[1] if named and named[0] == volume else None
    return description.draft(folder.read_bytes(path), volume, file=str(path), document=document)


def find_sources(path: Path) -> list[Path]:
    """The document folders and reading texts that `path` is or holds, at any depth, in order.

    In a folder a reading text is a file named like ``frus1964-68v31-d151.txt``. Raises
    SourceError if there is nothing to pack, or a link to a folder would have to be followed.
    """
    if not path.is_dir():
        if not path.exists():
            raise SourceError(Problem(str(path), "is not there", advice="check the name"))
        return [path]
    found = list(_documents_below(path))
    if not found:
        raise SourceError(
            Problem(
                str(path),
                "holds no document: no metadata.yaml and no transcription.txt in it or below",
                advice="name a document folder or a reading text",
            )
        )
    return found


def _documents_below(path: Path) -> Iterator[Path]:
    if folder.is_document_folder(path):
        yield path
        return
    with os.scandir(path) as entries:
        listed = sorted(entries, key=lambda entry: entry.name)
    for entry in listed:
        if entry.is_dir(follow_symlinks=False):
            yield from _documents_below(path / entry.name)
        elif entry.is_dir():
            raise SourceError(
                Problem(entry.path, "is a link to a folder", advice="name that folder itself")
            )
        elif entry.name.endswith(_TEXT_SUFFIX) and volume_id.split(Path(entry.name).stem):
            yield path / entry.name

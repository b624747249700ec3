"""FRUS-Package-Recipe: one digest of everything that decides the content of a package.

Making a package is deterministic. So an existing package with the same recipe and a whole seal is
the package that would be made. It need not be made again to be compared. The digest covers

- the version of the format, and the options;
- of a document of a volume: its own bytes, and what the volume says around it (see
  `VolumeDocument.digest`);
- of any other document: everything that its reader returned;
- the local images, by name and SHA-512, and whether they are left to be fetched.

The rest of a volume's file does not count: correcting one document leaves the others unchanged.
The bagging date does not count either, because it follows from the day and not from the source.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from frus_pack.bag.tag_files.profile import Profile
from frus_pack.document.canonical_digest import canonical_digest
from frus_pack.document.model import Document
from frus_pack.document.page import Page, Rendition
from frus_pack.packing.further_tag_files import FurtherTagFiles
from frus_pack.storage.fixity import fixity_of_file
from frus_pack.version import PACKAGE_FORMAT

_IMAGE_DIGEST = "sha512"


def options_digest(
    algorithms: tuple[str, ...],
    bag_info: tuple[tuple[str, str], ...],
    tag_files: FurtherTagFiles,
    profile: Profile | None,
    bagit_version: str,
) -> str:
    """Return the digest of the options that decide the content of every package of a run."""
    options = (PACKAGE_FORMAT, algorithms, bag_info, tag_files, profile, bagit_version)
    return canonical_digest(options)


def document_digest(document: Document) -> str:
    """Return the digest of what a document was made from.

    Where its reader does not know that, or a script altered it, it is that of the document itself.
    """
    if document.source_digest:
        return document.source_digest
    parts = (document.metadata, document.transcription, document.original, document.pages)
    return canonical_digest((*parts, document.surroundings), without=("path", "to_fetch"))


def recipe_digest(options: str, document: str, pages: Iterable[Page]) -> str:
    """Return the recipe of a package. The local images of the pages must have their digests."""
    return canonical_digest((options, document, tuple(_local_images(pages))))


def digested_images(pages: Iterable[Page]) -> tuple[Page, ...]:
    """Return the pages with the SHA-512 of their local images, reading each image once.

    Raises SourceError if one cannot be read.
    """
    known: dict[object, str] = {}

    def digested(one: Rendition) -> Rendition:
        if one.path is None:
            return one
        if one.path not in known:
            known[one.path] = fixity_of_file(one.path, (_IMAGE_DIGEST,)).digests[_IMAGE_DIGEST]
        return replace(one, sha512=known[one.path])

    return tuple(replace(page, renditions=tuple(map(digested, page.renditions))) for page in pages)


def _local_images(pages: Iterable[Page]) -> Iterator[tuple[object, ...]]:
    for page in pages:
        for one in page.renditions:
            if one.path is not None:
                left_out = ("to fetch",) if one.to_fetch else ()
                yield page.sequence, one.status, one.role, one.name, one.file, one.sha512, *left_out

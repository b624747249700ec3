"""The checks that validating makes, made on what was built before it is published.

A package that packing calls packed is one that validating calls valid. So the document of each
package is checked by the same functions, on the very bytes that were written. The rules of BagIt
are not checked again, because the writer follows them; nor are images, which were inspected as
they were copied.

Most documents are cut from a volume and packed as they were read. Much of their packages agrees by
construction. The JSON was checked before it was written. The reading text was made of the text that
was read. The TEI holds the slice under a header made of the description. Of these only what can
still differ is checked. Where that finds anything, and for all other documents, everything
is checked, and every error reported.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from frus_pack.bag.reader import Bag
from frus_pack.bag.tag_files.inventory import read_inventory
from frus_pack.bag.tag_files.paths import BagPath
from frus_pack.checks.description.metadata import MetadataCheck, check_identifiers, check_pages
from frus_pack.checks.description.packaged_document import PackagedDocument
from frus_pack.checks.page_images import page_list
from frus_pack.checks.page_images.page_list import ListedPage
from frus_pack.checks.transcription.check_transcription import TranscriptionCheck
from frus_pack.checks.transcription.header import check_division
from frus_pack.checks.transcription.regenerated_tei import surroundings_of
from frus_pack.document.characters import is_fit_in_utf8
from frus_pack.document.model import Document, Surroundings
from frus_pack.document.page import Page
from frus_pack.errors import Problem, SourceError
from frus_pack.package.paths import METADATA_PATH, PAGE_IMAGES_PATH, TEI_PATH, TEXT_PATH
from frus_pack.packing.payload_files import MadeJson
from frus_pack.requirements.finding import Finding
from frus_pack.sources.tei.parsing import parse_xml
from frus_pack.sources.tei.standalone_tei import namespaces
from frus_pack.storage.fixity import FileDigests, Piece

_METADATA, _TRANSCRIPTION = MetadataCheck(), TranscriptionCheck()


@dataclass(frozen=True, slots=True)
class Built:
    """The files of a document's package as they were written, and the pages they list."""

    description: MadeJson
    pages: tuple[Page, ...]
    page_images: MadeJson
    text: bytes
    tei: bytes


def is_as_read(document: Document) -> bool:
    """Return whether a document's reader described it by its text, and nothing was altered."""
    return document.source_digest is not None and not document.metadata.amendments


def refuse_invalid(document: Document, built: Built) -> None:
    """Raise SourceError with every error that validating would find in a document's package."""
    around = document.surroundings
    if is_as_read(document) and around is not None and _agrees(document.original, around, built):
        return
    contents = {
        METADATA_PATH: built.description.content,
        TEXT_PATH: built.text,
        TEI_PATH: built.tei,
        PAGE_IMAGES_PATH: built.page_images.content,
    }
    bag = _BuiltBag(document.name, contents)
    # The reader of a volume has read these very bytes: to read them again gives the same text.
    known = document.transcription if document.source_digest else None
    packaged = PackagedDocument(bag, read_inventory(bag, 0), known)
    errors = [one for one in _findings(packaged) if one.severity == "error"]
    if errors:
        raise SourceError(*(_problem(document, one) for one in errors))


def _agrees(division: bytes, around: Surroundings, built: Built) -> bool:
    """Return whether nothing is wrong where the files of a document, cut from a volume and packed
    as it was read, can still differ."""
    try:
        root = parse_xml(built.tei, TEI_PATH)
    except SourceError:
        return False
    found, data = surroundings_of(root), built.description.data
    is_wrapped = namespaces(division, found) == namespaces(division, around)
    is_readable = all(
        is_fit_in_utf8(one.content) and b"\\u" not in one.content
        for one in (built.description, built.page_images)
    )
    pages = [ListedPage(index, page) for index, page in enumerate(built.pages)]
    findings = (
        *check_pages(data),
        *check_identifiers(data),
        *check_division(root, data),
        *page_list.check_list(pages),
        *page_list.compare_with_description(built.page_images.data, pages, data),
    )
    has_error = any(one.severity == "error" for one in findings)
    return is_wrapped and found.space == around.space and is_readable and not has_error


def _findings(packaged: PackagedDocument) -> Iterator[Finding]:
    yield from _METADATA(packaged)
    yield from _TRANSCRIPTION(packaged)
    data, description = packaged.page_images.data, packaged.metadata.data
    yield from packaged.page_images.findings
    if data is not None and description is not None:
        pages = page_list.sound_pages(data, ())  # its schema was checked as it was made
        yield from page_list.check_list(pages)
        yield from page_list.compare_with_description(data, pages, description)


def _problem(document: Document, finding: Finding) -> Problem:
    said = f"makes a package that is not valid: {finding.message} [{finding.code}]"
    return Problem(document.origin, said, finding.location, finding.expected or "")


class _BuiltBag(Bag):
    """The files of a bag that are in memory, under the paths that they have in it."""

    form = "folder"

    def __init__(self, name: str, contents: Mapping[BagPath, bytes]) -> None:
        self.path, self.name = Path(name), name
        self.files = {path: len(content) for path, content in contents.items()}
        self.folders = frozenset()
        self.irregularities = ()
        self._contents = contents

    def _read_listed(self, path: BagPath, limit: int) -> bytes:
        return self._contents[path]

    def digests(
        self, paths: Sequence[BagPath], algorithms: Sequence[str], jobs: int
    ) -> Iterator[FileDigests]:
        raise NotImplementedError

    def stream_each(self, paths: Sequence[BagPath]) -> Iterator[tuple[BagPath, Iterator[Piece]]]:
        return ((path, iter((self._contents[path],))) for path in paths)

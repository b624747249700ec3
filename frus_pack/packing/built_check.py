"""The checks that validating makes, made on what was built before it is published.

A package that packing calls packed is one that validating calls valid. So the document of each
package is checked by the same functions, on the very bytes that were written. The rules of BagIt
are not checked again, because the writer follows them; nor are images, which were inspected as
they were copied.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from frus_pack.bag.reader import Bag
from frus_pack.bag.tag_files.inventory import read_inventory
from frus_pack.checks.description.document import PackagedDocument
from frus_pack.checks.description.metadata import MetadataCheck
from frus_pack.checks.page_images import page_list
from frus_pack.checks.transcription.transcription import TranscriptionCheck
from frus_pack.document.model import Document
from frus_pack.errors import Problem, SourceError
from frus_pack.requirements.finding import Finding
from frus_pack.storage.digests import FileDigests, Piece

_METADATA, _TRANSCRIPTION = MetadataCheck(), TranscriptionCheck()


def refuse_invalid(document: Document, contents: Mapping[str, bytes]) -> None:
    """Raise SourceError with every error that validating would find in a document's package.

    `contents` are the bytes of its description, list of pages and transcriptions, by path.
    """
    bag = _BuiltBag(document.name, contents)
    # The reader of a volume has read these very bytes: to read them again gives the same text.
    known = document.transcription if document.source_digest else None
    packaged = PackagedDocument(bag, read_inventory(bag, 0), known)
    errors = [one for one in _findings(packaged) if one.severity == "error"]
    if errors:
        raise SourceError(*(_problem(document, one) for one in errors))


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

    def __init__(self, name: str, contents: Mapping[str, bytes]) -> None:
        self.path, self.name = Path(name), name
        self.files = {path: len(content) for path, content in contents.items()}
        self.folders = frozenset()
        self.irregularities = ()
        self._contents = contents

    def _read_listed(self, path: str, limit: int) -> bytes:
        return self._contents[path]

    def digests(
        self, paths: Sequence[str], algorithms: Sequence[str], jobs: int
    ) -> Iterator[FileDigests]:
        raise NotImplementedError

    def stream_each(self, paths: Sequence[str]) -> Iterator[tuple[str, Iterator[Piece]]]:
        return ((path, iter((self._contents[path],))) for path in paths)

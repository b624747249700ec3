"""A whole volume as the checks of the families ``volume`` and ``images`` get it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

from frus_pack.document.page import Rendition
from frus_pack.sources.volume.encoding import Encoding, Identified
from frus_pack.sources.volume.front import VolumeFront
from frus_pack.sources.volume.places import DocumentPlace, PageMark, Scan

_NO_ID = "a document without xml:id"


class PageWords(NamedTuple):
    """Whether words of a document are on a page, and whether other words are."""

    document: bool
    other: bool


class Part(NamedTuple):
    """What is encoded in a document, or outside of one: then `document` is None."""

    document: DocumentPlace | None
    encoding: Encoding

    def at(self, line: int) -> str:
        """Return where a line of it is, for findings."""
        return f"line {line}" if self.document is None else at_document(self.document, line)


@dataclass(frozen=True)
class ReadVolume:
    """What was read of a volume.

    Attributes:
        idno: The identifier that the header gives, "" if it gives none.
        numbers: For each document the number that its heading prints, or else its ``div`` has;
            None where it has none or could not be read.
        documents: What is encoded in each document.
        outside: What is encoded before, between and behind the documents: one more.
    """

    path: Path
    scan: Scan
    front: VolumeFront
    idno: str
    numbers: Sequence[str | None]
    documents: Sequence[Encoding]
    outside: Sequence[Encoding]

    @property
    def id(self) -> str:
        """The volume's identifier."""
        return self.front.volume.id

    @cached_property
    def parts(self) -> Sequence[Part]:
        """The documents and what is outside of them, in order."""
        places = zip(self.outside, self.scan.documents, self.documents, strict=False)
        found = [one for before, place, encoding in places for one in _two(before, place, encoding)]
        return (*found, Part(None, self.outside[-1]))

    @cached_property
    def lines(self) -> Mapping[str, int]:
        """The line of each identifier, the first where several elements have it."""
        found: dict[str, int] = {}
        for one in self._identified():
            found.setdefault(one.id, one.line)
        return found

    def repeated(self) -> Iterator[Identified]:
        """Identifiers that an element before has."""
        seen: set[str] = set()
        for one in self._identified():
            if one.id in seen:
                yield one
            seen.add(one.id)

    def _identified(self) -> Iterator[Identified]:
        for part in self.parts:
            yield from part.encoding.ids

    @cached_property
    def words_on_pages(self) -> Sequence[PageWords]:
        """What is on each page, in order."""
        documents, others = [False] * len(self.scan.pages), [False] * len(self.scan.pages)
        page = -1
        for part in self.parts:
            filled = others if part.document is None else documents
            if part.encoding.begins and page >= 0 and self._goes_on(page, part):
                filled[page] = True
            for follow in part.encoding.pages:
                page += 1
                filled[page] = filled[page] or follow
        return [PageWords(*one) for one in zip(documents, others, strict=True)]

    def _goes_on(self, page: int, part: Part) -> bool:
        """Return whether words before a part's first page break are on the page before: not on one
        that another document numbers by itself."""
        owner = self.scan.pages[page].document
        return not owner or part.document is None or part.document.id == owner

    def published(self, page: PageMark) -> Sequence[Rendition]:
        """Return the images of a page that the volume says are published."""
        return self.front.renditions.get(page.id, ())


def _two(before: Encoding, place: DocumentPlace, encoding: Encoding) -> tuple[Part, Part]:
    return Part(None, before), Part(place, encoding)


def at_document(document: DocumentPlace, line: int | None = None) -> str:
    """Return where a document begins, or a line of it is, for findings."""
    return f"{document.id or _NO_ID}, line {document.line if line is None else line}"


def at_page(page: PageMark) -> str:
    """Return where a page begins, for findings."""
    return f"page {page.page}, line {page.line}" if page.page else f"line {page.line}"


def together(indexes: Sequence[int], differences: Sequence[int]) -> Iterator[list[int]]:
    """Indexes that follow one upon the other and have the same difference, in one list."""
    steps = [index - place for place, index in enumerate(indexes)]
    alike = groupby(range(len(indexes)), key=lambda place: (steps[place], differences[place]))
    for _, places in alike:
        yield [indexes[place] for place in places]


def span(first: str, last: str) -> str:
    """``0265–0266``, or one of them where they are the same."""
    return first if first == last else f"{first}–{last}"

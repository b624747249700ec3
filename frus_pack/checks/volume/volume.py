"""A whole volume as the checks of the families ``volume`` and ``images`` get it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from frus_pack.document.page import Rendition
from frus_pack.sources.volume.details import VolumeDetails
from frus_pack.sources.volume.front import VolumeFront
from frus_pack.sources.volume.places import DocumentPlace, PageMark, Scan

_NO_ID = "a document without xml:id"


@dataclass(frozen=True, slots=True)
class ReadVolume:
    """What was read of a volume. `numbers` has for each document the number that its heading
    prints, or else its ``div`` has; None where it has none or could not be read."""

    path: Path
    scan: Scan
    front: VolumeFront
    details: VolumeDetails
    numbers: Sequence[str | None]

    @property
    def id(self) -> str:
        """The volume's identifier."""
        return self.front.volume.id

    def published(self, page: PageMark) -> Sequence[Rendition]:
        """The images of a page that the volume says are published."""
        return self.front.renditions.get(page.id, ())


def at_document(document: DocumentPlace, line: int | None = None) -> str:
    """Where a document begins, or a line of it is, for findings."""
    return f"{document.id or _NO_ID}, line {document.line if line is None else line}"


def at_page(page: PageMark) -> str:
    """Where a page begins, for findings."""
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

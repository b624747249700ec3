"""How a document, its volume and the paper behind it are cited: in words, and by web address."""

from __future__ import annotations

import re
from collections.abc import Sequence

from frus_pack.document.model import ArchivalSource, Metadata, Volume
from frus_pack.document.page_marks import UNNUMBERED

SERIES_ADDRESS = "https://history.state.gov/historicaldocuments"
"""Where the series is published."""

_NUMBER = re.compile(r"(?:E[–-])?(?:[IVXLC]+|[0-9]+)\b")
"""Other volumes are called ``Part I``, or ``Volumes VII/VIII/IX`` of a supplement to them."""

_FILE_NUMBER = re.compile(r"[0-9]{2,3}[.0-9A-Z–-]*/[0-9A-Za-z–-]+|Lot [0-9]+ [A-Z] [0-9]+")
"""A decimal number of the State Department's Central Files, or one of its lots."""


def volume_title(volume: Volume) -> str:
    """Return the title of a volume; where none is given, what there is to call it by."""
    return volume.title or _place_in_series(volume) or volume.id


def volume_in_series(volume: Volume) -> str:
    """Return the volume as one finds it: the series, its part and number, and the title, which may
    name them itself."""
    title = volume.title or ""
    if volume.series and volume.series in title:
        return title
    return ", ".join(part for part in (_place_in_series(volume), title) if part) or volume.id


def page_bounds(pages: Sequence[str]) -> tuple[str, str] | None:
    """Return the first and the last page that has a printed number; None of no such pages."""
    numbered = [page for page in pages if page != UNNUMBERED]
    return (numbered[0], numbered[-1]) if numbered else None


def page_span(pages: Sequence[str]) -> str | None:
    """Return the first and the last page: ``340–342``; None of no pages."""
    bounds = page_bounds(pages)
    return None if bounds is None else "–".join(dict.fromkeys(bounds))


def document_in_volume(metadata: Metadata) -> str:
    """Return the volume, the document's number or else title, and its pages."""
    number, pages = metadata.number, page_span(metadata.pages)
    first, last = page_bounds(metadata.pages) or (None, None)
    parts = (
        volume_in_series(metadata.volume),
        f"Document {number}" if number else f"“{metadata.title}”",
        f"{'p.' if first == last else 'pp.'} {pages}" if pages else None,
    )
    return ", ".join(part for part in parts if part)


def paper(source: ArchivalSource | None) -> str | None:
    """Return where the paper is kept: repository, record group, collection and file; None if not
    known."""
    if source is None:
        return None
    held = (source.repository, source.record_group, source.collection, source.file)
    return ", ".join(part for part in held if part) or None


def file_number(source: ArchivalSource) -> str | None:
    """Return the file of a paper if it is a number that identifies it, such as 793B.02/1–2551. The
    titles of folders and boxes only say where it is."""
    return source.file if source.file and _FILE_NUMBER.fullmatch(source.file) else None


def kind(metadata: Metadata) -> str | None:
    """Return the kind of document in words; None where it is none of those that have a name."""
    return None if metadata.kind == "other" else metadata.kind.replace("-", " ")


def original_classification(metadata: Metadata) -> str | None:
    """Classification and handling as the paper bore them: ``Secret; Priority``."""
    marks = (metadata.classification, metadata.handling)
    return "; ".join(mark for mark in marks if mark) or None


def _place_in_series(volume: Volume) -> str:
    number = volume.volume_number
    if number and _NUMBER.match(number):
        number = f"Volume {number}"
    return ", ".join(part for part in (volume.series, volume.sub_series, number) if part)


def volume_address(volume: str) -> str:
    """Return the web address of a volume, by its identifier."""
    return f"{SERIES_ADDRESS}/{volume}"


def address_in_volume(volume: str, part: str) -> str:
    """Return the web address of a document or division of a volume, by its identifier there."""
    return f"{SERIES_ADDRESS}/{volume}/{part}"

"""A TEI volume of the series: finding its documents."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import TypeVar

from frus_pack.document.canonical_digest import canonical_digest
from frus_pack.document.model import Division, Original, Person, Term, Volume
from frus_pack.document.package_name import document_identifier, package_name
from frus_pack.document.page import Rendition
from frus_pack.errors import Problem, SourceError
from frus_pack.images.page_images import SCANS_ALONE, Published, PublishedPage
from frus_pack.sources.tei.xml_names import TEI
from frus_pack.sources.volume.front import VolumeFront, read_front
from frus_pack.sources.volume.left_out import LeftOut
from frus_pack.sources.volume.places import DocumentPlace, PageMark, Pointer, Scan, ScanFile
from frus_pack.sources.volume.scan import scan_volume

MOST_OCTETS = 4 << 20
"""Bytes of one document, which are held in memory."""
_SMALL = 64 << 10

Listed = TypeVar("Listed", Person, Term)

_SAFE_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*")
_STILL_IN_WORK = "a volume that is still being digitised has none yet"
_NO_ID = "a document without xml:id"


@dataclass(frozen=True, kw_only=True)  # no slots: sent to workers
class VolumeDocument:
    """One document of a volume, found and still to be read: the volume's file and its SHA-512,
    what the volume says around it, and of its lists what the document points to. `published`
    are the pages it can be on, by printed number, those of one number in order."""

    path: Path
    sha512: str
    volume: Volume
    place: DocumentPlace
    divisions: tuple[Division, ...]
    persons: tuple[Person, ...]
    terms: tuple[Term, ...]
    published: Published

    def __str__(self) -> str:
        return f"{self.path}#{self.place.id}"

    @property
    def identifier(self) -> str:
        """Unique in the series: ``frus1964-68v31/d151``."""
        return document_identifier(self.volume.id, self.place.id)

    @property
    def name(self) -> str:
        """What its package is called: ``frus1964-68v31-d151``."""
        return package_name(self.volume.id, self.place.id)

    @property
    def is_small(self) -> bool:
        """Whether many such documents can be in memory at once. A tree of one takes tenfold."""
        return self.place.slice.length <= _SMALL

    @property
    def original(self) -> Original:
        """The part of the file that it is."""
        return Original(form="tei", file=self.path.name, sha512=self.sha512, slice=self.place.slice)

    @property
    def digest(self) -> str:
        """The digest of everything that decides what is read: the document's own bytes, and what
        the volume says around it. The rest of the file, and the place in it, do not count."""
        elsewhere = ("path", "sha512")
        found = [getattr(self, one.name) for one in fields(self) if one.name not in elsewhere]
        return canonical_digest((self.path.name, *found), without=("line", "last_line", "offset"))


def documents_in_volume(path: Path) -> Iterator[VolumeDocument | LeftOut | SourceError]:
    """Yield the documents of a volume in order; in the place of one that cannot be packed an error,
    which names volume, document and line; at the end what is in no document, if anything is.

    Raises SourceError if the volume itself cannot be read, or holds none.
    """
    found = scan_volume(path)
    if not found.documents:
        raise SourceError(Problem(str(path), "holds no document", advice=_STILL_IN_WORK))
    front = read_front(path, found)
    yield from documents_of(path, found, front)
    if front.left_out:
        yield front.left_out


def documents_of(
    path: Path, found: Scan, front: VolumeFront
) -> Iterator[VolumeDocument | SourceError]:
    """Yield the documents of a volume that was scanned and whose front was read."""
    ids = Counter(place.id for place in found.documents)
    around = zip(found.documents, found.pointers, front.divisions, strict=True)
    for place, pointers, divisions in around:
        problems = [
            Problem(str(path), message, f"{place.id or _NO_ID}, line {line}")
            for line, message in _faults(place, ids)
        ]
        yield (
            SourceError(*problems)
            if problems
            else _document(path, found.sha512, front, place, pointers, divisions)
        )


def pages_of(place: DocumentPlace) -> tuple[PageMark, ...]:
    """Return the page breaks of a document's pages: the last one before it, and those in it."""
    return (place.first, *place.pages) if place.first else place.pages


def _document(
    path: Path,
    sha512: str,
    front: VolumeFront,
    place: DocumentPlace,
    pointers: Sequence[Pointer],
    divisions: tuple[Division, ...],
) -> VolumeDocument:
    pages: dict[str, list[PublishedPage]] = defaultdict(list)
    for page in pages_of(place):
        pages[page.printed].append(PublishedPage(page.id, front.renditions.get(page.id, ())))
    published = {printed: tuple(known) for printed, known in pages.items()}
    if place.scans:
        published[SCANS_ALONE] = tuple(_scanned(place.scans))
    return VolumeDocument(
        path=path,
        sha512=sha512,
        volume=front.volume,
        place=place,
        divisions=divisions,
        persons=_pointed_to(pointers, front.persons),
        terms=_pointed_to(pointers, front.terms),
        published=published,
    )


def _scanned(scans: Sequence[ScanFile]) -> Iterator[PublishedPage]:
    """Yield the scans of a document that is images alone; the PDF of it all is with the first."""
    pdfs = tuple(
        Rendition(
            status="missing", role="access", media_type="application/pdf", octets=one.pdf_octets
        )
        for one in scans
        if one.pdf_octets
    )
    files = [one for one in scans if not one.pdf_octets]
    for index, one in enumerate(files):
        image = Rendition(
            status="missing", role="master", media_type="image/tiff", name=one.path or None
        )
        yield PublishedPage(one.id, (image,) if index else (image, *pdfs))


def _pointed_to(pointers: Sequence[Pointer], known: Mapping[str, Listed]) -> tuple[Listed, ...]:
    """Return the entries of a list that are pointed to, by whatever element."""
    targets = (one.target.removeprefix("#") for one in pointers)
    return tuple(known[target] for target in dict.fromkeys(targets) if target in known)


def _faults(place: DocumentPlace, ids: Mapping[str, int]) -> Iterator[tuple[int, str]]:
    """Yield what keeps a document from being packed, and on which line."""
    if not place.id:
        yield place.line, "has no xml:id to be named after"
    elif not _SAFE_ID.fullmatch(place.id):
        yield place.line, f"has the identifier {place.id!r}, which is not a safe name"
    elif ids[place.id] > 1:
        yield place.line, f"has the identifier of {ids[place.id]} documents"
    if place.slice.length > MOST_OCTETS:
        yield place.line, f"has {place.slice.length} bytes: at most {MOST_OCTETS}"
    if place.namespaces.get("") != TEI:
        yield place.line, "does not have TEI as its default namespace"

"""What a pass over a TEI volume finds: documents, page breaks and pointers, and where they are."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, NamedTuple

from frus_pack.document import page_marks
from frus_pack.document.model import Slice
from frus_pack.sources.volume.volume_file import Identity

_OF_A_DOCUMENT = re.compile(r"(?P<document>d[0-9]+[A-Za-z]?)[-_]")
"""Identifiers of pages that a volume numbers anew in each document, as electronic volumes do:
``d12-03``, ``d12_pg3``; others are ``pg_341``."""

PointerKind = Literal["person", "term", "reference"]


@dataclass(frozen=True)  # no slots: sent to workers
class PageMark:
    """A page break of a volume: printed number, scan number and identifier, "" where it has none,
    and its line."""

    page: str
    facs: str
    id: str
    line: int

    @property
    def printed(self) -> str:
        """The page's number as a description has it: ``[]`` where it has none."""
        return page_marks.number_or_none(self.page.strip())

    @property
    def document(self) -> str:
        """The document whose pages are numbered by themselves, this one among them; "" of a page
        that is numbered in the volume."""
        owner = _OF_A_DOCUMENT.match(self.id)
        return owner["document"] if owner else ""


class ScanFile(NamedTuple):
    """An image of a document that is published in images alone: its number and its path, and the
    bytes of the PDF of the whole document, 0 of an image."""

    id: str
    path: str
    pdf_octets: int = 0


class Pointer(NamedTuple):
    """Something in a document that points elsewhere, and its line."""

    kind: PointerKind
    target: str
    line: int


@dataclass(frozen=True)  # no slots: sent to workers
class DocumentPlace:
    """A ``div`` of the type document: where in the file it is, in bytes and in lines, what it says
    of itself, and what holds it and what it holds.

    `first` is the last page break before it, if that is not of an earlier document whose pages
    are numbered by themselves. `namespaces` are those in scope, by prefix;
    `language` and `space` what ``xml:lang`` and ``xml:space`` are there, if they are anything.
    """

    id: str
    number: str
    line: int
    last_line: int
    slice: Slice
    first: PageMark | None
    pages: tuple[PageMark, ...]
    notes: int
    attachments: int
    namespaces: Mapping[str, str]
    language: str
    space: str
    scans: tuple[ScanFile, ...] = ()


@dataclass(frozen=True, slots=True)
class Scan:
    """What a pass over a volume finds.

    That is the identifier of its root, its documents in order, what each of them points to, and
    every page break; and the file's size in bytes, its SHA-512, and what the file is known by when
    it is opened again.
    """

    id: str
    octets: int
    sha512: str
    documents: tuple[DocumentPlace, ...]
    pointers: tuple[tuple[Pointer, ...], ...]
    pages: tuple[PageMark, ...]
    identity: Identity | None = None

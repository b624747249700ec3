"""What kind of file something is, by its first bytes."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Literal, TypeAlias

from frus_pack.document.page_marks import PATTERN
from frus_pack.errors import Problem, SourceError
from frus_pack.storage.regular_file import read_start

Kind: TypeAlias = Literal[
    "a TEI file",
    "an XML file",
    "a reading text",
    "an HTML page",
    "an image",
    "a PDF",
    "a Word document",
    "an OpenDocument text",
    "an RTF document",
    "text in UTF-16",
    "a compressed file",
]

UNDECIDED: tuple[Kind, ...] = ("a reading text", "an XML file")
"""Kinds of files that can be a document, if their name says so."""

_MOST_OCTETS = 16 << 10
# Atomic groups: what was passed is never tried again, however many comments there are.
_PROLOGUE = rb"(?:\xef\xbb\xbf)?(?>\s+|<\?.*?\?>|<!--.*?-->)*+"
_TEI = re.compile(_PROLOGUE + rb"(?:<!DOCTYPE[^>\[]*>\s*)?<(?:[\w.-]+:)?TEI[\s>/]", re.DOTALL)
_HTML = re.compile(_PROLOGUE + rb"(?:<!doctype\s+html|<html[\s>])", re.DOTALL | re.IGNORECASE)
_XML = re.compile(rb"(?:\xef\xbb\xbf)?\s*<\?xml\s")
_PAGE_MARK_ALONE = re.compile(rf"^{PATTERN}[ \t\r]*$".encode(), re.MULTILINE)
_WORD_IN_ZIP = b"word/"
_ODT_IN_ZIP = b"mimetypeapplication/vnd.oasis.opendocument.text"
_BEGINNINGS: tuple[tuple[bytes, Kind], ...] = (
    (b"%PDF-", "a PDF"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "a Word document"),
    (b"{\\rtf", "an RTF document"),
    (b"\xff\xfe", "text in UTF-16"),
    (b"\xfe\xff", "text in UTF-16"),
    (b"\x89PNG\r\n", "an image"),
    (b"\xff\xd8\xff", "an image"),
    (b"II*\x00", "an image"),
    (b"MM\x00*", "an image"),
    (b"\x00\x00\x00\x0cjP  ", "an image"),
    (b"GIF8", "an image"),
    (b"\x1f\x8b", "a compressed file"),
    (b"BZh", "a compressed file"),
    (b"\xfd7zXZ\x00", "a compressed file"),
)
_ADVICE: dict[Kind, str] = {
    "text in UTF-16": "save it as UTF-8",
    "an image": "put it into page-images/ of a document folder, or give its folder as images=",
    "a TEI file": "name it frus….xml",
}
_AS_TEXT = "save its text as plain text in UTF-8"


def kind_of(path: Path) -> Kind | None:
    """Return the kind of a file; None for other text and what is not known.

    Raises SourceError if it is not a regular file, or cannot be read.
    """
    return kind_of_bytes(read_start(path, _MOST_OCTETS))


def kind_of_bytes(content: bytes) -> Kind | None:
    """Return the kind of what is in memory, or begins with these bytes."""
    start = content[:_MOST_OCTETS]
    for beginning, kind in _BEGINNINGS:
        if start.startswith(beginning):
            return kind
    if start.startswith(b"PK\x03\x04"):
        return _kind_of_zip(start)
    if _is_wide(start):
        return "text in UTF-16"
    return _kind_of_text(start)


def refuse_other_kinds(content: bytes, file: str) -> None:
    """Raise SourceError if what is given as a reading text is of another kind."""
    kind = kind_of_bytes(content)
    if kind and kind not in UNDECIDED:
        raise other_kind(file, kind)


def other_kind(file: str, kind: Kind) -> SourceError:
    """Return the error of a file that is not a document because of its kind."""
    message = f"is {kind}, not a document in TEI or plain text"
    return SourceError(Problem(file, message, advice=_ADVICE.get(kind, _AS_TEXT)))


def _kind_of_zip(start: bytes) -> Kind:
    if _ODT_IN_ZIP in start:
        return "an OpenDocument text"
    return "a Word document" if _WORD_IN_ZIP in start else "a compressed file"


def _is_wide(start: bytes) -> bool:
    """Return whether every second byte is 0, as in UTF-16 of Latin letters without a byte order
    mark."""
    return any(start) and len(start) > 1 and (not any(start[1::2]) or not any(start[::2]))


def _kind_of_text(start: bytes) -> Kind | None:
    if _TEI.match(start):
        return "a TEI file"
    if _HTML.match(start):
        return "an HTML page"
    if _XML.match(start):
        return "an XML file"
    return "a reading text" if _PAGE_MARK_ALONE.search(start) else None

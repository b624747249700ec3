"""One pass over a TEI volume: where its documents are, to the byte, and what they hold.

The volume is read in pieces and no tree is built, so memory does not grow with it. Nothing is
expanded and no other file is looked at: a document type declaration ends the reading.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from io import BytesIO
from pathlib import Path
from typing import BinaryIO
from xml.parsers import expat

from frus_pack.document.model import Slice
from frus_pack.errors import Problem, SourceError
from frus_pack.sources.tei.xml_names import FRUS_NAMESPACES, TEI, XML
from frus_pack.sources.volume.places import (
    DocumentPlace,
    PageMark,
    Pointer,
    PointerKind,
    Scan,
    ScanFile,
)
from frus_pack.sources.volume.volume_file import identity_of, open_volume, pieces_of
from frus_pack.storage.regular_file import changed

_SEPARATOR = " "
_XML_ID = f"{XML} id"
_LANG = f"{XML} lang"
_SPACE = f"{XML} space"
_TEI_ROOT = f"{TEI} TEI"
_PIECE = 1 << 20
_LONGEST_END_TAG = 4096
_AS_UTF_8 = "save it as UTF-8"
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
_UTF_8 = frozenset(("utf-8", "utf8", "us-ascii"))


def scan_volume(path: Path) -> Scan:
    """Read a volume and find its documents.

    Raises SourceError if it cannot be read, is not well-formed XML in UTF-8, has a document type
    declaration, or is not TEI. The error has the line, and the document that the line is in.
    """
    with open_volume(path) as volume:
        before = identity_of(volume)
        found = _Scanning(str(path)).result(pieces_of(volume), volume)
        if identity_of(volume) != before:
            raise changed(path)
    return replace(found, identity=before)


def scan_bytes(content: bytes, file: str) -> Scan:
    """Scan a volume that is in memory; `file` names it in errors."""
    return _Scanning(file).result((memoryview(content),), BytesIO(content))


class _Scanning:
    """One volume on its way through the parser."""

    def __init__(self, file: str) -> None:
        self._file = file
        self._parser = expat.ParserCreate(namespace_separator=_SEPARATOR)
        self._parser.StartElementHandler = self._start_root
        self._parser.EndElementHandler = self._end
        self._parser.StartNamespaceDeclHandler = self._declare
        self._parser.EndNamespaceDeclHandler = self._undeclare
        self._parser.StartDoctypeDeclHandler = self._refuse_doctype
        self._parser.XmlDeclHandler = self._check_encoding
        self._root = ""
        self._depth = 0
        self._namespaces: dict[str, list[str]] = {}
        self._inherited: list[tuple[int, str, str]] = [(0, "", "")]
        self._inherits_at = 0
        self._open: _Opened | None = None
        self._open_at = -1
        self._ended: list[tuple[_Opened, int]] = []
        self._pages: list[PageMark] = []

    def result(self, pieces: Iterable[memoryview], volume: BinaryIO) -> Scan:
        """Return what is found in the pieces of a volume, which `volume` reads again where
        documents are."""
        digest, octets = hashlib.sha512(), 0
        try:
            for piece in pieces:
                if not octets and bytes(piece[:2]) in _UTF_16:
                    raise self._error("is in UTF-16", "line 1", _AS_UTF_8)
                digest.update(piece)
                octets += len(piece)
                self._parser.Parse(bytes(piece), False)
            self._parser.Parse(b"", True)
        except expat.ExpatError as error:
            message = f"is not well-formed XML: {expat.ErrorString(error.code)}"
            where = f"line {error.lineno}, column {error.offset + 1}"
            raise self._error(message, where) from error
        documents = tuple(document.place(volume, end) for document, end in self._ended)
        pointers = tuple(tuple(document.pointers) for document, _ in self._ended)
        return Scan(self._root, octets, digest.hexdigest(), documents, pointers, tuple(self._pages))

    def _start_root(self, name: str, attributes: dict[str, str]) -> None:
        if name != _TEI_ROOT:
            raise self._error("is not TEI: its root is not TEI", "line 1")
        self._root = attributes.get(_XML_ID, "")
        self._parser.StartElementHandler = self._start
        self._start(name, attributes)

    # This and `_end` are called for every element: they are what scanning a volume takes.
    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        if attributes and (_LANG in attributes or _SPACE in attributes):
            self._inherit(attributes)
        seen = _SEEN.get(name)
        if seen is not None:
            seen(self, attributes)

    def _end(self, name: str) -> None:
        depth = self._depth
        if depth == self._inherits_at:
            self._disinherit()
        self._depth = depth = depth - 1
        if depth == self._open_at:
            self._end_document()

    def _end_document(self) -> None:
        if self._open is not None:
            self._open.last_line = self._parser.CurrentLineNumber
            self._ended.append((self._open, self._parser.CurrentByteIndex))
        self._open, self._open_at = None, -1

    def _inherit(self, attributes: Mapping[str, str]) -> None:
        _, language, space = self._inherited[-1]
        inherited = (attributes.get(_LANG, language), attributes.get(_SPACE, space))
        self._inherited.append((self._depth, *inherited))
        self._inherits_at = self._depth

    def _disinherit(self) -> None:
        self._inherited.pop()
        self._inherits_at = self._inherited[-1][0]

    def _declare(self, prefix: str | None, uri: str | None) -> None:
        self._namespaces.setdefault(prefix or "", []).append(uri or "")

    def _undeclare(self, prefix: str | None) -> None:
        self._namespaces[prefix or ""].pop()

    def _see_division(self, attributes: Mapping[str, str]) -> None:
        if attributes.get("type") != "document" or self._open is not None:
            return
        _, language, space = self._inherited[-1]
        identifier = attributes.get(_XML_ID, "")
        self._open = _Opened(
            id=identifier,
            number=attributes.get("n", ""),
            line=self._parser.CurrentLineNumber,
            offset=self._parser.CurrentByteIndex,
            first=self._page_before(identifier),
            namespaces={prefix: uris[-1] for prefix, uris in self._namespaces.items() if uris},
            language=language,
            space=space,
        )
        self._open_at = self._depth - 1

    def _page_before(self, document: str) -> PageMark | None:
        last = self._pages[-1] if self._pages else None
        return last if last is None or last.document in ("", document) else None

    def _see_page(self, attributes: Mapping[str, str]) -> None:
        page = PageMark(
            attributes.get("n", ""),
            attributes.get("facs", ""),
            attributes.get(_XML_ID, ""),
            self._parser.CurrentLineNumber,
        )
        self._pages.append(page)
        if self._open is not None:
            self._open.pages.append(page)

    def _see_note(self, attributes: Mapping[str, str]) -> None:
        if self._open is not None and attributes.get("rend") != "inline":
            self._open.notes += 1

    def _see_attachment(self, attributes: Mapping[str, str]) -> None:
        if self._open is not None:
            self._open.attachments += 1

    def _see_file(self, attributes: Mapping[str, str]) -> None:
        if self._open is not None:
            scan = ScanFile(attributes.get("id", ""), attributes.get("path", ""))
            self._open.scans.append(scan)

    def _see_pdf(self, attributes: Mapping[str, str]) -> None:
        octets = attributes.get("bytes", "")
        if self._open is not None and octets.isdecimal() and octets.isascii():
            self._open.scans.append(ScanFile("", "", int(octets)))

    def _see_person(self, attributes: Mapping[str, str]) -> None:
        self._point("person", attributes.get("corresp"))

    def _see_term(self, attributes: Mapping[str, str]) -> None:
        self._point("term", attributes.get("target"))

    def _see_reference(self, attributes: Mapping[str, str]) -> None:
        self._point("reference", attributes.get("target"))

    def _point(self, kind: PointerKind, targets: str | None) -> None:
        if self._open is None or not targets:
            return
        line = self._parser.CurrentLineNumber
        first, *others = targets.split() or ("",)
        is_one = kind != "reference" and not all(one.startswith("#") for one in others)
        each = (" ".join((first, *others)),) if is_one else (first, *others)
        self._open.pointers += [Pointer(kind, target, line) for target in each]

    def _refuse_doctype(self, *declared: object) -> None:
        line = f"line {self._parser.CurrentLineNumber}"
        raise self._error("has a document type declaration", line, "take the DOCTYPE out")

    def _check_encoding(self, version: str, encoding: str | None, standalone: int) -> None:
        if encoding is not None and encoding.lower() not in _UTF_8:
            raise self._error(f"is in {encoding}", "line 1", _AS_UTF_8)

    def _error(self, message: str, place: str, advice: str = "") -> SourceError:
        inside = f"{self._open.id or 'a document without xml:id'}, " if self._open else ""
        return SourceError(Problem(self._file, message, inside + place, advice))


@dataclass(slots=True, kw_only=True)
class _Opened:
    """A document that has begun; the fields are those of `DocumentPlace`, and what it points to."""

    id: str
    number: str
    line: int
    offset: int
    first: PageMark | None
    namespaces: Mapping[str, str]
    language: str
    space: str
    pages: list[PageMark] = field(default_factory=list)
    pointers: list[Pointer] = field(default_factory=list)
    scans: list[ScanFile] = field(default_factory=list)
    notes: int = 0
    attachments: int = 0
    last_line: int = 0

    def place(self, volume: BinaryIO, end: int) -> DocumentPlace:
        """Return the document, whose last event was at byte `end`."""
        return DocumentPlace(
            id=self.id,
            number=self.number,
            line=self.line,
            last_line=self.last_line,
            slice=_slice(volume, self.offset, end),
            first=self.first,
            pages=tuple(self.pages),
            notes=self.notes,
            attachments=self.attachments,
            namespaces=self.namespaces,
            language=self.language,
            space=self.space,
            scans=tuple(self.scans),
        )


def _slice(volume: BinaryIO, offset: int, end: int) -> Slice:
    """Return the bytes from `offset` to the end of the tag at `end`."""
    digest = hashlib.sha512()
    volume.seek(offset)
    last, left = b"", end - offset
    while left and (piece := volume.read(min(_PIECE, left))):
        last, left = piece, left - len(piece)
        digest.update(last)
    behind = volume.read(_LONGEST_END_TAG)
    # Behind an empty element the parser is already past its only tag.
    tag = b"" if last.endswith(b"/>") and last.count(b"<") == 1 else behind[: behind.find(b">") + 1]
    digest.update(tag)
    return Slice(offset=offset, length=end - offset + len(tag), sha512=digest.hexdigest())


_SEEN: Mapping[str, Callable[[_Scanning, Mapping[str, str]], None]] = {
    f"{TEI} div": _Scanning._see_division,
    f"{TEI} pb": _Scanning._see_page,
    f"{TEI} note": _Scanning._see_note,
    **{f"{uri} attachment": _Scanning._see_attachment for uri in FRUS_NAMESPACES},
    **{f"{uri} file": _Scanning._see_file for uri in FRUS_NAMESPACES},
    **{f"{uri} pdf": _Scanning._see_pdf for uri in FRUS_NAMESPACES},
    f"{TEI} persName": _Scanning._see_person,
    f"{TEI} gloss": _Scanning._see_term,
    f"{TEI} term": _Scanning._see_term,
    f"{TEI} ref": _Scanning._see_reference,
}

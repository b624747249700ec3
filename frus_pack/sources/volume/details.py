"""What a survey asks of a volume beyond its documents: identifiers, dates, and what stands on each
page. A pass of its own, for packing needs none of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from xml.parsers import expat

from frus_pack.errors import Problem, SourceError
from frus_pack.sources.tei.names import FRUS_NAMESPACES, TEI, XML
from frus_pack.storage.regular_file import read_pieces

_SEPARATOR = " "
_XML_ID = f"{XML} id"
_CHANGED = "changed while it was read"
_AT_REST = "run again when it is at rest"
_SPANS = (
    *((f"{uri} doc-dateTime-min", f"{uri} doc-dateTime-max") for uri in FRUS_NAMESPACES),
    ("from", "to"),
    ("notBefore", "notAfter"),
    ("when", "when"),
)


@dataclass(frozen=True, slots=True)
class EncodedDate:
    """A date in a document: the identifier of the document, the line, and the attributes that give
    its first and last moment, "" where one is not there. `names` are those of the attributes."""

    document: str
    line: int
    names: tuple[str, str]
    first: str
    last: str


@dataclass(frozen=True, slots=True)
class StandsOnPage:
    """What stands on a page: some of a document, and anything else to be read."""

    document: bool
    other: bool


@dataclass(frozen=True, slots=True)
class VolumeDetails:
    """`idno` is the identifier that the header gives, "" if it gives none. `ids` are all
    identifiers; `repeated_ids` those that an element before had, with the line. `pages` has an
    entry for each page break of the volume, in order."""

    idno: str
    ids: frozenset[str]
    repeated_ids: tuple[tuple[str, int], ...]
    dates: tuple[EncodedDate, ...]
    pages: tuple[StandsOnPage, ...]


def read(path: Path) -> VolumeDetails:
    """Read a volume that was scanned. Raises SourceError if it cannot be read any more."""
    try:
        return _Reading().result(path)
    except expat.ExpatError as error:
        raise SourceError(Problem(str(path), _CHANGED, advice=_AT_REST)) from error


class _Reading:
    """One volume on its way through the parser."""

    def __init__(self) -> None:
        self._parser = expat.ParserCreate(namespace_separator=_SEPARATOR)
        self._parser.buffer_text = True
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._text
        self._depth = 0
        self._document = ""
        self._document_depth = 0
        self._in_idno = False
        self._idno = ""
        self._ids: set[str] = set()
        self._repeated: list[tuple[str, int]] = []
        self._dates: list[EncodedDate] = []
        self._with_document: list[bool] = []
        self._with_other: list[bool] = []

    def result(self, path: Path) -> VolumeDetails:
        for piece in read_pieces(path.resolve()):
            self._parser.Parse(bytes(piece), False)
        self._parser.Parse(b"", True)
        pages = zip(self._with_document, self._with_other, strict=True)
        return VolumeDetails(
            idno=self._idno.strip(),
            ids=frozenset(self._ids),
            repeated_ids=tuple(self._repeated),
            dates=tuple(self._dates),
            pages=tuple(StandsOnPage(*page) for page in pages),
        )

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        identifier = attributes.get(_XML_ID)
        if identifier is not None:
            if identifier in self._ids:
                self._repeated.append((identifier, self._parser.CurrentLineNumber))
            self._ids.add(identifier)
        seen = _SEEN.get(name)
        if seen is not None:
            seen(self, attributes)

    def _end(self, name: str) -> None:
        if self._depth == self._document_depth:
            self._document_depth = 0
        self._in_idno = False
        self._depth -= 1

    def _text(self, data: str) -> None:
        if self._in_idno:
            self._idno += data
        elif not data.isspace():
            self._fill_page()

    def _fill_page(self) -> None:
        filled = self._with_document if self._document_depth else self._with_other
        if filled:
            filled[-1] = True

    def _see_division(self, attributes: Mapping[str, str]) -> None:
        if attributes.get("type") == "document" and not self._document_depth:
            self._document_depth = self._depth
            self._document = attributes.get(_XML_ID, "")
            self._see_dates(attributes)

    def _see_dates(self, attributes: Mapping[str, str]) -> None:
        for names in _SPANS if self._document_depth else ():
            first, last = attributes.get(names[0], ""), attributes.get(names[1], "")
            if first or last:
                line = self._parser.CurrentLineNumber
                self._dates.append(EncodedDate(self._document, line, names, first, last))

    def _see_page(self, attributes: Mapping[str, str]) -> None:
        self._with_document.append(False)
        self._with_other.append(False)

    def _see_graphic(self, attributes: Mapping[str, str]) -> None:
        self._fill_page()

    def _see_idno(self, attributes: Mapping[str, str]) -> None:
        self._in_idno = attributes.get("type") == "frus" and not self._idno


_SEEN: Mapping[str, Callable[[_Reading, Mapping[str, str]], None]] = {
    f"{TEI} div": _Reading._see_division,
    f"{TEI} date": _Reading._see_dates,
    f"{TEI} pb": _Reading._see_page,
    f"{TEI} graphic": _Reading._see_graphic,
    f"{TEI} idno": _Reading._see_idno,
}

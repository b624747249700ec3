"""Classification and handling that are printed above the text, as until 1954.

<seg>secret   us urgent</seg>
<p rend="flushleft">Secret<lb/>Priority</p>
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from lxml import etree

from frus_pack.sources.prose.marking_lines import PrintedMarkings, read_marking_lines
from frus_pack.sources.tei import layout
from frus_pack.sources.tei.elements import REMARKS, UNREAD, is_inline_note, name_of


def read(places: Iterable[etree._Element]) -> PrintedMarkings:
    """Return what the places where markings are printed say; other words there are not taken."""
    return read_marking_lines(line for place in places for line in _lines(place))


def _lines(place: etree._Element) -> Iterator[str]:
    """Yield the lines of an element, without its notes."""
    line: list[str] = []
    for piece in _pieces(place):
        if piece is None:
            yield layout.in_one_line(line)
            line = []
        else:
            line.append(piece)
    yield layout.in_one_line(line)


def _pieces(element: etree._Element) -> Iterator[str | None]:
    yield element.text or ""
    for child in element:
        name = name_of(child)
        if name == "lb":
            yield None
        elif name not in REMARKS | UNREAD and (name != "note" or is_inline_note(child)):
            yield from _pieces(child)
        yield child.tail or ""

"""Classification and handling that are printed above the text, as until 1954.

<seg>secret   us urgent</seg>
<p rend="flushleft">Secret<lb/>Priority</p>
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from lxml import etree

from frus_pack.sources.tei import layout
from frus_pack.sources.tei.elements import REMARKS, UNREAD, is_inline_note, name_of

_LEVEL = re.compile(
    r"(?:(?:personal and |strictly )?(?:top secret|secret|confidential|restricted|unclassified)"
    r"|(?:limited )?official use(?: only)?|plain)\b",
    re.IGNORECASE,
)
_MARKING = re.compile(
    r"(?:most |operational |us |u\.s\. )?(?:urgent|immediate|priority|priorty|emergency|routine)\b"
    r"|niact\b(?: \([^()]*\))?|eyes only\b|(?:limited|limit|no) distribution\b|air pouch\b|noforn\b"
    r"|personal\b|official(?:[—–-]| ?and )informal\b|verbatim text\b"
    r"|presidential handling\b|security information\b|atomic energy restricted data\b",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"[\s,;.—–-]*")


@dataclass(frozen=True, slots=True)
class Markings:
    """The classification, and the handling as printed, its marks parted by semicolons."""

    classification: str | None = None
    handling: str | None = None


def read(places: Iterable[etree._Element]) -> Markings:
    """Return what the places where markings are printed say; other words there are not taken."""
    level: str | None = None
    marks: list[str] = []
    for line in (line for place in places for line in _lines(place)):
        found = _line(line)
        if found is None:
            continue
        level = level or found[0]
        marks += found[1]
    return Markings(level, "; ".join(dict.fromkeys(marks)) or None)


def _line(line: str) -> tuple[str | None, list[str]] | None:
    """The level and the marks of a line that is nothing else; None of any other line."""
    found = _LEVEL.match(line)
    place = found.end() if found else 0
    marks: list[str] = []
    while place < len(line):
        gap = _BETWEEN.match(line, place)
        place = gap.end() if gap else place
        mark = _MARKING.match(line, place)
        if mark is None:
            break
        marks.append(mark[0])
        place = mark.end()
    if place < len(line) or not (found or marks):
        return None
    return (found[0] if found else None), marks


def _lines(place: etree._Element) -> Iterator[str]:
    """The lines of an element, without its notes."""
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

"""Reading TEI with lxml alone: names of elements, their words, what belongs to a document."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from lxml import etree

TEI = "{http://www.tei-c.org/ns/1.0}"
XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
_FRUS = re.compile(r"\{http://history\.state\.gov/(?:frus/)?ns/1\.0\}")
"""Both namespaces that the volumes bind to ``frus:``."""

_BEFORE = re.compile(r" +([,;:)\]])")
_AFTER = re.compile(r"([(\[]) +")
_BREAKS = frozenset((f"{TEI}lb", f"{TEI}item", f"{TEI}cell", f"{TEI}p", f"{TEI}row", f"{TEI}head"))


def parse(path: Path) -> etree._Element:
    """Return the root of a volume; identifiers may occur twice."""
    parser = etree.XMLParser(huge_tree=True, collect_ids=False, remove_comments=True)
    return etree.parse(path, parser).getroot()


def name(element: etree._Element) -> str:
    """Return the local name, with ``frus:`` before names of the series; "" for an instruction."""
    tag = element.tag
    if not isinstance(tag, str):
        return ""
    return _FRUS.sub("frus:", tag).removeprefix(TEI)


def tidy(text: str) -> str:
    """Collapse white space, and remove the blanks that pretty-printing puts before punctuation
    and inside brackets."""
    collapsed = " ".join(text.split())
    return _AFTER.sub(r"\1", _BEFORE.sub(r"\1", collapsed))


def words(element: etree._Element, leave: Iterable[str] = ("note",)) -> str:
    """Return the words of an element, tidied, without those of the elements named by `leave`."""
    return tidy("".join(_pieces(element, frozenset(leave))))


def _pieces(element: etree._Element, leave: frozenset[str]) -> Iterator[str]:
    if not isinstance(element.tag, str):
        return
    if element.tag in _BREAKS:
        yield " "
    yield element.text or ""
    for child in element:
        if name(child) not in leave:
            yield from _pieces(child, leave)
        yield child.tail or ""
    if element.tag in _BREAKS:
        yield " "


def own(division: etree._Element, wanted: str) -> Iterator[etree._Element]:
    """Yield the elements of a name that belong to a document itself: not to its notes, nor to
    what is attached to it or quoted in it as a whole text."""
    for child in division:
        kind = name(child)
        if kind == wanted:
            yield child
        if kind not in ("note", "frus:attachment", "floatingText", ""):
            yield from own(child, wanted)


def inline(note: etree._Element) -> bool:
    """Return whether a note reads in the line and so has no number."""
    return note.get("rend") == "inline"

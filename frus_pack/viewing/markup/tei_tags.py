"""What the elements of TEI become in HTML, and what is to be known of them before."""

from __future__ import annotations

import re

from lxml import etree

from frus_pack.document.page_marks import number_or_none
from frus_pack.sources.tei import elements
from frus_pack.sources.tei.elements import name_of

_BLOCKS = frozenset(("ab", "div", "floatingText", "item", "lg", "list", "p", "quote", "table"))
NOT_IN_LABELS = re.compile(r"\.?\s*\Z|\s+")
HIGHLIGHTS = {
    "italic": ("<i>", "</i>"),
    "strong": ("<b>", "</b>"),
    "bold": ("<b>", "</b>"),
    "underline": ("<u>", "</u>"),
    "superscript": ("<sup>", "</sup>"),
    "sup": ("<sup>", "</sup>"),
    "subscript": ("<sub>", "</sub>"),
    "sub": ("<sub>", "</sub>"),
    "smallcaps": ('<span class="smallcaps">', "</span>"),
    "roman": ('<span class="roman">', "</span>"),
}
RENDERINGS = ("center", "right", "italic", "sectiontitleital", "sectiontitle", "flushleft", "hang")
SIMPLE = {
    "add": ("<ins>", "</ins>"),
    "del": ("<del>", "</del>"),
    "emph": ("<em>", "</em>"),
    "foreign": ("<i>", "</i>"),
    "lb": ("<br>", ""),
    "formula": ('<span class="formula">', "</span>"),
}


def page_of(page_break: etree._Element) -> str:
    """Return the page that begins at a page break, as a description has it."""
    return number_or_none(page_break.get("n", "").strip())


def first_page_break(division: etree._Element) -> str | None:
    """Return the page that begins before any word of the text, if one does."""
    for child in division:
        if not isinstance(child.tag, str):
            continue
        return page_of(child) if name_of(child) == "pb" else None
    return None


def is_among_blocks(element: etree._Element) -> bool:
    """Return whether an element is a block of its own, and not among words."""
    parent = element.getparent()
    return parent is not None and name_of(parent) in (*elements.CONTAINERS, *elements.GROUPS)


def holds_blocks(element: etree._Element) -> bool:
    """Return whether a paragraph holds blocks, which an HTML paragraph cannot. Notes do not
    count."""
    for child in element:
        name = name_of(child)
        if name in _BLOCKS or (name != "note" and len(child) and holds_blocks(child)):
            return True
    return False

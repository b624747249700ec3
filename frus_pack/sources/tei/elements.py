"""What the elements of TEI are to a reader of running text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from lxml import etree

from frus_pack.sources.tei.xml_names import FRUS_NAMESPACES, TEI, XML_ID, tei

CONTAINERS = frozenset(
    ("div", "body", "group", "text", "floatingText", "front", "back", "lg", "sp", "frus:attachment")
)
"""Hold blocks, and no words of their own."""

GROUPS = frozenset(("opener", "closer", "postscript", "epigraph", "argument", "cit"))
"""Hold blocks, or words that are one paragraph together."""

PARAGRAPHS = frozenset(("p", "ab", "head", "item", "trailer", "quote", "l", "stage", "speaker"))
"""Are a paragraph wherever they are, also an item outside a list; what they hold besides words
parts it."""

LINES = frozenset(("dateline", "salute", "signed", "byline", "seg", "address", "addrLine"))
"""Are a paragraph among blocks, and words among words."""

PHRASES = frozenset(
    """
    abbr add affiliation app author bibl biblScope c caption code corr country date def
    desc district distinct docAuthor docDate docTitle editor email emph ex expan figDesc foreign
    forename formula geogName gloss hi ident idno label lem m measure measureGrp mentioned name
    nameLink num orgName orig origDate persName placeName pubPlace publisher q rdg ref reg region
    roleName rs s said settlement sic soCalled supplied surname surplus term time title
    titlePart unclear unit w frus:classification
    """.split()  # noqa: SIM905 - a list of words, to be read as one
)
"""Are words among words."""

EMPTY = frozenset(("anchor", "milestone", "ptr", "cb", "gb", "link", "space"))
"""Have no words: marks in the text."""

UNREAD = frozenset(
    ("index", "fw", "frus:file", "frus:pdf", "frus:page-count-according-to-citation")
)
"""Have no words of the text: what the printer set around it, and what the editors recorded of the
images of a document that is published in them alone."""


REMARKS = frozenset(("frus:problem", "problem", "uh-oh", "frus:uh-oh", "todo", "fixme"))
"""Working remarks of the editors, which belong to no text."""

SETTLED = frozenset(("corr", "reg", "expan"))
"""In a ``choice``, the reading that the editors settled on."""

INCLUSION = "{http://www.w3.org/2001/XInclude}include"
"""Asks for another file, which is never looked at."""

_TEI = f"{{{TEI}}}"
_FRUS = tuple(f"{{{uri}}}" for uri in FRUS_NAMESPACES)
_NOT_ITS_OWN = frozenset(("frus:attachment", "floatingText", "note"))

_SAYS_HOW = re.compile(r"\b(?:not|il\w+ble|un\w+ble|missing|damaged?|torn|lost|blank|omitted)\b")
"""Reasons that say in a word what became of the text: ``not declassified``, ``illegible``."""


def name_of(element: etree._Element) -> str:
    """Return the local name of a TEI element, with ``frus:`` that of the series' own; of others the
    qualified one."""
    tag = element.tag
    return _name(tag) if isinstance(tag, str) else str(element)


@lru_cache(maxsize=1024)
def _name(tag: str) -> str:
    if tag.startswith(_TEI):
        return tag[len(_TEI) :]
    namespace = next((one for one in _FRUS if tag.startswith(one)), None)
    return f"frus:{tag[len(namespace) :]}" if namespace else tag


def is_document(element: etree._Element) -> bool:
    """Return whether it is a ``div`` of the type document."""
    return element.get("type") == "document" and name_of(element) == "div"


def documents_below(root: etree._Element) -> list[etree._Element]:
    """Return the documents in a tree. A ``div`` of the type document inside another without an
    identifier of its own is not a document, but an enclosure of the other."""
    found: list[etree._Element] = []
    for element in root.iter(tei("div")):
        if is_document(element) and (element.get(XML_ID) or not _stands_in_document(element)):
            found.append(element)
    return found


def _stands_in_document(element: etree._Element) -> bool:
    return any(map(is_document, element.iterancestors()))


def is_inline_note(element: etree._Element) -> bool:
    """Return whether a note is read in the line, so that it has no number."""
    return element.get("rend") == "inline"


def heads_of(element: etree._Element) -> list[etree._Element]:
    """Return its own headings, without those that were shortened for the tops of pages."""
    return [one for one in element.iterchildren(tei("head")) if not is_running_head(one)]


def is_running_head(element: etree._Element) -> bool:
    """Return whether it is a heading shortened for the tops of pages, and no part of the text."""
    return name_of(element) == "head" and element.get("type") == "shortened-for-running-head"


def is_blank(text: str | None) -> bool:
    """Return whether text is white space alone, as XML has it."""
    return not text or not text.strip(" \t\r\n")


def own_elements(parent: etree._Element) -> Iterator[etree._Element]:
    """Return all elements below one, in order, but for what is inside notes and enclosures."""
    for child in parent:
        yield child
        if len(child) and name_of(child) not in _NOT_ITS_OWN and not is_document(child):
            yield from own_elements(child)


def gap_in_words(gap: etree._Element) -> str:
    """Return the extent of a gap and its reason, in brackets."""
    reason = gap.get("reason", "")
    how = reason if _SAYS_HOW.search(reason) else f"omitted: {reason}".removesuffix(": ")
    extent = filter(None, map(gap.get, ("quantity", "extent", "unit")))
    return f"[{' '.join((*extent, how))}]"

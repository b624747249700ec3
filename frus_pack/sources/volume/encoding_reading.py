"""Reading what is encoded in a document, or outside of one, from its tree."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, cast

from lxml import etree

from frus_pack.sources.tei.elements import is_inline_note, name_of
from frus_pack.sources.tei.xml_names import FRUS_NAMESPACES, TEI, XML_ID, tei
from frus_pack.sources.volume.document_marks import is_mark
from frus_pack.sources.volume.encoding import (
    EncodedDate,
    EncodedName,
    EncodedNote,
    EncodedReference,
    Encoding,
    Entry,
    Identified,
    OddCharacters,
)
from frus_pack.sources.volume.places import DocumentPlace

_SPANS = (
    *((f"{{{one}}}doc-dateTime-min", f"{{{one}}}doc-dateTime-max") for one in FRUS_NAMESPACES),
    ("from", "to"),
    ("notBefore", "notAfter"),
    ("when", "when"),
)
_ODD = (
    ("control", b"\xc2", re.compile(rb"\xc2[\x80-\x9f]")),
    ("control", b"&#", re.compile(rb"&#(?:12[89]|1[345][0-9]|[xX]0*[89][0-9a-fA-F]);")),
    ("entity", b"&amp;", re.compile(rb"&amp;(?:#x?[0-9a-fA-F]{2,6}|[A-Za-z]{2,8}[0-9]{0,2});")),
)
"""Kinds of odd characters: bytes that each has, which are looked for first, and the form."""
_APART = frozenset(("note", "frus:attachment", "floatingText"))
"""What is in a document and has a dateline of its own."""


def read_encoding(division: etree._Element, content: bytes, first_line: int) -> Encoding:
    """Return what is encoded in a document.

    Args:
        division: The ``div`` of the document, on the lines of the file that begins with it.
        content: Its bytes.
        first_line: The line of the volume that the document begins on.
    """
    shift = first_line - 1
    found = _Gathered(shift, _own_dateline(division))
    for element in _elements(_SELECT, division):
        found.see(element)
    return found.encoding(
        odd=tuple(odd_characters(content, first_line)),
        begins=words_follow(division, inside=True),
    )


def read_outside(root: etree._Element, documents: Sequence[DocumentPlace]) -> list[Encoding]:
    """Return what is encoded before, between and behind the documents of a volume.

    Args:
        root: The volume with a mark in the place of each document.
        documents: Its documents, in order.
    """
    parts: list[Encoding] = []
    places = iter(documents)
    found, begins = _Gathered(0, None), False
    entries = set(_elements(_ENTRIES, root))
    for element in _elements(_OUTSIDE, root):
        if is_mark(element):
            parts.append(found.encoding(begins=begins))
            line: Any = element.sourceline
            found = _Gathered(next(places).last_line - line, None)
            begins = words_follow(element, inside=False)
        elif isinstance(element.tag, str):
            found.see(element)
            if element in entries:
                found.see_entry(element)
    return [*parts, found.encoding(begins=begins)]


def odd_characters(content: bytes, first_line: int) -> Iterator[OddCharacters]:
    """Yield what is not text in the bytes of a part of a volume, with its line."""
    for kind, mark, form in _ODD:
        for found in form.finditer(content) if mark in content else ():
            line = first_line + content.count(b"\n", 0, found.start())
            around = content[max(found.start() - 20, 0) : found.end() + 20]
            yield OddCharacters(kind, around.decode("utf-8", "ignore"), line)


def words_follow(element: etree._Element, *, inside: bool) -> bool:
    """Return whether words or an image follow before the next page break or document.

    Args:
        element: Where to begin.
        inside: Whether what the element holds counts, and what is behind it does not.
    """
    end = element if inside else None
    if _is_filled(element.text if inside else element.tail):
        return True
    following = _first_in(element) if inside else None
    while True:
        if following is None:
            if element is end:
                return False
            following = element.getnext()
            if following is None:
                parent = element.getparent()
                if parent is None or parent is end:
                    return False
                element = parent
                if _is_filled(element.tail):
                    return True
                continue
        element, following = following, None
        if element.tag in _STOPS:
            return False
        if element.tag == _GRAPHIC or (isinstance(element.tag, str) and _is_filled(element.text)):
            return True
        following = _first_in(element)
        if following is None and _is_filled(element.tail):
            return True


def _said(element: etree._Element) -> str:
    """Return all words of an element, its notes' too: it has none, as a rule."""
    text = element.text or ""
    if len(element):
        text = "".join(cast(Iterator[str], element.itertext()))
    return " ".join(text.split())


def _first_in(element: etree._Element) -> etree._Element | None:
    return element[0] if len(element) else None


def _is_filled(text: str | None) -> bool:
    return bool(text) and not str(text).isspace()


def _own_dateline(division: etree._Element) -> etree._Element | None:
    for dateline in division.iter(tei("dateline")):
        if not any(name_of(one) in _APART for one in _ancestors(dateline, division)):
            return dateline
    return None


def _ancestors(element: etree._Element, top: etree._Element) -> Iterator[etree._Element]:
    for one in element.iterancestors():
        if one is top:
            return
        yield one


@dataclass
class _Gathered:
    """What was seen of one part so far; `shift` is added to the lines of its tree."""

    shift: int
    dateline: etree._Element | None
    ids: list[Identified] = field(default_factory=list)
    dates: list[EncodedDate] = field(default_factory=list)
    names: list[EncodedName] = field(default_factory=list)
    references: list[EncodedReference] = field(default_factory=list)
    notes: list[EncodedNote] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)
    pages: list[bool] = field(default_factory=list)

    def encoding(self, *, odd: tuple[OddCharacters, ...] = (), begins: bool = False) -> Encoding:
        return Encoding(
            ids=tuple(self.ids),
            dates=tuple(self.dates),
            names=tuple(self.names),
            references=tuple(self.references),
            notes=tuple(self.notes),
            entries=tuple(self.entries),
            odd=odd,
            begins=begins,
            pages=tuple(self.pages),
        )

    def line(self, element: etree._Element) -> int:
        known: Any = element.sourceline
        return int(known or 0) + self.shift

    def see(self, element: etree._Element) -> None:
        identifier = element.get(XML_ID)
        if identifier:
            self.ids.append(Identified(identifier, self.line(element)))
        seen = _SEEN.get(str(element.tag))
        if seen is not None:
            seen(self, element)

    def see_division(self, element: etree._Element) -> None:
        self._see_dates(element, said="", own=False)

    def see_date(self, element: etree._Element) -> None:
        own = self.dateline is not None and self.dateline in element.iterancestors()
        self._see_dates(element, said=_said(element), own=own)

    def _see_dates(self, element: etree._Element, *, said: str, own: bool) -> None:
        for names in _SPANS:
            first, last = element.get(names[0], ""), element.get(names[1], "")
            if first or last:
                self.dates.append(EncodedDate(names, first, last, said, own, self.line(element)))

    def see_name(self, element: etree._Element) -> None:
        target = element.get("corresp", "")
        if target:
            self.names.append(EncodedName(_said(element), target, self.line(element)))

    def see_reference(self, element: etree._Element) -> None:
        said = EncodedReference(_said(element), element.get("target"), self.line(element))
        self.references.append(said)

    def see_note(self, element: etree._Element) -> None:
        if is_inline_note(element):
            return
        self.notes.append(
            EncodedNote(
                n=(element.get("n") or "").strip(),
                id=element.get(XML_ID, ""),
                type=element.get("type", ""),
                empty=not (words_follow(element, inside=True) or _said(element)),
                attached=any(name_of(one) == "frus:attachment" for one in element.iterancestors()),
                line=self.line(element),
            )
        )

    def see_entry(self, element: etree._Element) -> None:
        division = next(one for one in element.iterancestors(tei("div")) if one.get(XML_ID))
        said = _said(element).partition(",")[0]
        self.entries.append(Entry(division.get(XML_ID, ""), said, self.line(element)))

    def see_page(self, element: etree._Element) -> None:
        self.pages.append(words_follow(element, inside=False))


_SEEN: Mapping[str, Callable[[_Gathered, etree._Element], None]] = {
    tei("div"): _Gathered.see_division,
    tei("date"): _Gathered.see_date,
    tei("persName"): _Gathered.see_name,
    tei("ref"): _Gathered.see_reference,
    tei("note"): _Gathered.see_note,
    tei("pb"): _Gathered.see_page,
}
_NAMESPACES = {"t": TEI}
_LOOKED_AT = (
    "descendant-or-self::*[@xml:id or self::t:div or self::t:date or self::t:persName[@corresp]"
    " or self::t:ref or self::t:note or self::t:pb] | descendant::processing-instruction()"
)
_WITHOUT_IDENTIFIER = (
    "descendant::t:div[@xml:id='persons' or @xml:id='terms']//t:item"
    "[not(descendant-or-self::*[@xml:id][not(self::t:pb)])]"
    "[t:hi[@rend='strong'] or t:persName or t:term]"
)
_SELECT = etree.XPath(_LOOKED_AT, namespaces=_NAMESPACES)
_ENTRIES = etree.XPath(_WITHOUT_IDENTIFIER, namespaces=_NAMESPACES)
_OUTSIDE = etree.XPath(f"{_LOOKED_AT} | {_WITHOUT_IDENTIFIER}", namespaces=_NAMESPACES)
_STOPS = frozenset((tei("pb"), etree.PI))
_GRAPHIC = tei("graphic")


def _elements(path: etree.XPath, root: etree._Element) -> list[etree._Element]:
    """Return the elements, and marks of documents, that a path leads to, in order."""
    found: Any = path(root)
    return list(found)

"""The words of a TEI element as one line, for descriptions."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from frus_pack.sources.tei import layout
from frus_pack.sources.tei.elements import REMARKS, SETTLED, UNREAD, is_inline_note, name_of

_UNSAID = REMARKS | UNREAD
_BREAKS = frozenset(("lb", "pb", "p", "item", "row", "cell"))


def words(element: etree._Element) -> str:
    """Return what an element says in one line, without its notes and as corrected."""
    return layout.in_one_line(_texts(element))


def lines(element: etree._Element) -> Iterator[str]:
    """Yield the printed lines of an element, each as `words` has it; some can be empty."""
    line: list[str] = []
    for piece in _texts(element, line_end="\f"):
        before, *others = piece.split("\f")
        line.append(before)
        for other in others:
            yield layout.in_one_line(line)
            line = [other]
    yield layout.in_one_line(line)


def first_words(element: etree._Element) -> str:
    """Return the first of the words of an element: those of its first text node that has any."""
    return next(filter(None, (layout.in_one_line((text,)) for text in _texts(element))), "")


def _texts(element: etree._Element, line_end: str = " ") -> Iterator[str]:
    """Yield the text nodes, and `line_end` for each line that ends; XML has no form feeds."""
    yield element.text or ""
    for child in element:
        name = name_of(child)
        if name in _BREAKS:
            yield line_end if name == "lb" else " "
        if name == "choice":
            settled = next((one for one in child if name_of(one) in SETTLED), None)
            yield from _texts(child if settled is None else settled, line_end)
        elif name not in _UNSAID and (name != "note" or is_inline_note(child)):
            yield from _texts(child, line_end)
        yield child.tail or ""

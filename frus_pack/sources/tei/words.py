"""The words of a TEI element in one line, for descriptions, and which elements are among them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from lxml import etree

from frus_pack.sources.tei import white_space
from frus_pack.sources.tei.elements import (
    REMARKS,
    SETTLED,
    UNREAD,
    is_blank,
    is_inline_note,
    name_of,
)

_CLOSING = (")", "]", ",", ";")
_OPENING = 40
"""Characters of a text node that `first_words` reads."""

_UNSAID = REMARKS | UNREAD
_BREAKS = frozenset(("lb", "pb", "p", "item", "row", "cell"))
_APART = _BREAKS | {"list", "head", "label"}


def words(element: etree._Element) -> str:
    """Return what an element says in one line, without its notes and as corrected."""
    return white_space.in_one_line(_texts(element))


def lines(element: etree._Element) -> Iterator[str]:
    """Yield the printed lines of an element, each as `words` has it; some can be empty."""
    line: list[str] = []
    for piece in _texts(element, line_end="\f"):
        before, *others = piece.split("\f")
        line.append(before)
        for other in others:
            yield white_space.in_one_line(line)
            line = [other]
    yield white_space.in_one_line(line)


def first_words(element: etree._Element) -> str:
    """Return the first of the words of an element: how its first text node that has any begins."""
    for text in _texts(element):
        opening = text.lstrip()[:_OPENING]
        is_plain = opening.isprintable() and "  " not in opening  # as nearly all are
        words = opening.rstrip() if is_plain else white_space.in_one_line((opening,))
        if words:
            return words
    return ""


def _texts(element: etree._Element, line_end: str = " ") -> Iterator[str]:
    """Yield the text nodes, and `line_end` for each line that ends; XML has no form feeds."""
    yield element.text or ""
    for child in element:
        name = name_of(child)
        if name in _BREAKS:
            yield line_end if name == "lb" else " "
        if _is_said(child, name):
            yield from _texts(_settled(child) if name == "choice" else child, line_end)
        yield child.tail or ""


@dataclass(frozen=True, slots=True)
class Span:
    """An element, and its words as text[start:end]."""

    start: int
    end: int
    element: etree._Element


@dataclass(slots=True)
class RunningWords:
    """The words of an element, without its notes and as corrected, with the spans in them."""

    text: str = ""
    spans: list[Span] = field(default_factory=list)

    @staticmethod
    def of(element: etree._Element, without: Sequence[str] = ()) -> RunningWords:
        """Return the words of an element, but for those in elements of the names `without`."""
        words = RunningWords()
        words._add(element, frozenset(without))
        words.text = words.text.rstrip(" ")
        return words

    def _add(self, element: etree._Element, without: frozenset[str]) -> None:
        self._say(element.text)
        for child in element:
            name = name_of(child)
            if name in _APART:
                self._say(" ")
            if _is_said(child, name) and name not in without:
                settled = _settled(child) if name == "choice" else child
                start = len(self.text)
                self._add(settled, without)
                self._end(start, child)
            self._say(child.tail)

    def _say(self, words: str | None) -> None:
        if not words:
            return
        said = " ".join(words.split())
        opens = words[0].isspace() and self.text[-1:] not in ("", " ", "(", "[")
        if said[:1] in _CLOSING:
            self.text, opens = self.text.rstrip(" "), False
        if said:
            self.text += f"{' ' if opens else ''}{said}{' ' if words[-1].isspace() else ''}"
        elif opens and not is_blank(self.text):
            self.text += " "

    def _end(self, start: int, element: etree._Element) -> None:
        said = self.text[start:]
        start += len(said) - len(said.lstrip(" "))
        self.spans.append(Span(start, max(start, len(self.text.rstrip(" "))), element))


def _is_said(child: etree._Element, name: str) -> bool:
    """Return whether the words of a child belong to those of its parent."""
    return name not in _UNSAID and (name != "note" or is_inline_note(child))


def _settled(choice: etree._Element) -> etree._Element:
    """Return the reading of a ``choice`` that the editors settled on, or the choice as it is."""
    return next((one for one in choice if name_of(one) in SETTLED), choice)

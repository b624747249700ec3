"""What an element says in one line, and where in it each element inside is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from lxml import etree

from frus_pack.sources.tei.elements import (
    REMARKS,
    SETTLED,
    UNREAD,
    is_blank,
    is_inline_note,
    name_of,
)

_UNSAID = REMARKS | UNREAD
_APART = frozenset(("lb", "pb", "p", "item", "row", "cell", "list", "head", "label"))


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
            if self._is_said(child, name) and name not in without:
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
        if said:
            self.text += f"{' ' if opens else ''}{said}{' ' if words[-1].isspace() else ''}"
        elif opens and not is_blank(self.text):
            self.text += " "

    def _end(self, start: int, element: etree._Element) -> None:
        said = self.text[start:]
        start += len(said) - len(said.lstrip(" "))
        self.spans.append(Span(start, max(start, len(self.text.rstrip(" "))), element))

    def _is_said(self, child: etree._Element, name: str) -> bool:
        return name not in _UNSAID and (name != "note" or is_inline_note(child))


def _settled(choice: etree._Element) -> etree._Element:
    return next((one for one in choice if name_of(one) in SETTLED), choice)

"""What of a volume is in no document, so that no package has it.

Front and back matter are not looked through: lists, prefaces and indexes belong to the volume.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple, cast

from lxml import etree

from frus_pack.sources.tei.elements import heads_of, is_running_head, name_of
from frus_pack.sources.tei.xml_names import XML_ID, tei
from frus_pack.sources.volume.document_marks import is_mark, marks
from frus_pack.sources.volume.places import DocumentPlace


class LostText(NamedTuple):
    """Text that is in no document: the identifier or type of its division, the words, their
    line."""

    division: str
    words: str
    line: int


class UntypedDivision(NamedTuple):
    """A ``div`` without a type: its number and identifier, "" where it has none, the words in it
    that are in no document, and its line."""

    n: str
    id: str
    words: str
    line: int


@dataclass(frozen=True)  # no slots: sent to workers
class LeftOut:
    """What of a volume is in no document; false if that is nothing.

    Attributes:
        untyped: Divisions without a type, also in front and back matter.
        text: Text of the body, a division each.
        notes: The notes to headings of divisions.
    """

    path: Path
    untyped: tuple[UntypedDivision, ...] = ()
    text: tuple[LostText, ...] = ()
    notes: tuple[LostText, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.untyped or self.text or self.notes)

    def __str__(self) -> str:
        return str(self.path)


_PARTS = (tei("front"), tei("body"), tei("back"))


def read_left_out(root: etree._Element, path: Path, documents: Sequence[DocumentPlace]) -> LeftOut:
    """Return what is in no document.

    Args:
        root: The volume with a mark in the place of each document.
        path: The file of the volume.
        documents: Its documents, in order.
    """
    found = _Gathered(iter(documents))
    for part in root.iter(*_PARTS):
        if next(part.iterancestors(*_PARTS), None) is not None:
            continue  # it is gone through with the part that it is in
        if name_of(part) == "body":
            found.see_division(part)
        else:
            found.see_matter(part)
    return LeftOut(path, tuple(found.untyped), tuple(found.text), tuple(found.notes))


@dataclass
class _Gathered:
    """What was seen so far, in order; `shift` is added to the lines of the tree, in which each
    document takes one line."""

    documents: Iterator[DocumentPlace]
    shift: int = 0
    untyped: list[UntypedDivision] = field(default_factory=list)
    text: list[LostText] = field(default_factory=list)
    notes: list[LostText] = field(default_factory=list)

    def see_division(self, division: etree._Element) -> None:
        """Go through the body, or a division of it that holds documents."""
        words, line = [division.text or ""], self._line(division)
        heads = heads_of(division)[:1]
        for child in division:
            if is_mark(child):
                self._pass(child)
            elif name_of(child) == "div":
                self._see_inner(child)
            elif child in heads:
                self._see_head(child, division)
            elif isinstance(child.tag, str) and not is_running_head(child):
                line = line if _joined(words) else self._line(child)
                words += _texts(child)
                self._pass_within(child)
            words.append(child.tail or "")
        if said := _joined(words):
            self.text.append(LostText(_name(division), said, line))

    def see_matter(self, part: etree._Element) -> None:
        """Go through front or back matter: only what may be a document is looked for."""
        for one in part.iter(tei("div"), etree.PI):
            if is_mark(one):
                self._pass(one)
            elif name_of(one) == "div" and not one.get("type"):
                self._see_untyped(one)

    def _see_inner(self, division: etree._Element) -> None:
        has_documents = next(marks(division), None) is not None
        if not division.get("type"):
            self._see_untyped(division)
        if has_documents:
            self.see_division(division)
        elif division.get("type") and (said := _joined(_texts(division))):
            self.text.append(LostText(_name(division), said, self._line(division)))

    def _see_untyped(self, division: etree._Element) -> None:
        names = division.get("n", ""), division.get(XML_ID, "")
        has_documents = next(marks(division), None) is not None
        words = "" if has_documents else _joined(_texts(division))
        self.untyped.append(UntypedDivision(*names, words, self._line(division)))

    def _see_head(self, head: etree._Element, division: etree._Element) -> None:
        for note in head.iter(tei("note")):
            if said := _joined(_texts(note)):
                self.notes.append(LostText(_name(division), said, self._line(note)))

    def _line(self, element: etree._Element) -> int:
        known: Any = element.sourceline
        return int(known or 0) + self.shift

    def _pass(self, mark: etree._Element) -> None:
        place, line = next(self.documents), mark.sourceline
        self.shift = place.last_line - int(cast(Any, line) or 0)

    def _pass_within(self, element: etree._Element) -> None:
        for mark in marks(element):
            self._pass(mark)


def _texts(element: etree._Element) -> Iterator[str]:
    """Yield all text in an element, its notes' too."""
    return cast(Iterator[str], element.itertext())


def _joined(texts: Iterable[str]) -> str:
    return " ".join("".join(texts).split())


def _name(division: etree._Element) -> str:
    return division.get(XML_ID) or division.get("type") or name_of(division)

"""A TEI document as a stream of pieces: words, page breaks, notes, and breaks between them.

Blocks part the stream wherever they stand, so a paragraph that holds a list or a table becomes
several; words stay in the order in which they are read. An element that is not known here is
told as a problem, for what it means to a reader cannot be known.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from enum import Enum
from typing import Any, TypeAlias

from lxml import etree

from frus_pack.document.transcription import Inline, NoteAnchor, PageBreak
from frus_pack.errors import Problem
from frus_pack.sources.tei import elements
from frus_pack.sources.tei.elements import is_blank, is_inline_note, name_of


class Break(Enum):
    """A break in running text."""

    LINE = "line"
    PARAGRAPH = "paragraph"
    LABEL = "label"
    """Behind the label of an item, whose own first paragraph goes on in the same line."""


Piece: TypeAlias = Inline | Break
TakeNote: TypeAlias = Callable[[etree._Element, Iterable[Piece]], NoteAnchor]
"""Takes a note and what it says; gives the anchor that stands for it in the text."""

_SETTLED = ("corr", "reg", "expan")


class Flow:
    """One document on its way out of TEI. `file` names it in problems, `first_line` is the line
    of that file on which the tree that is read begins."""

    def __init__(self, file: str, first_line: int, take_note: TakeNote) -> None:
        self.problems: list[Problem] = []
        self._file = file
        self._first_line = first_line
        self._take_note = take_note
        self._in_note = False

    def blocks(self, children: Iterable[etree._Element]) -> Iterator[Piece]:
        """Elements that are blocks, or stand among blocks, and what is written between them."""
        yield Break.PARAGRAPH
        for child in children:
            yield from self._block(child)
            if not is_blank(child.tail):
                yield from _paragraph((child.tail or "",))

    def words(self, element: etree._Element) -> Iterator[Piece]:
        """What an element says, its words and the elements among them."""
        yield element.text or ""
        for child in element:
            yield from self._among_words(child)
            yield child.tail or ""

    def in_a_line(self, element: etree._Element) -> Iterator[Piece]:
        """What an element says, its paragraphs made lines."""
        return (Break.LINE if piece in _PARTING else piece for piece in self.words(element))

    def _block(self, child: etree._Element) -> Iterator[Piece]:
        name = name_of(child)
        if elements.is_running_head(child):
            return
        if name == "note" and not is_inline_note(child):
            yield from self._note(child)
        elif name in elements.CONTAINERS:
            yield from self._container(child)
        elif name in elements.GROUPS and self._has_only_blocks(child):
            yield from self.blocks(child)
        elif name == "list":
            yield from self._list(child)
        elif name == "table":
            yield from self._table(child)
        elif name in elements.GROUPS | elements.PARAGRAPHS | elements.LINES:
            yield from _paragraph(self.words(child))
        else:
            yield from _paragraph(self._among_words(child))

    def _among_words(self, child: etree._Element) -> Iterator[Piece]:
        name = name_of(child)
        if name == "seg" and child.get("type") == "margin":
            yield from (Break.LINE, *self.words(child), Break.LINE)
        elif name in elements.PHRASES or name in elements.LINES:
            yield from self.words(child)
        elif name in _SIMPLE:
            yield from _SIMPLE[name](self, child)
        elif name == "note" and is_inline_note(child):
            yield from self.words(child)
        elif name == "note":
            yield from self._note(child)
        elif name in _BLOCKS:
            yield from self._block(child)
        elif name in elements.EMPTY:
            self._refuse_content(child)
        elif name not in elements.UNREAD:
            self._refuse(child)

    def _note(self, note: etree._Element) -> Iterator[Piece]:
        """Its anchor. A note in a note has none in a reading text, and is read in brackets."""
        if self._in_note:
            yield from (" [", *self.in_a_line(note), "]")
            return
        self._in_note = True
        anchor = self._take_note(note, list(self.words(note)))
        self._in_note = False
        yield anchor

    def _container(self, element: etree._Element) -> Iterator[Piece]:
        yield from () if is_blank(element.text) else _paragraph((element.text or "",))
        yield from self.blocks(element)
        yield Break.PARAGRAPH

    def _has_only_blocks(self, group: etree._Element) -> bool:
        """Whether the lines of an opener or closer are told apart."""
        texts = (group.text, *(child.tail for child in group))
        return all(map(is_blank, texts)) and all(name_of(child) in _TOLD_APART for child in group)

    def _list(self, element: etree._Element) -> Iterator[Piece]:
        """An item is a paragraph; a label stands in the line of its item."""
        yield from () if is_blank(element.text) else _paragraph((element.text or "",))
        for child in element:
            name = name_of(child)
            if name == "label":
                yield from (Break.PARAGRAPH, *self.words(child), Break.LABEL)
            elif name in ("item", "headLabel", "headItem"):
                yield from (Break.PARAGRAPH, *self.words(child), Break.PARAGRAPH)
            else:
                yield from self._block(child)
            yield child.tail or ""
        yield Break.PARAGRAPH

    def _table(self, table: etree._Element) -> Iterator[Piece]:
        """A row is a line, its cells parted by ``|``."""
        self._refuse_words(table)
        yield Break.PARAGRAPH
        for child in table:
            name = name_of(child)
            if name == "row":
                yield from (Break.LINE, *self._row(child))
            elif name == "pb":
                yield from (Break.LINE, *self._page_break(child), Break.LINE)
            else:
                yield from self._block(child)
        yield Break.PARAGRAPH

    def _row(self, row: etree._Element) -> Iterator[Piece]:
        self._refuse_words(row)
        cells = 0
        for child in row:
            if name_of(child) == "cell":
                yield from (" | ",) if cells else ()
                for piece in self.words(child):
                    yield " " if isinstance(piece, Break) else piece
                cells += 1
            else:
                yield from self._among_words(child)

    def _page_break(self, element: etree._Element) -> Iterator[Piece]:
        self._refuse_content(element)
        page = element.get("n", "")
        if not page:
            self.problem(element, "has <pb> without n, the number of the page")
        yield PageBreak(page)

    def _line_break(self, element: etree._Element) -> Iterator[Piece]:
        self._refuse_content(element)
        yield Break.LINE

    def _choice(self, choice: etree._Element) -> Iterator[Piece]:
        """The reading that the editors settled on."""
        self._refuse_words(choice)
        settled = next((child for child in choice if name_of(child) in _SETTLED), None)
        if settled is None:
            self._refuse(choice)
        else:
            yield from self.words(settled)

    def _deletion(self, element: etree._Element) -> Iterator[Piece]:
        yield from ("[struck out: ", *self.words(element), "]")

    def _gap(self, gap: etree._Element) -> Iterator[Piece]:
        """What is said to be missing; where a gap has words of its own (``desc``), those."""
        if len(gap):
            yield from self.words(gap)
            return
        self._refuse_words(gap)
        said = " ".join(filter(None, map(gap.get, ("quantity", "extent", "unit", "reason"))))
        yield f"[{said}]" if said else "[gap]"

    def _figure(self, figure: etree._Element) -> Iterator[Piece]:
        """Its caption in brackets, else the name of its image."""
        self._refuse_words(figure)
        captions = [child for child in figure if name_of(child) not in ("graphic", "pb")]
        graphic = next((child for child in figure.iter("{*}graphic")), None)
        yield "[Figure"
        for index, caption in enumerate(captions):
            yield from (" " if index else ": ", *self.in_a_line(caption))
        if not captions and graphic is not None and graphic.get("url"):
            yield f": {graphic.get('url')}"
        yield "]"
        for child in figure:
            if name_of(child) == "pb":
                yield from self._page_break(child)
            elif name_of(child) == "graphic":
                self._refuse_content(child)

    def _refuse_words(self, element: etree._Element) -> None:
        """What an element says beside those in it is told where it would not be read."""
        if not all(map(is_blank, (element.text, *(child.tail for child in element)))):
            self.problem(
                element, f"has words in <{name_of(element)}> that are in none of its parts"
            )

    def _refuse_content(self, element: etree._Element) -> None:
        if len(element) or not is_blank(element.text):
            self.problem(element, f"has something in <{name_of(element)}>, which is empty in TEI")

    def _refuse(self, element: etree._Element) -> None:
        inside = element.getparent()
        where = f" in <{name_of(inside)}>" if inside is not None else ""
        self.problem(element, f"has <{name_of(element)}>{where}, which cannot be read")

    def problem(self, element: etree._Element, message: str) -> None:
        in_tree: Any = element.sourceline
        line = in_tree + self._first_line - 1
        self.problems.append(Problem(self._file, message, f"line {line}"))


_PARTING = (Break.PARAGRAPH, Break.LABEL)
_BLOCKS = elements.CONTAINERS | elements.GROUPS | elements.PARAGRAPHS | {"list", "table"}
_TOLD_APART = _BLOCKS | elements.LINES | {"pb"}
_SIMPLE: dict[str, Callable[[Flow, etree._Element], Iterator[Piece]]] = {
    "pb": Flow._page_break,
    "lb": Flow._line_break,
    "choice": Flow._choice,
    "del": Flow._deletion,
    "gap": Flow._gap,
    "figure": Flow._figure,
    "graphic": Flow._figure,
}


def _paragraph(pieces: Iterable[Piece]) -> Iterator[Piece]:
    yield from (Break.PARAGRAPH, *pieces, Break.PARAGRAPH)

"""A TEI document as a stream of pieces: words, page breaks, notes, and breaks between them.

Blocks part the stream wherever they occur, so a paragraph that holds a list or a table becomes
several; words stay in the order in which they are read. An element that is not known is read as its
words and reported as an oddity; only an inclusion of another file is refused.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from enum import Enum
from typing import Any, TypeAlias

from lxml import etree

from frus_pack.document import page_marks, scan_numbers
from frus_pack.document.transcription import Inline, NoteAnchor, PageBreak
from frus_pack.errors import Problem
from frus_pack.sources.tei import elements, group_lines
from frus_pack.sources.tei.elements import gap_in_words, is_blank, is_inline_note, name_of
from frus_pack.sources.tei.table_columns import TableColumns


class Break(Enum):
    """A break in running text."""

    LINE = "line"
    PARAGRAPH = "paragraph"
    LABEL = "label"
    """Behind the label of an item, whose own first paragraph goes on in the same line."""


Piece: TypeAlias = Inline | Break
TakeNote: TypeAlias = Callable[[etree._Element, Iterable[Piece]], NoteAnchor]
"""Takes a note and what it says; gives the anchor in its place in the text."""


class TextStream:
    """One document on its way out of TEI.

    `file` names it in problems, `first_line` is the line of that file on which the tree begins.
    `problems` refuse the document; `oddities` are reported, each with a kind that names its rule.
    """

    def __init__(self, file: str, first_line: int, take_note: TakeNote) -> None:
        self.problems: list[Problem] = []
        self.oddities: list[Problem] = []
        self._file = file
        self._first_line = first_line
        self._take_note = take_note
        self._in_note = False

    def blocks(self, children: Iterable[etree._Element]) -> list[Piece]:
        """Elements that are blocks, or are among blocks, and what is written between them."""
        pieces: list[Piece] = [Break.PARAGRAPH]
        for child in children:
            pieces += self._block(child)
            pieces += _unless_blank(child.tail)
        return pieces

    def words(self, element: etree._Element) -> list[Piece]:
        """Return what an element says, its words and the elements among them."""
        pieces: list[Piece] = [element.text or ""]
        for child in element:
            pieces += self._among_words(child)
            pieces.append(child.tail or "")
        return pieces

    def in_a_line(self, element: etree._Element) -> list[Piece]:
        """Return what an element says, its paragraphs made lines."""
        return [Break.LINE if piece in _PARTING else piece for piece in self.words(element)]

    def _block(self, child: etree._Element) -> Iterable[Piece]:
        name = name_of(child)
        if name in elements.UNREAD or (name == "head" and elements.is_running_head(child)):
            return ()
        if name in elements.REMARKS:
            return self._leave_out(child)
        if name == "note" and not is_inline_note(child):
            return self._note(child)
        if name in elements.CONTAINERS:
            return self._container(child)
        if name in elements.GROUPS and self._has_only_blocks(child):
            return self.blocks(child)
        if name == "list":
            return self._list(child)
        if name == "table":
            return self._table(child)
        if name in _OF_WORDS:
            return _paragraph(self.words(child))
        return _paragraph(self._among_words(child))

    def _among_words(self, child: etree._Element) -> Iterable[Piece]:
        name = name_of(child)
        if name in elements.PHRASES:
            return self.words(child)
        if name in elements.LINES:
            return self._line(child)
        if name in _SIMPLE:
            return _SIMPLE[name](self, child)
        if name == "note":
            return self.words(child) if is_inline_note(child) else self._note(child)
        if name in _BLOCKS:
            return self._block(child)
        if name in elements.EMPTY:
            return self._words_where_none_belong(child)
        if name in elements.REMARKS:
            return self._leave_out(child)
        if name == elements.INCLUSION:
            return self._refuse_inclusion(child)
        return () if name in elements.UNREAD else self._unknown(child)

    def _line(self, child: etree._Element) -> Iterator[Piece]:
        if group_lines.begins_line(child):
            yield Break.LINE
        yield from self.words(child)
        if group_lines.ends_line(child):
            yield Break.LINE

    def _note(self, note: etree._Element) -> Iterable[Piece]:
        """Return its anchor. A note in a note has none in a reading text, and is read in
        brackets."""
        if self._in_note:
            return (" [", *self.in_a_line(note), "]")
        self._in_note = True
        anchor = self._take_note(note, self.words(note))
        self._in_note = False
        return (anchor,)

    def _container(self, element: etree._Element) -> Iterable[Piece]:
        return (*_unless_blank(element.text), *self.blocks(element), Break.PARAGRAPH)

    def _has_only_blocks(self, group: etree._Element) -> bool:
        """Return whether an opener or closer holds nothing but lines, so that each is a
        paragraph."""
        texts = (group.text, *(child.tail for child in group))
        return all(map(is_blank, texts)) and all(
            name_of(child) in _LINES_OF_GROUP for child in group
        )

    def _list(self, element: etree._Element) -> Iterator[Piece]:
        """Yield the items of a list as paragraphs. A label is in the line of its item."""
        yield from _unless_blank(element.text)
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
        """Yield the rows of a table as lines, with ``|`` between cells. Words between rows are
        lines too."""
        grid = TableColumns()
        yield Break.PARAGRAPH
        yield table.text or ""
        for child in table:
            name = name_of(child)
            if name == "row":
                yield from (Break.LINE, *self._row(child, grid))
            elif name == "pb":
                yield from (Break.LINE, *self._page_break(child), Break.LINE)
            else:
                yield from self._block(child)
            yield from () if is_blank(child.tail) else (Break.LINE, child.tail or "", Break.LINE)
        yield Break.PARAGRAPH

    def _row(self, row: etree._Element, grid: TableColumns) -> Iterator[Piece]:
        """Yield the cells of a row; a cell that spans columns or rows is followed by empty ones."""
        grid.begin_row()
        yield row.text or ""
        for child in row:
            if name_of(child) == "cell":
                yield " |" * grid.columns_before() + " "
                for piece in self.words(child):
                    yield " " if isinstance(piece, Break) else piece
                grid.place(child)
            else:
                yield from self._among_words(child)
            yield from () if is_blank(child.tail) else (" ", child.tail or "")
        yield " |" * grid.columns_behind()

    def _page_break(self, element: etree._Element) -> Iterator[Piece]:
        page = element.get("n", "").strip()
        if not page:
            self.odd(element, "has <pb> without n, the number of the page", "page-unnumbered")
        elif not page_marks.is_page(page):
            message = f"has <pb> with n={page!r}, which is not the number of a page"
            self.odd(element, message, "page-unnumbered")
        facs = element.get("facs")
        if facs and scan_numbers.usable(facs) is None:
            message = f"has <pb> with facs={facs!r}, which is not a scan number"
            self.odd(element, message, "facs-unusable")
        yield PageBreak(page_marks.number_or_none(page))
        yield from self._words_where_none_belong(element)

    def _line_break(self, element: etree._Element) -> Iterator[Piece]:
        yield Break.LINE
        yield from self._words_where_none_belong(element)

    def _choice(self, choice: etree._Element) -> Iterable[Piece]:
        """Return the reading that the editors settled on; all that is there where they settled on
        none."""
        settled = next((child for child in choice if name_of(child) in elements.SETTLED), None)
        if settled is None:
            return self._unknown(choice)
        return self.words(settled)

    def _deletion(self, element: etree._Element) -> Iterator[Piece]:
        yield from ("[struck out: ", *self.words(element), "]")

    def _gap(self, gap: etree._Element) -> Iterator[Piece]:
        """Yield what a gap says of itself (``desc``), or its extent and its reason, in brackets."""
        if len(gap) or not is_blank(gap.text):
            yield from self.words(gap)
            return
        yield gap_in_words(gap)

    def _figure(self, figure: etree._Element) -> Iterator[Piece]:
        """Yield its caption in brackets, else the name of its image."""
        captions = [child for child in figure if name_of(child) not in ("graphic", "pb")]
        graphic = next((child for child in figure.iter("{*}graphic")), None)
        said = not captions and (figure.text or "").strip()
        yield "[Figure"
        for index, caption in enumerate(captions):
            yield from (" " if index else ": ", *self.in_a_line(caption))
        if said:
            yield f": {said}"
        elif not captions and graphic is not None and graphic.get("url"):
            yield f": {graphic.get('url')}"
        yield "]"
        for child in figure:
            if name_of(child) == "pb":
                yield from self._page_break(child)
            yield child.tail or ""

    def _words_where_none_belong(self, element: etree._Element) -> Iterator[Piece]:
        """Yield what an element holds that is empty in TEI: its words are read, and reported."""
        if len(element) or not is_blank(element.text):
            message = f"has something in <{name_of(element)}>, which is empty in TEI"
            self.odd(element, message, "element-unknown")
            yield from self.words(element)

    def _unknown(self, element: etree._Element) -> Iterable[Piece]:
        inside = element.getparent()
        where = f" in <{name_of(inside)}>" if inside is not None else ""
        message = f"has <{name_of(element)}>{where}, which is not known: its words are read"
        self.odd(element, message, "element-unknown")
        return self.words(element)

    def _leave_out(self, remark: etree._Element) -> Iterable[Piece]:
        said = " ".join("".join(map(str, remark.itertext())).split())
        message = f"has a remark of its editors, which is not in the text: {said}"
        self.odd(remark, message, "remark")
        return ()

    def _refuse_inclusion(self, element: etree._Element) -> Iterable[Piece]:
        message = f"has <{name_of(element)}>, which includes another file"
        self.problems.append(Problem(self._file, message, self._place(element)))
        return ()

    def odd(self, element: etree._Element, message: str, kind: str) -> None:
        self.oddities.append(Problem(self._file, message, self._place(element), kind=kind))

    def _place(self, element: etree._Element) -> str:
        in_tree: Any = element.sourceline
        return f"line {in_tree + self._first_line - 1}"


_PARTING = (Break.PARAGRAPH, Break.LABEL)
_OF_WORDS = elements.GROUPS | elements.PARAGRAPHS | elements.LINES
_BLOCKS = elements.CONTAINERS | elements.GROUPS | elements.PARAGRAPHS | {"list", "table"}
_LINES_OF_GROUP = _BLOCKS | elements.LINES | elements.UNREAD | {"pb", "lb", "note"}
_SIMPLE: dict[str, Callable[[TextStream, etree._Element], Iterable[Piece]]] = {
    "pb": TextStream._page_break,
    "lb": TextStream._line_break,
    "choice": TextStream._choice,
    "del": TextStream._deletion,
    "gap": TextStream._gap,
    "figure": TextStream._figure,
    "graphic": TextStream._figure,
}


def _paragraph(pieces: Iterable[Piece]) -> Iterable[Piece]:
    return (Break.PARAGRAPH, *pieces, Break.PARAGRAPH)


def _unless_blank(text: str | None) -> Iterable[Piece]:
    """Return a paragraph of words that are in no element of their own."""
    return () if text is None or is_blank(text) else _paragraph((text,))

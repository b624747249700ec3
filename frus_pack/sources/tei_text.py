"""The text of one TEI document ``div``, as a transcription."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from enum import Enum
from typing import TypeAlias

from lxml import etree

from frus_pack.errors import Problem, SourceError
from frus_pack.sources.tei_names import TEI, XML_SPACE
from frus_pack.transcription import (
    Block,
    Heading,
    Inline,
    NoteAnchor,
    NoteText,
    PageBreak,
    Paragraph,
    Transcription,
)

_BLOCKS = frozenset(("head", "p", "ab", "dateline", "salute", "signed", "byline", "seg", "trailer"))
_GROUPS = frozenset(("opener", "closer", "postscript"))
_TRANSPARENT = frozenset(
    (
        "hi",
        "persName",
        "placeName",
        "orgName",
        "name",
        "gloss",
        "term",
        "date",
        "time",
        "seg",
        "ref",
        "title",
        "foreign",
        "emph",
        "q",
        "num",
        "corr",
        "supplied",
        "signed",
        "salute",
        "dateline",
    )
)
_WHITE_SPACE = re.compile(r"[ \t\r\n]+")
_CLOSING = frozenset(".,;:!?)]”’")


class _Break(Enum):
    """A break in running text."""

    LINE = "\n"
    PARAGRAPH = "\n\n"


_Piece: TypeAlias = Inline | _Break


def read_document(division: etree._Element, file: str) -> Transcription:
    """The transcription of a document's ``div``. Raises SourceError with every problem found."""
    reading = _Reading(file, preserve=_preserves_space(division))
    blocks = list(reading.blocks(division))
    headings = sum(isinstance(block, Heading) for block in blocks)
    if headings != 1:
        reading.problems.append(Problem(file, f"has {headings or 'no'} head instead of one"))
    if reading.problems:
        raise SourceError(*reading.problems)
    return Transcription(tuple(blocks), tuple(reading.notes))


class _Reading:
    """One document being read: its notes so far, and all that is wrong."""

    def __init__(self, file: str, *, preserve: bool) -> None:
        self.notes: list[NoteText] = []
        self.problems: list[Problem] = []
        self._file = file
        self._preserve = preserve

    def blocks(self, parent: etree._Element) -> Iterator[Block]:
        """The blocks in a ``div``, or in a group of lines."""
        for child in parent:
            name = _name(child)
            if name in _GROUPS and self._has_only_blocks(child):
                yield from self.blocks(child)
            elif name == "pb":
                yield self._page_break(child)
            elif name in _BLOCKS | _GROUPS or (name == "note" and _is_inline(child)):
                content = self._content(self._pieces(child))
                if name == "head":
                    yield Heading(content)
                elif content:
                    yield Paragraph(content)
            else:
                self._refuse(child)
            if not _is_blank(child.tail):
                self._problem(child, f"has text behind <{name}>, in no paragraph")

    def _has_only_blocks(self, group: etree._Element) -> bool:
        """Whether the lines of an opener or closer are told apart."""
        known = _BLOCKS | _GROUPS | {"pb"}
        return _is_blank(group.text) and all(_name(child) in known for child in group)

    def _content(self, pieces: Iterable[_Piece]) -> tuple[Inline, ...]:
        return tuple(_joined(pieces if self._preserve else _without_layout(pieces)))

    def _pieces(self, element: etree._Element) -> Iterator[_Piece]:
        yield element.text or ""
        for child in element:
            yield from self._pieces_of_child(child)
            yield child.tail or ""

    def _pieces_of_child(self, child: etree._Element) -> Iterator[_Piece]:
        name = _name(child)
        if name == "pb":
            yield self._page_break(child)
        elif name == "lb":
            yield _Break.LINE
        elif name == "note" and not _is_inline(child):
            yield self._anchor(child)
        elif name == "choice":
            yield from self._choice(child)
        elif name in _TRANSPARENT or name == "note":
            yield from self._pieces(child)
        else:
            self._refuse(child)

    def _page_break(self, element: etree._Element) -> PageBreak:
        page = element.get("n", "")
        if not page:
            self._problem(element, "has <pb> without n, the number of the page")
        return PageBreak(page)

    def _choice(self, choice: etree._Element) -> Iterator[_Piece]:
        """The reading that the editors settled on."""
        settled = [child for child in choice if _name(child) in ("corr", "reg", "expan")]
        for child in settled[:1]:
            yield from self._pieces(child)
        if not settled:
            self._refuse(choice)

    def _anchor(self, note: etree._Element) -> NoteAnchor:
        """Read a note; it gets the next number, whatever is printed (``*``, or 1 on each page)."""
        anchor = NoteAnchor(str(len(self.notes) + 1))
        place = len(self.notes)
        self.notes.append(NoteText(anchor.n, ()))
        paragraphs = any(_name(child) == "p" for child in note)
        pieces = self._paragraphs(note) if paragraphs else self._pieces(note)
        self.notes[place] = NoteText(anchor.n, self._content(pieces))
        return anchor

    def _paragraphs(self, note: etree._Element) -> Iterator[_Piece]:
        for index, child in enumerate(note):
            if index:
                yield _Break.PARAGRAPH
            if _name(child) == "p":
                yield from self._pieces(child)
            else:
                yield from self._pieces_of_child(child)
        if not all(map(_is_blank, (note.text, *(child.tail for child in note)))):
            self._problem(note, "has text beside the paragraphs of a note")

    def _refuse(self, element: etree._Element) -> None:
        inside = element.getparent()
        where = f" in <{_name(inside)}>" if inside is not None else ""
        self._problem(element, f"has <{_name(element)}>{where}, which cannot be read yet")

    def _problem(self, element: etree._Element, message: str) -> None:
        self.problems.append(Problem(self._file, message, f"line {element.sourceline}"))


def _preserves_space(element: etree._Element) -> bool:
    """Whether white space is text here, and not layout (XML 1.0 §2.10)."""
    for ancestor in (element, *element.iterancestors()):
        value = ancestor.get(XML_SPACE)
        if value:
            return value == "preserve"
    return False


def _name(element: etree._Element) -> str:
    """The local name of a TEI element; of others the qualified one."""
    tag = element.tag
    return tag.removeprefix(f"{{{TEI}}}") if isinstance(tag, str) else str(element)


def _is_inline(note: etree._Element) -> bool:
    return note.get("rend") == "inline"


def _is_blank(text: str | None) -> bool:
    return not text or not text.strip(" \t\r\n")


def _joined(pieces: Iterable[_Piece]) -> Iterator[Inline]:
    """The pieces with neighbouring strings made one."""
    text: list[str] = []
    for piece in pieces:
        if isinstance(piece, str):
            text.append(piece)
        elif isinstance(piece, _Break):
            text.append(piece.value)
        else:
            if words := "".join(text):
                yield words
            text.clear()
            yield piece
    if words := "".join(text):
        yield words


def _without_layout(pieces: Iterable[_Piece]) -> Iterator[_Piece]:
    """The pieces as they read in a line: white space is one blank, none at the ends of a line, and
    that before a note number stands behind it. A page break between words has a blank on either
    side, as in a reading text."""
    space, opened, after_note = False, False, False
    for piece in pieces:
        if isinstance(piece, str):
            words = _WHITE_SPACE.sub(" ", piece)
            space = space or words[:1] == " "
            if bare := words.strip(" "):
                if space and opened and not (after_note and bare[0] in _CLOSING):
                    yield " "
                yield bare
                space, opened, after_note = words[-1] == " ", True, False
            continue
        if isinstance(piece, PageBreak):
            if space and opened:
                yield " "
            space = space or not opened
        elif isinstance(piece, _Break):
            space = False
        yield piece
        opened = not isinstance(piece, _Break)
        after_note = isinstance(piece, NoteAnchor)

"""The text of one TEI document ``div``, as a transcription that a reading text can hold."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TypeVar

from lxml import etree

from frus_pack.document import page_marks
from frus_pack.document.transcription import (
    Block,
    Heading,
    Inline,
    NoteAnchor,
    NoteText,
    PageBreak,
    Paragraph,
    Transcription,
    plain,
)
from frus_pack.errors import Problem, SourceError
from frus_pack.sources.tei.elements import heads_of, is_blank, name_of
from frus_pack.sources.tei.flow import Break, Flow, Piece
from frus_pack.sources.tei.names import XML_SPACE
from frus_pack.sources.text import reading_text
from frus_pack.sources.text.anchor_places import GUARD, JOINER

_LAYOUT = re.compile(r"[ \t\r\n]{2,}|[\t\r\n]")
_CLOSING = frozenset(".,;:!?)]”’")
P = TypeVar("P")

_NO_HEADING = "[no heading]"
"""What an empty head says in a reading text, which begins with a heading."""
_NO_TEXT = "[no text]"
"""What an empty note says in a reading text, where a note has to say something."""
_GLUED_NUMBER = re.compile(r"(?<=[^\W_]|[.,;:!?…)\]}»”’›\"'—])(?<![0-9])(?=[1-9])")


def read_document(division: etree._Element, file: str, first_line: int = 1) -> Transcription:
    """The transcription of a document's ``div``.

    Notes are numbered in order, whatever is printed. What a reading text would take for a page
    mark or a note's number and is none is kept from it by a character that is not seen
    (`anchor_places`). `first_line` is the line of `file` that the tree begins on.

    Raises SourceError with every problem found.
    """
    reading = _Reading(file, first_line, preserve=_preserves_space(division))
    found = reading.transcription(division)
    return found if reading.preserve else _readable(found, file)


class _Reading:
    """One document being read: its notes so far, and all that is wrong."""

    def __init__(self, file: str, first_line: int, *, preserve: bool) -> None:
        self.preserve = preserve
        self._file = file
        self._flow = Flow(file, first_line, self._take_note)
        self._notes: list[NoteText] = []

    def transcription(self, division: etree._Element) -> Transcription:
        """The heading goes before whatever stands above it but page breaks, as a reading text
        begins with it."""
        children = list(division)
        head = next(iter(heads_of(division)), None)
        if head is None:
            raise SourceError(*self._flow.problems, Problem(self._file, "has no head"))
        place = children.index(head)
        children.pop(place)
        if not (is_blank(division.text) and is_blank(head.tail)):
            self._flow.problem(division, "has words beside its head that are in no paragraph")
        breaks = _leading_breaks(children[:place])
        above = self._blocks(self._flow.blocks(children[:breaks]))
        heading = self._heading(head)
        blocks = (*above, heading, *self._blocks(self._flow.blocks(children[breaks:])))
        if self._flow.problems:
            raise SourceError(*self._flow.problems)
        number = division.get("n", "").strip() or None
        return Transcription(blocks, tuple(self._notes), number=number)

    def _heading(self, head: etree._Element) -> Heading:
        """The series has empty heads where a document is printed without a heading."""
        content = self._content(self._flow.in_a_line(head))
        return Heading(content if plain(content) else (_NO_HEADING, *content))

    def _take_note(self, note: etree._Element, pieces: Iterable[Piece]) -> NoteAnchor:
        n = str(len(self._notes) + 1)
        paragraphs = [self._content(group) for group in _groups(pieces)]
        mark = note.get("n", "").strip()
        self._notes.append(
            NoteText(
                n,
                tuple(_joined(_with_blank_lines(paragraphs))) or (_NO_TEXT,),
                is_source=note.get("type") == "source",
                label=mark if mark not in (n, "") else None,
            )
        )
        return NoteAnchor(n)

    def _content(self, pieces: Iterable[Piece]) -> tuple[Inline, ...]:
        if self.preserve:
            return tuple(_joined(_verbatim(pieces)))
        return tuple(map(_without_marks, _joined(_without_layout(_joined(pieces)))))

    def _blocks(self, pieces: Iterable[Piece]) -> list[Block]:
        blocks: list[Block] = []
        for content in map(self._content, _groups(pieces)):
            if content and all(isinstance(piece, PageBreak) for piece in content):
                blocks += [piece for piece in content if isinstance(piece, PageBreak)]
            elif self._goes_on(blocks, content):
                blocks[-1] = Paragraph((*_content_of(blocks[-1]), *content))
            elif content:
                blocks.append(Paragraph(content))
        return blocks

    def _goes_on(self, blocks: Sequence[Block], content: Sequence[Inline]) -> bool:
        """Whether it is notes alone, which in the series belong to the paragraph before them."""
        notes = bool(content) and all(isinstance(piece, NoteAnchor) for piece in content)
        return notes and not self.preserve and isinstance(next(reversed(blocks), None), Paragraph)


def _content_of(block: Block) -> tuple[Inline, ...]:
    return (block,) if isinstance(block, PageBreak) else block.content


def _leading_breaks(children: Sequence[etree._Element]) -> int:
    """How many page breaks stand before anything else."""
    others = (index for index, child in enumerate(children) if name_of(child) != "pb")
    return next(others, len(children))


def _groups(pieces: Iterable[Piece]) -> Iterator[list[Piece]]:
    """The pieces of each paragraph."""
    group: list[Piece] = []
    labelled = False
    for piece in pieces:
        if piece is Break.LABEL:
            group.append(" ")
            labelled = True
        elif piece is not Break.PARAGRAPH:
            group.append(piece)
            labelled = labelled and isinstance(piece, str) and not piece.strip()
        elif not labelled:
            yield group
            group = []
    yield group


def _with_blank_lines(paragraphs: Iterable[tuple[Inline, ...]]) -> Iterator[Inline]:
    opened = False
    for paragraph in filter(None, paragraphs):
        yield from ("\n\n",) if opened else ()
        yield from paragraph
        opened = True


def _verbatim(pieces: Iterable[Piece]) -> Iterator[Inline]:
    return ("\n" if isinstance(piece, Break) else piece for piece in pieces)


def _joined(pieces: Iterable[P]) -> Iterator[P | str]:
    """The pieces with neighbouring strings made one."""
    text: list[str] = []
    for piece in pieces:
        if isinstance(piece, str):
            text.append(piece)
            continue
        if words := "".join(text):
            yield words
        text.clear()
        yield piece
    if words := "".join(text):
        yield words


def _without_layout(pieces: Iterable[Piece]) -> Iterator[Inline]:
    """The pieces as they read in a line: white space is one blank, none at the ends of a line, and
    that before a note number stands behind it. A page break between words has a blank on either
    side, as in a reading text. A line end is kept between words, once."""
    line = _Line()
    for piece in pieces:
        if isinstance(piece, str):
            # Joiners, which are not seen, have a meaning of their own in a reading text.
            yield from line.words(_LAYOUT.sub(" ", piece.replace(JOINER, "")))
        elif isinstance(piece, PageBreak):
            yield from line.page_break(piece)
        elif isinstance(piece, NoteAnchor):
            yield piece
            line.opened = line.after_note = True
        else:
            line.end()


class _Line:
    """A line being written: whether it has begun, and what is still to be written before the next
    word, a blank or a line end."""

    def __init__(self) -> None:
        self.opened = False
        self.after_note = False
        self._blank = False
        self._ended = False

    def words(self, words: str) -> Iterator[str]:
        self._blank = self._blank or words[:1] == " "
        bare = words.strip(" ")
        if not bare:
            return
        if self._ended:
            yield "\n"
        elif self._blank and self.opened and not (self.after_note and bare[0] in _CLOSING):
            yield " "
        yield bare
        self._blank, self._ended = words[-1] == " ", False
        self.opened, self.after_note = True, False

    def page_break(self, page_break: PageBreak) -> Iterator[Inline]:
        at_start = self._ended or not self.opened
        if self._ended:
            yield "\n"
        elif self._blank and self.opened:
            yield " "
        yield page_break
        self._blank, self._ended = self._blank or at_start, False
        self.opened, self.after_note = True, False

    def end(self) -> None:
        self._ended = self.opened
        self._blank = False


def _without_marks(piece: Inline) -> Inline:
    """Words that look like a page mark, made to look so to people alone."""
    if isinstance(piece, str) and "[Page " in piece:
        return page_marks.MARK.sub(lambda mark: f"[{JOINER}{mark[0][1:]}", piece)
    return piece


def _readable(transcription: Transcription, file: str) -> Transcription:
    """The transcription, so that its reading text is read back as the same."""
    if not _problems(transcription, file):
        return transcription
    guarded = _guarded(transcription)
    if problems := _problems(guarded, file):
        raise SourceError(*(replace(problem, place="", advice="") for problem in problems))
    return guarded


def _problems(transcription: Transcription, file: str) -> tuple[Problem, ...]:
    """Why the reading text of a transcription is not read back as the same."""
    try:
        read = reading_text.read(reading_text.render(transcription), file)
    except SourceError as error:
        return error.problems
    if read.transcription == transcription:
        return ()
    return (Problem(file, "has no reading text that says the same"),)


def _guarded(transcription: Transcription) -> Transcription:
    """The transcription with a guard before each number that could be taken for a note's."""
    blocks = (
        block if isinstance(block, PageBreak) else replace(block, content=_guard(block.content))
        for block in transcription.blocks
    )
    return replace(transcription, blocks=tuple(blocks))


def _guard(content: Sequence[Inline]) -> tuple[Inline, ...]:
    guarded: list[Inline] = []
    for piece in content:
        if isinstance(piece, str):
            opens = GUARD if guarded and piece[0].isdecimal() else ""
            guarded.append(opens + _GLUED_NUMBER.sub(GUARD, piece))
        else:
            guarded.append(piece)
    return tuple(guarded)


def _preserves_space(element: etree._Element) -> bool:
    """Whether white space is text here, and not layout (XML 1.0 §2.10)."""
    for ancestor in (element, *element.iterancestors()):
        value = ancestor.get(XML_SPACE)
        if value:
            return value == "preserve"
    return False

"""The text of one TEI document ``div``, as a transcription that a reading text can hold."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from lxml import etree

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
from frus_pack.sources.tei.running_line import in_a_line, joined
from frus_pack.sources.tei.text_stream import Break, Piece, TextStream
from frus_pack.sources.tei.xml_names import XML_SPACE

_NOT_IN_LABELS = re.compile(r"\.?\s*\Z|\s+")

_NO_HEADING = "[no heading]"
"""What an empty head says in a reading text, which begins with a heading."""
_NO_TEXT = "[no text]"
"""What an empty note says in a reading text, where a note has to say something."""


@dataclass(frozen=True, slots=True)
class DivisionText:
    """What a ``div`` says, and what in its encoding is odd: problems whose kind names the rule."""

    transcription: Transcription
    oddities: tuple[Problem, ...] = ()


def read_document(division: etree._Element, file: str, first_line: int = 1) -> DivisionText:
    """Read the text of a document's ``div``.

    Notes are counted in order; what is printed for them is their label.

    Args:
        division: The ``div``.
        file: What problems call the file.
        first_line: The line of the file that the tree begins on.

    Returns:
        The transcription, and what is odd in the encoding.

    Raises:
        SourceError: The document includes another file.
    """
    reading = _Reading(file, first_line, preserve=_preserves_space(division))
    return reading.text(division)


class _Reading:
    """One document being read: its notes so far, and all that is wrong."""

    def __init__(self, file: str, first_line: int, *, preserve: bool) -> None:
        self.preserve = preserve
        self._file = file
        self._stream = TextStream(file, first_line, self._take_note)
        self._notes: list[NoteText] = []

    def text(self, division: etree._Element) -> DivisionText:
        """Return the text, whose heading follows page breaks and nothing else."""
        children = list(division)
        head = next(iter(heads_of(division)), None)
        breaks = _leading_breaks(children if head is None else children[: children.index(head)])
        above = self._blocks(self._stream.blocks(children[:breaks]))
        heading = Heading((_NO_HEADING,)) if head is None else self._heading(head)
        if head is None:
            self._stream.odd(division, "has no head", "head-missing")
        marks = [block for block in above if isinstance(block, PageBreak)]
        displaced = [block for block in above if not isinstance(block, PageBreak)]
        below = self._below(division, children[breaks:], head)
        blocks = [*marks, heading, *displaced, *below]
        if self._stream.problems:
            raise SourceError(*self._stream.problems)
        number = division.get("n", "").strip() or None
        transcription = Transcription(tuple(blocks), tuple(self._notes), number=number)
        return DivisionText(transcription, tuple(self._stream.oddities))

    def _below(
        self,
        division: etree._Element,
        children: Sequence[etree._Element],
        head: etree._Element | None,
    ) -> Iterator[Block]:
        """Yield what is below the heading; words beside it in no paragraph are a paragraph."""
        for beside in (division.text, None if head is None else head.tail):
            if not is_blank(beside):
                message = "has words beside its head that are in no paragraph"
                self._stream.odd(division, message, "words-misplaced")
                yield from self._blocks((Break.PARAGRAPH, beside or ""))
        yield from self._blocks(self._stream.blocks(one for one in children if one is not head))

    def _heading(self, head: etree._Element) -> Heading:
        """Return the heading. The series leaves it empty where none is printed."""
        content = self._content(self._stream.in_a_line(head))
        return Heading(content if plain(content) else (_NO_HEADING, *content))

    def _take_note(self, note: etree._Element, pieces: Iterable[Piece]) -> NoteAnchor:
        n = str(len(self._notes) + 1)
        paragraphs = [self._content(group) for group in _groups(pieces)]
        mark = _NOT_IN_LABELS.sub("", note.get("n", ""))
        self._notes.append(
            NoteText(
                n,
                tuple(joined(_with_blank_lines(paragraphs))) or (_NO_TEXT,),
                is_source=note.get("type") == "source",
                label=mark if mark not in (n, "") else None,
            )
        )
        return NoteAnchor(n)

    def _content(self, pieces: Iterable[Piece]) -> tuple[Inline, ...]:
        if self.preserve:
            return tuple(joined("\n" if isinstance(one, Break) else one for one in pieces))
        return in_a_line(pieces)

    def _blocks(self, pieces: Iterable[Piece]) -> list[Block]:
        blocks: list[Block] = []
        for content in map(self._content, _groups(pieces)):
            if _are_all(PageBreak, content) and (len(content) == 1 or not self.preserve):
                blocks += [piece for piece in content if isinstance(piece, PageBreak)]
            elif self._goes_on(blocks, content):
                blocks[-1] = Paragraph((*_content_of(blocks[-1]), *content))
            elif content:
                blocks.append(Paragraph(content))
        return blocks

    def _goes_on(self, blocks: Sequence[Block], content: Sequence[Inline]) -> bool:
        """Return whether it is notes alone, which in the series belong to the paragraph before
        them."""
        is_notes = _are_all(NoteAnchor, content) and not self.preserve
        return is_notes and isinstance(next(reversed(blocks), None), Paragraph)


def _are_all(kind: type, content: Sequence[Inline]) -> bool:
    """Return whether there are pieces, all of one kind."""
    return isinstance(next(iter(content), None), kind) and all(
        isinstance(piece, kind) for piece in content
    )


def _content_of(block: Block) -> tuple[Inline, ...]:
    return (block,) if isinstance(block, PageBreak) else block.content


def _leading_breaks(children: Sequence[etree._Element]) -> int:
    """Return how many page breaks come before anything else."""
    others = (index for index, child in enumerate(children) if name_of(child) != "pb")
    return next(others, len(children))


def _groups(pieces: Iterable[Piece]) -> Iterator[list[Piece]]:
    """Yield the pieces of each paragraph."""
    group: list[Piece] = []
    labelled = False
    for piece in pieces:
        if piece is Break.LABEL:
            group.append(" ")
            labelled = True
        elif piece is not Break.PARAGRAPH:
            group.append(piece)
            labelled = labelled and isinstance(piece, str) and not piece.strip()
        elif group and not labelled:
            yield group
            group = []
    if group:
        yield group


def _with_blank_lines(paragraphs: Iterable[tuple[Inline, ...]]) -> Iterator[Inline]:
    opened = False
    for paragraph in filter(None, paragraphs):
        yield from ("\n\n",) if opened else ()
        yield from paragraph
        opened = True


def _preserves_space(element: etree._Element) -> bool:
    """Return whether white space is text here, and not layout (XML 1.0 §2.10)."""
    for ancestor in (element, *element.iterancestors()):
        value = ancestor.get(XML_SPACE)
        if value:
            return value == "preserve"
    return False

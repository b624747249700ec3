"""Put the blocks of a reading text together: words, page breaks and anchors, and where they are."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from frus_pack.document import page_marks
from frus_pack.document.transcription import Block as TextBlock
from frus_pack.document.transcription import (
    Heading,
    Inline,
    NoteAnchor,
    PageBreak,
    Paragraph,
)
from frus_pack.sources.prose.dateline import read_dateline
from frus_pack.sources.prose.labelled_lines import is_label, markings_of
from frus_pack.sources.prose.note_above_heading import is_file_note
from frus_pack.sources.text.note_list import Block, ListedNote, page_of_mark

_LINE_BELOW = re.compile(r"(?<=\n)[^\n]+")


@dataclass(frozen=True, slots=True)
class Token:
    """A page break or anchor at text[start:end]."""

    start: int
    end: int
    piece: Inline


def pages_as_read(
    tokens: Sequence[Token], listed: Sequence[ListedNote]
) -> Iterator[tuple[str, int]]:
    """Yield each page and the offset of its mark, those of a note read at its anchor."""
    notes = {str(note.n): note for note in listed}
    for token in tokens:
        if isinstance(token.piece, PageBreak):
            yield token.piece.page, token.start
        elif isinstance(token.piece, NoteAnchor) and token.piece.n in notes:
            note = notes[token.piece.n]
            for match in page_marks.MARK.finditer(note.raw):
                yield match["page"], note.text_start + match.start()


def text_blocks(
    body: Sequence[Block], heading: int, tokens: Sequence[Token]
) -> Iterator[TextBlock]:
    position = 0
    for index, block in enumerate(body):
        end = block.start + len(block.text)
        first = position
        while position < len(tokens) and tokens[position].start < end:
            position += 1
        page = page_of_mark(block.text)
        if page is not None:
            yield PageBreak(page)
        else:
            content = tuple(_inlines(block, tokens[first:position]))
            yield Heading(content) if index == heading else Paragraph(content)


def _inlines(block: Block, tokens: Sequence[Token]) -> Iterator[Inline]:
    position = 0
    for token in tokens:
        if text := block.text[position : token.start - block.start]:
            yield text
        yield token.piece
        position = token.end - block.start
    if text := block.text[position:]:
        yield text


def with_marks(text: str) -> Iterator[Inline]:
    marks = page_marks.MARK.finditer(text)
    return _inlines(
        Block(0, text), [Token(m.start(), m.end(), PageBreak(m["page"])) for m in marks]
    )


def heading_of(blocks: Sequence[Block]) -> int | None:
    """Return which block is the heading: the first, or that behind the file note above it."""
    words = [at for at, block in enumerate(blocks) if page_of_mark(block.text) is None]
    has_file_note = len(words) > 1 and is_file_note(" ".join(blocks[words[0]].text.split()))
    return words[1] if has_file_note else next(iter(words), None)


def with_bare_heading(blocks: Sequence[Block], heading: int) -> list[Block]:
    """Return the blocks, the heading without the dateline, marking or label in the line below it.

    Copied texts do not always have a blank line there.
    """
    block = blocks[heading]
    for line in _LINE_BELOW.finditer(block.text):
        if is_label(line[0]) or read_dateline(line[0]) or markings_of([line[0]]):
            above = block.text[: line.start()].rstrip()
            below = Block(block.start + line.start(), block.text[line.start() :])
            return [*blocks[:heading], Block(block.start, above), below, *blocks[heading + 1 :]]
    return list(blocks)


class TextPlaces:
    """Lines and columns of a text whose lines end in LF; both count from 1, columns characters."""

    def __init__(self, text: str) -> None:
        self._text = text

    def __call__(self, offset: int) -> str:
        """Return the place of an offset: ``line 3, column 14``."""
        line = bisect_right(self._starts, offset)
        return f"line {line}, column {offset - self._starts[line - 1] + 1}"

    @cached_property
    def _starts(self) -> list[int]:
        starts = [0]
        place = self._text.find("\n")
        while place >= 0:
            starts.append(place + 1)
            place = self._text.find("\n", place + 1)
        return starts

"""The running text of a document: what both transcriptions, reading text and TEI, say."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeAlias

from frus_pack.document import page_marks


@dataclass(frozen=True, slots=True)
class PageBreak:
    """Printed page `page` begins here (TEI ``pb``). Text before the first break of a document
    is on the page that the document begins on, which the text itself does not say."""

    page: str


@dataclass(frozen=True, slots=True)
class NoteAnchor:
    """The place in the text that note `n` belongs to."""

    n: str


Inline: TypeAlias = str | PageBreak | NoteAnchor
"""A piece of running text; strings are verbatim, never empty, and never adjoin."""


@dataclass(frozen=True, slots=True)
class Heading:
    """The document's own heading: its printed number, title and the notes anchored in it."""

    content: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph; line ends inside it are kept."""

    content: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class NoteText:
    """The text of note `n`; a blank line inside a string separates its paragraphs.

    TEI may say more than a reading text can: that a note is the source note, or that its printed
    mark is not `n`. Notes that differ in that alone are equal.
    """

    n: str
    content: tuple[Inline, ...]
    is_source: bool | None = field(default=None, compare=False)
    label: str | None = field(default=None, compare=False)


Block: TypeAlias = Heading | Paragraph | PageBreak


@dataclass(frozen=True)  # no slots: keeps its order of reading, which is asked for again and again
class Transcription:
    """A document's blocks in reading order and its notes, numbered 1…N in order of anchors.

    `final_newline` says whether its reading text ends with a line end. `number` is the document's
    number as TEI has it, where the heading has none. Transcriptions that differ in these alone are
    equal: the line end belongs to the file, and not to the text.
    """

    blocks: tuple[Block, ...]
    notes: tuple[NoteText, ...] = ()
    final_newline: bool = field(default=True, compare=False)
    number: str | None = field(default=None, compare=False)

    @property
    def heading(self) -> Heading:
        """The document's heading; a transcription has exactly one."""
        return next(block for block in self.blocks if isinstance(block, Heading))

    @cached_property
    def in_reading_order(self) -> Sequence[Inline]:
        """Every piece of text with each note read at its anchor, as TEI orders them."""
        notes = {note.n: note.content for note in self.notes}
        pieces: list[Inline] = []
        for block in self.blocks:
            if isinstance(block, PageBreak):
                pieces.append(block)
                continue
            for piece in block.content:
                pieces.append(piece)
                if isinstance(piece, NoteAnchor):
                    pieces += notes.get(piece.n, ())
        return pieces

    @cached_property
    def marked_pages(self) -> tuple[str, ...]:
        """The pages whose marks are in the text, in the order in which they are read."""
        return tuple([one.page for one in self.in_reading_order if isinstance(one, PageBreak)])

    def begins_on(self, before: str | None = None) -> str | None:
        """Return the page of the text before the first mark.

        A mark is where a page begins, so that text is on the page before it.

        Args:
            before: The page before the first mark, where it is known.

        Returns:
            That page, or the number before the first that is marked; None if no text is before
            the first mark, or its page is not known.
        """
        for piece in self.in_reading_order:
            if isinstance(piece, PageBreak):
                return None
            if isinstance(piece, NoteAnchor) or piece.strip():
                break
        return before or self._number_before_first_mark()

    def page_before_marks(self, pages: Sequence[str]) -> str | None:
        """Return the first of the document's `pages` if the text begins on it, so that its mark is
        not in the text; else None."""
        marked = self.marked_pages
        begins = len(pages) > len(marked) or (pages and pages[0] not in marked)
        return pages[0] if begins else None

    def _number_before_first_mark(self) -> str | None:
        first = next(iter(self.marked_pages), None)
        if first is None or not page_marks.is_arabic(first) or int(first) < 2:
            return None
        return str(int(first) - 1)


def words_of(content: Iterable[Inline]) -> str:
    """Return the words alone, without page breaks and note anchors."""
    return "".join([piece for piece in content if isinstance(piece, str)])


def plain(content: Iterable[Inline]) -> str:
    """Return the words alone, with white space collapsed."""
    return " ".join(words_of(content).split())

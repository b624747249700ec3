"""Pieces of running text as they read in a line: blanks and page breaks in their places."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar

from frus_pack.document.transcription import Inline, NoteAnchor, PageBreak
from frus_pack.sources.tei import white_space
from frus_pack.sources.tei.text_stream import Piece

_CLOSING = frozenset(".,;:!?)]”’")
_BEGINS_WORD = re.compile(r"[^\s—–.,;:!?)\]”’]*\Z")
_GOES_ON = re.compile(r"[^\W\d_]")
P = TypeVar("P")


def in_a_line(pieces: Iterable[Piece]) -> tuple[Inline, ...]:
    """Return pieces as they read in a line, in which white space is layout."""
    read = _as_read(pieces)
    if len(read) == 1 and isinstance(read[0], str):  # as in most paragraphs
        return tuple(filter(None, (read[0].strip(" "),)))
    return tuple(joined(_with_whole_words(joined(_without_layout(read)))))


def joined(pieces: Iterable[P]) -> list[P | str]:
    """Return the pieces with neighbouring strings made one, none of them empty."""
    joined: list[P | str] = []
    text: list[str] = []
    for piece in pieces:
        if isinstance(piece, str):
            text.append(piece)
            continue
        if words := "".join(text):
            joined.append(words)
        text.clear()
        joined.append(piece)
    if words := "".join(text):
        joined.append(words)
    return joined


def _as_read(pieces: Iterable[Piece]) -> list[Piece]:
    """Return the pieces with the text nodes between others made one, as it reads."""
    read: list[Piece] = []
    nodes: list[str] = []
    for piece in pieces:
        if isinstance(piece, str):
            nodes.append(piece)
            continue
        if words := white_space.as_read(nodes):
            read.append(words)
        nodes.clear()
        read.append(piece)
    if words := white_space.as_read(nodes):
        read.append(words)
    return read


def _without_layout(pieces: Iterable[Piece]) -> Iterator[Inline]:
    """Yield the pieces as they read in a line: no blank at its ends, and that before a note's mark
    goes behind it. A page break between words has a blank on either side. A line end is kept
    between words, once."""
    line = _Line()
    for piece in pieces:
        if isinstance(piece, str):
            yield from line.words(piece)
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


def _with_whole_words(pieces: Sequence[Inline]) -> Iterator[Inline]:
    """Yield the pieces with a page break inside a word put before the word: ``Presi[Page 33]dent``
    reads ``[Page 33] President``. Behind the end of a sentence the blank was forgotten instead."""
    begun = ""
    for index, piece in enumerate(pieces):
        following = pieces[index + 1] if index + 1 < len(pieces) else None
        if isinstance(piece, str) and isinstance(following, PageBreak):
            behind = pieces[index + 2] if index + 2 < len(pieces) else None
            begun, piece = _begun_word(begun + piece, behind)
            yield from (piece,) if piece else ()
        elif isinstance(piece, str):
            yield begun + piece
            begun = ""
        else:
            yield piece
            yield from (" ",) if begun else ()


def _begun_word(words: str, behind: Inline | None) -> tuple[str, str]:
    """Return what of a word is before a page break that parts it, and the words before that."""
    if not isinstance(behind, str) or not _GOES_ON.match(behind) or not words[-1:].strip():
        return "", words
    found = _BEGINS_WORD.search(words)
    begun = found[0] if found else ""
    return begun, words[: len(words) - len(begun)]

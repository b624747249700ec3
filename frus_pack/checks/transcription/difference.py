"""Where two transcriptions first differ, described so that a person finds it in either."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import zip_longest

from frus_pack.document import page_marks
from frus_pack.document.transcription import (
    Block,
    Heading,
    Inline,
    NoteAnchor,
    NoteText,
    PageBreak,
    Transcription,
    plain,
)

_AROUND = 40
_NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Difference:
    """What two transcriptions have at one place: ``paragraph 3``, ``note 2``."""

    place: str
    one: str
    other: str


def first_difference(one: Transcription, other: Transcription) -> Difference | None:
    """Return the first place, in order of the blocks and then of the notes; None if there is
    none."""
    places = _places(one, other)
    for block, another in zip_longest(one.blocks, other.blocks):
        place = next(places)
        if block != another:
            return _of_parts(place, block, another)
    for note, another_note in zip_longest(one.notes, other.notes):
        if note != another_note:
            listed = note or another_note
            return _of_parts(f"note {listed.n if listed else ''}", note, another_note)
    return None


def pages(transcription: Transcription) -> list[str]:
    """Return the pages that begin in a text, in order."""
    return [one.page for one in transcription.in_reading_order if isinstance(one, PageBreak)]


def _places(one: Transcription, other: Transcription) -> Iterator[str]:
    """Yield what to call each block: the heading, or after the paragraph it is or follows."""
    paragraphs = 0
    for block, another in zip_longest(one.blocks, other.blocks):
        named = block or another
        if isinstance(named, Heading):
            yield "heading"
        elif isinstance(named, PageBreak):
            yield f"page break after paragraph {paragraphs}"
        else:
            paragraphs += 1
            yield f"paragraph {paragraphs}"


def _of_parts(
    place: str, one: Block | NoteText | None, other: Block | NoteText | None
) -> Difference:
    """Return the difference of two blocks or notes that are not the same."""
    if one is None or other is None or type(one) is not type(other):
        return Difference(place, _told(one), _told(other))
    if isinstance(one, PageBreak) or isinstance(other, PageBreak):
        return Difference(place, _told(one), _told(other))
    for piece, another in zip_longest(one.content, other.content):
        if piece != another:
            return _of_pieces(place, piece, another)
    return Difference(place, _told(one), _told(other))


def _of_pieces(place: str, one: Inline | None, other: Inline | None) -> Difference:
    if not isinstance(one, str) or not isinstance(other, str):
        return Difference(place, _told_piece(one), _told_piece(other))
    pairs = enumerate(zip(one, other, strict=False))
    at = next((index for index, (a, b) in pairs if a != b), min(len(one), len(other)))
    return Difference(place, around(one, at), around(other, at))


def _told(part: Block | NoteText | None) -> str:
    if part is None:
        return _NOTHING
    if isinstance(part, PageBreak):
        return page_marks.mark(part.page)
    return around(plain(part.content), 0)


def _told_piece(piece: Inline | None) -> str:
    if isinstance(piece, str):
        return around(piece, 0)
    if isinstance(piece, NoteAnchor):
        return f"the number of note {piece.n}"
    return _NOTHING if piece is None else page_marks.mark(piece.page)


def around(text: str, at: int) -> str:
    """Return the words around an offset of a text."""
    start, end = max(0, at - _AROUND), at + _AROUND
    return f"{'…' if start else ''}{text[start:end]}{'…' if end < len(text) else ''}"

"""Text withheld from publication: bracketed remarks such as ``[2 lines not declassified]``, and
``[name deleted]`` in older volumes."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, field

from frus_pack.document.model import Withheld
from frus_pack.document.transcription import (
    Block,
    Inline,
    NoteAnchor,
    NoteText,
    PageBreak,
    Transcription,
    words_of,
)

_BRACKETS = re.compile(r"\[[^\[\]]*\]")
_SAYS_SO = re.compile(r"\bnot\s+declassified\b|\b(?:name|title)\w*\s+deleted\b", re.IGNORECASE)


def remarks(text: str) -> Iterator[tuple[int, str]]:
    """Return each remark in a text without page marks: its offset, and its words in their brackets,
    with white space collapsed."""
    return ((start, " ".join(text[start:end].split())) for start, end in spans(text))


def spans(text: str) -> Iterator[tuple[int, int]]:
    """Yield where each remark in a text without page marks begins and ends."""
    for match in _BRACKETS.finditer(text):
        if _SAYS_SO.search(match[0]):
            yield match.span()


def passages(
    transcription: Transcription, first: str | None, anchored: Mapping[str, str | None]
) -> Iterator[Withheld]:
    """Yield the withheld passages of a document in reading order.

    `first` is the page it begins on, `anchored` the page of each note's anchor, which is that of
    what is withheld in the note.
    """
    notes = {note.n: note for note in transcription.notes}
    plain_notes = {n for n, note in notes.items() if _are_plain(note.content)}
    page = first
    for block in transcription.blocks:
        if not isinstance(block, PageBreak) and _are_plain(block.content, plain_notes):
            continue
        words = _Words.of(block, notes, page)
        found = [
            (place, Withheld(text=text, page=words.page_at(place)))
            for place, text in remarks(words.text)
        ]
        for place, n in words.anchors:
            inside = remarks(words_of(notes[n].content)) if n in notes else ()
            found += [(place, Withheld(text=text, page=anchored[n], note=n)) for _, text in inside]
        yield from (passage for _, passage in sorted(found, key=lambda item: item[0]))
        page = words.pages[-1]


def _are_plain(content: Iterable[Inline], plain_notes: Set[str] = frozenset()) -> bool:
    """Return whether pieces are text without a bracket, with no notes but such, as most are."""
    return all(
        "[" not in piece
        if isinstance(piece, str)
        else isinstance(piece, NoteAnchor) and piece.n in plain_notes
        for piece in content
    )


@dataclass(slots=True)
class _Words:
    """A block's words, and at which offset in them a page begins or a note is anchored. A page
    that begins in a note begins where the note is read: at its anchor."""

    text: str = ""
    starts: list[int] = field(default_factory=list)
    pages: list[str | None] = field(default_factory=list)
    anchors: list[tuple[int, str]] = field(default_factory=list)

    @staticmethod
    def of(block: Block, notes: Mapping[str, NoteText], page: str | None) -> _Words:
        words = _Words(starts=[0], pages=[page])
        content = (block,) if isinstance(block, PageBreak) else block.content
        words.text = words_of(content)
        place = 0
        for piece in content:
            if isinstance(piece, str):
                place += len(piece)
            elif isinstance(piece, PageBreak):
                words._begin(piece, place)
            else:
                words.anchors.append((place, piece.n))
                for inner in notes[piece.n].content if piece.n in notes else ():
                    if isinstance(inner, PageBreak):
                        words._begin(inner, place)
        return words

    def page_at(self, place: int) -> str | None:
        return self.pages[bisect_right(self.starts, place) - 1]

    def _begin(self, page_break: PageBreak, place: int) -> None:
        self.starts.append(place)
        self.pages.append(page_break.page)

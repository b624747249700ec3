"""What a document's text says of itself: number, title, pages, notes and withheld passages."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from frus_pack.document import withheld
from frus_pack.document.model import Note, NoteType, Withheld
from frus_pack.document.transcription import (
    Inline,
    NoteAnchor,
    NoteText,
    PageBreak,
    Transcription,
    plain,
)

_NUMBER = re.compile(
    r"\s*(?:No\.\s*(?P<named>[0-9]{1,6}[A-Za-z]?)\.?|(?P<bare>[0-9]{1,6}[A-Za-z]?)\.)"
    r"(?:\s+|$|(?=[A-Z][a-z]))"
)
"""``151.`` or ``No. 5.`` of a heading; behind ``No.`` the point can be missing."""
_LAYOUT = re.compile(r"(?<=[(\[]) | (?=[)\],;])")
_SOURCE = re.compile(r"\[?source[:;]", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class TextFacts:
    """The facts, under the names of `model.Metadata`."""

    number: str | None
    title: str
    pages: tuple[str, ...]
    notes: tuple[Note, ...]
    withheld: tuple[Withheld, ...]


def read_text_facts(transcription: Transcription, first: str | None = None) -> TextFacts:
    """Return the facts of a text.

    `first` is the printed page that it begins on, if that is known. Otherwise it is the page before
    the first that is marked, if that is arabic.
    """
    pieces = transcription.in_reading_order
    start = transcription.begins_on(first)
    anchored = _anchor_pages(pieces, start)
    heading = plain(transcription.heading.content)
    return TextFacts(
        number=number(transcription),
        title=_title(heading),
        pages=(start, *transcription.marked_pages) if start else transcription.marked_pages,
        notes=tuple(_notes(transcription, anchored)),
        withheld=tuple(withheld.passages(transcription, start, anchored)),
    )


def title(transcription: Transcription) -> str:
    """Return the heading without number, notes and page marks, white space collapsed; the number
    where the heading is nothing else."""
    return _title(plain(transcription.heading.content))


def number(transcription: Transcription) -> str | None:
    """Return the printed number: ``151`` of a heading ``151. Telegram …``, ``5`` of ``No. 5.``;
    else the one that TEI gives."""
    found = _NUMBER.match(plain(transcription.heading.content))
    return (found["named"] or found["bare"]) if found else transcription.number


def source_note(transcription: Transcription) -> NoteText | None:
    """Return the note that says where the paper is kept; None if there is none.

    It is the first that TEI calls so. Where TEI calls none so, it is note 1 if that opens with
    ``Source:``, as where the document is withheld in brackets.
    """
    named = next((note for note in transcription.notes if note.is_source), None)
    for note in () if named else transcription.notes[:1]:
        if note.n == "1" and _SOURCE.match(plain(note.content)):
            return note
    return named


def bracketed_source(transcription: Transcription) -> str | None:
    """Return the source in a paragraph of brackets, as where a document is withheld whole."""
    for block in transcription.blocks:
        content = () if isinstance(block, PageBreak) else block.content
        if any("[Source:" in piece for piece in content if isinstance(piece, str)):
            said = plain(content)
            if said.startswith("[Source:") and said.endswith("]"):
                return said
    return None


def without_layout(heading: str) -> str:
    """Return a heading without the blanks that layout left in brackets and before commas, as texts
    copied from the web have them: ``( Lovett )``, ``Washington , May 4``."""
    return _LAYOUT.sub("", heading)


def _title(heading: str) -> str:
    title = without_layout(heading)
    return _NUMBER.sub("", title, count=1) or title


def _notes(transcription: Transcription, anchored: Mapping[str, str | None]) -> Iterator[Note]:
    source = source_note(transcription)
    labels = {note.n: note.label for note in transcription.notes}
    for n, page in anchored.items():
        is_source = source is not None and source.n == n
        kind: NoteType = "source" if is_source else "note"
        yield Note(n=n, type=kind, label=labels.get(n), page=page)


def _anchor_pages(pieces: Sequence[Inline], start: str | None) -> dict[str, str | None]:
    """Return the page each note is anchored on, in order of the anchors."""
    found: dict[str, str | None] = {}
    page = start
    for piece in pieces:
        if isinstance(piece, PageBreak):
            page = piece.page
        elif isinstance(piece, NoteAnchor):
            found[piece.n] = page
    return found

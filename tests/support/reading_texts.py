"""Reading texts as a person would write them, for tests: what is rendered is read back the same.

A note number that would not be read as one where it is gets a word joiner (U+2060) before or behind
it (see `anchor_places`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from frus_pack.document import page_marks
from frus_pack.document.transcription import (
    Block,
    Heading,
    Inline,
    NoteAnchor,
    NoteText,
    PageBreak,
    Transcription,
)
from frus_pack.sources.text.anchor_places import (
    CONTEXT,
    JOINER,
    ends_in_serial_number,
    is_forbidden_before,
    weakness,
)

_INDENTATION = "  "
_PARAGRAPH_INDENTATION = "     "
_NOT_INDENTED = re.compile(r"\n\n(?=[^ \t\n])")


def render(transcription: Transcription) -> str:
    """The reading text of a transcription; ``reading_text.parse`` reads it back."""
    parts = [_render_block(block) for block in transcription.blocks]
    if transcription.notes:
        parts.append("\n".join(map(_render_note, transcription.notes)))
    return "\n\n".join(parts) + ("\n" if transcription.final_newline else "")


def _render_block(block: Block) -> str:
    if isinstance(block, PageBreak):
        return page_marks.mark(block.page)
    return _render_content(block.content, heading=isinstance(block, Heading))


def _render_note(note: NoteText) -> str:
    paragraphs = _NOT_INDENTED.sub(f"\n\n{_PARAGRAPH_INDENTATION}", _render_content(note.content))
    return f"{_INDENTATION}{note.n}. {paragraphs}"


def _render_content(content: Sequence[Inline], *, heading: bool = False) -> str:
    """The text of a heading, a paragraph or a note, with page marks and note numbers."""
    rendered = ""
    for index, piece in enumerate(content):
        if isinstance(piece, NoteAnchor):
            following = content[index + 1 : index + 4]
            ends_heading = heading and not following
            rendered += _render_anchor(piece, rendered, _opening(following), ends_heading)
        else:
            rendered += _as_printed(piece)
    return rendered


def _as_printed(piece: Inline) -> str:
    if isinstance(piece, PageBreak):
        return page_marks.mark(piece.page)
    return piece.n if isinstance(piece, NoteAnchor) else piece


def _opening(content: Sequence[Inline]) -> str:
    """The text that content begins with, as far as a note number before it needs to know it."""
    if content and isinstance(content[0], NoteAnchor):
        return JOINER
    return "".join(map(_as_printed, content))[:CONTEXT]


def _render_anchor(anchor: NoteAnchor, before: str, after: str, ends_heading: bool) -> str:
    """The number of a note between two texts, with the joiners that it needs there."""
    behind = JOINER if is_forbidden_before(after) else ""
    if ends_heading and anchor.n == "1" and ends_in_serial_number(before):
        return anchor.n
    front = JOINER if weakness(before, behind + after) is None else ""
    return f"{front}{anchor.n}{behind}"

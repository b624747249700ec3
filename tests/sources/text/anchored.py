"""Short reading texts with notes, and where their notes are anchored."""

from __future__ import annotations

import pytest

from frus_pack.document.transcription import (
    Heading,
    PageBreak,
    Paragraph,
    Transcription,
)
from frus_pack.errors import SourceError
from frus_pack.sources.text.reading_text import parse_reading_text


def listing(count: int) -> str:
    return "\n\n" + "\n".join(f"  {n}. Note." for n in range(1, count + 1))


def anchored(body: str, notes: int) -> list[str]:
    """The text with ``<n>`` where note n is anchored, block by block, without the heading."""
    return [words(block) for block in parsed(body, notes).blocks[1:]]


def parsed(body: str, notes: int) -> Transcription:
    return parse_reading_text(f"1. Title\n\n{body}{listing(notes)}")


def words(block: Heading | Paragraph | PageBreak) -> str:
    pieces = (block,) if isinstance(block, PageBreak) else block.content
    return "".join(
        piece if isinstance(piece, str) else f"<{piece.n}>"
        for piece in pieces
        if not isinstance(piece, PageBreak)
    )


def problems_of(body: str, notes: int) -> list[tuple[str, str]]:
    with pytest.raises(SourceError) as caught:
        parsed(body, notes)
    return [(problem.place, problem.message) for problem in caught.value.problems]

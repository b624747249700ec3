"""The words around the heading of a reading text, a paragraph at a time."""

from __future__ import annotations

from collections.abc import Iterator

from frus_pack.document.transcription import PageBreak, Paragraph, Transcription, plain, words_of
from frus_pack.sources.prose.dateline import read_dateline
from frus_pack.sources.prose.labelled_lines import is_label, markings_of


def words_above_heading(transcription: Transcription) -> str:
    """Return the line above the heading, as older volumes have it."""
    for block in transcription.blocks:
        if not isinstance(block, PageBreak):
            return plain(block.content) if isinstance(block, Paragraph) else ""
    return ""


def words_below_heading(transcription: Transcription) -> list[str]:
    """Return the words of each paragraph behind the heading.

    Copied texts do not always have a blank line behind a dateline, or between the items of a list:
    such lines count as paragraphs.
    """
    blocks = list(transcription.blocks)
    behind = blocks[blocks.index(transcription.heading) + 1 :]
    said = [words_of(one.content) for one in behind if isinstance(one, Paragraph)]
    return [" ".join(part.split()) for paragraph in said for part in _parts(paragraph.strip())]


def _parts(paragraph: str) -> Iterator[str]:
    """Yield markings and the dateline by themselves, and the lines of a list.

    No line of a list begins with a small letter, as one within a sentence does.
    """
    first, _, rest = paragraph.partition("\n")
    if not rest or read_dateline(paragraph):
        yield paragraph
    elif markings_of([first]) or ((dated := read_dateline(first)) and dated.date):
        yield first
        yield from _parts(rest)
    elif is_label(first) or not any(line[:1].islower() for line in paragraph.split("\n")):
        yield from paragraph.split("\n")
    else:
        yield paragraph

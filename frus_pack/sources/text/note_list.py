"""The list of notes at the end of a reading text: found and read.

The list is the last block that begins, indented, with ``1.``, and goes on to the end of the text. A
note begins on a line that is indented no further than the list (two blanks at least) and bears
its number; lines further in belong to the note before them. Further paragraphs of a note are
indented: by five blanks, which are layout and not kept, or otherwise, which is kept like all white
space inside a note.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from frus_pack.document import page_marks

INDENTATION = "  "
_PARAGRAPH_INDENTATION = "     "

_BLANKS = " \t\n"
_OPENING = re.compile(r"(?P<indentation>[ \t]+)1\.(?:[ \t]+(?P<source>Source:)?|\n|\Z)")
_UNINDENTED = re.compile(
    r"^[^\S\n]*(?P<n>[1-9][0-9]{0,3})\.(?:[^\S\n]+(?P<source>Source:)?|$)", re.MULTILINE
)
_ONLY_MARK = re.compile(rf"[ \t]*{page_marks.PATTERN}\Z")
_NEXT_PARAGRAPH = re.compile(rf"\n\n+(?:{_PARAGRAPH_INDENTATION}(?=[^ \t]))?")


@dataclass(frozen=True, slots=True)
class Block:
    """The text between blank lines, from offset `start`."""

    start: int
    text: str


@dataclass(frozen=True, slots=True)
class ListedNote:
    """A note as it is listed: number, offset of its line, its text and the offset of that."""

    n: int
    start: int
    text: str
    text_start: int
    raw: str


@dataclass(frozen=True, slots=True)
class UnindentedList:
    """A list of notes 1 to `notes` at the end of a text, not indented by blanks or a tab.

    Its lines begin at offset `start`. The number of its first note is at offset `number`.
    """

    start: int
    number: int
    notes: int
    is_source: bool


@dataclass(frozen=True, slots=True)
class ListFault:
    """What is wrong with the list at an offset; `kind` as `errors.Problem` has it."""

    start: int
    message: str
    kind: str


def page_of_mark(block: str) -> str | None:
    """Return the page that begins at a block, if it is nothing but a mark."""
    found = _ONLY_MARK.match(block)
    return found["page"] if found else None


def find_note_list(blocks: Sequence[Block], after: int) -> int | None:
    """Return the index of the block that begins the list, beyond index `after`; None if there is
    none.

    A list of the body precedes it, a list inside a note is indented further; and a list
    whose first note opens with ``Source:`` is the one.
    """
    best: int | None = None
    for index in range(len(blocks) - 1, after, -1):
        text = blocks[index].text
        if text[0] not in " \t" and page_of_mark(text) is None:
            break
        opening = _OPENING.match(text)
        if opening and opening["source"]:
            return index
        if opening and (best is None or _holds(opening, blocks[best].text)):
            best = index
    return best


def find_unindented_list(text: str, after: int) -> UnindentedList | None:
    """Return the last lines beyond offset `after` that look like a list of notes and are not one.

    Their numbers are at the margin or behind other blanks (U+00A0). If there is a line
    ``1. Source:``, the lines begin with it.
    """
    items = list(_UNINDENTED.finditer(text, after))
    firsts = [index for index, item in enumerate(items) if item["n"] == "1"]
    if not firsts:
        return None
    first = max(firsts, key=lambda index: (items[index]["source"] is not None, index))
    notes = 0
    for item in items[first:]:
        notes += item["n"] == str(notes + 1)
    opening = items[first]
    is_source = opening["source"] is not None
    return UnindentedList(opening.start(), opening.start("n"), notes, is_source)


def _holds(outer: re.Match[str], inner: str) -> bool:
    found = _OPENING.match(inner)
    return found is not None and len(found["indentation"]) > _width(outer["indentation"])


def _width(indentation: str) -> int:
    return max(len(INDENTATION), len(indentation))


def read_notes(text: str, start: int) -> list[ListedNote]:
    """Return the notes of a list that runs from offset `start` to the end of the text."""
    opening = _OPENING.match(text, start)
    width = _width(opening["indentation"]) if opening else len(INDENTATION)
    item = re.compile(rf"^[ \t]{{1,{width}}}(?P<n>[1-9][0-9]{{0,3}})\.(?:[ \t]+|$)", re.MULTILINE)
    items = list(item.finditer(text, start))
    ends = [following.start() for following in items[1:]] + [len(text)]
    return [_listed(match, text[match.end() : end]) for match, end in zip(items, ends, strict=True)]


def _listed(item: re.Match[str], raw: str) -> ListedNote:
    text = _NEXT_PARAGRAPH.sub("\n\n", raw.strip(_BLANKS))
    return ListedNote(int(item["n"]), item.start("n"), text, item.end(), raw)


def list_faults(notes: Sequence[ListedNote]) -> Iterator[ListFault]:
    """Notes that are listed twice, out of order, or without text."""
    seen: set[int] = set()
    last = 0
    for note in notes:
        if note.n in seen:
            yield ListFault(note.start, f"note {note.n} is listed twice", "note-twice")
        elif note.n != last + 1:
            message = f"note {note.n} is listed where note {last + 1} should be"
            yield ListFault(note.start, message, "note-order")
        if not note.text:
            yield ListFault(note.start, f"note {note.n} has no text", "note-empty")
        seen.add(note.n)
        last = max(last, note.n)

"""The reading text that is derived from TEI: written, and read back without guessing.

    151. Telegram From the Department of State to All American Republic Posts¹

    836. Subject: Bolivia. General [Page 341] Ovando Candia announced that … named.²

      1. Source: National Archives and Records Administration, RG 59, …
      2. A November 4 situation report …

Blank lines separate the heading, the paragraphs and the list of notes. The list bears the printed
marks, and its k-th note belongs to the k-th mark of the text (see `superscripts`). A note begins on
a line indented by two blanks; its further lines are indented by five.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass

from frus_pack.document import page_marks
from frus_pack.document.transcription import (
    Block,
    Heading,
    Inline,
    NoteAnchor,
    NoteText,
    PageBreak,
    Paragraph,
    Transcription,
)
from frus_pack.errors import Problem, SourceError
from frus_pack.sources.text import superscripts
from frus_pack.sources.text.superscripts import TOKEN
from frus_pack.sources.text.text_assembly import TextPlaces

_BLOCK = re.compile(r"[^\n]+(?:\n[^\n]+)*")
_ITEM = re.compile(r"^  (?P<label>[^\s]+?)\.(?: |$)", re.MULTILINE)
_INSIDE_NOTE = "     "
_FURTHER_LINE = re.compile(r"\n(?=[^\n])")
_INDENTED_LINE = re.compile(rf"\n{_INSIDE_NOTE}")


@dataclass(frozen=True, slots=True)
class _Item:
    """A note as listed: its label, and the offsets of its line and its text."""

    label: str
    start: int
    text_start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Token:
    """A piece that is not plain words, at text[start:end]."""

    start: int
    end: int
    piece: Inline


def render_derived_text(transcription: Transcription) -> str:
    """Write the reading text of a transcription; `parse` reads it back.

    Args:
        transcription: What the document says, as `frus_pack.sources.tei.text` reads it.

    Returns:
        The text, which holds no character that cannot be seen.
    """
    labels = {note.n: superscripts.label_of(note) for note in transcription.notes}
    parts = [_content(_content_of(block), labels) for block in transcription.blocks]
    if transcription.notes:
        parts.append("\n".join([_listed(note, labels[note.n]) for note in transcription.notes]))
    return "\n\n".join(parts) + ("\n" if transcription.final_newline else "")


def parse_derived_text(text: str, file: str = "transcription.txt") -> Transcription:
    """Read a derived reading text.

    Args:
        text: The text, with LF as line end.
        file: What errors call it.

    Returns:
        The transcription it was rendered from.

    Raises:
        SourceError: The text has no heading, or its marks are not those of its list of notes.
    """
    return _Reading(text, file).result()


def parse_marked(text: str, file: str) -> Transcription | None:
    """Return what a text says whose notes have superscript marks; None of any other text."""
    if not superscripts.HAS_MARK.search(text):
        return None
    with suppress(SourceError):
        found = parse_derived_text(text, file)
        return found if found.notes else None
    return None


def _content_of(block: Block) -> tuple[Inline, ...]:
    return (block,) if isinstance(block, PageBreak) else block.content


def _content(content: Sequence[Inline], labels: dict[str, str]) -> str:
    return "".join([_written(piece, labels) for piece in content])


def _written(piece: Inline, labels: dict[str, str]) -> str:
    if isinstance(piece, str):
        return superscripts.as_words(piece)
    if isinstance(piece, PageBreak):
        return page_marks.mark(piece.page)
    return superscripts.mark(labels[piece.n])


def _listed(note: NoteText, label: str) -> str:
    text = _FURTHER_LINE.sub(f"\n{_INSIDE_NOTE}", _content(note.content, {}))
    return f"  {label}. {text}"


class _Reading:
    """One derived text being read."""

    def __init__(self, text: str, file: str) -> None:
        self._text = text
        self._file = file
        self._place = TextPlaces(text)

    def result(self) -> Transcription:
        blocks = [(found.start(), found.end()) for found in _BLOCK.finditer(self._text)]
        end, items, tokens = self._parted([start for start, _ in blocks])
        body = list(self._body([block for block in blocks if block[0] < end], tokens))
        if not any(isinstance(block, Heading) for block in body):
            raise self._error("has no heading", 0, "heading-missing")
        notes = [self._note(str(n), item) for n, item in enumerate(items, 1)]
        return Transcription(tuple(body), tuple(notes), self._text.endswith("\n"))

    def _parted(self, starts: Sequence[int]) -> tuple[int, list[_Item], list[_Token]]:
        """Return where the list begins, its notes, and the tokens of the text before it.

        More notes have more marks, so only one beginning fits the marks that the text has.
        """
        faults: list[SourceError] = []
        end = len(self._text)
        for start in (*(one for one in reversed(starts) if self._begins_list(one)), end):
            items = self._items(start)
            try:
                return start, items, list(self._tokens(start, items))
            except SourceError as error:
                faults.append(error)
        raise faults[0]

    def _begins_list(self, start: int) -> bool:
        return _ITEM.match(self._text, start) is not None

    def _items(self, start: int) -> list[_Item]:
        found = list(_ITEM.finditer(self._text, start))
        ends = [following.start() for following in found[1:]] + [len(self._text)]
        return [
            _Item(item["label"], item.start(), item.end(), end)
            for item, end in zip(found, ends, strict=False)
        ]

    def _tokens(self, end: int, items: Sequence[_Item]) -> Iterator[_Token]:
        """Yield the tokens up to `end`, each mark matched with the next note of the list."""
        following = 0
        for found in TOKEN.finditer(self._text):
            if not found["marks"]:
                if found.start() < end:
                    yield _plain_token(found)
                continue
            at = found.start()
            while at < found.end():
                if following == len(items) or at >= end:
                    raise self._error("a mark belongs to no listed note", at, "note-unlisted")
                item = items[following]
                mark = superscripts.mark(item.label)
                if not self._text.startswith(mark, at):
                    message = f"has another mark where the mark of note {item.label} is due"
                    raise self._error(message, at, "note-order")
                following += 1
                yield _Token(at, at + len(mark), NoteAnchor(str(following)))
                at += len(mark)
        if following < len(items):
            item = items[following]
            message = f"note {item.label} is listed and has no mark"
            raise self._error(message, item.start, "note-unanchored")

    def _body(self, blocks: Sequence[tuple[int, int]], tokens: Sequence[_Token]) -> Iterator[Block]:
        position, headed = 0, False
        for start, end in blocks:
            first = position
            while position < len(tokens) and tokens[position].start < end:
                position += 1
            content = _inlines(self._text, start, end, tokens[first:position])
            if len(content) == 1 and isinstance(content[0], PageBreak):
                yield content[0]
                continue
            yield Paragraph(content) if headed else Heading(content)
            headed = True

    def _note(self, n: str, item: _Item) -> NoteText:
        text = _INDENTED_LINE.sub("\n", self._text[item.text_start : item.end].rstrip("\n"))
        tokens = [_plain_token(found) for found in TOKEN.finditer(text)]
        label = item.label if item.label != n else None
        return NoteText(n, _inlines(text, 0, len(text), tokens), label=label)

    def _error(self, message: str, offset: int, kind: str) -> SourceError:
        return SourceError(Problem(self._file, message, self._place(offset), kind=kind))


def _plain_token(found: re.Match[str]) -> _Token:
    """Return the token of a character of the source's own or of a page mark."""
    piece: Inline = found["own"] or PageBreak(found["page"])
    return _Token(found.start(), found.end(), piece)


def _inlines(text: str, start: int, end: int, tokens: Sequence[_Token]) -> tuple[Inline, ...]:
    """Return the pieces of text[start:end], in which the tokens are."""
    pieces: list[Inline] = []
    words = ""
    for token in tokens:
        words += text[start : token.start]
        start = token.end
        if isinstance(token.piece, str):
            words += token.piece
            continue
        pieces += [words, token.piece] if words else [token.piece]
        words = ""
    words += text[start:end]
    return (*pieces, words) if words else tuple(pieces)

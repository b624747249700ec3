"""The reading text of a document, as the web page of the series shows it.

    151. Telegram From the Department of State to All American Republic Posts1

    836. Subject: Bolivia. General [Page 341] Ovando Candia announced that … named.2

      1. Source: National Archives and Records Administration, RG 59, …
      2. A November 4 situation report …

Blank lines separate the heading, the paragraphs and the list of notes; `page_marks`, `note_list`
and `note_anchors` define those. A well-formed text has single blank lines, no white space
at the ends of its lines and notes indented by two blanks; other layouts are read as well. White
space is blanks, tabs and line ends; all else is text and kept.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from frus_pack.document import page_marks
from frus_pack.document.characters import UNFIT, is_fit
from frus_pack.document.transcription import (
    NoteAnchor,
    NoteText,
    PageBreak,
    Transcription,
)
from frus_pack.errors import Problem, SourceError
from frus_pack.requirements.finding import Finding
from frus_pack.sources.text import note_anchors
from frus_pack.sources.text.derived_text import parse_marked
from frus_pack.sources.text.note_anchors import Anchor, AnchorFault, Located
from frus_pack.sources.text.note_list import (
    Block,
    ListedNote,
    find_note_list,
    find_unindented_list,
    list_faults,
    read_notes,
)
from frus_pack.sources.text.text_assembly import (
    TextPlaces,
    Token,
    heading_of,
    pages_as_read,
    text_blocks,
    with_bare_heading,
    with_marks,
)

_TRAILING = re.compile(r"(?<![ \t])[ \t]+(?=\n|\Z)")
_BLOCK = re.compile(r"[^\n]+(?:\n[^\n]+)*")
_UNFIT = re.compile(rf"({UNFIT.pattern})[^\n]*")
"""A character XML cannot hold, and the rest of its line: one a line is reported."""

_ADVICE_UNFIT = "take it out; XML cannot hold it"
_ADVICE_PAGE = "correct the number, or, if it is printed so, list `pages` in the metadata"
_ADVICE_LIST = "number the notes 1, 2, 3 and so on, each once"
_ADVICE_EMPTY = "write the note's text behind its number"
_ADVICE_INDENT = "indent its numbers by two blanks"
_ADVICE_ANCHOR = "put its number right behind the word, point or bracket it belongs to"
_ADVICE_NUMBER = "correct the number, or set a blank before it if it belongs to no note"
_ADVICE_GLUED = "if so, nothing need be done; else set a blank between the digits"
_SHOWN = 24
_ADVICE_UNLISTED = "list the note, or set a blank before the number if it belongs to none"


def decode_text(content: bytes, file: str = "transcription.txt") -> str:
    """Return the text of a file in UTF-8; a byte order mark is dropped, CR LF and CR read as LF.

    Raises SourceError, with the line and the offset of the byte, if it is not UTF-8.
    """
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        wrong = content[error.start]
        problem = Problem(
            file,
            f"is not UTF-8: byte 0x{wrong:02X}, {error.reason}",
            f"line {content.count(10, 0, error.start) + 1}, byte {error.start}",
            "save it as UTF-8",
            "encoding",
        )
        raise SourceError(problem) from error
    return _with_plain_line_ends(text.removeprefix("\ufeff"))


@dataclass(frozen=True, slots=True)
class ReadText:
    """What a reading text says, and what is doubtful in it.

    `out_of_order` are the marks of pages that begin twice or go back: mostly a slip, but a document
    can be printed so. `warnings` are places that could be read otherwise: a note number glued to
    other digits, and what looks like a page mark but is not one.
    """

    transcription: Transcription
    out_of_order: tuple[Problem, ...] = ()
    warnings: tuple[Problem, ...] = ()

    @property
    def findings(self) -> tuple[Finding, ...]:
        """The warnings as findings, which travel with the document."""
        return tuple(map(_finding, self.warnings))


def _finding(warning: Problem) -> Finding:
    place = f"{warning.file}, {warning.place}"
    return Finding(f"transcription.{warning.kind}", place, warning.message, warning.advice)


def parse_reading_text(text: str, file: str = "transcription.txt") -> Transcription:
    """Read a reading text. `file` names it in errors.

    Raises SourceError with every problem found, each with its line and column. A problem is a
    character that XML cannot hold, a missing heading, or a page that begins twice or goes back.
    So is a note listed or anchored twice, out of order, or only one of the two.
    """
    found = read_reading_text(text, file)
    if found.out_of_order:
        raise SourceError(*found.out_of_order)
    return found.transcription


def read_reading_text(text: str, file: str = "transcription.txt") -> ReadText:
    """Read a reading text whose pages may be in any order; their order is reported.

    Raises SourceError as `parse_reading_text` does for anything else, and reports the order of
    pages then too.
    """
    plain = _without_trailing_blanks(_with_plain_line_ends(text))
    marked = parse_marked(plain, file) if is_fit(plain) else None
    return _Reading(plain, file).result() if marked is None else _of_marked(plain, file, marked)


def _of_marked(text: str, file: str, marked: Transcription) -> ReadText:
    """Return what a text says whose notes have superscript marks, which leave nothing doubtful."""
    place = TextPlaces(text)
    found = page_marks.out_of_order(
        (page, text.rfind(page_marks.mark(page))) for page in marked.marked_pages
    )
    problems = [
        Problem(file, message, place(offset), _ADVICE_PAGE, "page-order")
        for offset, message in found
    ]
    return ReadText(marked, tuple(problems))


def _with_plain_line_ends(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def _without_trailing_blanks(text: str) -> str:
    if " \n" in text or "\t\n" in text or text[-1:] in (" ", "\t"):
        return _TRAILING.sub("", text)
    return text


class _Reading:
    """One text being read: what it says, and all that is wrong with it."""

    def __init__(self, text: str, file: str) -> None:
        self._text = text
        self._file = file
        self._place = TextPlaces(text)
        self._problems: list[tuple[int, Problem]] = []
        self._out_of_order: list[tuple[int, Problem]] = []
        self._warnings: list[tuple[int, Problem]] = []

    def result(self) -> ReadText:
        self._refuse_unfit()
        blocks = [Block(m.start(), m[0]) for m in _BLOCK.finditer(self._text)]
        heading = heading_of(blocks)
        if heading is None:
            what = "has no heading, only page marks" if blocks else "is empty"
            advice = "begin it with the document's number and title"
            self._problem(0, what, advice, "heading-missing")
            raise self._error()
        result = self._read(with_bare_heading(blocks, heading), heading)
        if self._problems:
            raise self._error()
        return ReadText(result, _in_order(self._out_of_order), _in_order(self._warnings))

    def _read(self, blocks: Sequence[Block], heading: int) -> Transcription:
        first = find_note_list(blocks, heading)
        listed = read_notes(self._text, blocks[first].start) if first is not None else []
        self._check_list(listed)
        body = blocks[:first]
        end = body[-1].start + len(body[-1].text)
        tokens = self._tokens(body[heading], end, listed)
        self._check_pages(tokens, listed)
        self._warn_of_marks()
        return Transcription(
            tuple(text_blocks(body, heading, tokens)),
            tuple(NoteText(str(n.n), tuple(with_marks(n.text))) for n in listed),
            self._text.endswith("\n"),
        )

    def _tokens(self, heading: Block, end: int, listed: Sequence[ListedNote]) -> list[Token]:
        """Page breaks and anchors of the body, which ends at offset `end`, in order."""
        start = heading.start
        tokens = [
            Token(m.start(), m.end(), PageBreak(m["page"]))
            for m in page_marks.MARK.finditer(self._text, 0, end)
        ]
        found = self._locate(heading, end, listed)
        tokens += [
            Token(start + a.start, start + a.end, NoteAnchor(str(a.n))) for a in found.anchors
        ]
        self._tell_anchors(found.faults, start, {note.n: note.start for note in listed})
        for anchor in found.doubtful:
            self._warn_of_anchor(anchor, start)
        for fault in found.doubled:
            self._warn(start + (fault.start or 0), fault.message, _ADVICE_NUMBER, fault.kind)
        return sorted(tokens, key=lambda token: token.start)

    def _locate(self, heading: Block, end: int, listed: Sequence[ListedNote]) -> Located:
        """Return the anchors of the body. Where no note is listed, and they are the anchors of a
        list that is not indented, the missing indentation is reported instead."""
        body, heading_end = self._text[heading.start : end], len(heading.text)
        located = note_anchors.locate(body, heading_end, [note.n for note in listed])
        if listed:
            return located
        found = find_unindented_list(self._text, heading.start + heading_end)
        if found and (located.faults or found.is_source):
            body = self._text[heading.start : found.start].rstrip()
            again = note_anchors.locate(body, heading_end, range(1, found.notes + 1))
            if len(again.anchors) == found.notes:
                message = "the list of notes is not indented"
                self._problem(found.number, message, _ADVICE_INDENT, "note-unlisted")
                return again
        return located

    def _tell_anchors(
        self, faults: Sequence[AnchorFault], start: int, lines: Mapping[int, int]
    ) -> None:
        for fault in faults:
            if fault.start is None:
                self._problem(lines[fault.n], fault.message, _ADVICE_ANCHOR, fault.kind)
            else:
                unlisted = fault.kind == "note-unlisted"
                advice = _ADVICE_UNLISTED if unlisted else _ADVICE_NUMBER
                self._problem(start + fault.start, fault.message, advice, fault.kind)

    def _warn_of_anchor(self, anchor: Anchor, start: int) -> None:
        offset = start + anchor.start
        before = self._text[max(0, offset - _SHOWN) : offset].rpartition("\n")[2].lstrip()
        message = f"note {anchor.n} is taken to be anchored behind {before!r}, where digits meet"
        self._warn(offset, message, _ADVICE_GLUED, "note-glued")

    def _warn(self, offset: int, message: str, advice: str, kind: str) -> None:
        self._warnings.append((offset, self._problem_at(offset, message, advice, kind)))

    def _warn_of_marks(self) -> None:
        for match in page_marks.NEAR_MISS.finditer(self._text):
            message = f"{match[0]} is not read as a page mark"
            advice = f"write [Page {match['page']}] if page {match['page']} begins here"
            self._warn(match.start(), message, advice, "page-mark")
        for match in page_marks.MARK.finditer(self._text):
            if page_marks.has_letter_for_digit(match["page"]):
                message = f"{match[0]} has a letter that looks like a digit"
                meant = page_marks.with_digits(match["page"])
                self._warn(match.start(), message, f"write [Page {meant}]", "page-mark")

    def _refuse_unfit(self) -> None:
        for match in () if is_fit(self._text) else _UNFIT.finditer(self._text):
            message = f"holds the character U+{ord(match[1]):04X}"
            self._problem(match.start(), message, _ADVICE_UNFIT, "character-forbidden")

    def _check_list(self, listed: Sequence[ListedNote]) -> None:
        for fault in list_faults(listed):
            if fault.kind == "note-empty":
                self._warn(fault.start, fault.message, _ADVICE_EMPTY, fault.kind)
            else:
                self._problem(fault.start, fault.message, _ADVICE_LIST, fault.kind)

    def _check_pages(self, tokens: Sequence[Token], listed: Sequence[ListedNote]) -> None:
        for place, message in page_marks.out_of_order(pages_as_read(tokens, listed)):
            problem = self._problem_at(place, message, _ADVICE_PAGE, "page-order")
            self._out_of_order.append((place, problem))

    def _problem(self, offset: int, message: str, advice: str, kind: str) -> None:
        self._problems.append((offset, self._problem_at(offset, message, advice, kind)))

    def _problem_at(self, offset: int, message: str, advice: str, kind: str) -> Problem:
        return Problem(self._file, message, self._place(offset), advice, kind)

    def _error(self) -> SourceError:
        """Return all problems, in the order of their places."""
        return SourceError(*_in_order((*self._problems, *self._out_of_order)))


def _in_order(found: Sequence[tuple[int, Problem]]) -> tuple[Problem, ...]:
    ordered = sorted(found, key=lambda located: located[0])
    return tuple([problem for _, problem in ordered])

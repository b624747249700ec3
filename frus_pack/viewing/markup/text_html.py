"""A transcription as HTML: the text, its notes, the marks of its pages."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from frus_pack.document import page_marks
from frus_pack.viewing.markup.tokens import PageMark, Token, to_html, with_withheld

_BLANK_LINES = re.compile(r"\n[ \t]*\n\s*")


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteHtml:
    """A note below the text: its number in order, the mark that is printed for it, its words."""

    number: int
    label: str
    html: Markup
    is_source: bool = False
    anchor: str = ""
    """Its ``xml:id``, which references from other documents name."""


@dataclass(frozen=True, slots=True)
class TextHtml:
    """The text of a document as HTML, and its notes in order."""

    html: Markup
    notes: tuple[NoteHtml, ...] = ()


class PageMarks:
    """Makes the marks at which the pages of a document begin, each page once and in order."""

    def __init__(self, pages: Sequence[str]) -> None:
        self._pages = pages
        self._at = -1

    def first(self, marked: str | None) -> Token:
        """Return the mark of the first page, if the text begins on it.

        `marked` is the page whose mark is before any word of the text, if there is one.
        """
        if not self._pages or marked == self._pages[0]:
            return ""
        self._at = 0
        return _mark(self._pages[0], 0)

    def next(self, page: str) -> PageMark:
        """Return the mark of a page that begins here. A page that is not listed gets a mark that
        leads to no image."""
        for index in range(self._at + 1, len(self._pages)):
            if self._pages[index] == page:
                self._at = index
                return _mark(page, index)
        return inert(page)


def inert(page: str) -> PageMark:
    """Return the mark of a page inside a note, or of one that the package does not list."""
    return PageMark(Markup('<span class="pb">[Page {}]</span>').format(page_called(page)))


def _mark(page: str, index: int) -> PageMark:
    made = Markup('<a class="pb" id="page-{0}" href="#page-{0}" data-page="{0}">[Page {1}]</a>')
    return PageMark(made.format(index + 1, page_called(page)))


def page_called(page: str) -> str:
    """Return what people call a page: its number, if one is printed or inferred."""
    return page if page.strip("[]") else "without a number"


def reading_text_to_html(text: str, marks: PageMarks) -> TextHtml:
    """Return a reading text as HTML, paragraph by paragraph. Its notes stay at its end."""
    begun = page_marks.MARK.match(text.lstrip())
    tokens: list[Token] = [marks.first(begun["page"] if begun else None)]
    for paragraph in filter(str.strip, _BLANK_LINES.split(text.replace("\r\n", "\n"))):
        tokens += (Markup("<p>"), *_pieces(paragraph, marks), Markup("</p>"))
    return TextHtml(to_html(with_withheld(tokens)))


def _pieces(paragraph: str, marks: PageMarks) -> Iterator[Token]:
    at = 0
    for mark in page_marks.MARK.finditer(paragraph):
        yield paragraph[at : mark.start()]
        yield marks.next(mark["page"])
        at = mark.end()
    yield paragraph[at:]

"""The reading text of a document as HTML, for a package whose TEI cannot be read."""

from __future__ import annotations

import re
from collections.abc import Iterator

from markupsafe import Markup

from frus_pack.document import page_marks
from frus_pack.viewing.markup.text_html import PageMarks, TextHtml
from frus_pack.viewing.markup.tokens import Token, to_html, with_withheld

_BLANK_LINES = re.compile(r"\n[ \t]*\n\s*")


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

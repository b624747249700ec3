"""The reading text of a document, page by page."""

from __future__ import annotations

from collections.abc import Sequence

from frus_pack.document import page_marks
from frus_pack.document.page import Page


def text_of_pages(reading_text: str, pages: Sequence[Page]) -> tuple[str, ...]:
    """Return the text of each page, in the order of `pages`.

    A mark (``[Page 341]``) begins a page. Text before the first mark is of the first page. The
    notes are at the end of the text, and so on the last page.
    """
    texts = [""] * len(pages)
    at, begin = 0, 0
    for mark in page_marks.MARK.finditer(reading_text):
        following = _next(pages, at, mark["page"], reading_text[begin : mark.start()])
        if following is None:
            continue
        if texts:
            texts[at] += reading_text[begin : mark.start()]
        at, begin = following, mark.end()
    if texts:
        texts[at] += reading_text[begin:]
    return tuple(text.strip() for text in texts)


def _next(pages: Sequence[Page], at: int, page: str, before: str) -> int | None:
    """Return the index of the next page of this number: the first, if no text precedes it."""
    first = at if not before.strip() and at == 0 else at + 1
    return next((n for n in range(first, len(pages)) if pages[n].page == page), None)

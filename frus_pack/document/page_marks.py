"""Page marks of a reading text: ``[Page 341]`` is where printed page 341 begins."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

UNNUMBERED = "[]"
"""The page on which no number is printed: the back of a map, a scan published alone."""

_ROMAN = r"(?i:(?=[ivxlcdm])m{0,4}(?:cm|cd|d?c{0,3})(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3}))"
_WITH_DIGIT = r"(?=[A-Za-z.–-]{0,15}[0-9])[0-9A-Za-z][0-9A-Za-z.–-]{0,15}"
_LEAF = r"[A-Z][a-z]{1,14} [0-9]{1,3}"
_NUMBER = rf"(?:{_ROMAN}|{_WITH_DIGIT})"
_PAGE = rf"{_NUMBER}|\[(?:{_NUMBER}|{_LEAF})?\]"

BEHIND_BRACKET = rf"Page (?P<page>{_PAGE})\]"
PATTERN = rf"\[{BEHIND_BRACKET}"
"""A mark, its page in the group ``page``. Numbers are arabic or roman; those that are not printed
are in brackets of their own, as in the series: ``[Page [II]]``, and of leaves that are not
counted ``[Page [Map 2]]``; a page that has none, as the back of a map, is ``[Page []]``."""

MARK = re.compile(PATTERN)
NEAR_MISS = re.compile(
    rf"(?!\[Page (?:{_PAGE})\])\[ ?(?i:pages?|pg\.?|pp?\.) ?"
    rf"(?P<page>{_WITH_DIGIT}|[ivxlcdmIVXLCDM]{{1,15}}) ?\]"
)
"""What looks like a mark but is written otherwise: ``[p. 209]``, ``[page 209]``."""
_IS_PAGE = re.compile(_PAGE)
_LETTER_FOR_DIGIT = re.compile(r"(?=.*[0-9])(?=.*[lIO])[0-9lIO]+")
_DIGITS = str.maketrans("lIO", "110")


def mark(page: str) -> str:
    """Return the mark of a printed page."""
    return f"[Page {page}]"


def is_page(page: str) -> bool:
    """Return whether a mark can give this as the number of a page."""
    return _IS_PAGE.fullmatch(page) is not None


def has_letter_for_digit(page: str) -> bool:
    """Return whether a page is digits but for letters that look like them: ``l2``, ``1O4``."""
    return _LETTER_FOR_DIGIT.fullmatch(page) is not None


def with_digits(page: str) -> str:
    """Return the page with digits for the letters that look like them."""
    return page.translate(_DIGITS)


def number_or_none(page: str) -> str:
    """Return the page, or ``[]``, the page without a number, where a mark cannot give it."""
    return page if is_page(page) else UNNUMBERED


def is_arabic(page: str) -> bool:
    """Return whether a page number is one that can be counted from: 341, but not XIV or 12a."""
    return page.isascii() and page.isdecimal()


def out_of_order(pages: Iterable[tuple[str, int]]) -> Iterator[tuple[int, str]]:
    """Yield what is wrong with pages in the order in which they are read.

    Takes each page with the place of its mark; yields places and what is wrong there. No page
    begins twice, and arabic numbers rise; what is between (unprinted pages) may be left out.
    Pages without a number are in no order.
    """
    seen: set[str] = set()
    last = 0
    for page, place in pages:
        bare = page.strip("[]")
        if bare and bare in seen:
            yield place, f"page {page} begins a second time"
        elif is_arabic(bare) and int(bare) <= last:
            yield place, f"page {page} begins after page {last}"
        elif is_arabic(bare):
            last = int(bare)
        seen.add(bare)

"""Printed page numbers and scan numbers as numbers that count, and how far they rise."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

MOST_BEFORE_PAGE_ONE = 200
"""How much greater than the printed number a scan number is at most: front matter and plates."""

_ARABIC = re.compile(r"[0-9]{1,9}")
_ROMAN = re.compile(
    r"(?=[ivxlcdm])m{0,4}(?:cm|cd|d?c{0,3})(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})", re.IGNORECASE
)
_ROMAN_DIGITS = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}
_SCAN = re.compile(r"(?P<prefix>.*?)(?P<number>[0-9]{1,9})", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Number:
    """A number that counts; numbers of one sequence have the same `kind`."""

    kind: str
    value: int


def printed(page: str) -> Number | None:
    """Return the value of a printed number; brackets only say that it is not printed."""
    bare = page.strip("[]")
    if _ARABIC.fullmatch(bare):
        return Number("arabic", int(bare))
    return Number("roman", _roman(bare.lower())) if _ROMAN.fullmatch(bare) else None


def scan(facs: str | None) -> Number | None:
    """Return the value of a scan number; its kind is the text before the digits."""
    match = _SCAN.fullmatch(facs or "")
    return Number(match["prefix"], int(match["number"])) if match else None


def rise(before: Number | None, after: Number | None) -> int | None:
    """Return how far a number rises to the next; None if they are not of one sequence."""
    if before is None or after is None or before.kind != after.kind:
        return None
    return after.value - before.value


def later(facs: str, rise: int) -> str:
    """Return the scan number that is so much greater than another, written like it."""
    match = _SCAN.fullmatch(facs)
    if match is None:
        return facs
    number = match["number"]
    return f"{match['prefix']}{int(number) + rise:0{len(number)}}"


def offset(page: str, facs: str | None) -> int | None:
    """Return how much greater the scan number is than the printed number, if that is arabic.

    None if one of them does not count.
    """
    number, counted = printed(page), scan(facs)
    if number is None or counted is None or number.kind != "arabic" or counted.kind:
        return None
    return counted.value - number.value


def _roman(number: str) -> int:
    digits = [_ROMAN_DIGITS[letter] for letter in number]
    following = [*digits[1:], 0]
    return sum(-one if one < after else one for one, after in zip(digits, following, strict=True))


def unusual_offset(pages: Iterable[tuple[str, str | None]]) -> tuple[int, int] | None:
    """Return which page has a scan number that is unusually high, and its offset; else None.

    The page is the first whose offset is known. The offset is by how much the scan number is
    greater than the printed number.

    Args:
        pages: The printed number and the scan number of each page.
    """
    for index, (page, facs) in enumerate(pages):
        ahead = offset(page, facs)
        if ahead is not None:
            return (index, ahead) if ahead > MOST_BEFORE_PAGE_ONE else None
    return None

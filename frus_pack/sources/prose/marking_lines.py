"""Classification and handling in lines of their own above the text, as until 1954.

``secret   us urgent``
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

_LEVEL = re.compile(
    r"(?:(?:personal and |strictly )?(?:top secret|secret|confidential|restricted|unclassified)"
    r"|(?:limited )?official use(?: only)?|plain)\b",
    re.IGNORECASE,
)
_MARK = re.compile(
    r"(?:most |operational |us |u\.s\. )?(?:urgent|immediate|priority|priorty|emergency|routine)\b"
    r"|niact\b(?: \([^()]*\))?|eyes only\b|(?:limited|limit|no) distribution\b|air pouch\b|noforn\b"
    r"|personal\b|official(?:[—–-]| ?and )informal\b|verbatim text\b"
    r"|presidential handling\b|security information\b|atomic energy restricted data\b",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"[\s,;.\]—–-]*")
_NUMBER = re.compile(r"\[?No\. ?[0-9]+[.,\]]*\s+")
"""The number of a despatch before its marking: ``No. 12. Confidential.]``."""


@dataclass(frozen=True, slots=True)
class PrintedMarkings:
    """The classification, and the handling as printed, with semicolons between its marks."""

    classification: str | None = None
    handling: str | None = None


def read_marking_lines(lines: Iterable[str]) -> PrintedMarkings:
    """Return what lines say that hold markings and nothing else; other lines are passed over."""
    level: str | None = None
    marks: list[str] = []
    for found in filter(None, map(_read_line, lines)):
        level = level or found[0]
        marks += found[1]
    return PrintedMarkings(level, "; ".join(dict.fromkeys(marks)) or None)


def _read_line(line: str) -> tuple[str | None, list[str]] | None:
    """Return the level and the marks of a line that is nothing else; None of any other line."""
    number = _NUMBER.match(line)
    place = number.end() if number else 0
    found = _LEVEL.match(line, place)
    place = found.end() if found else place
    marks: list[str] = []
    while place < len(line):
        gap = _BETWEEN.match(line, place)
        place = gap.end() if gap else place
        mark = _MARK.match(line, place)
        if mark is None:
            break
        marks.append(mark[0])
        place = mark.end()
    if place < len(line) or not (found or marks):
        return None
    return (found[0] if found else None), marks

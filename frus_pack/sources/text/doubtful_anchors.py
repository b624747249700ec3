"""Note numbers where none can plainly be one: glued to digits, to one another, to the next word.

On the web a note number is glued to what precedes it, whatever that is: ``March 242`` is
March 24 and note 2, ``p.m.12`` are notes 1 and 2. Where a note that is listed has no plain anchor,
the order of the list settles which of these it is. A place that another number could as well mean
is doubtful.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from functools import lru_cache

from frus_pack.document import page_marks
from frus_pack.sources.text.anchor_places import CLOCK, is_forbidden_behind
from frus_pack.sources.text.best_anchors import Candidate

_RUN = re.compile(rf"{page_marks.PATTERN}|(?P<digits>[0-9]+)")
_LONGEST_NUMBER = 4
_LONGEST_RUN = 12
"""Longer runs of digits are keys and serial numbers."""
_MOST_TOGETHER = 4
_CONTEXT = 24

_MONTH = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?|July?|Aug(?:ust|\.)?"
    r"|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
_BEFORE_DAY = re.compile(rf"{_MONTH} $")
_BEFORE_YEAR = re.compile(rf"{_MONTH} [0-9]{{1,2}}, $")
_YEAR = re.compile(r"1[6-9][0-9]{2}")
_LAST_DAY = 31
_BEFORE_THOUSANDS = re.compile(r"[0-9],$")
_WIDTH_OF_THOUSANDS = 3
_BEFORE_PAPER = re.compile(
    r"(?:tels?|[Tt]elegrams?|[Dd]espatch|[Aa]irgram|[Cc]irtel|[Nn]ote|No\.|Action|Usun|USUN|Delga"
    r"|Gadel|Dulte|Tedul|Polto|Topol|Secto|Tosec|[A-Z][a-z]{3,6}|[A-Z]{4,6}) $"
)
"""What precedes a paper's number: ``Embtel 520``."""

_IN_WORD = re.compile(r"\w")
_OPENS_BLOCK = re.compile(r"\n\n[ \t]*$")
_ENDS_BLOCK = re.compile(r"[ \t]*(?:\n\n|\Z)")
_IS_APART = re.compile(rf"[ \t]+[0-9]+\. |{_ENDS_BLOCK.pattern}")
_CLOSES_ALL_THE_SAME = re.compile(r"(?:[0-9]:|[^\W\d_]“)$")
"""``of 1968:2`` and ``“Radio China“2``, where a note number hardly ever is."""
_SENTENCE = re.compile(r"[.?!;)\]”’]$")
_LETTERS = re.compile(r"[^\W\d_]{4}$")
_WORD = re.compile(r"[^\W\d_]{3}")
_NEXT_WORD = re.compile(r"\s+[“‘(\"]?[^\W\d_a-z]")
_NUMBERED_LINE = re.compile(r"(?:^|\n)[ \t]*[0-9]+[.,]$")
_NUMBER_AND_POINT = re.compile(r"[0-9][.,]$")
_ENDS_THERE = re.compile(rf"[)\]]|\s+[^a-z\s]|{_ENDS_BLOCK.pattern}")

_CERTAIN = 20
"""The weakness of a place where only the calendar is needed to tell the number."""
_DOUBTFUL = 30
_APART = 60
"""The weakness of a number that is apart from the words before it."""
_BEFORE_DIGITS = 90


def doubtful_candidates(text: str, wanted: Collection[int]) -> Iterator[Candidate]:
    """Return the numbers of the notes `wanted` that digits in a text could end with.

    Takes time in proportion to the text.
    """
    known = {number: number for number in wanted}  # so that equal numbers are one object
    for run in _RUN.finditer(text):
        digits, end = run["digits"], run.end()
        if digits is None or len(digits) > _LONGEST_RUN or text.startswith("%", end):
            continue
        yield from _before_others(digits, run.start(), end, known)
        before = text[max(0, run.start() - _CONTEXT) : run.start()]
        after = text[end : end + _CONTEXT]
        if CLOCK.match(after):
            continue
        for length, number, count in _readings(digits, known):
            kept = len(digits) - length
            weak = _weakness(before, digits, after, kept, count)
            if weak is not None:
                yield Candidate(known[number], end - length, weak, count, end)


def _readings(digits: str, wanted: Collection[int]) -> Iterator[tuple[int, int, int]]:
    """Return how many of the last digits are numbers of notes, the first number and how many
    follow one another: ``12`` is 12 or 1 and 2."""
    for length in range(min(len(digits), _LONGEST_NUMBER * 2), 0, -1):
        kept, said = digits[:-length], digits[-length:]
        if said[0] == "0" or (kept and not kept.strip("0") and len(kept) != _WIDTH_OF_THOUSANDS):
            continue
        for number, count in _numbers(said, wanted):
            yield length, number, count


def _before_others(
    digits: str, start: int, end: int, wanted: Mapping[int, int]
) -> Iterator[Candidate]:
    """Return the numbers that other digits may follow, as in the cells of a table."""
    if digits[0] == "0":
        return
    for length in range(1, min(len(digits), _LONGEST_NUMBER)):
        number = wanted.get(int(digits[:length]))
        if number is not None:
            yield Candidate(number, start, _BEFORE_DIGITS, 1, end)


def is_doubtful(candidate: Candidate) -> bool:
    """Return whether another reading of the digits is possible."""
    return candidate.weakness >= _DOUBTFUL


def _numbers(said: str, wanted: Collection[int]) -> Iterator[tuple[int, int]]:
    for length in range(1, min(len(said) // 2, _LONGEST_NUMBER) + 1):
        first = last = int(said[:length])
        end = length
        while last in wanted and last - first < _MOST_TOGETHER:
            if end == len(said):
                yield first, last - first + 1
                break
            last += 1
            following = str(last)
            if not said.startswith(following, end):
                break
            end += len(following)
    if len(said) <= _LONGEST_NUMBER and int(said) in wanted:
        yield int(said), 1


def _weakness(before: str, digits: str, after: str, kept: int, count: int) -> int | None:
    """Return how badly digits fit as numbers of notes, behind as many digits as are `kept`."""
    if kept:
        return None if _IN_WORD.match(after) else _behind_digits(before, digits, kept, count)
    if _OPENS_BLOCK.search(before):
        return _APART if _IS_APART.match(after) else None
    if not before or (is_forbidden_behind(before) and not _CLOSES_ALL_THE_SAME.search(before)):
        return None
    if after[:1].isalpha():
        is_next_word = _SENTENCE.search(before) or (_LETTERS.search(before) and _WORD.match(after))
        return _DOUBTFUL + 10 if is_next_word else None
    if _NUMBERED_LINE.search(before):
        return _APART if _NEXT_WORD.match(after) else None
    if before.endswith(":") and not _ENDS_BLOCK.match(after):
        return None
    if _NUMBER_AND_POINT.search(before) and not _ENDS_THERE.match(after):
        return None
    return _CERTAIN if count > 1 else _DOUBTFUL + 5


def _behind_digits(before: str, digits: str, kept: int, count: int) -> int:
    """Return the weakness of a number whose digits follow others: the calendar may tell them."""
    first = digits[:kept]
    before_year, before_thousands, before_day, before_paper = _signs(before)
    if before_year and _YEAR.fullmatch(first):
        return _CERTAIN
    if before_thousands and kept == _WIDTH_OF_THOUSANDS:
        return _CERTAIN
    if before_day and int(first) <= _LAST_DAY:
        return _CERTAIN if int(digits) > _LAST_DAY else _DOUBTFUL + 25
    weak = _DOUBTFUL + 20 - min(len(digits), 8)
    weak -= 5 if _YEAR.fullmatch(first) else 0
    weak -= 8 if before_paper else 0
    return weak if count == 1 else weak + 40


@lru_cache(maxsize=16)
def _signs(before: str) -> tuple[bool, bool, bool, bool]:
    """Return whether a text ends as before a year, thousands, a day and the number of a paper.

    Cached because the digits of one run are read in many ways.
    """
    return (
        _BEFORE_YEAR.search(before) is not None,
        _BEFORE_THOUSANDS.search(before) is not None,
        _BEFORE_DAY.search(before) is not None,
        _BEFORE_PAPER.search(before) is not None,
    )

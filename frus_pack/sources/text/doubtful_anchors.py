"""Note numbers where none can plainly be one: glued to digits, to one another, to the next word.

On the web a note number is glued to what stands before it, whatever that is: ``March 242`` is
March 24 and note 2, ``p.m.12`` are notes 1 and 2. Where a note that is listed has no plain anchor,
the order of the list settles which of these it is. A place that another number could as well mean
is doubtful.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from frus_pack.document import page_marks
from frus_pack.sources.text.anchor_places import CLOCK, is_forbidden_behind
from frus_pack.sources.text.rising_sequence import Candidate

_RUN = re.compile(rf"{page_marks.PATTERN}|(?P<digits>[0-9]+)")
_LONGEST_NUMBER = 4
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
"""What a paper's number stands behind: ``Embtel 520``."""

_IN_WORD = re.compile(r"\w")
_OPENS_BLOCK = re.compile(r"\n\n[ \t]*$")
_ENDS_BLOCK = re.compile(r"[ \t]*(?:\n\n|\Z)")
_IS_APART = re.compile(rf"[ \t]+[0-9]+\. |{_ENDS_BLOCK.pattern}")
_CLOSES_ALL_THE_SAME = re.compile(r"(?:[0-9]:|[^\W\d_]“)$")
"""``of 1968:2`` and ``“Radio China“2``, where a note number hardly ever stands."""
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
"""The weakness of a number that stands apart from the words before it."""
_BEFORE_DIGITS = 90


def doubtful_candidates(text: str, wanted: Collection[int]) -> Iterator[Candidate]:
    """Return the numbers of the notes `wanted` that digits in a text could end with.

    Takes time in proportion to the text.
    """
    for run in _RUN.finditer(text):
        digits = run["digits"]
        if digits is None or text.startswith("%", run.end()):
            continue
        yield from _before_others(digits, run.start(), run.end(), wanted)
        for length in range(min(len(digits), _LONGEST_NUMBER * 2), 0, -1):
            kept, said = digits[:-length], digits[-length:]
            if said[0] == "0" or (
                kept and not kept.strip("0") and len(kept) != _WIDTH_OF_THOUSANDS
            ):
                continue
            for number, count in _numbers(said, wanted):
                weak = _weakness(text, run.start(), run.end(), len(kept), count)
                if weak is not None:
                    yield Candidate(number, run.end() - length, weak, count, run.end())


def _before_others(
    digits: str, start: int, end: int, wanted: Collection[int]
) -> Iterator[Candidate]:
    """Return the numbers that other digits may follow, as in the cells of a table."""
    for length in range(1, min(len(digits), _LONGEST_NUMBER)):
        if digits[0] != "0" and int(digits[:length]) in wanted:
            yield Candidate(int(digits[:length]), start, _BEFORE_DIGITS, 1, end)


def is_doubtful(candidate: Candidate) -> bool:
    """Return whether another reading of the digits is possible."""
    return candidate.weakness >= _DOUBTFUL


def _numbers(said: str, wanted: Collection[int]) -> Iterator[tuple[int, int]]:
    """Return each first number that digits can be, and how many follow one another: ``12`` is
    12 or 1 and 2."""
    for length in range(1, min(len(said), _LONGEST_NUMBER) + 1):
        number = int(said[:length])
        together = "".join(str(number + step) for step in range(_MOST_TOGETHER))
        for count in range(1, _MOST_TOGETHER + 1):
            if number + count - 1 not in wanted:
                break
            if said == together[: len(said)] and len(said) == _width(number, count):
                yield number, count


def _width(number: int, count: int) -> int:
    return sum(len(str(number + step)) for step in range(count))


def _weakness(text: str, start: int, end: int, kept: int, count: int) -> int | None:
    """Return how badly digits fit as numbers of notes, behind as many digits as are `kept`."""
    before, after = text[max(0, start - _CONTEXT) : start], text[end : end + _CONTEXT]
    if CLOCK.match(after):
        return None
    if kept:
        is_part = _IN_WORD.match(after)
        return None if is_part else _behind_digits(before, text[start:end], kept, count)
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
    if _BEFORE_YEAR.search(before) and _YEAR.fullmatch(first):
        return _CERTAIN
    if _BEFORE_THOUSANDS.search(before) and kept == _WIDTH_OF_THOUSANDS:
        return _CERTAIN
    if _BEFORE_DAY.search(before) and int(first) <= _LAST_DAY:
        return _CERTAIN if int(digits) > _LAST_DAY else _DOUBTFUL + 25
    weak = _DOUBTFUL + 20 - min(len(digits), 8)
    weak -= 5 if _YEAR.fullmatch(first) else 0
    weak -= 8 if _BEFORE_PAPER.search(before) else 0
    return weak if count == 1 else weak + 40

"""What may be around a note number in a reading text, and how well it fits there.

All functions look at no more than CONTEXT characters on either side of the number. So a place can
be judged in a whole text and in a single paragraph alike. A line end counts as the paragraph's end.
"""

from __future__ import annotations

import re

CONTEXT = 24

JOINER = "\u2060"
"""Word joiner, which is not seen: put between a note number and what it must not adjoin
(``telegram 496`` and note 2), so that every anchor can be written."""

GUARD = "\u200b"
"""Zero width space, which is not seen: put before a number that is not a note's where it would be
taken for one, so that every text can be written."""

_NEVER_AFTER = frozenset(f"([{{<«“‘‹„‚$£€¥₤¢/\\#@&_+=~^|§№°*–‐‑‒−-{GUARD}")
_OPENING_QUOTE_AFTER = frozenset("([{“‘")
_FORBIDDEN_NEXT = re.compile(r"[\w%]")
CLOCK = re.compile(r"(?::[0-9]{2})? ?(?:[ap]\. ?m\.|noon\b|o’clock)")
"""A number before this is an hour: ``November 28, 1956—2 p.m.``"""
_PART_OF_A_NUMBER = re.compile(r"[.,:/–-]\d|[–/-]\w")
_NUMBER_AND_POINT = re.compile(r"(?P<line>(?:^|\n)[ \t]*)?\d(?P<mark>[.,;!?])$")
_NEW_SENTENCE = re.compile(r"\s+[“‘(\"\[]?[^\W\d_a-z]|[^\S\n]*(?:\n\n|\n?\Z)")
_ABBREVIATION = re.compile(
    r"(?:^|\W)(?i:nos?|arts?|pp?|paras?|pars?|vols?|secs?|ch|chap|docs?|figs?|pts?|ca|c|res|box)\.$"
)
_WORD = re.compile(r"[^\W_]+$")
_UNIT = frozenset(("km", "cm", "mm", "ft", "yd", "mi", "in", "sq"))
_DESIGNATION = re.compile(
    r"(?:\w\([^()\s]*\)|\([^\W_]{1,2}\)|(?:^|[^\w.])(?:[^\W\d_]|[IVXLC]+)\.)$"
)
_SERIAL_NUMBER = re.compile(
    r"(?:\bNos?\.|\bNumber|\bMemorandum|\bDirective|\bDetermination|\bEstimate) [0-9–-]*[0-9]$"
)


def weakness(before: str, after: str) -> int | None:
    """Return how badly a note number fits between two texts: 0 well, None not at all."""
    before, after = before[-CONTEXT:], after[:CONTEXT]
    if (
        not before
        or _FORBIDDEN_NEXT.match(after)
        or CLOCK.match(after)
        or is_forbidden_behind(before)
    ):
        return None
    weak = _weakness_after(before, after)
    if weak is not None and _PART_OF_A_NUMBER.match(after):
        return weak + 7
    return weak


def is_forbidden_before(after: str) -> bool:
    """Return whether no note number can be directly before this text."""
    return _FORBIDDEN_NEXT.match(after) is not None


def ends_in_serial_number(heading: str) -> bool:
    """Return whether a heading is one that ends in a document's number in its series: "National
    Security Action Memorandum No. 328". There alone a note number is glued to digits."""
    return _SERIAL_NUMBER.search(heading[-CONTEXT * 2 :]) is not None


def is_designation(before: str) -> bool:
    """Return whether a number behind this text can as well be part of a name: ``Ca(OH)2``,
    ``5(b)1``, ``(a)1``, ``A.1`` and ``III.1``."""
    return _DESIGNATION.search(before[-CONTEXT:]) is not None


def is_forbidden_behind(before: str) -> bool:
    """Return whether a note number cannot be directly behind this text."""
    last, previous = before[-1], before[-2:-1]
    if last in "\"'":
        return not previous or previous.isspace() or previous in _OPENING_QUOTE_AFTER
    if last == ":":
        return previous.isdecimal()
    return last in _NEVER_AFTER or last.isspace() or last.isdecimal()


def _weakness_after(before: str, after: str) -> int | None:
    last = before[-1]
    if last.isalpha():
        return _weakness_of_word(before)
    if before[-2:-1].isdecimal() and (number := _NUMBER_AND_POINT.search(before)):
        return _weakness_after_number(number, after)
    if last in ".,;:!?…":
        return _weakness_of_point(before)
    if last in ")]}»”’›\"'" or last == JOINER:
        return 0
    return 3 if last == "—" else 5


def _weakness_of_word(before: str) -> int:
    """Words are as good as anything; ``NATO3`` is weaker, ``MIG21``, ``H1`` and ``B52s1`` more."""
    found = _WORD.search(before)
    word = found[0] if found else ""
    if not word.isalpha() or len(word) == 1:
        return 3
    if word in _UNIT or not word[-2:].islower():
        return 2
    return 0


def _weakness_after_number(number: re.Match[str], after: str) -> int | None:
    """``in 1964.5 The`` may be an anchor, ``4.5 million`` and ``1.2 The`` are none."""
    if number["line"] is not None:
        return None
    if number["mark"] == ",":
        return 6 if not after or after[0].isspace() else None
    if number["mark"] == ".":
        return 3 if _NEW_SENTENCE.match(after) else None
    return 2


def _weakness_of_point(before: str) -> int:
    """``force.3`` is as good as can be; ``U.S.3`` less, ``Art.3`` least."""
    if _ABBREVIATION.search(before):
        return 4
    return 1 if before[-2:-1].isupper() else 0

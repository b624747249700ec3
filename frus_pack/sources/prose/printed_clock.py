"""Times of the day as they are printed: ``3:10 p.m.``, ``11.30 P. M.``, ``1739Z``, ``noon``."""

from __future__ import annotations

import re

CLOCK = (
    r"(?:[0-9]{1,2}(?:[:.][0-9]{2})?(?: ?[APap]\.? ?[Mm]\.?)?|[0-9]{3,4} ?Z|[Nn]oon|[Mm]idnight"
    r"|[0-9]{1,2} o’clock)"
)
_SPAN = re.compile(rf"[,—–\s-]*(?P<first>{CLOCK})(?: ?(?:[–-]|and|to) ?(?P<last>{CLOCK}))?[.\s]*")
_OF_HALF_DAY = re.compile(
    r"(?P<hour>[0-9]{1,2})(?:[:.](?P<minute>[0-9]{2}))? ?(?P<half>[ap])\.? ?m\.?", re.IGNORECASE
)
_WITHOUT_HALF = re.compile(r"[0-9]{1,2}(?:[:.][0-9]{2})?")
_OF_WHOLE_DAY = re.compile(r"(?P<hour>[0-9]{2})(?P<minute>[0-9]{2}) ?Z")


def printed_clock(words: str) -> tuple[str, str] | None:
    """Return the first and the last minute that words behind a date print; None if it is uncertain.

    Midnight is at the beginning of a day or at its end, so that it is uncertain.

    Example:
        >>> printed_clock(", 11–12:30 p.m.")
        ('11:00', '12:30')
    """
    span = _SPAN.fullmatch(words)
    if span is None:
        return None
    first, last = span["first"], span["last"] or span["first"]
    end = _minute(last)
    if end is None:
        return None
    if _WITHOUT_HALF.fullmatch(first):
        half = _OF_HALF_DAY.fullmatch(last)
        halves = ("p", "a") if half and half["half"] in "Pp" else ("a",)
        begins = [_minute(f"{first} {letter}.m.") for letter in halves] if half else []
    else:
        begins = [_minute(first)]
    possible = [one for one in begins if one is not None and one <= end]
    return (possible[0], end) if possible else None


def _minute(clock: str) -> str | None:
    """The minute of the day, ``15:10``; None of what no clock shows, as 1295Z."""
    if clock.casefold() == "noon":
        return "12:00"
    if found := _OF_HALF_DAY.fullmatch(clock):
        hour, minute = int(found["hour"]), int(found["minute"] or 0)
        if not 1 <= hour <= 12 or minute > 59:
            return None
        return f"{hour % 12 + (12 if found['half'] in 'Pp' else 0):02}:{minute:02}"
    if found := _OF_WHOLE_DAY.fullmatch(clock):
        hour, minute = int(found["hour"]), int(found["minute"])
        return f"{hour:02}:{minute:02}" if hour < 24 and minute < 60 else None
    return None

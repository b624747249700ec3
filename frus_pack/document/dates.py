"""Dates and instants as a description writes them: years, months, days and times of ISO 8601."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import datetime, timedelta
from functools import lru_cache

_PARTS = re.compile(
    r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2})(?:T([0-9:.]+)(Z|[+-][0-9]{2}:[0-9]{2})?)?)?)?"
)
_FRACTION = re.compile(r"(\.[0-9]{1,6})[0-9]*")
# Of a time without a zone, how far it can be from UTC: zones run from -12:00 to +14:00.
_EASTMOST, _WESTMOST = timedelta(hours=14), timedelta(hours=12)


def is_possible(moment: str) -> bool:
    """Return whether a moment of the schema's form is one of the calendar: no 30 February, no
    25:00."""
    try:
        _bounds(moment)
    except (ValueError, OverflowError):
        return False
    return True


def is_after(earliest: str, latest: str) -> bool:
    """Return whether one moment is wholly after another: 1964-11 is not after 1964-11-05.

    If only one of the two has a zone, whatever zone would do for the other. Both are
    possible.
    """
    (start, _, zoned), (_, end, also_zoned) = _bounds(earliest), _bounds(latest)
    if zoned == also_zoned:
        return start > end
    return start - end > (_WESTMOST if zoned else _EASTMOST)


def is_same_instant(one: str, other: str) -> bool:
    """Return whether two moments give a zone and are one instant: 18:00-03:00 is 16:00-05:00."""
    (start, _, zoned), (also, _, also_zoned) = _bounds(one), _bounds(other)
    return zoned and also_zoned and start == also


@lru_cache(maxsize=64)
def _bounds(moment: str) -> tuple[datetime, datetime, bool]:
    """Return the first and last instant that a moment can mean, and whether they are in UTC."""
    match = _PARTS.fullmatch(moment)
    if match is None:
        raise ValueError(moment)
    year, month, day, time, zone = match.groups()
    if time:
        microseconds = _FRACTION.sub(r"\1", time)  # datetime takes no finer ones
        instant = datetime.fromisoformat(f"{year}-{month}-{day}T{microseconds}") - _offset(zone)
        return instant, instant, zone is not None
    first, last = int(month or 1), int(month or 12)
    start = datetime(int(year), first, int(day or 1))  # noqa: DTZ001 - the zone is not given
    last_day = int(day or monthrange(int(year), last)[1])
    end = datetime(int(year), last, last_day, 23, 59, 59, 999_999)  # noqa: DTZ001
    return start, end, False


def _offset(zone: str | None) -> timedelta:
    """East of UTC."""
    if zone is None or zone == "Z":
        return timedelta()
    hours, minutes = int(zone[1:3]), int(zone[4:6])
    if hours > 14 or minutes > 59:
        raise ValueError(zone)
    return timedelta(hours=hours, minutes=minutes) * (-1 if zone[0] == "-" else 1)

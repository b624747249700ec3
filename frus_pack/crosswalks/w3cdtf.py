"""Dates as the W3C's profile of ISO 8601 has them: a time of day only with its zone."""

from __future__ import annotations

from frus_pack.document.model import DateRange

_DAY = len("1964-11-05")


def bounds(written: DateRange) -> tuple[str, ...]:
    """The one date, or the earliest and the latest."""
    return tuple(dict.fromkeys((moment(written.earliest), moment(written.latest))))


def moment(text: str) -> str:
    """A moment of a description; one that lacks its zone is the day alone, and seconds are
    written out, as XML Schema wants them."""
    day, time = text[:_DAY], text[_DAY + 1 :]
    if not time:
        return day
    clock, zone = _split(time)
    if not zone:
        return day
    return f"{day}T{clock if clock.count(':') == 2 else f'{clock}:00'}{zone}"


def _split(time: str) -> tuple[str, str]:
    """Hours, minutes and seconds, and the zone."""
    if time.endswith("Z"):
        return time[:-1], "Z"
    clock, sign, offset = time.replace("-", "+").partition("+")
    return clock, f"{time[len(clock)]}{offset}" if sign else ""

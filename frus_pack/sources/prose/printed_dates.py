"""Dates as they are printed: ``July 30/31, 1957``, ``May 2–June 11, 1969``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)

MONTH = rf"(?:{'|'.join(MONTHS)})"
_ORDINAL = r"(?:(?:st|nd|rd|th|d)\b)?"
_DATE = re.compile(
    rf"(?P<month>{MONTH}) (?P<day>[0-9]{{1,2}}){_ORDINAL}(?:, (?P<first_year>[0-9]{{4}}))?"
    rf"(?: ?(?:[-–—/]|and|to) ?(?:(?P<last_month>{MONTH}) )?(?P<last_day>[0-9]{{1,2}}){_ORDINAL}"
    r"(?!:|\w| ?[ap]\. ?m| o’clock))?(?:,? ?(?P<year>1[0-9]{3}|20[0-9]{2})(?!Z))?(?![0-9])"
)
_DAY_FIRST = re.compile(
    rf"(?<![0-9])(?P<day>[0-9]{{1,2}}){_ORDINAL}(?: of)? (?P<month>{MONTH}),? "
    r"(?P<year>1[0-9]{3}|20[0-9]{2})(?![0-9])"
)
_MONTH_AT_END = re.compile(
    rf", (?P<display>(?P<month>{MONTH}) (?P<year>1[0-9]{{3}}|20[0-9]{{2}}))[.*]?\Z"
)
_TIME = re.compile(
    r"(?:,|—|–)? ?(?:[0-9]{1,2}(?::[0-9]{2})?|[0-9]{4}Z|noon|midnight|Noon)[^,;()]{0,30}"
)


@dataclass(frozen=True, slots=True)
class PrintedDate:
    """A date that is text[start:end], from its first day to its last."""

    start: int
    end: int
    first: date
    last: date


def printed_dates(text: str) -> Iterator[PrintedDate]:
    """Yield the whole dates of a text, in order; what is not in the calendar is left out."""
    found = [*_month_first(text), *_day_first(text)]
    yield from sorted(found, key=lambda one: one.start)


def _day_first(text: str) -> Iterator[PrintedDate]:
    """Yield dates like ``4 March 1948`` and ``the 4th of March, 1862``."""
    for found in _DAY_FIRST.finditer(text):
        month = MONTHS.index(found["month"]) + 1
        try:
            day = date(int(found["year"]), month, int(found["day"]))
        except ValueError:
            continue
        yield PrintedDate(found.start(), found.end(), day, day)


def _month_first(text: str) -> Iterator[PrintedDate]:
    for found in _DATE.finditer(text):
        year = found["year"] or found["first_year"]
        if year is None:
            continue
        month = MONTHS.index(found["month"]) + 1
        last_month = MONTHS.index(found["last_month"]) + 1 if found["last_month"] else month
        try:
            first = date(int(found["first_year"] or year), month, int(found["day"]))
            last = date(int(year), last_month, int(found["last_day"] or found["day"]))
        except ValueError:
            continue
        if first <= last:
            yield PrintedDate(found.start(), found.end(), first, last)


def date_of_heading(heading: str) -> PrintedDate | None:
    """Return the date that a heading ends in; a time of the day can follow it."""
    for found in reversed(list(printed_dates(heading))):
        behind = heading[found.end :].strip(" .,*")
        if not behind or _TIME.fullmatch(behind):
            return found
    return None


def month_of_heading(heading: str) -> tuple[str, str] | None:
    """Return the month that a heading ends in, as ISO 8601 has it and as printed."""
    found = _MONTH_AT_END.search(heading)
    if found is None:
        return None
    month = MONTHS.index(found["month"]) + 1
    return f"{found['year']}-{month:02}", found["display"]

"""When and where a document was written, after its dateline."""

from __future__ import annotations

import calendar
import re

from lxml import etree

from tests.truth.markup import TEI, own, tidy, words
from tests.truth.scoring import Expected
from tests.truth.volumes import TrueDocument

_DAY = re.compile(r"[0-9]{4}(?:-[0-9]{2}(?:-[0-9]{2})?)?")
_MONTHS = tuple(calendar.month_name)[1:]
_PRINTED = re.compile(rf"\b({'|'.join(_MONTHS)}) ([0-9]{{1,2}}), ?([0-9]{{4}})\b")
_LAST_PRINTED = re.compile(
    rf"\b({'|'.join(_MONTHS)}) [0-9]{{1,2}} ?(?:[–—/-]|and|to) ?([0-9]{{1,2}}),? ?([0-9]{{4}})\b"
)
_WITHHELD = re.compile(r"not declassified", re.IGNORECASE)
_FIRST = ("when", "from", "notBefore")
_LAST = ("when", "to", "notAfter")


def earliest(document: TrueDocument) -> Expected:
    """Return the first day."""
    return _bound(document, _FIRST, first=True)


def latest(document: TrueDocument) -> Expected:
    """Return the last day."""
    return _bound(document, _LAST, first=False)


def dateline(document: TrueDocument) -> etree._Element | None:
    """Return the first dateline that is the document's own."""
    return next(own(document.division, "dateline"), None)


def _bound(document: TrueDocument, names: tuple[str, ...], *, first: bool) -> Expected:
    dates = _dates(document)
    days = [day for one in dates for day in [_day(one, names)] if day]
    if not days:
        return Expected(judged=False)
    chosen = min(days) if first else max(days)
    printed = [day for one in dates for day in days_printed(words(one))]
    also = tuple(day for day in (*days, *printed) if day != chosen)
    return Expected(((chosen, *also),))


def _dates(document: TrueDocument) -> list[etree._Element]:
    line = dateline(document)
    found = [] if line is None else list(own(line, "date"))
    if not found and document.head is not None:
        found = list(own(document.head, "date"))
    return found


def _day(date: etree._Element, names: tuple[str, ...]) -> str | None:
    given = next((date.get(one) for one in names if date.get(one)), None)
    if given is None:
        given = next((date.get(one) for one in (*_FIRST, *_LAST) if date.get(one)), None)
    found = _DAY.match(given or "")
    return found[0] if found else None


def days_printed(said: str) -> list[str]:
    """Return the whole dates that are printed in the words, and the last of several days."""
    return [
        f"{year}-{_MONTHS.index(month) + 1:02}-{int(day):02}"
        for month, day, year in (*_PRINTED.findall(said), *_LAST_PRINTED.findall(said))
    ]


def place(document: TrueDocument) -> Expected:
    """Return the place of the dateline."""
    line = dateline(document)
    if line is None:
        return Expected(judged=False)
    found = [tidy(words(one)).strip(" ,;.[]") for one in line.iter(f"{TEI}placeName")]
    said = [one for one in found if one]
    if not said:
        return Expected(judged=False)
    if _WITHHELD.search(said[0]):
        return Expected()
    return Expected(((said[0], ", ".join(said)),))


def when(day: str | None) -> str:
    """Return a moment as days are compared."""
    return (day or "")[:10]

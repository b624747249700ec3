"""When a TEI document was written: the editors' bounds, else its own dateline."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from frus_pack.document import moments
from frus_pack.document.model import DateRange
from frus_pack.sources.tei.names import FRUS_NAMESPACES
from frus_pack.sources.tei.words import words

_MOMENT = re.compile(r"[0-9]{4}(-[0-9]{2}(-[0-9]{2}(T[0-9]{2}:[0-9]{2}\S*)?)?)?")
_DAY_BEGINS = re.compile(r"T00:00(?::00)?(?:\.0+)?(?:Z|[+-][0-9]{2}:[0-9]{2})?\Z")
_DAY_ENDS = re.compile(r"T23:59(?::59)?(?:\.9+)?(?:Z|[+-][0-9]{2}:[0-9]{2})?\Z")
_BOUNDS = (("when", "when"), ("from", "to"), ("notBefore", "notAfter"))


def of_document(division: etree._Element, dateline: etree._Element | None) -> DateRange | None:
    """The date of a document with its own dateline.

    ``frus:doc-dateTime-min`` and ``-max`` come before what the dateline is encoded with; bounds
    that are no dates, or the wrong way round, say nothing. A bound at a day's very beginning or
    end is that day: the series gives days so.
    """
    date = None if dateline is None else next(dateline.iter("{*}date"), None)
    display = None if date is None else words(date) or None
    for earliest, latest in _bounds(division, date):
        first, last = _DAY_BEGINS.sub("", earliest), _DAY_ENDS.sub("", latest)
        if _is_moment(first) and _is_moment(last) and not moments.is_after(first, last):
            return DateRange(earliest=first, latest=last, display=display)
    return None


def of_dateline(dateline: etree._Element | None) -> DateRange | None:
    """What a dateline alone is encoded with."""
    return None if dateline is None else of_document(dateline, dateline)


def _bounds(division: etree._Element, date: etree._Element | None) -> Iterator[tuple[str, str]]:
    for uri in FRUS_NAMESPACES:
        names = (f"{{{uri}}}doc-dateTime-min", f"{{{uri}}}doc-dateTime-max")
        yield division.get(names[0], ""), division.get(names[1], "")
    for first, last in _BOUNDS if date is not None else ():
        earliest, latest = (date.get(first), date.get(last)) if date is not None else (None, None)
        yield earliest or latest or "", latest or earliest or ""


def _is_moment(moment: str) -> bool:
    return _MOMENT.fullmatch(moment) is not None and moments.is_possible(moment)

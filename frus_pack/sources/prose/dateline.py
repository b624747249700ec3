"""The dateline of a document: ``Washington, November 5, 1964, 3 p.m.``"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from frus_pack.document.model import DateRange
from frus_pack.sources.prose.printed_clock import CLOCK
from frus_pack.sources.prose.printed_dates import (
    PrintedDate,
    date_of_heading,
    month_of_heading,
    printed_dates,
)

_BEHIND = re.compile(
    rf"(?:(?:, ?| ?[—–-] ?| )(?P<time>{CLOCK}(?: ?(?:[–-]|and|to) ?{CLOCK})?))?"
    r"[.\],* ]*"
)
_WORD_OF_PLACE = (
    r"(?:[^\W\d_a-z][\w’'-]*|[A-Z]\.(?: ?[A-Z]\.)*|(?:St|Ste|Ft|Mt|Pt)\."
    r"|of|the|and|at|in|near|aboard|board|en|route|to|de|del|la|las|los|el|do|da|du|des|le|au|aux|sur|am|an|der)"
)
"""No other words in small letters: those would be a sentence's."""
_PLACE = re.compile(
    rf"(?=[^\W\d_a-z]){_WORD_OF_PLACE}(?:,? {_WORD_OF_PLACE}){{0,15}}(?: \([^()]*\))?"
)
_UNDATED_AT_END = re.compile(r",? ?undated\.?\Z")
_PLACE_AT_END = re.compile(
    r"(?:,|\)\.) (?!Prepared|Drafted|and |[^,]*\b(?:Agency|Bureau|Council|Division|Staff),? ?\Z)"
    r"(?P<place>[A-Z][\w.’' -]*),? ?\Z"
)
"""An office of whom it is from or to is not where it was written."""
_UNDATED = re.compile(r"(?P<place>.+?), (?:undated|n\.d\.)\.?", re.IGNORECASE)
_NOT_A_PLACE = re.compile(r"undated|.*not declassified.*", re.IGNORECASE)
_BLANK_BEFORE_COMMA = re.compile(r" +(?=[,;]|\.$)")
_WITHHELD = re.compile(r"\[[^\[\]]*not declassified\](?:, ?| )?")
_NUMBER = re.compile(r"No\. [0-9]+[.,]? (?=[A-Z])")
"""The number of a despatch before its dateline."""
_BRACKET = re.compile(r"[\[\]]")
_RECEIVED = re.compile(r"[(\[](?:Received|Rec[’']d) [^()\[\]]*[)\]]")
_LONGEST = 250
_FIRST_PARAGRAPHS = 3


@dataclass(frozen=True, slots=True)
class Dateline:
    """Where and when a document was written; None of what the line does not say."""

    place: str | None
    date: DateRange | None


def find_dateline(paragraphs: Sequence[str]) -> Dateline | None:
    """Return the dateline of a document: one of its first paragraphs, or else its last.

    Args:
        paragraphs: the words of each paragraph behind the heading.
    """
    return next(filter(None, map(read_dateline, _where_it_may_be(paragraphs))), None)


def dateline_of_heading(heading: str) -> Dateline:
    """Return where and when a document was written after the end of its heading."""
    dated, month = date_of_heading(heading), month_of_heading(heading)
    if dated:
        start = dated.start
        found: DateRange | None = _range(dated, heading[dated.start : dated.end])
    elif month:
        start, found = (
            heading.rindex(month[1]),
            DateRange(earliest=month[0], latest=month[0], display=month[1]),
        )
    else:
        start, found = len(_UNDATED_AT_END.sub("", heading)), None
    place = _PLACE_AT_END.search(heading[:start]) if start < len(heading) else None
    return Dateline(place["place"] if place else None, found)


def read_dateline(text: str) -> Dateline | None:
    """Return what a line says; None if it says more than a place and a date.

    Example:
        >>> read_dateline("[Port Lorne,] May 2, 1948—6 p. m.").place
        'Port Lorne'
    """
    words = _RECEIVED.sub("", _WITHHELD.sub("", " ".join(text.split())))
    line = _NUMBER.sub("", _BRACKET.sub("", _BLANK_BEFORE_COMMA.sub("", words)), count=1)
    if len(line) > _LONGEST:
        return None
    dates = list(printed_dates(line))
    if not dates:
        undated = _UNDATED.fullmatch(line)
        place = _place(undated["place"]) if undated else None
        return Dateline(place, None) if place else None
    behind = _BEHIND.fullmatch(line, dates[0].end)
    before = line[: dates[0].start].removesuffix("the ").strip(" ,")
    place = _place(before)
    if len(dates) > 1 or behind is None or (before and place is None):
        return None
    end = behind.end("time") if behind["time"] else dates[0].end
    return Dateline(place, _range(dates[0], line[dates[0].start : end]))


def _place(words: str) -> str | None:
    is_place = _PLACE.fullmatch(words) and not _NOT_A_PLACE.fullmatch(words)
    return words if is_place else None


def _range(found: PrintedDate, display: str) -> DateRange:
    first, last = found.first.isoformat(), found.last.isoformat()
    return DateRange(earliest=first, latest=last, display=display)


def _where_it_may_be(paragraphs: Sequence[str]) -> Iterator[str]:
    yield from paragraphs[:_FIRST_PARAGRAPHS]
    yield from paragraphs[: _FIRST_PARAGRAPHS - 1 : -1][:1]

"""When a TEI document was written: the editors' bounds, its dateline, or the end of its head."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from lxml import etree

from frus_pack.document import dates
from frus_pack.document.model import DateRange
from frus_pack.sources.prose.printed_clock import CLOCK, printed_clock
from frus_pack.sources.prose.printed_dates import (
    PrintedDate,
    date_of_heading,
    month_of_heading,
    printed_dates,
)
from frus_pack.sources.tei.elements import name_of
from frus_pack.sources.tei.words import RunningWords, Span
from frus_pack.sources.tei.xml_names import FRUS_NAMESPACES

_MOMENT = re.compile(r"[0-9]{4}(-[0-9]{2}(-[0-9]{2}(T[0-9]{2}:[0-9]{2}\S*)?)?)?")
_DAY_BEGINS = re.compile(r"T00:00(?::00)?(?:\.0+)?(?:Z|[+-][0-9]{2}:[0-9]{2})?\Z")
_DAY_ENDS = re.compile(r"T23:59(?::59)?(?:\.9+)?(?:Z|[+-][0-9]{2}:[0-9]{2})?\Z")
_BOUNDS = (("when", "when"), ("from", "to"), ("notBefore", "notAfter"))
_CLOCK = re.compile(r"[0-9]{2}:[0-9]{2}(?::[0-9]{2})?")
_ENCODED_CLOCK = re.compile(r"(?P<day>[0-9-]{10})T(?P<clock>[0-9]{2}:[0-9]{2})(?::[0-9.]+)?")
_UNMARKED_CLOCK = re.compile(
    rf"(?:, ?| ?[—–-] ?){CLOCK}(?: ?(?:[–-]|and|to) ?{CLOCK})?(?=[\s.\],*]*(?:[\[(\n]|\Z))"
)
"""A clock behind the date, at the end of its line."""
_BETWEEN = re.compile(r"[\s,.;:—–-]*")
_ABBREVIATED = re.compile(r"[ap]\. ?m\Z", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date, and what in its encoding contradicts the printed words (None where nothing does)."""

    date: DateRange | None = None
    contradiction: str | None = None


def date_of_document(
    division: etree._Element, datelines: Sequence[etree._Element], heading: str
) -> FoundDate:
    """Return the date of a document with its own datelines and heading.

    ``frus:doc-dateTime-min`` and ``-max`` come before the dateline, that before the heading. Where
    a date is encoded as another than is printed, the printed one is right. The bounds have the
    clock of Washington: where the dateline encodes the same moment, its own clock is right.
    """
    found = next(filter(None, map(_of_dateline, datelines)), None)
    bounds = _editors_bounds(division)
    if bounds and not (found and found.date and _are_same(bounds, found.date)):
        display = found.date.display if found and found.date else None
        return FoundDate(DateRange(earliest=bounds[0], latest=bounds[1], display=display))
    if found:
        return found
    printed = date_of_heading(heading)
    if printed:
        return FoundDate(_as_printed(heading, printed))
    month = month_of_heading(heading)
    whole = month and DateRange(earliest=month[0], latest=month[0], display=month[1])
    return FoundDate(whole or None)


def _are_same(bounds: tuple[str, str], date: DateRange) -> bool:
    """Return whether bounds are the moments of a date, in Washington's clock or with its zone
    added."""
    pairs = zip(bounds, (date.earliest, date.latest), strict=True)
    return all(
        dates.is_same_instant(one, other) or one.removesuffix("-05:00") == other
        for one, other in pairs
    )


def date_of_dateline(dateline: etree._Element | None) -> DateRange | None:
    """Return the date of a dateline alone."""
    found = None if dateline is None else _of_dateline(dateline)
    return found.date if found else None


def _editors_bounds(division: etree._Element) -> tuple[str, str] | None:
    for uri in FRUS_NAMESPACES:
        first = division.get(f"{{{uri}}}doc-dateTime-min", "")
        last = division.get(f"{{{uri}}}doc-dateTime-max", "")
        if _DAY_BEGINS.search(first) and _DAY_ENDS.search(last):
            first, last = _DAY_BEGINS.sub("", first), _DAY_ENDS.sub("", last)
        if _is_span(first, last):
            return first, last
    return None


def _of_dateline(dateline: etree._Element) -> FoundDate | None:
    running = RunningWords.of(dateline)
    spans = [one for one in running.spans if name_of(one.element) in ("date", "time")]
    dated = [one for one in spans if name_of(one.element) == "date"]
    if not dated:
        printed = list(printed_dates(running.text))
        return FoundDate(_as_printed(running.text, printed[0])) if len(printed) == 1 else None
    display = _display(running, spans)
    encoded = [bounds for one in dated for bounds in _encoded(one.element)]
    said = list(printed_dates(display))
    if not encoded:
        return FoundDate(_as_printed(display, said[0])) if len(said) == 1 else None
    first, last = min(one[0] for one in encoded), max(one[1] for one in encoded)
    if len(dated) == 1:
        first, last = _with_time(first, last, [one for one in spans if one not in dated])
    if not _is_span(first, last):
        first, last = min(one[0] for one in encoded), max(one[1] for one in encoded)
    whole = DateRange(earliest=first, latest=last, display=display or None)
    if len(said) == 1 and len(dated) == 1 and dated[0].element.get("calendar") is None:
        return _with_printed_clock(_as_the_words_say(whole, said[0]), display[said[0].end :])
    return FoundDate(whole)


def _as_the_words_say(encoded: DateRange, said: PrintedDate) -> FoundDate:
    """Return the encoded date, or the printed one where it is another day, or where a year of
    the encoded one is another."""
    first, last = said.first.isoformat(), said.last.isoformat()
    if len(encoded.earliest) < len(first) or len(encoded.latest) < len(last):
        return FoundDate(encoded)
    if _is_one_day(encoded) and encoded.earliest == first:  # the beginning alone is encoded
        return FoundDate(replace(encoded, latest=last))
    is_apart = encoded.latest[:10] < first or encoded.earliest[:10] > last
    if not is_apart and encoded.latest[:4] == last[:4] and encoded.earliest[:4] == first[:4]:
        return FoundDate(encoded)
    right = replace(
        encoded, earliest=first + encoded.earliest[10:], latest=last + encoded.latest[10:]
    )
    days = dict.fromkeys((encoded.earliest[:10], encoded.latest[:10]))
    message = f"is encoded as {' to '.join(days)} and printed as {encoded.display}"
    return FoundDate(right, message)


def _with_printed_clock(found: FoundDate, behind: str) -> FoundDate:
    """Return the date with the clock that words print, where another is encoded."""
    encoded, printed = found.date, printed_clock(behind)
    if encoded is None or printed is None:
        return found
    if _is_one_day(encoded):
        return replace(found, date=_at_clock(encoded, printed, behind))
    earliest, latest = _ENCODED_CLOCK.match(encoded.earliest), _ENCODED_CLOCK.match(encoded.latest)
    if not earliest or not latest:
        return found
    if (earliest["clock"], latest["clock"]) == printed:
        is_without_zone = earliest.end() == len(encoded.earliest) and "Z" in behind
        return replace(found, date=_in_zulu(encoded)) if is_without_zone else found
    right = replace(
        encoded,
        earliest=f"{earliest['day']}T{printed[0]}:00{encoded.earliest[earliest.end() :]}",
        latest=f"{latest['day']}T{printed[1]}:00{encoded.latest[latest.end() :]}",
    )
    if earliest["clock"] == latest["clock"] == printed[0]:  # the beginning alone is encoded
        return replace(found, date=right)
    clocks = " to ".join(dict.fromkeys((earliest["clock"], latest["clock"])))
    message = f"is encoded as {clocks} o’clock and printed as {encoded.display}"
    return FoundDate(right, found.contradiction or message)


def _in_zulu(date: DateRange) -> DateRange:
    return replace(date, earliest=f"{date.earliest}Z", latest=f"{date.latest}Z")


def _is_one_day(date: DateRange) -> bool:
    return len(date.earliest) == len("2000-01-01") and date.earliest == date.latest


def _at_clock(day: DateRange, clock: tuple[str, str], printed: str) -> DateRange:
    """Return a day with the first and the last minute that are printed behind it."""
    zone = "Z" if "Z" in printed else ""
    earliest, latest = (f"{day.earliest}T{minute}:00{zone}" for minute in clock)
    return replace(day, earliest=earliest, latest=latest)


def _as_printed(text: str, printed: PrintedDate) -> DateRange:
    """Return a printed date, with the clock that ends the text behind it."""
    day = DateRange(
        earliest=printed.first.isoformat(),
        latest=printed.last.isoformat(),
        display=text[printed.start : printed.end],
    )
    behind = text[printed.end :]
    clock = printed_clock(behind)
    if clock is None or not _is_one_day(day):
        return day
    bare = behind.rstrip(" .,]*")
    display = f"{day.display}{bare}{'.' if _ABBREVIATED.search(bare) else ''}"
    return replace(_at_clock(day, clock, behind), display=display)


def _display(running: RunningWords, spans: Sequence[Span]) -> str:
    """Return the words from the first date to the last date or time that directly follows.

    A clock that follows without markup is part of them. The point of ``p.m.`` belongs to them, also
    where it is behind the element; the point that ends the line does not.
    """
    first = next(one for one in spans if name_of(one.element) == "date")
    end = first.end
    for one in spans[spans.index(first) + 1 :]:
        is_date = name_of(one.element) == "date"
        if one.start >= end and (is_date or _BETWEEN.fullmatch(running.text[end : one.start])):
            end = one.end
    inside = next(printed_dates(running.text[first.start : first.end]), None)
    day_ends = first.start + inside.end if inside else first.end
    unmarked = _UNMARKED_CLOCK.match(running.text, day_ends)
    end = max(end, unmarked.end()) if unmarked else end
    display = running.text[first.start : end].strip(" ,;")
    bare = display.removesuffix(".")
    if not _ABBREVIATED.search(bare):
        return bare
    return f"{bare}." if display != bare or running.text.startswith(".", end) else bare


def _encoded(date: etree._Element) -> Iterator[tuple[str, str]]:
    """Yield the bounds that the attributes of a date give, where they are possible; of a moment
    that is not in the calendar the day."""
    for first, last in _BOUNDS:
        earliest, latest = date.get(first, "").strip(), date.get(last, "").strip()
        bounds = (earliest or latest, latest or earliest)
        for candidate in (bounds, (bounds[0][:10], bounds[1][:10])):
            if _is_span(*candidate):
                yield candidate
                return


def _with_time(first: str, last: str, times: Sequence[Span]) -> tuple[str, str]:
    """Return a day with the time of the day that is encoded beside it."""
    if len(times) != 1 or len(first) != 10 or len(last) != 10:
        return first, last
    for names in _BOUNDS:
        begins, ends = (times[0].element.get(name, "").strip() for name in names)
        if _CLOCK.fullmatch(begins or ends) and _CLOCK.fullmatch(ends or begins):
            return f"{first}T{begins or ends}", f"{last}T{ends or begins}"
    return first, last


def _is_span(first: str, last: str) -> bool:
    return _is_moment(first) and _is_moment(last) and not dates.is_after(first, last)


def _is_moment(moment: str) -> bool:
    return _MOMENT.fullmatch(moment) is not None and dates.is_possible(moment)

"""The dates of a volume's documents: each one that exists, in order, and as its words say."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from frus_pack.checks.volume.read_volume import Part, ReadVolume, at_document
from frus_pack.document import dates
from frus_pack.requirements.finding import Finding
from frus_pack.sources.prose.printed_dates import MONTH, MONTHS
from frus_pack.sources.volume.encoding import EncodedDate
from frus_pack.sources.volume.places import DocumentPlace

_WITHOUT_YEAR = re.compile(r"-{2,3}[0-9]{2}(?:-[0-9]{2})?|[0-9]{2}:[0-9]{2}\S*")
"""A day, month or time of some year: TEI allows it, and it dates nothing."""
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_PRINTED = re.compile(rf"\b({MONTH}) ([0-9]{{1,2}})(?:st|nd|rd|th)?, ?([0-9]{{4}})\b")
_ANY_MONTH = re.compile(rf"\b{MONTH}\b")
_FAR = 3
"""Years between a document and both of its neighbours, from which on its date is doubtful."""


def check_dates(volume: ReadVolume) -> Iterator[Finding]:
    """Yield every date that cannot be, and every one that its words or neighbours contradict."""
    for part in volume.parts:
        for one in part.encoding.dates if part.document is not None else ():
            impossible = list(_impossible(part, one))
            yield from impossible
            if not impossible:
                yield from _order(part, one)
                yield from _printed(part, one)
    yield from _far(volume)


def _impossible(part: Part, one: EncodedDate) -> Iterator[Finding]:
    for name, value in dict(zip(one.names, (one.first, one.last), strict=True)).items():
        if value and not _WITHOUT_YEAR.fullmatch(value) and not dates.is_possible(value):
            message = f"{_name(name)} gives a date that does not exist"
            yield Finding("volume.date-impossible", part.at(one.line), message, found=value)


def _order(part: Part, one: EncodedDate) -> Iterator[Finding]:
    both = (one.first, one.last)
    if all(map(_is_moment, both)) and dates.is_after(*both):
        message = f"{_name(one.names[0])} is after {_name(one.names[1])}"
        expected = f"not after {one.last}"
        yield Finding("volume.date-order", part.at(one.line), message, expected, one.first)


def _is_moment(value: str) -> bool:
    return bool(value) and dates.is_possible(value)


def _printed(part: Part, one: EncodedDate) -> Iterator[Finding]:
    """Yield a day that differs from the one day that the words give. Of a document's own dateline,
    reading the document reports it."""
    given = None if one.own else _DAY.match(one.first)
    days = _PRINTED.findall(one.said)
    if one.names != ("when", "when") or not given or len(days) != 1:
        return
    if len(_ANY_MONTH.findall(one.said)) > 1:
        return
    month, day, year = days[0]
    printed = f"{year}-{MONTHS.index(month) + 1:02}-{int(day):02}"
    if printed != given[0]:
        message = f"when differs from the words “{one.said}”"
        yield Finding("volume.date-differs", part.at(one.line), message, printed, given[0])


@dataclass(frozen=True, slots=True)
class _Dated:
    """A document and the year of its dateline."""

    document: DocumentPlace
    year: int


def _far(volume: ReadVolume) -> Iterator[Finding]:
    """Documents dated years before or after both neighbours, which agree with each other."""
    dated = list(_dated(volume))
    for before, one, after in zip(dated, dated[1:], dated[2:], strict=False):
        years = (before.year, after.year)
        if max(years) - min(years) < _FAR and all(abs(one.year - year) >= _FAR for year in years):
            message = f"is dated {one.year}, the documents beside it {_years(years)}"
            yield Finding("volume.date-far", at_document(one.document), message)


def _dated(volume: ReadVolume) -> Iterator[_Dated]:
    for document, encoding in zip(volume.scan.documents, volume.documents, strict=True):
        own = next((one for one in encoding.dates if one.own and _DAY.match(one.first)), None)
        if own is not None and _exists(own.first[:10]):
            yield _Dated(document, int(own.first[:4]))


def _exists(day: str) -> bool:
    try:
        date.fromisoformat(day)
    except ValueError:
        return False
    return True


def _years(years: Sequence[int]) -> str:
    return " and ".join(map(str, dict.fromkeys(years)))


def _name(attribute: str) -> str:
    return attribute.rpartition("}")[2]

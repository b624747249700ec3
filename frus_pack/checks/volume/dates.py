"""The dates of a volume's documents: each one that there is, and the first before the last."""

from __future__ import annotations

import re
from collections.abc import Iterator

from frus_pack.checks.volume.volume import ReadVolume
from frus_pack.document import moments
from frus_pack.requirements.finding import Finding
from frus_pack.sources.volume.details import EncodedDate

_WITHOUT_YEAR = re.compile(r"-{2,3}[0-9]{2}(?:-[0-9]{2})?|[0-9]{2}:[0-9]{2}\S*")
"""A day, month or time of some year: TEI allows it, and it dates nothing."""


def check(volume: ReadVolume) -> Iterator[Finding]:
    """Every date in a document that cannot be, its attachments' and notes' too."""
    for date in volume.details.dates:
        impossible = list(_impossible(date))
        yield from impossible
        if date.first and date.last and not impossible and _is_reversed(date):
            message = f"{_name(date.names[0])} is after {_name(date.names[1])}"
            expected = f"not after {date.last}"
            yield Finding("volume.date-order", _where(date), message, expected, date.first)


def _impossible(date: EncodedDate) -> Iterator[Finding]:
    for name, value in dict(zip(date.names, (date.first, date.last), strict=True)).items():
        if value and not _WITHOUT_YEAR.fullmatch(value) and not moments.is_possible(value):
            message = f"{_name(name)} gives a date that does not exist"
            yield Finding("volume.date-impossible", _where(date), message, found=value)


def _is_reversed(date: EncodedDate) -> bool:
    moment = all(moments.is_possible(one) for one in (date.first, date.last))
    return moment and moments.is_after(date.first, date.last)


def _where(date: EncodedDate) -> str:
    return f"{date.document}, line {date.line}" if date.document else f"line {date.line}"


def _name(attribute: str) -> str:
    return attribute.rpartition(" ")[2]

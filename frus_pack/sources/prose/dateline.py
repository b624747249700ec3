"""The dateline of a document: ``Washington, November 5, 1964, 3 p.m.``"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from frus_pack.document.model import DateRange
from frus_pack.document.transcription import Paragraph, Transcription, plain

_MONTHS = (
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
_CLOCK = r"(?:[0-9]{1,2}(?::[0-9]{2})?(?: ?[ap]\.?m\.?)?|[0-9]{4}Z|noon|midnight)"
_WORD_OF_PLACE = (
    r"(?:[^\W\d_a-z][\w’'-]*|(?:[A-Z]\.)+|(?:St|Ste|Ft|Mt|Pt)\."
    r"|of|the|and|at|in|near|aboard|en|route|to|de|del|la|las|los|el|do|da|du|des|le|am|an|der)"
)
"""No other words in small letters: those would be a sentence's."""
_DATELINE = re.compile(
    rf"(?P<place>(?=[^\W\d_a-z]){_WORD_OF_PLACE}(?:,? {_WORD_OF_PLACE}){{0,15}}), "
    rf"(?P<date>(?P<month>{'|'.join(_MONTHS)}) (?P<day>[0-9]{{1,2}}), (?P<year>[0-9]{{4}})"
    rf"(?:, {_CLOCK}(?:[–-]{_CLOCK})?)?)\.?(?: \(Received [^()]*\)\.?)?"
)
_LONGEST = 250


@dataclass(frozen=True, slots=True)
class Dateline:
    """Where and when a document was written."""

    place: str
    date: DateRange


def find(transcription: Transcription) -> Dateline | None:
    """The dateline of a document: its first paragraph, or its last, if that is one.

    Only one place and one whole date are read, in the form the series prints them in (a time of
    day may follow); of spans of days, undated papers and whatever else could mean more than one
    thing nothing is said.
    """
    return next(filter(None, map(read, _where_it_may_stand(transcription))), None)


def read(text: str) -> Dateline | None:
    """Read one line; None if it is no such dateline."""
    found = _DATELINE.fullmatch(text) if len(text) <= _LONGEST else None
    if not found:
        return None
    try:
        day = date(int(found["year"]), _MONTHS.index(found["month"]) + 1, int(found["day"]))
    except ValueError:
        return None
    iso = day.isoformat()
    return Dateline(found["place"], DateRange(earliest=iso, latest=iso, display=found["date"]))


def _where_it_may_stand(transcription: Transcription) -> Iterator[str]:
    paragraphs = [block for block in transcription.blocks if isinstance(block, Paragraph)]
    for paragraph in (*paragraphs[:1], *paragraphs[:0:-1][:1]):
        yield plain(paragraph.content)

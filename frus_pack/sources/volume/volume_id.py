"""What a volume's identifier says: ``frus1969-76v19p1`` is Volume XIX, Part 1 of 1969–1976."""

from __future__ import annotations

import re

from frus_pack.document.model import Volume
from frus_pack.errors import Problem, SourceError

SERIES = "Foreign Relations of the United States"

_ID = re.compile(r"frus[A-Za-z0-9][A-Za-z0-9_-]*")
_YEARS = re.compile(r"frus(?P<first>1[89]\d\d|20\d\d)(?:-(?P<last>\d\d))?(?!\d)", re.ASCII)
_NUMBER = re.compile(
    r"[A-Za-z]*?v(?P<electronic>e)?(?P<volume>\d\d)(?:p(?P<part>\d))?(?:Ed\d)?", re.ASCII
)
"""What follows the years of a volume with a number. Others are supplements (``v03mSupp``), parts
without volumes (``1863p1``) or have a name alone (``1952-54Guat``): their printed number cannot be
read from the identifier."""

_DOCUMENT = re.compile(rf"(?P<volume>{_ID.pattern})-(?P<document>d[0-9]+[A-Za-z0-9_]*)")
_ROMAN = ((90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))


def read_volume_id(volume_id: str, file: str = "") -> Volume:
    """Return what is certain of a volume from its identifier alone.

    Raises SourceError, naming `file`, if no volume can have it.
    """
    if not _ID.fullmatch(volume_id):
        message = f"{volume_id!r} is not a volume of the series"
        raise SourceError(Problem(file, message, advice="write it like frus1964-68v31"))
    years = _YEARS.match(volume_id)
    number = _NUMBER.fullmatch(volume_id, years.end()) if years else None
    return Volume(
        id=volume_id,
        series=SERIES,
        sub_series=_sub_series(years) if years else None,
        volume_number=_volume_number(number) if number else None,
    )


def split_name(name: str) -> tuple[str, str] | None:
    """Volume and document of a name like ``frus1964-68v31-d151``; None if it is not one."""
    found = _DOCUMENT.fullmatch(name)
    return (found["volume"], found["document"]) if found else None


def _sub_series(years: re.Match[str]) -> str:
    """``1964–1968`` of 1964-68, ``1993–2000`` of 1993-00, ``1894`` of 1894."""
    first, last = years["first"], years["last"]
    if last is None:
        return first
    century = int(first[:2]) + (last < first[2:])
    return f"{first}–{century}{last}"


def _volume_number(number: re.Match[str]) -> str | None:
    """As printed: ``XXXI``, ``XIX, Part 1``, ``E–5``."""
    volume = int(number["volume"])
    if not volume:
        return None
    name = f"E–{volume}" if number["electronic"] else _roman(volume)
    return f"{name}, Part {number['part']}" if number["part"] else name


def _roman(number: int) -> str:
    digits = ""
    for value, letters in _ROMAN:
        while number >= value:
            digits += letters
            number -= value
    return digits

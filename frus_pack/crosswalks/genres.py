"""Kinds of documents by the Getty's Art & Architecture Thesaurus (vocab.getty.edu/aat)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

_AAT = "http://vocab.getty.edu/aat"


@dataclass(frozen=True, slots=True)
class Genre:
    """A term of the thesaurus and its address."""

    term: str
    uri: str


_LETTERS = Genre("letters (correspondence)", f"{_AAT}/300026879")
_MEMORANDUMS = Genre("memorandums", f"{_AAT}/300026906")
_TELEGRAMS = Genre("telegrams", f"{_AAT}/300026909")
_MINUTES = Genre("minutes (administrative records)", f"{_AAT}/300027440")
_REPORTS = Genre("reports", f"{_AAT}/300027267")

GENRES: Mapping[str, Genre] = {
    "circular-telegram": _TELEGRAMS,
    "intelligence-memorandum": _MEMORANDUMS,
    "letter": _LETTERS,
    "memorandum": _MEMORANDUMS,
    "memorandum-of-conversation": _MEMORANDUMS,
    "memorandum-of-telephone-conversation": _MEMORANDUMS,
    "minutes": _MINUTES,
    "national-security-memorandum": _MEMORANDUMS,
    "report": _REPORTS,
    "telegram": _TELEGRAMS,
}
"""The term that a kind of document falls under. The thesaurus has none for the other kinds."""

"""Languages and genres in the words and codes that catalogues share."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

_AAT = "http://vocab.getty.edu/aat"
"""Art & Architecture Thesaurus (Getty)."""


@dataclass(frozen=True, slots=True)
class Language:
    """A language by its bibliographic code (ISO 639-2/B) and its English name."""

    code: str
    name: str


_LANGUAGES: Mapping[str, Language] = {
    "ar": Language("ara", "Arabic"),
    "de": Language("ger", "German"),
    "en": Language("eng", "English"),
    "es": Language("spa", "Spanish"),
    "fa": Language("per", "Persian"),
    "fr": Language("fre", "French"),
    "it": Language("ita", "Italian"),
    "ja": Language("jpn", "Japanese"),
    "ko": Language("kor", "Korean"),
    "pl": Language("pol", "Polish"),
    "pt": Language("por", "Portuguese"),
    "ru": Language("rus", "Russian"),
    "vi": Language("vie", "Vietnamese"),
    "zh": Language("chi", "Chinese"),
}


def language_of(tag: str) -> Language | None:
    """Return the language of a tag (English of ``en-US``), if it is known here."""
    return _LANGUAGES.get(tag.partition("-")[0].lower())


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

"""Languages of documents: the code and the name that catalogues have for a tag."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


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

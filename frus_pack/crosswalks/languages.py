"""Languages by ISO 639-2/B, which library systems read, for the tags of descriptions (BCP 47)."""

from __future__ import annotations

from collections.abc import Mapping

_BIBLIOGRAPHIC: Mapping[str, str] = {
    "ar": "ara",
    "de": "ger",
    "en": "eng",
    "es": "spa",
    "fa": "per",
    "fr": "fre",
    "it": "ita",
    "ja": "jpn",
    "ko": "kor",
    "pl": "pol",
    "pt": "por",
    "ru": "rus",
    "vi": "vie",
    "zh": "chi",
}


def iso_639_2b(tag: str) -> str | None:
    """Return the three-letter code of a tag's language (``eng`` of ``en-US``), if known here."""
    return _BIBLIOGRAPHIC.get(tag.partition("-")[0].lower())

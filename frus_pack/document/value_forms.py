"""The forms that values of a description have: language tags and identifiers."""

from __future__ import annotations

import re

_LANGUAGE = re.compile(
    r"(?:[A-Za-z]{2,3}(?:-[A-Za-z]{3}){0,3}|[A-Za-z]{4}|[A-Za-z]{5,8})"
    r"(?:-[A-Za-z]{4})?"
    r"(?:-(?:[A-Za-z]{2}|[0-9]{3}))?"
    r"(?:-(?:[A-Za-z0-9]{5,8}|[0-9][A-Za-z0-9]{3}))*"
    r"(?:-[0-9A-WY-Za-wy-z](?:-[A-Za-z0-9]{2,8})+)*"
    r"(?:-[xX](?:-[A-Za-z0-9]{1,8})+)?"
    r"|[xX](?:-[A-Za-z0-9]{1,8})+"
)
"""A well-formed tag (RFC 5646 §2.1, ``langtag`` and ``privateuse``)."""

_VOLUME_ID = re.compile(r"frus(?:18[6-9]|19[0-9]|20[0-9])[0-9](?:-[0-9]{2})?[A-Za-z0-9_-]*")
_DOCUMENT_ID = re.compile(r"[A-Za-z_][A-Za-z0-9_-]*")


def is_language(tag: str) -> bool:
    """Return whether a tag is well-formed as BCP 47 has it: ``en``, ``pt-BR``."""
    return _LANGUAGE.fullmatch(tag) is not None


def is_volume_id(identifier: str) -> bool:
    """Return whether an identifier has the form of the series' volumes: ``frus1964-68v31``."""
    return _VOLUME_ID.fullmatch(identifier) is not None


def is_document_id(identifier: str) -> bool:
    """Return whether an identifier has the form of a document's: ``d151``."""
    return _DOCUMENT_ID.fullmatch(identifier) is not None

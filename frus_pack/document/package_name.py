"""What a document and its package are called, by its volume and its identifier in the volume."""

from __future__ import annotations

import re

_NAMES_FILES = re.compile(r"frus[A-Za-z0-9][A-Za-z0-9_-]{0,99}/[A-Za-z0-9][A-Za-z0-9_-]{0,99}")


def document_identifier(volume: str, document: str) -> str:
    """Return a document's identifier in the series: ``frus1964-68v31/d151``."""
    return f"{volume}/{document}"


def package_name(volume: str, document: str) -> str:
    """Return the name of a document's package: ``frus1964-68v31-d151``."""
    return f"{volume}-{document}"


def names_files(identifier: str) -> bool:
    """Return whether files may be named after a document's identifier, as a package has it.

    A package that nobody checked may have one that leads to another folder (``../../evil/d1``).
    """
    return _NAMES_FILES.fullmatch(identifier) is not None

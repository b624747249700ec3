"""What a document and its package are called, by its volume and its identifier in the volume."""

from __future__ import annotations


def document_identifier(volume: str, document: str) -> str:
    """Return a document's identifier in the series: ``frus1964-68v31/d151``."""
    return f"{volume}/{document}"


def package_name(volume: str, document: str) -> str:
    """Return the name of a document's package: ``frus1964-68v31-d151``."""
    return f"{volume}-{document}"

"""What the package of a document is called."""

from __future__ import annotations


def package_name(volume: str, document: str) -> str:
    """Return the name of a document's package: ``frus1964-68v31-d151``."""
    return f"{volume}-{document}"

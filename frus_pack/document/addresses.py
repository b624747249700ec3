"""Where the series stands on the web."""

from __future__ import annotations

PAGES = "https://history.state.gov/historicaldocuments"


def of_volume(volume: str) -> str:
    """The address of a volume, by its identifier."""
    return f"{PAGES}/{volume}"


def of_part(volume: str, part: str) -> str:
    """The address of a document or a division of a volume, by its identifier there."""
    return f"{PAGES}/{volume}/{part}"

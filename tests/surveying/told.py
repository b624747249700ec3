"""What a survey told, to be compared; and where things stand in a made volume."""

from __future__ import annotations

from pathlib import Path
from typing import TypeAlias

import frus_pack
from tests.corpus.shelf import Shelf

Told: TypeAlias = tuple[str, str, str, str | None, str | None]
"""Code, location, message, what was expected and what was found."""


def told(volume: Path, images: Path | None = None) -> list[Told]:
    """Every finding of a volume, read here alone."""
    return [
        (one.code, one.location, one.message, one.expected, one.found)
        for one in frus_pack.survey(volume, images, jobs=1).findings
    ]


def told_of(shelf: Shelf) -> list[Told]:
    """Every finding of a volume and its images."""
    return told(shelf.xml, shelf.scans)


def line(shelf: Shelf, identifier: str) -> int:
    """The line on which the tag with this identifier begins."""
    return line_of(shelf, f'xml:id="{identifier}"')


def line_of(shelf: Shelf, text: str, after: int = 0) -> int:
    """The line on which the tag begins that first has this text, behind a line."""
    xml = shelf.xml.read_text()
    behind = sum(map(len, xml.splitlines(keepends=True)[:after]))
    return xml.count("\n", 0, xml.rindex("<", 0, xml.index(text, behind) + 1)) + 1

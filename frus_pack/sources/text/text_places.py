"""Offsets in a text as a person finds them in an editor."""

from __future__ import annotations

from bisect import bisect_right
from functools import cached_property


class TextPlaces:
    """Lines and columns of a text whose lines end in LF; both count from 1, columns characters."""

    def __init__(self, text: str) -> None:
        self._text = text

    def __call__(self, offset: int) -> str:
        """The place of an offset: ``line 3, column 14``."""
        line = bisect_right(self._starts, offset)
        return f"line {line}, column {offset - self._starts[line - 1] + 1}"

    @cached_property
    def _starts(self) -> list[int]:
        starts = [0]
        place = self._text.find("\n")
        while place >= 0:
            starts.append(place + 1)
            place = self._text.find("\n", place + 1)
        return starts

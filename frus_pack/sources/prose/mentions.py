"""The names that the markup of a note gives identifiers, by where they stand."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from frus_pack.sources.prose.passage import Passage


@dataclass(frozen=True, slots=True)
class Mention:
    """A name that the markup of a note gives an identifier: ``note[start:end]`` is person `id`."""

    start: int
    end: int
    id: str


class Mentions:
    """Mentions in order, so that those in a passage are found without looking at the others."""

    def __init__(self, mentions: Iterable[Mention]) -> None:
        self._mentions = sorted(mentions, key=lambda one: one.start)
        self._starts = [one.start for one in self._mentions]

    def within(self, passage: Passage) -> Sequence[Mention]:
        """Return the mentions that begin in a passage and end in it, or with a point behind it."""
        first = bisect_left(self._starts, passage.start)
        last = bisect_left(self._starts, passage.end)
        return [one for one in self._mentions[first:last] if one.end <= passage.end + 1]

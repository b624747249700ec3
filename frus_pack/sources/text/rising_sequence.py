"""The best rising sequence of candidates: a small dynamic programme."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

_ONE_NOTE = 1 << 20
"""What finding one note more is worth: more than any weakness of any number of candidates."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A digit run at offset `start` that may anchor note `number`; 0 is not weak at all."""

    number: int
    start: int
    weakness: int


def rising_sequence(candidates: Sequence[Candidate]) -> list[int]:
    """Indexes of the candidates, given in order of the text, whose numbers rise: the most there
    can be, of these the least weak, of these the earliest. O(M log N) for M candidates of N notes.
    """
    ranks = _ranks(candidates)
    best_after = _SuffixMaximum(len(ranks) + 1)
    values = [0] * len(candidates)
    for index in range(len(candidates) - 1, -1, -1):
        candidate = candidates[index]
        rank = ranks[candidate.number]
        worth = _ONE_NOTE - candidate.weakness
        values[index] = worth + best_after.beyond(rank)
        best_after.raise_to(rank, values[index])
    return _earliest(candidates, values)


def _ranks(candidates: Sequence[Candidate]) -> dict[int, int]:
    numbers = sorted({candidate.number for candidate in candidates})
    return {number: rank for rank, number in enumerate(numbers)}


def _earliest(candidates: Sequence[Candidate], values: Sequence[int]) -> list[int]:
    """Follow the best sequence from the left; `values` are those of the best beginning there."""
    chosen: list[int] = []
    needed, last = max(values, default=0), 0
    for index, candidate in enumerate(candidates):
        if values[index] == needed and candidate.number > last:
            chosen.append(index)
            needed -= _ONE_NOTE - candidate.weakness
            last = candidate.number
            if not needed:
                break
    return chosen


class _SuffixMaximum:
    """The largest value at or beyond a rank, with values that only grow (a Fenwick tree)."""

    def __init__(self, size: int) -> None:
        self._size = size
        self._tree = [0] * (size + 1)

    def raise_to(self, rank: int, value: int) -> None:
        place = self._size - rank
        while place <= self._size:
            if self._tree[place] < value:
                self._tree[place] = value
            place += place & -place

    def beyond(self, rank: int) -> int:
        """The largest value of a rank greater than `rank`; 0 if there is none."""
        place, best = self._size - rank - 1, 0
        while place > 0:
            best = max(best, self._tree[place])
            place &= place - 1
        return best

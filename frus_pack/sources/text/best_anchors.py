"""The best rising sequence of candidates: a small dynamic programme."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_ONE_NOTE = 1 << 20
"""What finding one note more is worth: more than any weakness of any number of candidates."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """Digits at offset `start` that may anchor note `number`, or as many notes from there on as
    `count` says; `weakness` 0 is not weak at all.

    Candidates that share some digits have the same `end`; at most one of them is an anchor.
    """

    number: int
    start: int
    weakness: int
    count: int = 1
    end: int | None = None

    @property
    def last(self) -> int:
        """The last note that would be anchored here."""
        return self.number + self.count - 1

    @property
    def worth(self) -> int:
        """What it is worth to find these notes here."""
        return self.count * _ONE_NOTE - self.weakness


def best_anchors(candidates: Sequence[Candidate]) -> list[int]:
    """Return the indexes of candidates whose numbers rise.

    They find the most notes there can be; of these they are the least weak, and then the
    earliest. Takes O(M log N) steps for M candidates of N notes.

    Args:
        candidates: in the order of the text.
    """
    ranks = _ranks(candidates)
    best_after = _SuffixMaximum(len(ranks) + 1)
    values = array("q", bytes(8 * len(candidates)))  # a list takes five times the memory
    for group in _groups(candidates):
        for index in group:
            one = candidates[index]
            last = one.number if one.count == 1 else one.last
            worth = one.count * _ONE_NOTE - one.weakness
            values[index] = worth + best_after.beyond(ranks[last])
        for index in group:
            best_after.raise_to(ranks[candidates[index].number], values[index])
    return _earliest(candidates, values)


def _groups(candidates: Sequence[Candidate]) -> Iterator[list[int]]:
    """Return the indexes of the candidates that share digits, from the end of the text on."""
    group: list[int] = []
    shared: int | None = None
    for index in range(len(candidates) - 1, -1, -1):
        end = candidates[index].end
        if group and (end is None or end != shared):
            yield group
            group = []
        shared = end
        group.append(index)
    if group:
        yield group


def _ranks(candidates: Sequence[Candidate]) -> dict[int, int]:
    numbers = {number for one in candidates for number in (one.number, one.last)}
    return {number: rank for rank, number in enumerate(sorted(numbers))}


def _earliest(candidates: Sequence[Candidate], values: Sequence[int]) -> list[int]:
    """Follow the best sequence from the left; `values` are those of the best beginning there."""
    chosen: list[int] = []
    needed, last, free = max(values, default=0), 0, 0
    for index, candidate in enumerate(candidates):
        is_next = candidate.number > last and candidate.start >= free
        if values[index] == needed and is_next:
            chosen.append(index)
            needed -= candidate.worth
            last, free = candidate.last, candidate.end or 0
            if not needed:
                break
    return chosen


class _SuffixMaximum:
    """The largest value at or beyond a rank, with values that only grow: a Fenwick tree."""

    def __init__(self, size: int) -> None:
        self._size = size
        self._tree = [0] * (size + 1)

    def raise_to(self, rank: int, value: int) -> None:
        place = self._size - rank
        while place <= self._size and self._tree[place] < value:  # those beyond are no smaller
            self._tree[place] = value
            place += place & -place

    def beyond(self, rank: int) -> int:
        """Return the largest value of a rank greater than `rank`; 0 if there is none."""
        place, best, tree = self._size - rank - 1, 0, self._tree
        while place > 0:
            # Compared by hand: a call of max costs as much as all the rest.
            value = tree[place]
            if value > best:
                best = value
            place &= place - 1
        return best

"""Texts that a regular expression matches, with one of its repeats taken many times."""

from __future__ import annotations

import re
from collections.abc import Iterator
from random import Random
from re import _constants as codes  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

_REPEATS = (codes.MAX_REPEAT, codes.MIN_REPEAT, codes.POSSESSIVE_REPEAT)
_OF_CATEGORY = {codes.CATEGORY_DIGIT: "1", codes.CATEGORY_SPACE: " ", codes.CATEGORY_WORD: "a"}
_FEW = 5
"""A repeat of at most so many costs little, however it is matched."""
_OTHERS = "aA1 x.;"


def pumped(pattern: re.Pattern[str], times: int, tries: int) -> Iterator[str]:
    """Yield texts for each repeat in a pattern: its body is in them so many times."""
    tree = parser.parse(pattern.pattern, pattern.flags)
    for repeat in range(_Sample(Random(0), -1, 0).counted(tree)):
        for attempt in range(tries):
            # Every second text has different bodies, which differ in how they can be divided.
            sample = _Sample(Random(attempt), repeat, times, different=attempt % 2 == 1)
            yield sample.text(tree)


class _Sample:
    def __init__(self, random: Random, repeat: int, times: int, *, different: bool = False) -> None:
        self._random = random
        self._repeat = repeat
        self._times = times
        self._different = different
        self._numbers: dict[int, int] = {}
        self._groups: dict[int, str] = {}

    def counted(self, tree: Any) -> int:
        """Number the repeats in the order of the pattern; return how many they are."""
        for op, value in tree:
            if op in _REPEATS:
                self._numbers[id(value)] = len(self._numbers)
            for inner in _inner(op, value):
                self.counted(inner)
        return len(self._numbers)

    def text(self, tree: Any) -> str:
        """Return a text that the tree may match."""
        if not self._numbers:
            self.counted(tree)
        return "".join(self._one(op, value) for op, value in tree)

    def _one(self, op: Any, value: Any) -> str:
        if op is codes.LITERAL:
            return chr(value)
        if op is codes.IN:
            return self._member(value)
        if op in (codes.ANY, codes.NOT_LITERAL):
            return self._random.choice([one for one in "ax " if ord(one) != value])
        if op is codes.BRANCH:
            return self.text(self._random.choice(value[1]))
        if op is codes.SUBPATTERN:
            text = self._groups[value[0]] = self.text(value[3])
            return text
        if op is codes.ATOMIC_GROUP:
            return self.text(value)
        if op in _REPEATS:
            return self._repeated(value)
        return self._groups.get(value, "") if op is codes.GROUPREF else ""

    def _repeated(self, value: Any) -> str:
        least, most, body = value
        if self._numbers[id(value)] != self._repeat or most <= _FEW:
            count = least + (most > least and self._random.random() < 0.5)
            return "".join(self.text(body) for _ in range(count))
        times = min(self._times, int(most))
        if self._different:
            return "".join(self.text(body) for _ in range(times))
        return self.text(body) * times

    def _member(self, members: Any) -> str:
        found = [one for op, value in members for one in _characters(op, value)]
        if members[0][0] is codes.NEGATE:
            return next((one for one in _OTHERS if one not in found), "é")
        return str(self._random.choice(found))


def _inner(op: Any, value: Any) -> Iterator[Any]:
    if op in _REPEATS:
        yield value[2]
    elif op is codes.BRANCH:
        yield from value[1]
    elif op is codes.SUBPATTERN:
        yield value[3]
    elif op is codes.ATOMIC_GROUP:
        yield value


def _characters(op: Any, value: Any) -> str:
    if op is codes.LITERAL:
        return chr(value)
    if op is codes.RANGE:
        return chr(value[0]) + chr(value[1])
    return _OF_CATEGORY.get(value, "!") if op is codes.CATEGORY else ""

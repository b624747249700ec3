"""A stretch of a note, which knows where in the note it begins, and the names marked in it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

_BLANKS = re.compile(r"(?P<lost>(?<=[\w)\]”])\s+(?=[,;:.](?:\s(?!\.)|\Z)))|[^\S ]\s*| \s+")
"""White space before punctuation, and runs that are not a single blank, as nearly all are."""


@dataclass(frozen=True, slots=True)
class Passage:
    """Words of a note and the offset at which they begin in it."""

    words: str
    start: int = 0

    @property
    def end(self) -> int:
        """The offset behind the last word."""
        return self.start + len(self.words)

    def part(self, start: int, end: int | None = None) -> Passage:
        """Return the words from `start` to `end` without the blanks around them."""
        words = self.words[start:end]
        bare = words.lstrip()
        return Passage(bare.rstrip(), self.start + start + len(words) - len(bare))

    def parts(self, separator: re.Pattern[str], hidden: str | None = None) -> Iterator[Passage]:
        """Return what is between the separators, searched in `hidden` if that is given: the
        same words with letters over what must not be parted."""
        start = 0
        for found in separator.finditer(self.words if hidden is None else hidden):
            yield self.part(start, found.start())
            start = found.end()
        yield self.part(start)


class Collapsed:
    """A text whose white space is collapsed to single blanks, with none before punctuation, and
    its offsets there."""

    def __init__(self, text: str) -> None:
        self._ends: list[int] = []
        self._lost: list[int] = []
        lost = 0
        for blanks in _BLANKS.finditer(text):
            lost += len(blanks[0]) - len(_collapsed(blanks))
            self._ends.append(blanks.end())
            self._lost.append(lost)
        self.text = _BLANKS.sub(_collapsed, text)

    def offset(self, offset: int) -> int:
        """Return where an offset of the original text is in the collapsed one."""
        index = bisect_right(self._ends, offset) - 1
        return offset - (self._lost[index] if index >= 0 else 0)


def _collapsed(blanks: re.Match[str]) -> str:
    return "" if blanks["lost"] else " "


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

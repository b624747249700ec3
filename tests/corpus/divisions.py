"""The compilations, chapters and subchapters that documents stand in."""

from __future__ import annotations

import random

from tests.corpus import words
from tests.corpus.markup import Markup
from tests.corpus.pages import Pages
from tests.corpus.plan import Plan
from tests.corpus.truth import Division

_NAMES = (("compilation", "comp"), ("chapter", "ch"), ("subchapter", "subch"))


class Divisions:
    """Opens and closes divisions before documents; `path` is what the next one stands in.

    Each third compilation has no chapters, each second chapter no subchapters. A compilation has
    a title leaf before its first document in volumes that number their headings.
    """

    def __init__(self, plan: Plan, chance: random.Random, markup: Markup, pages: Pages) -> None:
        compilation = max(6, plan.documents // 4)
        chapter = max(3, compilation // 4)
        self._lengths = (compilation, chapter, max(2, chapter // 2))
        self._counts = [0, 0, 0]
        self._leaves = plan.style.heads == "numbered"
        self._chance = chance
        self._markup = markup
        self._pages = pages
        self._open: list[Division] = []

    @property
    def path(self) -> tuple[Division, ...]:
        """From the compilation down."""
        return tuple(self._open)

    def before(self, number: int) -> str:
        """What stands before the document with that number, so that it stands where it should."""
        place = number - 1
        for level, length in enumerate(self._lengths):
            if place % length == 0:
                closed = self._close_to(level)
                return closed + "".join(self._begin(deeper) for deeper in range(level, 3))
            place %= length
        return ""

    def close(self) -> str:
        """The end tags of all that are open."""
        return self._close_to(0)

    def _begin(self, level: int) -> str:
        skipped = (level > 0 and self._counts[0] % 3 == 0) or (level == 2 and self._counts[1] % 2)
        if skipped:
            return ""
        self._counts[level] += 1
        kind, prefix = _NAMES[level]
        division = Division(
            type=kind, id=f"{prefix}{self._counts[level]}", title=words.topic(self._chance)
        )
        self._open.append(division)
        tag = self._markup.tag("div", ("type", kind), ("xml:id", division.id))
        head = f"<head>{division.title}</head>"
        if level == 0 and (self._leaves or division.id == "comp1"):
            indent = "\n                "
            leaf = self._pages.turn() + indent if self._leaves else ""
            return f"\n            {tag}{indent}{leaf}{head}{indent}{self._pages.turn()}"
        return f"\n            {tag}{head}"

    def _close_to(self, level: int) -> str:
        closed = len(self._open) - level
        del self._open[level:]
        return "\n            </div>" * max(0, closed)

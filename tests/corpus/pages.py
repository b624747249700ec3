"""The pages of a volume, one after the other, and how much text fits on each."""

from __future__ import annotations

import random

from tests.corpus.markup import Markup
from tests.corpus.plan import Plan
from tests.corpus.truth import Page

_ACCESS_WIDTH = 433 / 3248
_ROMAN = ((40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
_UNPRINTED = 2
"""How many of the first pages have no number printed, so that it stands in brackets."""


class Pages:
    """Turns the pages: roman ones in the front matter, then arabic from 1. Scans are numbered
    through, and each is a little larger or smaller than the others."""

    def __init__(self, plan: Plan, chance: random.Random, markup: Markup) -> None:
        self.turned: list[Page] = []
        self.room = 0
        self._scan = plan.scan
        self._chance = chance
        self._markup = markup
        self._number = 0
        self._in_front = True

    @property
    def current(self) -> str:
        """The printed number of the page that is being filled."""
        return self.turned[-1].n

    def begin_body(self) -> None:
        """The next page is page 1."""
        self._number = 0
        self._in_front = False

    def turn(self) -> str:
        """Begin the next page; its ``pb``."""
        self._number += 1
        page = self._page(_roman(self._number) if self._in_front else str(self._number))
        self.turned.append(page)
        self.room = self._chance.randrange(2200, 3400)
        return self._markup.empty("pb", ("n", page.n), ("xml:id", page.id), ("facs", page.facs))

    def _page(self, n: str) -> Page:
        width, height = (side + self._chance.randrange(side // 20) for side in self._scan)
        return Page(
            n=f"[{n}]" if self._in_front and self._number <= _UNPRINTED else n,
            facs=f"{len(self.turned) + 1:04}",
            id=f"pg_{n}",
            master=(width, height),
            access=(round(width * _ACCESS_WIDTH), round(height * _ACCESS_WIDTH)),
        )


def _roman(number: int) -> str:
    digits = ""
    for value, letters in _ROMAN:
        while number >= value:
            digits += letters
            number -= value
    return digits

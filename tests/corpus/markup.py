"""Tags as encoders of several decades left them: attributes in any order, line breaks inside."""

from __future__ import annotations

import random

Attribute = tuple[str, str]


class Markup:
    """Writes tags in the manner of one volume; values are text that needs no escaping."""

    def __init__(self, chance: random.Random, *, alphabetical: bool) -> None:
        self._chance = chance
        self._alphabetical = alphabetical

    def tag(self, name: str, *attributes: Attribute) -> str:
        """A start tag."""
        return f"<{name}{self._written(attributes)}>"

    def empty(self, name: str, *attributes: Attribute) -> str:
        """The tag of an empty element."""
        return f"<{name}{self._written(attributes)}/>"

    def _written(self, attributes: tuple[Attribute, ...]) -> str:
        if not attributes:
            return ""
        pairs = [f'{key}="{value}"' for key, value in attributes]
        toss = self._chance.random()
        if self._alphabetical:
            pairs.sort()
        elif toss < 0.2:
            pairs.reverse()
        if 0.1 < toss < 0.2:
            return "\n                            " + " ".join(pairs)
        if 0.2 < toss < 0.25:
            return " " + "\n                ".join(pairs) + "\n"
        return " " + " ".join(pairs)

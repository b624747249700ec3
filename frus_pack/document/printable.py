"""Text from elsewhere, made safe to print on a terminal."""

from __future__ import annotations

import unicodedata

# Categories that could move the cursor, change colours or reorder the line.
_UNPRINTABLE = frozenset(("Cc", "Cf", "Cs", "Zl", "Zp"))


def printable(value: str) -> str:
    """Escape every invisible character, as Python does it: ``\\x1b``."""
    if value.isprintable():  # stricter: it takes no blank but the space
        return value
    return "".join(map(_escaped, value))


def _escaped(character: str) -> str:
    if unicodedata.category(character) not in _UNPRINTABLE:
        return character
    return character.encode("unicode_escape").decode("ascii")

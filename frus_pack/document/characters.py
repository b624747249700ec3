"""Which characters XML 1.0 can hold (``Char``, §2.2), and which a terminal can show."""

from __future__ import annotations

import re
import unicodedata

UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""A character that XML cannot hold, not even as a reference."""

_CONTROLS = [code for code in range(0x20) if UNFIT.match(chr(code))]
_OTHERS = ["\ufffe".encode(), "\uffff".encode()]
_FIRST_OF_OTHERS = 0xEF

# Categories that could move the cursor, change colours or reorder the line.
_UNPRINTABLE = frozenset(("Cc", "Cf", "Cs", "Zl", "Zp"))


def is_fit(text: str) -> bool:
    """Return whether XML can hold every character of a text.

    Nearly every text is fit, and this is faster than looking for a character that is not.
    """
    try:
        content = text.encode()
    except UnicodeEncodeError:  # half of a surrogate pair
        return False
    return is_fit_in_utf8(content)


def is_fit_in_utf8(content: bytes) -> bool:
    """Return whether XML can hold every character of a text in UTF-8.

    A byte is found many times faster than a character.
    """
    if any(map(content.__contains__, _CONTROLS)):
        return False
    return _FIRST_OF_OTHERS not in content or not any(map(content.__contains__, _OTHERS))


def printable(value: str) -> str:
    """Escape every invisible character, as Python does it: ``\\x1b``."""
    if value.isprintable():  # stricter: it takes no blank but the space
        return value
    return "".join(map(_escaped, value))


def _escaped(character: str) -> str:
    if unicodedata.category(character) not in _UNPRINTABLE:
        return character
    return character.encode("unicode_escape").decode("ascii")

"""The characters that XML 1.0 can hold (``Char``, §2.2)."""

from __future__ import annotations

import re

UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""A character that XML cannot hold, not even as a reference."""

_UNFIT_IN_UTF8 = [chr(code) for code in (*range(0x20), 0xFFFE, 0xFFFF) if UNFIT.match(chr(code))]


def is_fit(text: str) -> bool:
    """Whether XML can hold every character of a text: told sooner than by looking for one that it
    cannot, and so it is with nearly every text."""
    try:
        text.encode()
    except UnicodeEncodeError:  # half of a surrogate pair
        return False
    return not any(map(text.__contains__, _UNFIT_IN_UTF8))

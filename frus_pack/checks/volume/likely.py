"""The identifier that was most likely meant by one that does not exist."""

from __future__ import annotations

import re
from collections.abc import Collection
from difflib import get_close_matches

_ENDING = re.compile(r"_?[0-9]*\Z")
_CLOSE = 0.8
"""The similarity, of 1 at most, from which on an identifier may be a misspelling of another."""


def likely(target: str, known: Collection[str]) -> str | None:
    """Return the only identifier that differs in its final number, or else the closest.

    >>> likely("t_SEATO", ["t_SEA1", "t_SEATO1"])
    't_SEATO1'
    """
    stem = _stem(target)
    alike = [one for one in known if _stem(one) == stem]
    if len(alike) == 1:
        return alike[0]
    if alike:
        return None
    close = get_close_matches(target, known, n=2, cutoff=_CLOSE)
    return close[0] if len(close) == 1 else None


def _stem(identifier: str) -> str:
    return _ENDING.sub("", identifier).casefold()

"""What the words for an office name: a post that somebody holds, or a unit with members."""

from __future__ import annotations

import re

_HEAD = re.compile(r"(.*?)(?:,| (?:of|in|at|on|for|to|from|and)\b|$)")
_WORD = re.compile(r"[^\s-]+")
_SYMBOL = re.compile(r"[A-Z]+(?:[/-][A-Z]+)*")
"""An office by its symbol: ``EUR/RPM``."""
_GENERAL = "general"
_POST = re.compile(
    "adviser|advisor|aide|ambassador|assistant|attaché|attorney|chairman|chargé|chief|commander"
    "|commanding|commissioner|consul|counsel|counselor|counselors|delegate|deputy|director|governor"
    "|head|interpreter|king|leader|member|minister|officer|pope|premier|president|representatives?"
    "|secretary|senator|shah|spokesman"
)
_UNIT = re.compile(
    "administration|agency|authority|board|branch|bureau|chiefs|commission|committee|company"
    "|consulate|corporation|council|delegation|department|desk|directorate|division|embassy"
    "|foundation|government|group|headquarters|house|institute|legation|library|ministry|missions?|office|panel"
    "|posts|secretariat|section|service|staff|stations?|subcommittee|team"
)


def names_post(words: str) -> bool:
    """Return whether words name a post, such as ``Chargé in India``."""
    return bool(_POST.fullmatch(_kind(words)))


def names_unit(words: str) -> bool:
    """Return whether words name a unit: ``Division of South Asian Affairs``, ``EUR/RPM``."""
    return bool(_SYMBOL.fullmatch(words) or _UNIT.fullmatch(_kind(words)))


def _kind(words: str) -> str:
    """Return the last word before the first preposition, which says what the whole is."""
    head = _HEAD.match(words)
    found = [word.casefold() for word in _WORD.findall(head[1] if head else "")]
    if found[1:] and found[-1] == _GENERAL:  # Consul General, Consulate General, Secretary-General
        found.pop()
    return found[-1] if found else ""

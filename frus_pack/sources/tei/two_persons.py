"""Whether a printed name can be that of an entry in the list of persons: ``Max Pell`` cannot be
``Orlan, Emil``."""

from __future__ import annotations

import re
from difflib import SequenceMatcher

from frus_pack.sources.prose.name_words import OFFICE_WORD, bare_words

_PARTS = re.compile(r"[’'-]")
_YOUNGER = frozenset(("jr", "sr", "ii", "iii", "iv", "ret"))
_OF_OFFICE = frozenset(
    ("president", "king", "queen", "shah", "emperor", "pope", "prince", "premier", "archbishop")
)
_OF_NAVY = re.compile(r"\bAdmiral\b")
_OF_ARMY = re.compile(r"\b(?:General|Colonel)\b")
_ALIKE = 0.7
"""The similarity from which on a name may be spelled otherwise: Raphael, Rafael."""
_FEWEST_LETTERS = 3
"""A shorter word can be initials."""


def are_two_persons(name: str, listed: str) -> bool:
    """Return whether a name has a surname that is certainly not that of the listed person, or
    one is an admiral and the other a general.

    Only a full name has one. It is compared with every word that is listed, since surnames can be
    first, and spelled in several ways.

    Example:
        >>> are_two_persons("Mr. Max Pell", "Orlan, Emil"), are_two_persons("Orlan", "Orlan, Emil")
        (True, False)
    """
    if _OF_NAVY.search(name) and _OF_ARMY.search(listed) and not _OF_NAVY.search(listed):
        return True
    if listed in name or listed.partition(",")[0] in name:
        return False
    said = [word for word in bare_words(name) if word not in _YOUNGER]
    if len(said) < 2 or len(said[-1]) < _FEWEST_LETTERS or said[-1] in _OF_OFFICE:
        return False
    if OFFICE_WORD.search(name.rsplit(maxsplit=1)[-1]):
        return False
    known = [part for word in bare_words(listed) for part in (word, *_PARTS.split(word))]
    known.append("".join(bare_words(listed.partition(",")[0])))
    surname = said[-1:] if "," in listed else said
    return not any(_is_alike(word, one) for word in surname for one in known)


def _is_alike(word: str, other: str) -> bool:
    return word == other or SequenceMatcher(None, word, other).ratio() >= _ALIKE

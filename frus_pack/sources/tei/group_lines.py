"""Which elements among words are lines of their own: those of an opener or closer, and notes in
the margin. A bracket around one is in its line: ``[<signed>Orlan</signed>]``."""

from __future__ import annotations

from lxml import etree

from frus_pack.sources.tei.elements import GROUPS, name_of

_OPENING = ("[", "(")
_CLOSING = ("]", ")", ".", ",")


def begins_line(child: etree._Element) -> bool:
    """Return whether a line begins with an element among words."""
    before, around = child.getprevious(), child.getparent()
    words = before.tail if before is not None else around.text if around is not None else None
    return _is_line(child) and not (words or "").rstrip().endswith(_OPENING)


def ends_line(child: etree._Element) -> bool:
    """Return whether a line ends behind an element among words."""
    return _is_line(child) and not (child.tail or "").lstrip().startswith(_CLOSING)


def _is_line(child: etree._Element) -> bool:
    if name_of(child) == "seg" and child.get("type") == "margin":
        return True
    around = child.getparent()
    return around is not None and name_of(around) in GROUPS

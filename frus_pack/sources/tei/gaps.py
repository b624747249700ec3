"""What a gap in the text (TEI ``gap``) says of itself."""

from __future__ import annotations

import re

from lxml import etree

_SAYS_HOW = re.compile(r"\b(?:not|il\w+ble|un\w+ble|missing|damaged?|torn|lost|blank|omitted)\b")
"""Reasons that say in a word what became of the text: ``not declassified``, ``illegible``."""


def remark(gap: etree._Element) -> str:
    """Return the extent of a gap and its reason, in brackets."""
    reason = gap.get("reason", "")
    how = reason if _SAYS_HOW.search(reason) else f"omitted: {reason}".removesuffix(": ")
    extent = filter(None, map(gap.get, ("quantity", "extent", "unit")))
    return f"[{' '.join((*extent, how))}]"

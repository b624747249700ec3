"""A paper's classification and its handling: ``Secret; Priority; Limit Distribution``."""

from __future__ import annotations

import re
from dataclasses import dataclass

CLASSIFICATIONS = (
    "Top Secret",
    "Secret",
    "Confidential",
    "Restricted",
    "Limited Official Use Only",
    "Limited Official Use",
    "Official Use Only",
    "Official Use",
    "Unclassified",
    "No classification markings?",
    "No classification indicated",
    "No classification",
)
"""What a paper's classification can be, as printed."""

_QUALIFIERS = r"(?:(?:Personal|Private|Strictly) and |Administratively |Strictly )"
LEVEL = rf"{_QUALIFIERS}?(?:{'|'.join(CLASSIFICATIONS)})(?: Security Information)?"

_HANDLED = (
    r"Priority|Niact|Immediate(?: Action)?|Operational Immediate|Flash|Routine|Emergency|Urgent"
    r"|(?:Exclusively |Literally )?Eyes (?:Only|Alone)(?: (?:for|to) .+)?|For .+ (?:Eyes )?Only"
    r"|Personal(?: and Private| and Official| for .+)?|Private|Presidential (?:Handling|File)"
    r"|(?:Very |Special )?Limit(?:ed)? Distribution|Limdis\S*|Exdis\S*|Nodis\S*|Exclusive"
    r"|Noforn(?: Except .+| Dissem)?|(?:No Foreign|Controlled|No) Diss?em[\w /]*"
    r"|Sensitive(?: Handling)?|Official ?[–—-] ?Informal|Informal|Background Use Only"
    r"|Restricted Data|Verbatim(?: Text)?|Roger Channel|RYBAT|PBSUCCESS|Air Pouch"
    r"|Special Handling(?: \w+)?|No Distribution(?: [\w ]+)?|No Other Distribution"
)
_KNOWN = re.compile(rf"(?:{_HANDLED})", re.IGNORECASE)
_ALONE = re.compile(rf"(?:{_HANDLED})(?:[;,] ?(?:{_HANDLED}|[A-Z]{{4,}}))*")
_CLASSIFIED = re.compile(
    rf"(?P<level>{LEVEL})(?:(?:[;,:/] ?|[–—-])(?P<rest>.+)| (?P<known>(?:{_HANDLED})(?:[;,].*)?))?"
)
_AT_THE_END = re.compile(rf"[,; ]{{1,3}}(?P<marks>(?:{LEVEL})(?:; ?[^;.]+)*)$")
_LONGEST = 300
_MARKING = re.compile(
    r"(?:(?!(?:Drafted|Cleared|Approved|Repeated|Also|Sent|Prepared|Received)\b)"
    r"[^\W\d_a-z][\w/–’'—-]*(?: (?:[^\W\d_a-z]|of|the|and|for|to|with|only)[\w/–’'—-]*){0,7}"
    r"|\[[^\[\]]*not declassified\])(?: ?/ ?\[[^\[\]]*\])?"
)
_BETWEEN = re.compile(r"[;,] ?")


@dataclass(frozen=True, slots=True)
class Markings:
    """What a sentence says of classification and handling, and where in it that ends."""

    classification: str | None
    handling: str | None
    end: int


def read_markings(sentence: str) -> Markings | None:
    """Return the markings that a sentence begins with; None if it begins with none.

    What follows ``end`` is not a marking: ``Secret; drafted by Jones``.
    """
    found = _CLASSIFIED.fullmatch(sentence)
    if found is None:
        whole = _ALONE.fullmatch(sentence)
        return Markings(None, whole[0], len(sentence)) if whole else None
    start = max(found.start("rest"), found.start("known"))
    if start < 0:
        return Markings(found["level"], None, len(sentence))
    end = _end_of_markings(sentence, start)
    return Markings(found["level"], sentence[start:end] or None, max(end, found.end("level")))


def markings_behind(words: str) -> int | None:
    """Return where in a sentence markings begin that a missing full stop put at its end:
    ``Central Files, POL 26 S VIET Top Secret; Immediate``."""
    found = _AT_THE_END.search(words, max(0, len(words) - _LONGEST))
    return found.start("marks") if found and found.start() else None


def _end_of_markings(sentence: str, start: int) -> int:
    """Return where the last marking of a list ends that begins at `start`."""
    end, place = start, start
    for separator in (*_BETWEEN.finditer(sentence, start), None):
        item = sentence[place : separator.start() if separator else len(sentence)]
        if not _MARKING.fullmatch(item) and not _KNOWN.fullmatch(item):
            break
        end = place + len(item)
        if separator is None:
            break
        place = separator.end()
    return end

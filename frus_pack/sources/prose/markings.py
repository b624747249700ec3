"""A paper's classification and its handling: ``Secret; Priority; Limit Distribution``.

Source notes give them in a sentence. Until 1954 lines of their own above the text have them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
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
LEVEL = rf"{_QUALIFIERS}?(?i:{'|'.join(CLASSIFICATIONS)})(?: Security Information)?"

_HANDLED = (
    r"Priority|Niact|Immediate(?: Action)?|Operational Immediate|Flash|Routine|Emergency|Urgent"
    r"|(?:Exclusively |Literally )?Eyes (?:Only|Alone)(?: (?:for|to) .+)?|For .+ (?:Eyes )?Only"
    r"|Personal(?: and Private| and Official| for .+)?|Private|Presidential (?:Handling|File)"
    r"|(?:Very |Special )?Limit(?:ed)? Distribution|Limdis\S*|Exdis\S*|Nodis\S*|Exclusive"
    r"|Noforn(?: Except .+| Dissem)?|(?:No Foreign|Controlled|No) Diss?em[\w /]*"
    r"|Sensitive(?: Handling)?|Official ?[–—-] ?Informal|Informal|Background Use Only"
    r"|Restricted Data|Verbatim(?: Text)?|Roger Channel|RYBAT|PBSUCCESS|Air Pouch"
    r"|Special Handling(?: \w+)?|No Distribution(?: [\w ]+)?|No Other Distribution"
    r"|Distribute as [A-Z]\w+|Outside (?:the )?System|U\.S\. (?:Officials|Eyes) Only"
)
_KNOWN = re.compile(rf"(?:{_HANDLED})", re.IGNORECASE)
_ALONE = re.compile(rf"(?>{_HANDLED})(?:[;,] ?(?>{_HANDLED}|[A-Z]{{4,}}))*")
_DONE = (
    r"(?:Drafted|Cleared|Approved|Repeated|Also sent|Sent|Transmitted|Prepared|Received|Passed) "
    r"|with (?i:\S+ attachments?)"
)
_CLASSIFIED = re.compile(
    rf"(?P<level>{LEVEL})(?:(?:[;,:/] ?|[–—-])(?P<rest>.+)| (?P<known>(?:{_HANDLED})(?:[;,].*)?)"
    rf"| and (?P<private>Personal)| (?={_DONE}).+)?"
)
"""The full stop behind the level can be missing: ``Secret Drafted by Orlan``."""
_HANDLED_FIRST = re.compile(
    rf"(?P<before>(?>{_HANDLED})(?:[;,] ?(?>{_HANDLED}))*)[;,] ?(?={LEVEL})"
)
_AT_THE_END = re.compile(rf"[,; ]{{1,3}}(?P<marks>{LEVEL}(?:;[^;.]+|, ?(?>{_HANDLED}))*)$")
_LONGEST = 300
_MARKING = re.compile(
    r"(?:(?!(?:Drafted|Cleared|Approved|Repeated|Also|Sent|Prepared|Received)\b)"
    r"[^\W\d_a-z][\w/–’'—-]*(?: (?:[^\W\d_a-z]|of|the|and|for|to|with|only)[\w/–’'—-]*){0,9}"
    r"(?: \([A-Z][\w ]+\))?|\[[^\[\]]*not declassified\])(?: ?/ ?\[[^\[\]]*\])?"
)
_BETWEEN = re.compile(r"[;,] ?")
_LEVEL = re.compile(
    r"(?:(?:personal and |strictly )?(?:top secret|secret|confidential|restricted|unclassified)"
    r"|(?:limited )?official use(?: only)?|plain)\b",
    re.IGNORECASE,
)
_MARK = re.compile(
    r"(?:most |operational |us |u\.s\. )?(?:urgent|immediate|priority|priorty|emergency|routine)\b"
    r"|niact\b(?: \([^()]*\))?|eyes only\b|(?:limited|limit|no) distribution\b|air pouch\b|noforn\b"
    r"|personal\b|official(?:[—–-]| ?and )informal\b|verbatim text\b"
    r"|presidential handling\b|security information\b|atomic energy restricted data\b",
    re.IGNORECASE,
)
_BETWEEN_MARKS = re.compile(r"[\s,;.\]—–-]*")
_NUMBER = re.compile(r"\[?No\. ?[0-9]+[.,\]]*\s+")
"""The number of a despatch before its marking: ``No. 12. Confidential.]``."""


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
    first = _HANDLED_FIRST.match(sentence)
    if first and (level := read_markings(sentence[first.end() :])):
        handling = "; ".join(filter(None, (first["before"], level.handling)))
        return Markings(level.classification, handling, first.end() + level.end)
    found = _CLASSIFIED.fullmatch(sentence)
    if found is None:
        whole = _ALONE.fullmatch(sentence)
        return Markings(None, whole[0], len(sentence)) if whole else None
    start = max(map(found.start, ("rest", "known", "private")))
    if start < 0:
        return Markings(found["level"], None, found.end("level"))
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


@dataclass(frozen=True, slots=True)
class PrintedMarkings:
    """The classification, and the handling as printed, with semicolons between its marks."""

    classification: str | None = None
    handling: str | None = None


def read_marking_lines(lines: Iterable[str]) -> PrintedMarkings:
    """Return what lines say that hold markings and nothing else; other lines are passed over."""
    level: str | None = None
    marks: list[str] = []
    for found in filter(None, map(_read_line, lines)):
        level = level or found[0]
        marks += found[1]
    return PrintedMarkings(level, "; ".join(dict.fromkeys(marks)) or None)


def _read_line(line: str) -> tuple[str | None, list[str]] | None:
    """Return the level and the marks of a line that is nothing else; None of any other line."""
    number = _NUMBER.match(line)
    place = number.end() if number else 0
    found = _LEVEL.match(line, place)
    place = found.end() if found else place
    marks: list[str] = []
    while place < len(line):
        gap = _BETWEEN_MARKS.match(line, place)
        place = gap.end() if gap else place
        mark = _MARK.match(line, place)
        if mark is None:
            break
        marks.append(mark[0])
        place = mark.end()
    if place < len(line) or not (found or marks):
        return None
    return (found[0] if found else None), marks

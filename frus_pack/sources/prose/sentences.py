"""Sentences and lists in the prose of editors: where one ends and the next begins."""

from __future__ import annotations

import re
from collections.abc import Iterator

_END = re.compile(
    r"\.[”’\"')\]]*\s+(?=[“‘\"(\[]?[^\W\d_a-z]|[0-9]+ (?:pages?|paragraphs?|lines?)\b)"
)
_ABBREVIATION = re.compile(
    r"(?:^|[\s(\[“‘.])(?:[^\W\d_a-z]|Jr|Sr|Mr|Mrs|Ms|Messrs|Dr|Gen|Col|Lt|Maj|Capt|Cmdr|Adm|Sgt|Amb"
    r"|Gov|Sen|Rep|St|Ste|Mt|Ft|No|Nos|Vol|Vols|pt|pp|p|ca|cf|Doc|Res|Dept|Co|Corp|Inc|vs|viz|i\.e"
    r"|e\.g|Jan|Feb|Aug|Sept|Oct|Nov|Dec)$"
)
_OPENS_ANEW = re.compile(
    r"(?:Top Secret|Secret|Confidential|Restricted|Unclassified|Official Use|Limited Official Use"
    r"|No classification marking|Drafted|Cleared|Approved|Also (?:sent|repeated)"
    r"|Sent|Repeated|Received)\b"
)
"""Words that open a sentence of a source note, even where what stands before looks like an
abbreviation: ``POL 1 U.S. Secret.``"""

_BRACKETED = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_SEPARATOR = re.compile(r",? and (?:to )?|, (?!Jr\b|Sr\b|I{2,3}\b|IV\b)|; (?:and )?")
_KEEPS_POINT = re.compile(r"(?:\b(?:Jr|Sr|Inc|Co|Corp)|\b[^\W\d_a-z]\.[^\W\d_a-z])$")
_LONGEST_ABBREVIATION = 10


def sentences(text: str) -> Iterator[str]:
    """The sentences of a text, without their points and white space around them. Initials
    (``L.S.``) and abbreviations (``Jr.``, ``Mr.``, ``Vol.``) end none."""
    start = 0
    for end in _END.finditer(text):
        before = text[max(start, end.start() - _LONGEST_ABBREVIATION) : end.start()]
        if not _ABBREVIATION.search(before) or _OPENS_ANEW.match(text, end.end()):
            yield _without_point(text[start : end.start() + 1])
            start = end.end()
    rest = text[start:].strip()
    if rest:
        yield _without_point(rest)


def _without_point(sentence: str) -> str:
    bare = sentence.strip().removesuffix(".")
    return f"{bare}." if _KEEPS_POINT.search(bare) else bare


def listed(text: str) -> list[str]:
    """The members of a list ``A, B (X, Y), and C``; what stands in brackets is not parted."""
    hidden = _BRACKETED.sub(lambda match: "x" * len(match[0]), text)
    members: list[str] = []
    start = 0
    for separator in _SEPARATOR.finditer(hidden):
        members.append(text[start : separator.start()].strip())
        start = separator.end()
    members.append(text[start:].strip())
    return members

"""Sentences and lists in the prose of editors: where one ends and the next begins."""

from __future__ import annotations

import re
from collections.abc import Iterator

from frus_pack.sources.prose.passage import Passage
from frus_pack.sources.prose.printed_dates import MONTH

_END = re.compile(
    r"\.[”’\"')\]]*\s+(?=[“‘\"(\[]?[^\W\d_a-z]|[0-9]+ (?:pages?|paragraphs?|lines?)\b"
    r"|\[[^\[\]]{1,60} not declassified\]|a (?:handwritten|marginal|copy|notation)\b)"
    r"|(?<=[a-z0-9][a-z0-9])\.(?=(?:The|On|In|During|After|At|This|It|A|For|According) )"
    r"|(?<=[^\s.])\.(?=(?:Top Secret|Secret|Confidential|Unclassified|(?i:No classification))\b)"
    r"|(?<=marking)\.(?=[A-Z][a-z])"
    r"|(?<=[a-z0-9)\]”]) (?=(?:(?:Drafted|Cleared|Approved) by|Repeated to) )"
)
"""The last form lacks the full stop: ``Secret; Exdis Drafted by Orlan``."""
_ABBREVIATIONS = (
    r"Acc|Adm|Amb|Apr|Asst|Aug|Brig|Capt|Cdr|Chron|Cmdr|Co|Col|Conf|Corp|Corres|Cpt|Dec|Del|Dept"
    r"|Docs?|Dr|Eur|Feb|Ft|Gen|Gov|Govt|Hist|Hon|Inc|Incl|Int|Intl|Jan|Jr|Lt|Maj|Memos?|Messrs|Mil"
    r"|Misc|Mrs?|Ms|Mt|Mtgs?|Nos?|Nov|Oct|Off|Pol|Prof|Rep|Rept|Res|Rev|Sec|Secy|Sen|Sept|Ser|Sgt"
    r"|Spec|Sr|Ste?|Subj|Supp|Tel|Vols?|ca|cf|chaps?|corres|e\.g|i\.e|incl|memos?|misc|mtgs?|nos?"
    r"|pp?|pt|viz|vols?|vs"
)
_ABBREVIATION = re.compile(rf"(?:^|[\s(\[“‘.–-])(?:[^\W\d_a-z]|{_ABBREVIATIONS})$")
_OPENS_ANEW = re.compile(
    r"(?:Top Secret|Secret|Confidential|Restricted|Unclassified|(?:Limited )?Official Use"
    r"|No classification|Drafted|Cleared|Approved|Also (?:sent|repeated|printed)|Sent|Repeated"
    r"|Received|Transmitted|Transcribed|Printed|Prepared|Passed|Personal|Extracts?|Forwarded|See"
    r"|(?<!U\.S\. )Eyes Only)\b"
    r"|(?:The|This|That|These|There|An?|No|For|It|He|His|In|On|According|Attached|Copies|Other) "
)
"""Words that open a sentence of a source note, even where what precedes looks like an
abbreviation: ``POL 1 U.S. Secret.``"""

_DATE_BEHIND_CLOCK = re.compile(rf"(?<=[0-9] [ap]\.m)\.\s+{MONTH} [0-9]")
"""``at 11:05 a.m. October 23``"""
_QUOTED = re.compile(r"“[^“”]*(?=[^“”]”)")
"""What is quoted, without a point at its end: ``“OK as amended. MB.”``"""
_KEEPS_POINT = re.compile(r"(?:\b(?:Jr|Sr|Inc|Co|Corp)|[0-9] ?[ap]\.m|\b[^\W\d_a-z]\.[^\W\d_a-z])$")
_LONGEST_ABBREVIATION = 10
_HIDDEN = re.compile(
    r"\([^()]*\)|\[[^\[\]]*\]|“[^“”]*”"
    rf"|\b{MONTH}"
    r" [0-9]{1,2}(?:(?:,? and |[–-])(?:[A-Z][a-z]+ )?[0-9]{1,2}\b)?(?:, [0-9]{4}\b)?"
)


def sentences(text: Passage) -> Iterator[Passage]:
    """Return the sentences of a text without their points and the white space around them.

    Initials (``L.S.``), abbreviations (``Jr.``, ``Mr.``, ``Vol.``) and points inside a quotation
    do not end one.
    """
    words, start = text.words, 0
    for end in _END.finditer(_QUOTED.sub(lambda found: found[0].replace(".", ","), words)):
        if _DATE_BEHIND_CLOCK.match(words, end.start()):
            continue
        before = words[max(start, end.start() - _LONGEST_ABBREVIATION) : end.start()]
        is_whole = "”" in end[0] or not _ABBREVIATION.search(before)
        if is_whole or _OPENS_ANEW.match(words, end.end()):
            yield _without_point(text.part(start, end.start() + len(end[0].rstrip())))
            start = end.end()
    rest = text.part(start)
    if rest.words:
        yield _without_point(rest)


def _without_point(sentence: Passage) -> Passage:
    bare = sentence.words.removesuffix(".")
    return Passage(f"{bare}." if _KEEPS_POINT.search(bare) else bare, sentence.start)


def hidden(words: str) -> str:
    """Return the words with letters over what must not be parted: brackets, quotations, dates."""
    return _HIDDEN.sub(lambda found: "x" * len(found[0]), words)

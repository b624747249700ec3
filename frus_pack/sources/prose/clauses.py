"""What was done with a paper, clause by clause: ``Drafted by Hoey; approved in S on May 3``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from frus_pack.sources.prose.passage import Passage
from frus_pack.sources.prose.sentences import hidden

DEEDS = {
    "drafted_by": r"drafted",
    "cleared_by": r"cleared",
    "approved_by": r"approved",
    "also_sent_to": r"(?:also|sent) (?:also )?(?:sent|addressed|also)",
    "repeated_to": r"(?:also )?(?:sent and )?repeated(?: also)?",
}
"""The verbs of each field of `ArchivalSource`."""

_OTHER_DEEDS = (
    r"(?:also |then |re)?(?:initialed|signed|concurred(?: in)?|typed|retyped|revised|redrafted"
    r"|transmitted|forwarded|attached|enclosed|received|passed|prepared|dictated|transcribed"
    r"|delivered|submitted|sent|pouched|released|authorized|reviewed|edited|corrected|distributed"
    r"|relayed|handed|dispatched|coordinated|discussed|read|printed)"
)
"""Verbs that begin a clause which no field is read from."""

_DEED = rf"(?:{'|'.join(DEEDS.values())}|{_OTHER_DEEDS})"
_DEEDS = rf"(?P<deeds>{_DEED}(?:(?:,? and|,) {_DEED})*)(?=[ ,;.]|$)"
_OPENING = re.compile(rf"{_DEEDS}", re.IGNORECASE)
_ASIDE = (
    r",? (?:who|which|where) |, (?=an? [a-z])|; (?=an? |cop(?:y|ies) |no |the source text )"
    r"|,? with (?:the )?(?:[a-z]+ )?(?:concurrences?|clearances?|assistance|approval|help"
    r"|instructions?|notation|following)\b"
    r"|,? in (?:coordination|consultation|collaboration) with"
    r"|,? at the (?:request|direction|suggestion) of"
    r"|,? for (?:use|delivery|presentation|submission) |,? according to |, evidently "
    r"|,? (?:from|on the basis of|based on) (?:an? |the |notes )|,? upon instructions"
)
"""Words that begin what is said by the way; no field is read from it."""
_NEXT = re.compile(
    rf"(?:[;,:] (?:and |then |but )?| and (?:then )?){_DEEDS}|(?P<aside>{_ASIDE})", re.IGNORECASE
)
_FIELDS = {
    field: re.compile(rf"(?:^|\W){verbs}(?:$|\W)", re.IGNORECASE) for field, verbs in DEEDS.items()
}

_ANOTHER_PAPER = re.compile(
    r"\b(?:attach|cover|enclos|another|cop(?:y|ies)\b|ibid|portion|memorandum"
    r"|(?<!as )telegram|letter)",
    re.IGNORECASE,
)
_THIS_PAPER = re.compile(r"(?:The|This) source text\b")


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause: the fields whose verbs it begins with, and what is said behind them."""

    whole: Passage
    fields: tuple[str, ...]
    rest: Passage


def clauses(sentence: Passage) -> Iterator[Clause]:
    """Return the clauses of a sentence that begins with a verb; a single one, without fields, of
    any other sentence."""
    words = hidden(sentence.words)
    opening = _OPENING.match(words)
    if opening is None:
        yield Clause(sentence, (), sentence)
        return
    starts = [opening, *_NEXT.finditer(words, opening.end())]
    ends = [found.start() for found in starts[1:]] + [len(words)]
    for found, end in zip(starts, ends, strict=True):
        deeds = found["deeds"]
        if deeds is None:
            aside = sentence.part(found.start(), end)
            yield Clause(aside, (), aside)
            continue
        fields = tuple(field for field, verbs in _FIELDS.items() if verbs.search(deeds))
        whole = sentence.part(found.start("deeds"), end)
        yield Clause(whole, fields, sentence.part(found.end("deeds"), end))


def speaks_of_another_paper(clause: Clause) -> bool:
    """Return whether what follows a clause can be said of another paper than this one.

    Names are not meant, and what is in brackets behind one: Coverdale, an Attaché.
    """
    if clause.fields:
        words = _ANOTHER_PAPER.search(hidden(clause.rest.words))
        return words is not None and words[0].islower()
    words = _ANOTHER_PAPER.search(clause.whole.words)
    return words is not None and not _THIS_PAPER.match(clause.whole.words)

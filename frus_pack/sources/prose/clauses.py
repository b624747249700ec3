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
    "also_sent_to": r"(?:(?:also|sent) (?:also )?(?:sent|addressed|also)|sent for information)",
    "repeated_to": r"(?:also )?(?:sent and )?repeated(?: also)?",
}
"""The verbs of each field of `ArchivalSource`."""

_OTHER_DEEDS = (
    r"(?:text received from the White House"
    r"|(?:also |then |re)?(?:initialed|signed|concurred(?: in)?|typed|retyped|revised|redrafted"
    r"|transmitted|forwarded|attached|enclosed|received|passed|prepared|dictated|transcribed"
    r"|delivered|submitted|sent|pouched|released|authorized|reviewed|edited|corrected|distributed"
    r"|relayed|handed|dispatched|coordinated|discussed|read|printed))"
)
"""Verbs that begin a clause which no field is read from."""

_DEED = rf"(?:{'|'.join(DEEDS.values())}|{_OTHER_DEEDS})"
_DEEDS = rf"(?P<deeds>(?>{_DEED})(?:(?:,? and|,) (?>{_DEED}))*)(?=[ ,;.]|$)"
_SENT = r"(?:telegram|message|airgram|letter|instruction|despatch|source text)"
_THIS = (
    rf"(?:this (?:{_SENT}|memorandum|note|paper|report|document)|the {_SENT}"
    r"|the memorandum(?= was drafted))"
)
"""Names this paper; a memorandum that is approved can be one that recommends something."""
_OPENING = re.compile(rf"(?P<paper>{_THIS} (?:was|is) )?{_DEEDS}", re.IGNORECASE)
_ACTIVE = re.compile(
    rf"(?P<whole>(?P<agents>[A-Z][^.;]*?) (?P<deed>drafted|cleared|approved)"
    rf"(?: and (?P<further>drafted|cleared|approved))? (?P<paper>(?i:{_THIS})|it))(?:,(?: and)? |$)"
)
"""A clause whose subject are the agents: ``Hoey drafted this message, Pell cleared it``."""
_ASIDE = (
    r",? (?:who|which|where) |, (?=an? [a-z])|; (?=an? |cop(?:y|ies) |no |the source text )"
    r"|,? with (?:the )?(?:[a-z]+ )?(?:concurrences?|clearances?|assistance|approval|help"
    r"|instructions?|notation|following)\b"
    r"|,? in (?:coordination|consultation|collaboration) with|,? in response to "
    r"|,? with (?-i:[A-Z])[\w.’' ]{1,40}?[’']s? (?:concurrence|clearance|approval|assistance)\b"
    r"|,? between x+"
    r"|,? at the (?:request|direction|suggestion) of"
    r"|,? for (?:use|delivery|presentation|submission) |,? according to |, evidently "
    r"|,? (?:from|on the basis of|based on) (?:an? |the |notes )|,? upon instructions"
    r"|,? except |,? on behalf of |,? for paragraphs? |; (?=paragraphs? [0-9])"
    r"|; (?=(?-i:[A-Z])[\w.’/ ]{1,40} (?:initialed|signed|concurred|saw|was|had)\b)"
)
"""Words that begin what is said by the way; no field is read from it."""
_NEXT = re.compile(
    rf"(?:(?:[;,:] |;)(?:and |then |but )?| and (?:then )?){_DEEDS}|(?P<aside>{_ASIDE})",
    re.IGNORECASE,
)
_FIELDS = {
    field: re.compile(rf"(?:^|\W){verbs}(?:$|\W)", re.IGNORECASE) for field, verbs in DEEDS.items()
}

_ANOTHER_PAPER = re.compile(
    r"\b(?:attach|cover|enclos|another|cop(?:y|ies)\b(?! (?:was|were) (?:also )?sent to\b)|ibid"
    r"|portion|(?<!this )memorandum|(?<!as )(?<!this )(?<!the )telegram|(?<!this )letter"
    r"|the telegram (?:from|to|of|that)\b"
    r"|this (?:telegram|memorandum|letter) (?:from|to)\b)",
    re.IGNORECASE,
)
_THIS_PAPER = re.compile(
    rf"(?:The|This) source text\b|(?i:{_THIS}) (?:was|is) {_DEED}\b|with \S+ (?i:attachments?)\Z"
)


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause: the fields of its verbs, and the words behind these, or before them where the
    agents are the subject."""

    whole: Passage
    fields: tuple[str, ...]
    rest: Passage
    is_active: bool = False


def clauses(sentence: Passage) -> Iterator[Clause]:
    """Return the clauses of a sentence that begins with a verb, or with agents and a verb; a single
    one, without fields, of any other sentence."""
    words = hidden(sentence.words)
    opening = _OPENING.match(words)
    if opening is None or (opening["paper"] and not _fields(opening["deeds"])):
        active = list(_active(sentence, words))
        yield from active or (Clause(sentence, (), sentence),)
        return
    starts = [opening, *_NEXT.finditer(words, opening.end())]
    ends = [found.start() for found in starts[1:]] + [len(words)]
    for found, end in zip(starts, ends, strict=True):
        deeds = found["deeds"]
        if deeds is None:
            aside = sentence.part(found.start(), end)
            yield Clause(aside, (), aside)
            continue
        begin = 0 if found is opening else found.start("deeds")
        behind = sentence.part(found.end("deeds"), end)
        yield Clause(sentence.part(begin, end), _fields(deeds), behind)


def _fields(deeds: str) -> tuple[str, ...]:
    return tuple(field for field, verbs in _FIELDS.items() if verbs.search(deeds))


def _active(sentence: Passage, words: str) -> Iterator[Clause]:
    """Yield the clauses of a sentence that is of such clauses alone whose subject are agents."""
    found, place = [], 0
    while place < len(words) and (clause := _ACTIVE.match(words, place)):
        found.append(clause)
        place = clause.end()
    if place < len(words) or found[0]["paper"] == "it":
        return
    for one in found:
        fields = _fields(f"{one['deed']} {one['further'] or ''}")
        agents = sentence.part(*one.span("agents"))
        yield Clause(sentence.part(*one.span("whole")), fields, agents, is_active=True)


def speaks_of_another_paper(clause: Clause) -> bool:
    """Return whether what follows a clause can be said of another paper than this one.

    Names are not meant, and what is in brackets behind one: Coverdale, an Attaché.
    """
    if clause.fields:
        words = _ANOTHER_PAPER.search(hidden(clause.rest.words))
        return words is not None and words[0].islower()
    words = _ANOTHER_PAPER.search(clause.whole.words)
    return words is not None and not _THIS_PAPER.match(clause.whole.words)

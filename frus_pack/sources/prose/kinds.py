"""The kinds of documents, read from their titles."""

from __future__ import annotations

import re

KINDS = (
    "telegram",
    "circular-telegram",
    "airgram",
    "despatch",
    "instruction",
    "memorandum",
    "memorandum-of-conversation",
    "memorandum-of-telephone-conversation",
    "letter",
    "message",
    "minutes",
    "report",
    "paper",
    "note",
    "summary",
    "record",
    "notes",
    "statement",
    "intelligence-estimate",
    "intelligence-memorandum",
    "national-security-memorandum",
    "agreement",
    "editorial-note",
    "other",
)
"""The kinds that schemas/document.schema.json knows, in its order."""

_BY_OPENING = (
    (r"editorial note$", "editorial-note"),
    (r"memorand(?:um|a) of (?:a )?telephone conversation", "memorandum-of-telephone-conversation"),
    (r"memorand(?:um|a) of (?:a )?conversation", "memorandum-of-conversation"),
    (r"memorand(?:um|a) of (?:a )?conference", "memorandum-of-conversation"),
    (r"national security (?:action|study|decision|review)\b", "national-security-memorandum"),
    (r"presidential (?:directive|review memorandum)\b", "national-security-memorandum"),
    (r"(?:special )?(?:national )?intelligence estimate", "intelligence-estimate"),
    (r"(?:special )?intelligence memorandum", "intelligence-memorandum"),
    (r"circular telegram", "circular-telegram"),
    (r"(?:e-?mail|electronic (?:mail|message))\b", "message"),
    (r"[a-z]+ [0-9]+ message\b", "message"),
    (r"telegram [\w–-]+ ?[0-9]", "telegram"),
    (r"(?:circular )?airgram [\w–-]*[0-9]", "airgram"),
)
_BEFORE_NOUN = re.compile(
    r"(?:(?:copy|draft|text) of (?:an? |the )?|department of (?:state|defense) "
    r"|bureau of intelligence and research |u\.s\. |action/)+",
    re.IGNORECASE,
)
"""What can be before the noun that is the kind: ``Department of State Position Paper``."""
_OPENINGS = tuple((re.compile(rf"(?:draft )?{opening}"), kind) for opening, kind in _BY_OPENING)
_BY_NOUN = {
    "telegram": "telegram",
    "cablegram": "telegram",
    "airgram": "airgram",
    "despatch": "despatch",
    "dispatch": "despatch",
    "instruction": "instruction",
    "memorandum": "memorandum",
    "letter": "letter",
    "message": "message",
    "minutes": "minutes",
    "report": "report",
    "paper": "paper",
    "note": "note",
    "notes": "notes",
    "summary": "summary",
    "record": "record",
    "statement": "statement",
    "agreement": "agreement",
    "telegrams": "telegram",
    "letters": "letter",
    "messages": "message",
    "papers": "paper",
    "statements": "statement",
}
_AFTER_NOUN = re.compile(
    r"[^\w\s'’-]|[0-9]|\b(?:from|by|for|to|of|in|on|at|between|with|prepared|concerning|regarding"
    r"|agreed|approved|circulated|issued|presented|sent|submitted)\b",
    re.IGNORECASE,
)
_CODES = re.compile(r"(?: (?:[A-Z][A-Z-]+|No|Number))+ ?\Z")
"""Letters or ``No`` before the number of a paper: ``Message HAKTO 7``."""


def kind_of(title: str) -> str:
    """Return the kind of a document with this title: ``telegram`` of "Telegram From the Department
    of State to …"; ``other`` unless the noun that the title begins with is the name of a kind."""
    named = _BEFORE_NOUN.sub("", title, count=1) if _BEFORE_NOUN.match(title) else title
    for opening, kind in _OPENINGS:
        if opening.match(named.lower()):
            return kind
    noun = _CODES.sub("", _AFTER_NOUN.split(named, maxsplit=1)[0]).lower().split()
    return _BY_NOUN.get(noun[-1], "other") if noun else "other"

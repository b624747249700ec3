"""Persons and offices in a list: ``Halperin and Steadman (DOD/ISA), Colonel Miller of USAF``.

A list is read whole or not at all: a member that is not understood may be part of the one before.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from frus_pack.document.model import Agent
from frus_pack.sources.prose.agent_forms import (
    CODE,
    LONGEST,
    goes_on_in,
    is_closed,
    is_entitled_person,
    is_office,
    is_title,
    names_office_alone,
    opens_office,
    read_agent,
)
from frus_pack.sources.prose.passage import Mentions, Passage
from frus_pack.sources.prose.printed_dates import MONTH
from frus_pack.sources.prose.sentences import hidden

_SEPARATOR = re.compile(
    r";,? (?:and )?|,? and,? |,? as well as "
    r"|, (?!(?:Jr|Sr|I{2,3}|IV|2n?d|3r?d|on x+|of)\b|x+(?![^ ,;])|in (?:draft|substance)(?:$|[,;]))"
    r"(?!(?<=in draft, )(?:by|with)\b)(?!(?<=in substance, )(?:by|with)\b)"
)
_CODE = re.compile(CODE)
_SERVICE = re.compile(r"US(?:N|NR|A|AF|MC|CG)")
"""The service of an officer: ``Captain Pell, USN``."""
_LETTERS_BEHIND = re.compile(r" \([A-Z/]+\)$")
_MOST_JOINED = 4
"""Parts that the name of an office can have: ``Near Eastern, South Asian, and African Affairs``."""

_MANNER = (
    r"(?:draft|substance|part|principle|final|full|general|outline|summary|revised form)"
    r"(?: form)?"
)
_DAY = (
    rf"(?:on |of )?(?:{MONTH}|(?:Jan|Feb|Mar|Apr|Aug|Sept|Oct|Nov|Dec)\.) "
    r"[0-9]{1,2}(?:(?:,? and | ?[–-] ?)(?:[A-Z][a-z]+ )?[0-9]{1,2})?(?:, [0-9]{4})?,?"
)
_PREFIX = re.compile(
    rf"(?:also )?(?:(?:in {_MANNER}|by (?:tele)?phone|orally|(?:only )?for (?:transmission"
    rf"|clearance|signature|publication|use)|(?>{_DAY})|as {_MANNER})(?: and)?,? )*"
    r"(?:(?:in|at|for) [^(),;]{1,60}? (?=by ))?(?P<by>(?:by|with|at|in) )?(?:(?:both|in) )?"
    r"(?P<the>the )?",
    re.IGNORECASE,
)
_TAIL = re.compile(
    rf"(?:,? {_DAY}(?: at [0-9:]+ ?[ap]\.m\.?)?(?: (?:in|at) [A-Z]\w+)?|,$"
    rf"|,? (?:in {_MANNER}|by (?:tele)?phone|per \S+(?: \S+)?)| \((?![A-Z])[^()]*\))$"
)
_OF_OFFICE = re.compile(
    r"\b(?:Charge|Director|Chief|Secretary|Officer|Head|Advis[eo]r) (?:of|in|for|to) "
)
_UNIT_OF_OFFICE = re.compile(r"(?:Office|Bureau|Division) (?:of|for) ")
_ENDS_IN_UNIT = re.compile(r"(?:^| )(?:Division|Section|Branch|Staff)$")
_FOR_SOMEBODY = re.compile(r" for (?:the )?(?:[A-Z]\S+ ?){1,3}$")


@dataclass(frozen=True, slots=True)
class _Member:
    """A member of a list, what parts it from the one before, and what it began with."""

    separator: str
    words: Passage
    has_preposition: bool
    has_article: bool


def read_agents(words: Passage, mentions: Mentions) -> list[Agent] | None:
    """Return the agents of a list that begins with ``by``, ``with`` or ``in``.

    Args:
        words: the list, as it follows its verb.
        mentions: the names that the markup of the note gives identifiers.

    Returns:
        The agents in order; None if a member of the list is not understood.
    """
    parts = list(_members(words))
    return _read(words, parts, mentions) if parts[0].has_preposition else None


def read_subjects(words: Passage, mentions: Mentions) -> list[Agent] | None:
    """Return the agents of a list that is the subject of its verb, as `read_agents` does."""
    return _read(words, list(_members(words)), mentions)


def _read(words: Passage, parts: Sequence[_Member], mentions: Mentions) -> list[Agent] | None:
    found: list[Agent] = []
    index = 0
    while index < len(parts):
        is_whole = not found or _whole_office(words, parts, index)[0] != index
        behind = 0 if is_whole else _offices_behind(found[-1], parts, index)
        if behind is None:
            return None
        if behind:
            index += behind
            office = _between(words, parts[index - behind], parts[index - 1])
            found[-1] = replace(found[-1], office=office.words)
            continue
        index, member = _whole_office(words, parts, index)
        following = parts[index + 1] if index + 1 < len(parts) else None
        office_alone = _apposition(found[-1], member, following) if found else None
        if office_alone:
            found[-1] = replace(found[-1], office=office_alone)
        else:
            agent = read_agent(member.words, mentions)
            if agent is None or _may_be_of_one_before(found, member, following):
                return None
            found.append(agent)
        index += 1
    return found


def _between(words: Passage, first: _Member, last: _Member) -> Passage:
    return words.part(first.words.start - words.start, last.words.end - words.start)


def _offices_behind(agent: Agent, parts: Sequence[_Member], index: int) -> int | None:
    """Return how many members from here on are the office of the person before them, all in
    apposition: ``Max Pell, Second Secretary and Political Officer``; None if they can be the
    titles of the person behind them."""
    first = parts[index]
    is_person = (
        agent.office is None and not is_office(agent.name) and not _CODE.fullmatch(agent.name)
    )
    if not is_person or first.separator != ", " or first.has_preposition or not _is_post(first):
        return 0
    if first.has_article:
        return 1 if index == 1 and len(parts) == 2 else 0
    last = index + 1
    while last < len(parts) and _is_of_office(parts[last], is_last=last + 1 == len(parts)):
        last += 1
    if last == len(parts) or ";" in parts[last].separator:
        return last - index
    is_next_entitled = is_entitled_person(parts[last].words) and "," not in parts[last].separator
    is_whole = is_closed(parts[last - 1].words.words) or _SERVICE.fullmatch(first.words.words)
    return None if is_next_entitled or not is_whole else last - index


def _is_post(member: _Member) -> bool:
    words = _LETTERS_BEHIND.sub("", member.words.words)
    is_post = is_title(words) and not is_entitled_person(member.words)
    return is_post or _SERVICE.fullmatch(words) is not None


def _is_of_office(member: _Member, *, is_last: bool) -> bool:
    """Return whether a member goes on with the office of the person before it; letters alone can
    be another office, unless they end the list without a conjunction."""
    is_apart = member.has_preposition or member.has_article or ";" in member.separator
    if _CODE.fullmatch(member.words.words):
        return is_last and member.separator == ", "
    return not is_apart and names_office_alone(member.words)


def _members(words: Passage) -> Iterator[_Member]:
    start, separator = 0, ""
    for found in (*_SEPARATOR.finditer(hidden(words.words)), None):
        whole = words.part(start, found.start() if found else None)
        yield _member(separator, whole)
        if found:
            start, separator = found.end(), found[0]


def _member(separator: str, whole: Passage) -> _Member:
    prefix = _PREFIX.match(whole.words)
    bare = whole.part(prefix.end() if prefix else 0)
    while len(bare.words) <= LONGEST and (
        tail := _TAIL.search(bare.words) or _for_somebody(bare.words)
    ):
        bare = bare.part(0, tail.start())
    has_preposition = bool(prefix and prefix["by"])
    return _Member(separator, bare, has_preposition, bool(prefix and prefix["the"]))


def _for_somebody(words: str) -> re.Match[str] | None:
    """Find ``for Rusk``, which is not in an office: ``Secretary for Far Eastern Affairs``."""
    found = _FOR_SOMEBODY.search(words)
    return found if found and not is_title(words[: found.start()]) else None


def _whole_office(words: Passage, parts: Sequence[_Member], index: int) -> tuple[int, _Member]:
    """Return a member and its index, with those joined to it that the name of its office goes on
    in: ``Office of Near Eastern``, ``South Asian Affairs``."""
    member = parts[index]
    if not opens_office(member.words):
        return index, member
    for last in range(index + 1, min(index + _MOST_JOINED, len(parts))):
        following = parts[last]
        is_another = following.has_preposition or following.has_article
        if is_another or ";" in following.separator or is_title(following.words.words):
            break
        if goes_on_in(following.words.words) or _ends_unit(member, following):
            begin, end = member.words.start, following.words.end
            joined = words.part(begin - words.start, end - words.start)
            return last, replace(member, words=joined)
    return index, member


def _ends_unit(member: _Member, following: _Member) -> bool:
    """Return whether a name ends behind an ``and``: ``the Ships and Harbor Division``."""
    is_open = not is_closed(member.words.words) and following.separator == " and "
    return is_open and _ENDS_IN_UNIT.search(following.words.words) is not None


def _may_be_of_one_before(
    found: Sequence[Agent], member: _Member, following: _Member | None
) -> bool:
    """Return whether a member that is read as an office may be a part of the office of the person
    before it: ``Max Pell, Ships and Harbor Staff``, ``Max Pell, Office of Ships, and Orr``."""
    if not found or member.has_preposition or member.has_article:
        return False
    words, before = member.words.words, found[-1]
    if member.separator == ", " and following is not None:
        is_person = " " in before.name and before.office is None and not is_office(before.name)
        return is_person and _is_unit(words)
    is_unit = _ENDS_IN_UNIT.search(words) is not None and is_office(words)
    return member.separator == " and " and is_unit


def _apposition(agent: Agent, member: _Member, following: _Member | None) -> str | None:
    """Return the member if it is not an agent but the office of the one before it."""
    words = member.words.words
    if member.separator != ", " or member.has_preposition or member.has_article:
        return None
    if agent.office is not None:
        return f"{agent.office}, {words}" if _is_unit(words) else None
    if " " not in agent.name:
        return None
    is_post = is_title(words) and not is_entitled_person(member.words)
    if following and ";" not in following.separator:
        is_whole = is_post and is_closed(words) and _OF_OFFICE.search(words) is not None
        return words if is_whole and not is_office(agent.name) else None
    is_its_office = is_post or _is_unit(words) or _CODE.fullmatch(words)
    return words if is_its_office and not is_office(agent.name) else None


def _is_unit(words: str) -> bool:
    return _UNIT_OF_OFFICE.match(words) is not None and is_office(words)

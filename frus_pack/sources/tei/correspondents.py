"""Who sent a document and whom it was sent to: as its head, its lists or its signature say."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from lxml import etree

from frus_pack.document.model import Agent
from frus_pack.sources.prose.parties import (
    Parties,
    Party,
    end_of_names,
    names_office,
    parties_of,
)
from frus_pack.sources.prose.person import without_article
from frus_pack.sources.prose.titles import title_before_name
from frus_pack.sources.tei.agents import NAMES, agent_of
from frus_pack.sources.tei.elements import name_of
from frus_pack.sources.tei.words import RunningWords, Span, lines, words

Direction = Literal["from", "to"]

_GOES_TO = re.compile(r"[)\]\s]*(?:of [^,()]*?)?\s*\bto\b")
_SEPARATOR = re.compile(r"[)\]\s,;]*(?:and|to|by|for|[Ff]rom)\s+|[)\]\s,;]+")
_NUMBER = r"(?:(?:No\. ?)?[0-9]+[A-Za-z]?\.?\s+)?"
_OPENING = re.compile(
    rf"{_NUMBER}(?:(?=(?:The|THE)\s)|.*?\b(?:[Bb]etween|[Aa]mong)\s+"
    rf"|.*?\b(?:From|FROM|from|[Bb]y|for|to|(?:Report|Statement|Remarks|Message) of)\s+)|{_NUMBER}"
)
"""What is before the first office: ``12. Memorandum by the``; where the heading begins with the
office, as most do until 1951, only the number."""
_OFFICE_WORD = (
    r"(?:Secretary|Ambassador|Minister|Director|Representative|Chief|Chairman|Advis[eo]r|President"
    r"|Assistant|Administrator|Counselor|Commander|Chargé|Consul|Deputy|Under|Legal|Governor)\b"
)
_HELD_BY_SEVERAL = re.compile(
    r"(?P<office>(?:\w+ )*(?:Ambassador|Minister|Consul|Chargé|Representative))s"
    r" (?P<at>in|at|to) (?P<place>.+)"
)
_OF_ANOTHER = re.compile(
    rf".*(?:,|,? and) the (?=(?:[\w’'-]+ ){{0,3}}?{_OFFICE_WORD})|.*\)(?:,| and| to) (?:the )?"
)
"""What names somebody else before an office: ``The Secretary of State, the``."""
_SUFFIX = r"(?:,? (?:Jr|Sr)\.,?)?"
_OF = re.compile(
    rf"{_SUFFIX}\s+of (?:the )?(?P<office>[A-Z][^,()]*?)"
    r"(?=(?<!Mission)(?<!Delegation) to\b| and the\b| and\s*\Z|[,(]|\s*\Z)"
)
_BESIDE = re.compile(rf"{_SUFFIX},? (?:the )?(?P<office>[A-Z][^()]*)")
"""The office of a named person behind ``of``, or behind a comma: ``Orlan, Adviser to SCAP``."""
_UNFINISHED = re.compile(
    r"(?:,? and(?: the)?|,? to(?: (?:the|Mrs?|Dr|Ambassador|General|Senator)\b\.?)?)?[,\s]*\Z"
)
_CONVERSATION = re.compile(
    r"\bMemorand(?:um|a) of (?:\w+ ){0,2}Conversation|\bMinutes\b", re.IGNORECASE
)
_BETWEEN = re.compile(r"\b(?:Between|Among)\b", re.IGNORECASE)
_LONGEST_OFFICE = 160

_AROUND = " ,[]*"
_ENDS_IN_POINT = re.compile(r"\b(?:Jr|Sr|[A-Z])\.\Z")
_ONE_INITIAL = re.compile(r"[A-Z]\.?")
_UNSIGNED = re.compile(
    r"(?:signed|initialed|no signature|name not declassified)\b.*", re.IGNORECASE
)
_LONGEST = 120


@dataclass(frozen=True, slots=True)
class Correspondents:
    """Senders and recipients; `contradictions` are elements typed against the words around them."""

    senders: tuple[Agent, ...] = ()
    recipients: tuple[Agent, ...] = ()
    contradictions: tuple[etree._Element, ...] = ()


def correspondents_of_head(head: etree._Element, persons: Mapping[str, str]) -> Correspondents:
    """Return whom a head names: as it is encoded, and where nobody is, as its words say.

    An element that is typed against the words is where the words have it: the second ``from`` of
    "Rusk to President Johnson" is the recipient.
    """
    running = RunningWords.of(head)
    typed = [one for one in running.spans if _is_typed(one.element)]
    directions, contradictions = _directions(running, typed)
    said = parties_of(running.text)
    encoded: dict[Direction, list[Agent]] = {"from": [], "to": []}
    for index, direction in enumerate(directions):
        if direction is not None and not _is_office_of_next(running, typed, directions, index):
            encoded[direction].append(_encoded(running, typed, directions, index, said, persons))
    senders = encoded["from"] or list(_said(running, said.sender, persons))
    recipients = encoded["to"] or list(_said(running, said.recipient, persons))
    return Correspondents(
        tuple(_each_in_office(senders)), tuple(_each_in_office(recipients)), tuple(contradictions)
    )


def _each_in_office(named: Sequence[Agent]) -> Iterator[Agent]:
    """Yield agents; an office that several hold is each one's: the Ambassadors in Lorne (Orlan)
    and Kestania (Ohm)."""
    shared = _HELD_BY_SEVERAL.fullmatch(named[0].office or "") if len(named) > 1 else None
    for one in named:
        place = shared["place"] if shared and one is named[0] else one.office
        if shared and place and not re.search(_OFFICE_WORD, place):
            one = replace(one, office=f"{shared['office']} {shared['at']} {place}")
        yield one


def _is_typed(element: etree._Element) -> bool:
    return element.get("type") in ("from", "to") and name_of(element) in NAMES


def _directions(
    running: RunningWords, typed: Sequence[Span]
) -> tuple[list[Direction | None], list[etree._Element]]:
    """Return the direction of each typed element, and those that the words turn round."""
    found: list[Direction | None] = []
    turned: list[etree._Element] = []
    is_conversation = _CONVERSATION.search(running.text) is not None
    for index, one in enumerate(typed):
        encoded: Direction = "from" if one.element.get("type") == "from" else "to"
        direction: Direction | None = encoded
        before = running.text[typed[index - 1].end : one.start] if index else ""
        behind = running.text[one.end : typed[index + 1].start] if typed[index + 1 :] else ""
        behind_name = running.text[one.end :]
        if encoded == "from" and index and found[-1] == "from" and _GOES_TO.match(before):
            direction = "to"
        elif encoded == "to" and "to" not in found and behind and _GOES_TO.match(behind):
            is_of_office = index and _GOES_TO.match(before) and not before.endswith("(")
            direction = None if is_of_office else "from"
        elif encoded == "to" and is_conversation and index and not _GOES_TO.match(before):
            is_between = _BETWEEN.search(running.text) is not None
            direction = "to" if is_between and not behind_name.startswith("’ ") else None
        found.append(direction)
        turned += [one.element] if direction != encoded else []
    return found, turned


def _is_office_of_next(
    running: RunningWords,
    typed: Sequence[Span],
    directions: Sequence[Direction | None],
    index: int,
) -> bool:
    """Return whether an office is only that of the person behind it in brackets, who was typed
    wrongly."""
    if index + 1 >= len(typed) or directions[index] != directions[index + 1]:
        return False
    one, following = typed[index], typed[index + 1]
    between = running.text[one.end : following.start]
    as_typed = following.element.get("type") == directions[index + 1]
    return not as_typed and between.rstrip().endswith("(") and ")" not in between


def _encoded(
    running: RunningWords,
    typed: Sequence[Span],
    directions: Sequence[Direction | None],
    index: int,
    said: Parties,
    persons: Mapping[str, str],
) -> Agent:
    """Return an encoded name with its office."""
    one = typed[index]
    before = typed[index - 1] if index else None
    start = _end_of_party(running, before, one.start) if before else 0
    party = said.recipient if directions[index] == "to" else said.sender
    if before and (
        _is_office_of_next(running, typed, directions, index - 1)
        or running.text.startswith(("’s ", "'s "), before.end)
    ):
        start = before.start
    elif party and start < party.start <= one.start and directions[index] == "to":
        start = party.start
    named = zip(typed[index + 1 :], directions[index + 1 :], strict=True)
    ends = [other.start for other, direction in named if direction]
    ends += [end_of_names(running.text, one.end), party.end if party else len(running.text)]
    end = min((end for end in ends if end >= one.end), default=len(running.text))
    return agent_of(one.element, persons, _office(running, start, one, end))


def _end_of_party(running: RunningWords, one: Span, end: int) -> int:
    """Return where the words about a named person end: behind ``, Jr., of the Council Staff``."""
    if name_of(one.element) != "persName":
        return one.end
    unit = _OF.match(running.text, one.end, end)
    return unit.end() if unit else one.end


def _office(running: RunningWords, start: int, one: Span, end: int) -> str | None:
    """Return the office of a named person: before its brackets, behind the name and before `end`,
    or as a title before the name; Senator Ohm of Lorne is a senator."""
    before, behind = running.text[start : one.start], running.text[one.end : end]
    office = None
    if before.rstrip().endswith("(") and behind.lstrip().startswith(")"):
        said = before.rstrip(" (")
        opening = (_SEPARATOR if start else _OPENING).match(f"{said} ")
        own = _OF_ANOTHER.sub("", said[opening.end() if opening else 0 :], count=1)
        office = without_article(own.strip(" ,"))
    elif name_of(one.element) == "persName":
        title = title_before_name(before)
        unit = _OF.match(behind) or _BESIDE.fullmatch(behind)
        is_place = title is not None and unit is not None and not names_office(unit["office"])
        office = title if unit is None or is_place else _UNFINISHED.sub("", unit["office"])
    return office if office is not None and len(office) <= _LONGEST_OFFICE else None


def _said(
    running: RunningWords, party: Party | None, persons: Mapping[str, str]
) -> Iterator[Agent]:
    """Whom the words name: with the elements of persons in them, or without any markup."""
    if party is None:
        return
    inside = [
        one
        for one in running.spans
        if name_of(one.element) == "persName" and party.start <= one.start < party.end
    ]
    if not inside:
        yield from party.agents
        return
    start = party.start
    for one, following in zip(inside, [*inside[1:], None], strict=True):
        end = following.start if following else party.end
        office = party.agents[0].office if len(inside) == len(party.agents) == 1 else None
        yield agent_of(one.element, persons, office or _office(running, start, one, end))
        start = _end_of_party(running, one, end)


def signer(signature: etree._Element, persons: Mapping[str, str]) -> Agent | None:
    """Return who signed; None if there is only one initial, or no name."""
    printed = [line for line in (_bare(one) for one in lines(signature)) if line]
    named = next(signature.iter("{*}persName"), None)
    if named is not None:
        found = agent_of(named, persons)
        behind = [at for at, line in enumerate(printed) if words(named).strip(_AROUND) in line]
        office = printed[behind[0] + 1 :] if behind else []
        return replace(found, office=_office_signed(office))
    if not printed or len(printed[0]) > _LONGEST or _UNSIGNED.fullmatch(printed[0]):
        return None
    is_name = not _ONE_INITIAL.fullmatch(printed[0])
    return Agent(name=printed[0], office=_office_signed(printed[1:])) if is_name else None


def _bare(line: str) -> str:
    bare = line.strip(_AROUND)
    return bare if _ENDS_IN_POINT.search(bare) else bare.rstrip(".")


def _office_signed(printed: list[str]) -> str | None:
    office = ", ".join(printed)
    return office if office and len(office) <= _LONGEST else None

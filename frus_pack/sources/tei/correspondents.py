"""Who sent a document and whom it was sent to, as its head says.

The words of the head decide (`parties`), with the markup of names in them: an encoder can have
typed a sender as a recipient, or marked one of two. Where the words name nobody, those whom the
markup types as sender or recipient are taken.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from lxml import etree

from frus_pack.document.model import Agent
from frus_pack.sources.prose import name_words
from frus_pack.sources.prose.parties import Party, parties_of
from frus_pack.sources.prose.passage import Mention
from frus_pack.sources.tei.agents import NAMES, agent_of, as_listed, mention_of
from frus_pack.sources.tei.elements import name_of
from frus_pack.sources.tei.words import RunningWords, Span, lines, words

_TAKEN = re.compile(
    r"\b(?:Assistant|Adviser|Consultant|Counselor|Delegation|Deputy|Mission|Representative) to"
    r" (?:the )?(?:\w+ Session of (?:the )?)?\Z"
)
"""What is before a place or an office that belongs to the office of somebody else."""
_TWO_OFFICES = re.compile(r" (?:to|and) the (?:Department|Embassy|Secretary|U\.S\. )")

_AROUND = " ,[]*"
_ENDS_IN_POINT = re.compile(r"\b(?:Jr|Sr|[A-Z])\.\Z")
_ONE_INITIAL = re.compile(r"[A-Z]\.?")
_UNSIGNED = re.compile(
    r"(?:signed|initialed|no signature|name not declassified)\b.*|names?(?: and titles?)? deleted",
    re.IGNORECASE,
)
_LONGEST = 120


@dataclass(frozen=True, slots=True)
class Correspondents:
    """Senders and recipients, and those of a conversation as its participants.

    `contradictions` are elements typed against the words around them.
    """

    senders: tuple[Agent, ...] = ()
    recipients: tuple[Agent, ...] = ()
    participants: tuple[Agent, ...] = ()
    contradictions: tuple[etree._Element, ...] = ()


def correspondents_of_head(head: etree._Element, persons: Mapping[str, str]) -> Correspondents:
    """Return whom a head names.

    Args:
        head: The head of a document.
        persons: The names of the volume's list of persons, by identifier.
    """
    running = RunningWords.of(head)
    named = [one for one in running.spans if one.end > one.start]
    typed = [one for one in named if _is_typed(one.element)]
    said = parties_of(running.text, list(_persons(running, named)), list(_offices(running, typed)))
    turned = (
        []
        if said.is_conversation
        else [*_inside(typed, said.sender, "to"), *_inside(typed, said.recipient, "from")]
    )
    free = [one for one in typed if not _is_said(one, said.sender, said.recipient)]
    sides = (("from", said.sender), ("to", said.recipient))
    senders, recipients = (
        tuple(_named(running, free, party, direction, persons)) for direction, party in sides
    )
    spoke = (*senders, *recipients) if said.is_conversation else ()
    return Correspondents(senders, recipients, spoke, tuple(one.element for one in turned))


def _named(
    running: RunningWords,
    free: list[Span],
    party: Party | None,
    direction: str,
    persons: Mapping[str, str],
) -> Iterator[Agent]:
    """Yield whom the words of a side name; where it has none, whom the markup does."""
    for one in party.agents if party else ():
        yield as_listed(one, persons)
    for span in () if party else _encoded(running, free, direction):
        yield agent_of(span.element, persons)


def _persons(running: RunningWords, named: list[Span]) -> Iterator[Mention]:
    for one in named:
        is_person = running.text[one.start : one.end] not in name_words.COUNTRIES
        if is_person and name_of(one.element) == "persName":
            yield mention_of(one)


def _offices(running: RunningWords, typed: list[Span]) -> Iterator[tuple[int, int]]:
    """Yield where offices are that nothing parts; an element can hold both sides."""
    for one in typed:
        holds_two = _TWO_OFFICES.search(running.text, one.start, one.end)
        if not holds_two and name_of(one.element) != "persName":
            yield one.start, one.end


def _is_typed(element: etree._Element) -> bool:
    return element.get("type") in ("from", "to") and name_of(element) in NAMES


def _inside(typed: list[Span], party: Party | None, direction: str) -> Iterator[Span]:
    """Yield the elements of a direction that are in the words of the other side."""
    for one in typed:
        if one.element.get("type") == direction and _is_said(one, party):
            yield one


def _is_said(one: Span, *parties: Party | None) -> bool:
    return any(party is not None and party.start <= one.start < party.end for party in parties)


def _encoded(running: RunningWords, typed: list[Span], direction: str) -> Iterator[Span]:
    """Yield the elements of a direction, but for what an office takes: Mission to the Assembly."""
    for one in typed:
        if one.element.get("type") == direction and not _TAKEN.search(running.text[: one.start]):
            yield one


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

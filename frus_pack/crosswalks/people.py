"""Who had to do with a document, and in what role: our field, its words, the MARC relator."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from frus_pack.document.model import Agent, ArchivalSource, Metadata


@dataclass(frozen=True, slots=True)
class Role:
    """What somebody had to do with a document, in our words and as the Library of Congress's list
    of relators has it (id.loc.gov/vocabulary/relators)."""

    words: str
    relator: str
    code: str


SENDER = Role("sender", "author", "aut")
DRAFTER = Role("drafter", "author", "aut")
RECIPIENT = Role("addressee", "addressee", "rcp")
REPEATED = Role("information addressee", "addressee", "rcp")
PARTICIPANT = Role("participant", "associated name", "asn")
CLEARANCE = Role("clearing officer", "contributor", "ctb")
APPROVAL = Role("approving officer", "contributor", "ctb")

CREATORS = frozenset((SENDER, DRAFTER))

_OF_PERSONS = frozenset((DRAFTER, PARTICIPANT))
"""Roles that only a person has; another can be a department's or a post's."""


def is_person(agent: Agent, role: Role) -> bool:
    """Whether somebody in a role is known to be a person."""
    return bool(agent.id or agent.office) or role in _OF_PERSONS


def creators(metadata: Metadata) -> Iterator[Agent]:
    """Who wrote the document: in whose name, and by whose hand."""
    return (agent for agent, role in involved(metadata) if role in CREATORS)


def contributors(metadata: Metadata) -> Iterator[tuple[Agent, Role]]:
    """Everybody else in a role."""
    return ((agent, role) for agent, role in involved(metadata) if role not in CREATORS)


def involved(metadata: Metadata) -> Iterator[tuple[Agent, Role]]:
    """Everybody in a role, senders and recipients first."""
    source = metadata.source or ArchivalSource()
    yield from ((agent, SENDER) for agent in metadata.senders)
    yield from ((agent, RECIPIENT) for agent in metadata.recipients)
    yield from ((Agent(name=name), RECIPIENT) for name in source.also_sent_to)
    yield from ((Agent(name=name), REPEATED) for name in source.repeated_to)
    yield from ((agent, PARTICIPANT) for agent in metadata.participants)
    yield from ((agent, DRAFTER) for agent in source.drafted_by)
    yield from ((agent, CLEARANCE) for agent in source.cleared_by)
    yield from ((agent, APPROVAL) for agent in source.approved_by)

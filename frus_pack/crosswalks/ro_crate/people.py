"""RO-Crate: who had to do with the document."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from urllib.parse import quote

from frus_pack.crosswalks.people import (
    CREATORS,
    RECIPIENT,
    REPEATED,
    SENDER,
    Role,
    involved,
    is_person,
)
from frus_pack.crosswalks.ro_crate.entities import Entity, entity, link
from frus_pack.document.model import Agent, Metadata

ADDRESSEES = frozenset((RECIPIENT, REPEATED))
CORRESPONDENTS = ADDRESSEES | {SENDER}
AUTHORS = CREATORS - {SENDER}


def agent_ids(metadata: Metadata, roles: Collection[Role]) -> list[str]:
    """Of those in one of these roles."""
    return [identifier for identifier, _, role in _numbered(metadata) if role in roles]


def contributor_ids(metadata: Metadata) -> list[str]:
    """Of those in any other role than sending, receiving and writing."""
    others = CORRESPONDENTS | AUTHORS
    return [identifier for identifier, _, role in _numbered(metadata) if role not in others]


def agents(metadata: Metadata) -> Iterator[Entity]:
    """An entity each, a person where it is known to be one; and of each office."""
    for identifier, agent, role in _numbered(metadata):
        yield entity(
            identifier,
            "Person" if is_person(agent, role) else "Thing",
            name=agent.name,
            affiliation=link(_office(agent.office)) if agent.office else None,
            description=role.words,
            identifier=f"{metadata.volume.id}/{agent.id}" if agent.id else None,
        )
        if agent.office:
            yield entity(_office(agent.office), "Organization", name=agent.office)


def _office(name: str) -> str:
    return f"#office-{quote(name, safe='')}"


def _numbered(metadata: Metadata) -> Iterator[tuple[str, Agent, Role]]:
    for number, (agent, role) in enumerate(involved(metadata), 1):
        yield f"#agent-{number}", agent, role

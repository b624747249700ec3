"""RO-Crate: who had to do with the document."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from urllib.parse import quote

from frus_pack.crosswalks.people import (
    CREATORS,
    RECIPIENT,
    REPEATED,
    SENDER,
    Name,
    Role,
    with_roles,
)
from frus_pack.crosswalks.ro_crate.entities import Entity, entity, link
from frus_pack.document.model import Metadata

ADDRESSEES = frozenset((RECIPIENT, REPEATED))
CORRESPONDENTS = ADDRESSEES | {SENDER}
AUTHORS = CREATORS


def agent_ids(metadata: Metadata, roles: Collection[Role]) -> list[str]:
    """Return the ``@id`` of everybody in one of these roles, each once."""
    return [at for at, _, theirs in _numbered(metadata) if not set(roles).isdisjoint(theirs)]


def contributor_ids(metadata: Metadata) -> list[str]:
    """Return the ``@id`` of everybody who neither sent nor received nor wrote the document."""
    others = CORRESPONDENTS | AUTHORS
    return [at for at, _, theirs in _numbered(metadata) if others.isdisjoint(theirs)]


def agents(metadata: Metadata) -> Iterator[Entity]:
    """Yield an entity for each person or office in a role, and for each unit of a person."""
    for at, name, roles in _numbered(metadata):
        plain = None if name.post or name.unit else name.office
        words = (", ".join(role.words for role in roles), plain)
        yield entity(
            at,
            "Person" if name.is_person else "Organization",
            name=name.authority,
            alternateName=name.printed if name.printed != name.authority else None,
            jobTitle=name.post,
            affiliation=link(_unit(name.unit)) if name.unit else None,
            description="; ".join(one for one in words if one),
            identifier=name.identifier,
        )
        if name.unit:
            yield entity(_unit(name.unit), "Organization", name=name.unit)


def _unit(name: str) -> str:
    return f"#unit-{quote(name, safe='')}"


def _numbered(metadata: Metadata) -> Iterator[tuple[str, Name, tuple[Role, ...]]]:
    """Yield ``@id``, name and roles: a listed person has the address of the list's entry."""
    for number, (name, roles) in enumerate(with_roles(metadata), 1):
        yield name.address or f"#agent-{number}", name, roles

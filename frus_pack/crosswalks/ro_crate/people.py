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
    involved,
)
from frus_pack.crosswalks.ro_crate.entities import Entity, entity, link
from frus_pack.document.model import Metadata

ADDRESSEES = frozenset((RECIPIENT, REPEATED))
CORRESPONDENTS = ADDRESSEES | {SENDER}
AUTHORS = CREATORS


def agent_ids(metadata: Metadata, roles: Collection[Role]) -> list[str]:
    """Return the ``@id`` of everybody in one of these roles, each once."""
    return list(dict.fromkeys(at for at, _, role in _numbered(metadata) if role in roles))


def contributor_ids(metadata: Metadata) -> list[str]:
    """Return the ``@id`` of everybody in another role than sending, receiving and writing."""
    others = CORRESPONDENTS | AUTHORS
    roles = {role for _, _, role in _numbered(metadata)} - others
    return agent_ids(metadata, roles)


def agents(metadata: Metadata) -> Iterator[Entity]:
    """Yield an entity for each person or office in a role, and for each office of a person."""
    roles: dict[str, list[str]] = {}
    names: dict[str, Name] = {}
    for at, name, role in _numbered(metadata):
        names.setdefault(at, name)
        roles.setdefault(at, []).append(role.words)
    for at, name in names.items():
        yield entity(
            at,
            "Person" if name.is_person else "Organization",
            name=name.authority,
            alternateName=name.printed if name.printed != name.authority else None,
            affiliation=link(_office(name.office)) if name.office else None,
            description=", ".join(dict.fromkeys(roles[at])),
            identifier=name.identifier,
        )
        if name.office:
            yield entity(_office(name.office), "Organization", name=name.office)


def _office(name: str) -> str:
    return f"#office-{quote(name, safe='')}"


def _numbered(metadata: Metadata) -> Iterator[tuple[str, Name, Role]]:
    """Yield ``@id``, name and role: a listed person has the address of the list's entry."""
    for number, (name, role) in enumerate(involved(metadata), 1):
        yield name.address or f"#agent-{number}", name, role

"""Who had to do with a document, in what role: our field, its words, the MARC relator.

Whether an office is a post that somebody holds, or a unit with members, follows from its words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import quote

from frus_pack.document import citation, withheld
from frus_pack.document.model import Agent, ArchivalSource, Metadata, Person


@dataclass(frozen=True, slots=True)
class Role:
    """A role in our words, and by the Library of Congress's list of relators
    (id.loc.gov/vocabulary/relators)."""

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

_OF_CORRESPONDENTS = frozenset((SENDER, RECIPIENT, REPEATED))
"""Roles in which departments, posts and places are named as often as persons."""
_WITH_INITIALS = re.compile(r"(?!U\. ?[NS]\.)(?:[A-Z][a-z]+ )?(?:[A-Z]\. ?)+[A-Z][a-z]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """A person or office.

    `authority` is the form of the volume's list of persons, else the printed form; `printed` is
    the form in the document; `office` is the post or unit printed beside a person's name;
    `identifier` names the entry of the list in the whole series (``frus1964-68v31/p_RD_1``), and
    `address` is the entry on the web.
    """

    authority: str
    printed: str
    office: str | None
    identifier: str | None
    address: str | None
    is_person: bool

    @property
    def is_body(self) -> bool:
        """Return whether the name is known to be a post or a unit, and not a person's."""
        is_office = names_post(self.authority) or names_unit(self.authority)
        return is_office and not self.is_person

    def is_same(self, other: Name) -> bool:
        """Return whether another name is of the same person or body.

        A listed person is one, however printed. So are names without an entry that are printed
        alike, unless both have an office, and not the same.
        """
        if self.identifier or other.identifier:
            return self.identifier == other.identifier
        offices = {self.office, other.office} - {None}
        return self.authority == other.authority and len(offices) < 2

    @property
    def post(self) -> str | None:
        """Return the office if it is known to be a post, which somebody holds."""
        return self.office if self.office and names_post(self.office) else None

    @property
    def unit(self) -> str | None:
        """Return the office if it is known to be a unit, which has members."""
        return self.office if self.office and names_unit(self.office) else None


def name_of(metadata: Metadata, agent: Agent, role: Role) -> Name:
    """Return the name of somebody in a role."""
    listed = {one.id: one.name for one in metadata.persons}
    return Name(
        authority=listed.get(agent.id or "", agent.name),
        printed=agent.name,
        office=agent.office,
        identifier=_identifier(metadata, agent.id),
        address=person_address(metadata, agent.id),
        is_person=bool(agent.id or agent.office) or _is_person(agent.name, role),
    )


def _is_person(name: str, role: Role) -> bool:
    """Return whether a name without an office is a person's, as far as the name and role tell."""
    if role == PARTICIPANT:
        return True  # "The Secretary" is whoever held the post that day
    if _WITH_INITIALS.match(name):
        return True  # also Edward M. House
    return role not in _OF_CORRESPONDENTS and not (names_post(name) or names_unit(name))


def person_address(metadata: Metadata, identifier: str | None) -> str | None:
    """Return the address of an entry in the volume's list of persons."""
    if identifier is None:
        return None
    return f"{citation.address_in_volume(metadata.volume.id, 'persons')}#{quote(identifier)}"


def creators(metadata: Metadata) -> Iterator[Name]:
    """Yield who wrote the document: in whose name, and by whose hand, each once."""
    return (name for name, roles in with_roles(metadata) if not CREATORS.isdisjoint(roles))


def contributors(metadata: Metadata) -> Iterator[str]:
    """Yield everybody else, each once, as ``Orlan, Emil (addressee, participant)``.

    The Library of Congress's conversion from MODS writes roles so, for which Dublin Core has no
    element.
    """
    for name, roles in with_roles(metadata):
        if CREATORS.isdisjoint(roles):
            yield f"{name.authority} ({', '.join(role.words for role in roles)})"


def involved(metadata: Metadata) -> Iterator[tuple[Name, Role]]:
    """Yield everybody in a role, senders and recipients first.

    A remark such as ``[name not declassified]`` names nobody. It is in the source note, or among
    the withheld passages.
    """
    for agent, role in _agents(metadata):
        if [words for _, words in withheld.remarks(agent.name)] != [agent.name]:
            yield name_of(metadata, agent, role), role


def with_roles(metadata: Metadata) -> Iterator[tuple[Name, tuple[Role, ...]]]:
    """Yield everybody once, with every role: somebody who drafted and approved has two.

    The first name of somebody that has an office is kept.
    """
    found: list[tuple[Name, list[Role]]] = []
    for name, role in involved(metadata):
        at = next((at for at, (known, _) in enumerate(found) if known.is_same(name)), len(found))
        if at == len(found):
            found.append((name, []))
        known, roles = found[at]
        if not known.is_person or (name.office and not known.office):
            found[at] = name, roles
        if role not in roles:
            roles.append(role)
    return ((name, tuple(roles)) for name, roles in found)


def mentioned(metadata: Metadata) -> Iterator[Person]:
    """Yield the listed persons whom the text names and who have no role in the document."""
    known = {agent.id for agent, _ in _agents(metadata)}
    return (person for person in metadata.persons if person.id not in known)


def _agents(metadata: Metadata) -> Iterator[tuple[Agent, Role]]:
    source = metadata.source or ArchivalSource()
    yield from ((agent, SENDER) for agent in metadata.senders)
    yield from ((agent, RECIPIENT) for agent in metadata.recipients)
    yield from ((Agent(name=name), RECIPIENT) for name in source.also_sent_to)
    yield from ((Agent(name=name), REPEATED) for name in source.repeated_to)
    yield from ((agent, PARTICIPANT) for agent in metadata.participants)
    yield from ((agent, DRAFTER) for agent in source.drafted_by)
    yield from ((agent, CLEARANCE) for agent in source.cleared_by)
    yield from ((agent, APPROVAL) for agent in source.approved_by)


def _identifier(metadata: Metadata, identifier: str | None) -> str | None:
    return f"{metadata.volume.id}/{identifier}" if identifier else None


_HEAD = re.compile(r"(.*?)(?:,| (?:of|in|at|on|for|to|from|and)\b|$)")
_WORD = re.compile(r"[^\s-]+")
_SYMBOL = re.compile(r"[A-Z]+(?:[/-][A-Z]+)*")
"""An office by its symbol: ``EUR/RPM``."""
_GENERAL = "general"
_POST = re.compile(
    "adviser|advisor|aide|ambassador|assistant|attaché|attorney|chairman|chargé|chief|commander"
    "|commanding|commissioner|consul|counsel|counselor|counselors|delegate|deputy|director|governor"
    "|head|interpreter|king|leader|member|minister|officer|pope|premier|president|representatives?"
    "|secretary|senator|shah|spokesman"
)
_UNIT = re.compile(
    "administration|agency|authority|board|branch|bureau|chiefs|commission|committee|company"
    "|consulate|corporation|council|delegation|department|desk|directorate|division|embassy"
    "|foundation|government|group|headquarters|house|institute|legation|library|ministry|missions?|office|panel"
    "|posts|secretariat|section|service|staff|stations?|subcommittee|team"
)


def names_post(words: str) -> bool:
    """Return whether words name a post, such as ``Chargé in India``."""
    return bool(_POST.fullmatch(_kind(words)))


def names_unit(words: str) -> bool:
    """Return whether words name a unit: ``Division of South Asian Affairs``, ``EUR/RPM``."""
    return bool(_SYMBOL.fullmatch(words) or _UNIT.fullmatch(_kind(words)))


def _kind(words: str) -> str:
    """Return the last word before the first preposition, which says what the whole is."""
    head = _HEAD.match(words)
    found = [word.casefold() for word in _WORD.findall(head[1] if head else "")]
    if found[1:] and found[-1] == _GENERAL:  # Consul General, Consulate General, Secretary-General
        found.pop()
    return found[-1] if found else ""

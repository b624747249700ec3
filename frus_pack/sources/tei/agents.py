"""Persons and offices as a description names them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from lxml import etree

from frus_pack.document.model import Agent
from frus_pack.sources.prose.passage import Mention
from frus_pack.sources.prose.people import people_of
from frus_pack.sources.prose.person import without_article
from frus_pack.sources.tei.elements import name_of
from frus_pack.sources.tei.two_persons import are_two_persons
from frus_pack.sources.tei.words import RunningWords, Span, words

_BEHIND_NAME = re.compile(r"(?:\s+(?:of|to|from)|[,;])+\Z")
_AROUND_NAME = re.compile(r"\A(?:from|to|by) (?=\S)|\s+(?:of|to|from)\Z")
"""What the encoder took into the element of a name."""

NAMES = frozenset(("persName", "gloss", "orgName", "placeName", "name", "rs", "roleName"))
"""Elements that name a sender or a recipient."""


def agent_of(
    element: etree._Element, persons: Mapping[str, str], office: str | None = None
) -> Agent:
    """Return whom an element names; `persons` are the listed names by identifier."""
    name = _AROUND_NAME.sub("", words(element)).strip(" ,;")
    is_person = name_of(element) == "persName"
    named = Agent(
        name=name if is_person else without_article(name),
        office=office or None,
        id=_pointed_to(element) or None,
    )
    return as_listed(named, persons)


def as_listed(agent: Agent, persons: Mapping[str, str]) -> Agent:
    """Return the agent with the listed name of its identifier; without one that is not listed, or
    that another person has: Max Pell is not “Orlan, Emil”."""
    name = persons.get(agent.id or "")
    if name is None or are_two_persons(agent.name, name):
        return replace(agent, id=None)
    return replace(agent, listed=name if name != agent.name else None)


def as_one_person(agent: Agent, persons: Mapping[str, str]) -> Agent:
    """Return the agent without an identifier that is another person's."""
    is_another = agent.id is not None and are_two_persons(agent.name, persons[agent.id])
    return replace(agent, id=None) if is_another else agent


def agents_of_item(item: etree._Element, persons: Mapping[str, str]) -> Iterator[Agent]:
    """Yield the persons and offices that an item of a list names, each with its office."""
    for found in people_of(*mentions_in(item)):
        yield as_listed(found, persons)


def mentions_in(item: etree._Element) -> tuple[str, tuple[Mention, ...]]:
    """Return the words of an item without the lists in it, and the persons marked in them."""
    running = RunningWords.of(item, without=("list", "table"))
    return running.text, mentions_among(running.spans)


def mentions_among(spans: Iterable[Span]) -> tuple[Mention, ...]:
    """Return the persons among the elements in running words."""
    return tuple(mention_of(one) for one in spans if name_of(one.element) == "persName")


def mention_of(name: Span) -> Mention:
    """Return where a name is in the words around it, and whom it points to."""
    behind = _BEHIND_NAME.search(words(name.element))
    around = len(behind[0]) if behind else 0
    return Mention(name.start, name.end - around, _pointed_to(name.element))


def _pointed_to(element: etree._Element) -> str:
    pointer = (element.get("corresp") or element.get("target") or "").strip()
    return pointer.removeprefix("#")

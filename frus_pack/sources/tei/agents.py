"""Persons and offices as a description names them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import pairwise

from lxml import etree

from frus_pack.document.model import Agent
from frus_pack.sources.tei.elements import name_of
from frus_pack.sources.tei.running_words import RunningWords, Span
from frus_pack.sources.tei.words import words

NAMES = frozenset(("persName", "gloss", "orgName", "placeName", "name", "rs", "roleName"))
"""Elements that name a sender or a recipient."""

_ARTICLE = re.compile(r"(?:the|The|THE)\s+")
_SUFFIX = re.compile(r",? (?:Jr|Sr)\.?(?!\w)|,? (?:II|III|IV)(?!\w)")
_AND = re.compile(r";\s*(?:and\s+)?|,?\s+and\s+|,?\s*&\s+")
_OFFICE_FIRST = re.compile(
    r"(?P<office>[A-Z][\w./&]*(?: [A-Z][\w./&]*){0,3})\s*(?:—|:|--)\s*(?=\S)"
)
_BEHIND_NAME = re.compile(r"\s*(?:—|–|--| - |,|\(|:)\s*")
_TITLE_OF_SEVERAL = re.compile(r"(?:Messrs\.?|Mssrs\.?|Ambassadors|Generals|Drs\.?|Secretaries)\s+")
_LETTER = re.compile(r"[^\W\d_]")


def without_article(name: str) -> str:
    """Return the name of an office without the article before it."""
    return _ARTICLE.sub("", name, count=1) if _ARTICLE.match(name) else name


def agent(element: etree._Element, persons: Mapping[str, str], office: str | None = None) -> Agent:
    """Return whom an element names; `persons` are the listed names by identifier."""
    name = words(element).strip(" ,;")
    is_person = name_of(element) == "persName"
    return identified(
        Agent(name=name if is_person else without_article(name), office=office or None),
        element,
        persons,
    )


def identified(agent: Agent, element: etree._Element, persons: Mapping[str, str]) -> Agent:
    """Return the agent with the identifier that an element points to, and its listed name."""
    pointer = (element.get("corresp") or element.get("target") or "").strip()
    identifier = pointer.removeprefix("#")
    if identifier not in persons:
        return agent
    listed = persons[identifier]
    return replace(agent, id=identifier, listed=listed if listed != agent.name else None)


def of_item(item: etree._Element, persons: Mapping[str, str]) -> Iterator[Agent]:
    """Return the persons and offices that an item of a list names, each with its office."""
    running = RunningWords.of(item, without=("list", "table"))
    named = [one for one in running.spans if name_of(one.element) == "persName"]
    if len(named) < 2:
        one = _single(running, 0, len(running.text), named, persons)
        if _LETTER.search(one.name):
            yield one
        return
    parts = _parts(running.text, named)
    for index, (start, end) in enumerate(parts):
        inside = [one for one in named if start <= one.start < end]
        yield _single(running, start, end, inside[:1], persons, is_first=index == 0)


def _parts(text: str, named: list[Span]) -> list[tuple[int, int]]:
    """The stretches of a text of several names: each begins behind the separator before a name."""
    starts = [0]
    for before, after in pairwise(named):
        between = text[before.end : after.start]
        separators = [*_AND.finditer(between)] or [*re.finditer(r",\s*|\s+", between)]
        cut = separators[-1].end() if separators else 0
        starts.append(before.end + cut)
    return list(zip(starts, [*starts[1:], len(text)], strict=True))


def _single(
    running: RunningWords,
    start: int,
    end: int,
    named: list[Span],
    persons: Mapping[str, str],
    *,
    is_first: bool = False,
) -> Agent:
    """The one agent that text[start:end] names."""
    text = running.text[start:end].strip(" ;,*")
    text = re.sub(r",?\s+and\Z", "", text)
    if is_first:
        text = _TITLE_OF_SEVERAL.sub("", text)
    if not named:
        return _plain(text)
    person = named[0]
    said = running.text[person.start : person.end]
    before, _, behind = text.partition(said)
    first = _OFFICE_FIRST.match(before)
    if first and first.end() <= len(before):
        before, office = before[first.end() :], first["office"]
    else:
        office = None
    suffix = _SUFFIX.match(behind)
    name = f"{before}{said}{suffix[0] if suffix else ''}".strip(" ,;")
    rest = behind[suffix.end() :] if suffix else behind
    name, rest = _with_rest_of_name(name, rest)
    found = Agent(name=name, office=office or _office(rest))
    return identified(found, person.element, persons)


def _with_rest_of_name(name: str, rest: str) -> tuple[str, str]:
    """What follows a name without a separator belongs to it: ``Ambassador Ritchie of Canada``."""
    goes_on = re.match(r" (?:of|from) [A-Z][\w’' ]*(?=[,;(—]|\Z)", rest)
    if goes_on:
        return name + goes_on[0], rest[goes_on.end() :]
    return name, rest


def _plain(text: str) -> Agent:
    """An agent without markup: what is behind a comma or a dash is the office."""
    first = _OFFICE_FIRST.match(text)
    if first and _is_office(first["office"]) and text[first.end() :]:
        text, office = text[first.end() :], first["office"]
    else:
        office = None
    parted = _BEHIND_NAME.search(text, _end_of_suffix(text))
    if parted is None or not text[: parted.start()]:
        return Agent(name=text, office=office)
    suffix = _SUFFIX.match(text, parted.start())
    if suffix:
        parted = _BEHIND_NAME.search(text, suffix.end())
        if parted is None:
            return Agent(name=text, office=office)
    return Agent(name=text[: parted.start()], office=office or _office(text[parted.start() :]))


def _end_of_suffix(text: str) -> int:
    """Where a name in brackets ends, in which no separator counts: ``[name, title withheld]``."""
    return text.find("]") + 1 if text.startswith("[") else 0


def _is_office(words_before: str) -> bool:
    """Whether words before a dash are an office: an abbreviation, or a department."""
    return not re.search(r"[a-z]{2}", words_before) or words_before.split()[0] in _DEPARTMENTS


def _office(rest: str) -> str | None:
    said = re.sub(r"\A(?:of (?:the )?)", "", rest.strip(" ,;:—–-"))
    if said.startswith("(") and said.endswith(")") and said.count("(") == 1:
        said = said[1:-1]
    elif said.endswith(")") and said.count("(") < said.count(")"):
        said = said[:-1]
    return said.strip(" ,;") or None


_DEPARTMENTS = frozenset(
    """
    State Defense Treasury Commerce Agriculture Interior Justice Labor Budget White Army Navy Air
    Joint Bureau Department
    """.split()  # noqa: SIM905 - a list of words, to be read as one
)

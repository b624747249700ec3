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
    r"(?P<office>[A-Z][\w./&:]*(?: [A-Z][\w./&]*){0,3})\s*(?:—|–|:|--|-(?=[MDG][a-z]{1,3}\.))\s*"
)
_COMMA = re.compile(r";\s*(?:and\s+)?|,\s+(?:and\s+)?(?!Jr|Sr|I{2,3}\b|IV\b)|\s+and\s+")
_ENTITLED = re.compile(
    r"\s*(?:(?:Brig\. |Maj\. |Lt\. |Rear |Vice )?"
    r"(?:Messrs?|Mr|Mrs|Ms|Miss|Dr|Amb|Gen|Col|Adm|Capt|Lt|Maj|Sen|Gov|Sir|Lord|Admiral|General"
    r"|Ambassador|Secretary|Under Secretary|Counselor|Captain|Colonel|Senator|Governor|Minister"
    r"|President)\b\.? [A-Z]|[Tt]he (?:Vice )?President\b|[Tt]he (?:(?:Acting|Under) )?Secretary\b"
    r"|[Tt]he Attorney General\b)"
)
_UNTITLED = re.compile(r"\s*[A-Z][\w.]* (?:[A-Z]\. ?)*[A-Z][\w’'-]+\s*\Z")
_OFFICE_WORD = re.compile(
    r"\b(?:Embassy|Counselor|Minister|Secretary|General|Chief|Director|Officer|Staff|Department|Office"
    r"|Nations|Bank|Council|Delegation|Mission|Affairs|Administration|Attaché|Assistant|Interpreter"
    r"|Committee|Agency|Nation|Republic|University|Division|Bureau|Adviser|Commission)s?\b"
)
_BEHIND_NAME = re.compile(r"\s*(?:—|–|--| - |,|\(|:| (?=vice [A-Zt]))\s*")
_TITLE_OF_SEVERAL = re.compile(r"(?:Messrs\.?|Mssrs\.?|Ambassadors|Generals|Drs\.?|Secretaries)\s+")
_TWO = re.compile(r"(?P<first>[^,;:(—–]+?) and (?P<second>(?:[Tt]he )?[A-Z].*)")
_OFFICE_THEN_NAME = re.compile(
    r"(?P<office>[Tt]he [^(),]+"
    r"|(?:\w+ )*(?:Secretary|Ambassador|Minister|Director|Chief) (?:of|to) [^,]+?)(?:, | \(| - )"
    r"(?P<name>(?:(?:Mr|Mrs|Miss|Dr|Ambassador(?! of)|General)\.? |[A-Z]\w+ [A-Z]\. )[^,()]+)\)?"
)
"""An office before the name of who holds it: ``The Acting Secretary (Mr. Orlan)``."""
_ONLY_TITLE = re.compile(r"(?P<office>[Tt]he [^()]+?) \((?P<title>(?:[A-Z]\w+\.? ){0,2})")
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
    parts = _parts(running.text, named)
    shared = _OFFICE_FIRST.match(running.text) if len(parts) > 1 else None
    for start, end in parts:
        inside = [one for one in named if start <= one.start < end]
        found = _single(running.text[start:end], inside, start, persons)
        if shared and found.office is None:
            found = replace(found, office=shared["office"])
        if _LETTER.search(found.name):
            yield found


def _parts(text: str, named: list[Span]) -> list[tuple[int, int]]:
    """The stretches of a text that name one agent each; most items are one."""
    pieces = _pieces(text)
    certain = [one for one in pieces if _is_certain(text, *one, named)]
    is_list = len(pieces) > 2 and 2 * len(certain) > len(pieces)
    if is_list and all(_is_name(text, *one, named) for one in pieces):
        return pieces
    if (two := _TWO.fullmatch(text)) and all(
        _is_certain(text, *two.span(side), named) for side in ("first", "second")
    ):
        return [two.span("first"), two.span("second")]
    if len(named) < 2:
        return [(0, len(text))]
    starts = [0]
    for before, after in pairwise(named):
        between = text[before.end : after.start]
        if between.count("(") == between.count(")"):
            separators = [*_AND.finditer(between)] or [*re.finditer(r",\s*", between)]
            starts += [before.end + separators[-1].end()] if separators else []
    return list(zip(starts, [*starts[1:], len(text)], strict=True))


def _pieces(text: str) -> list[tuple[int, int]]:
    """The stretches between commas and ``and``; a list that is introduced begins behind that."""
    introduced = re.match(r"[A-Z][a-z]+(?: [A-Z][a-z]+)*: ", text)
    starts, ends = [introduced.end() if introduced else 0], []
    for separator in _COMMA.finditer(text, starts[0]):
        ends.append(separator.start())
        starts.append(separator.end())
    pieces = list(zip(starts, [*ends, len(text)], strict=True))
    return [(start, end) for start, end in pieces if text[start:end].strip(" .,")]


def _is_name(text: str, start: int, end: int, named: list[Span]) -> bool:
    """Whether a stretch is a person by itself: marked as one, entitled, or two names alone."""
    if any(start <= one.start and one.end <= end for one in named):
        return True
    titled = _ENTITLED.match(text, start, end)
    if titled:
        return _OFFICE_WORD.search(text[titled.end() - 1 : end]) is None
    is_office = _OFFICE_WORD.search(text[start:end])
    return bool(named) and not is_office and _UNTITLED.match(text, start, end) is not None


def _is_certain(text: str, start: int, end: int, named: list[Span]) -> bool:
    """Whether a stretch begins with a person who is entitled, or marked."""
    is_marked = any(one.start == start and one.end <= end for one in named)
    return is_marked or _ENTITLED.match(text, start, end) is not None


def _single(text: str, named: list[Span], at: int, persons: Mapping[str, str]) -> Agent:
    """The one agent that a text names, of which `named` are places counted from `at`."""
    if not named:
        return _plain(_bare(text))
    last = _last_of_name(text, named, at)
    said = text[named[0].start - at : last.end - at]
    before, behind = text[: named[0].start - at], text[last.end - at :]
    if (held := _ONLY_TITLE.fullmatch(before)) and behind.startswith(")"):
        found = Agent(name=f"{held['title']}{said}", office=without_article(held["office"]))
        return identified(found, last.element, persons)
    if before.count("(") > before.count(")") or (_ENTITLED.match(before) and "," in before):
        return _plain(_bare(text))
    office, before = _office_before(_TITLE_OF_SEVERAL.sub("", before.lstrip(" ;,")))
    suffix = _SUFFIX.match(behind)
    name = f"{before}{said}{suffix[0] if suffix else ''}".strip(" ,;")
    name, rest = _with_rest_of_name(name, behind[suffix.end() :] if suffix else behind)
    found = Agent(name=name, office=office or _office(_bare(rest)))
    return identified(identified(found, named[0].element, persons), last.element, persons)


def _last_of_name(text: str, named: list[Span], at: int) -> Span:
    """The last element of the first name, which may be in two: ``{Emil} {Orlan}``."""
    last = named[0]
    for following in named[1:]:
        if text[last.end - at : following.start - at].strip(" ."):
            break
        last = following
    return last


def _bare(text: str) -> str:
    bare = re.sub(r",?\s+and\Z", "", text.strip(" ;,*"))
    return re.sub(r"(?<=[a-z]{3})\.\Z", "", bare)  # of a sentence, not of an abbreviation


def _office_before(before: str) -> tuple[str | None, str]:
    """An office before a dash or a comma, and the title that is left: ``FE—Mr.``"""
    if first := _OFFICE_FIRST.match(before):
        return first["office"], before[first.end() :]
    office, comma, title = before.rpartition(" - " if " - " in before else ", ")
    return (office.strip(), title) if comma else (None, before)


def _with_rest_of_name(name: str, rest: str) -> tuple[str, str]:
    """What follows a name without a separator belongs to it: ``Ambassador Ritchie of Canada``."""
    goes_on = re.match(r" (?:of|from) [A-Z][\w’' ]*(?=[,;(—]|\Z)", rest)
    if goes_on:
        return name + goes_on[0], rest[goes_on.end() :]
    return name, rest


def _plain(text: str) -> Agent:
    """An agent without markup: what is behind a comma or a dash is the office."""
    if named := _OFFICE_THEN_NAME.fullmatch(text):
        return Agent(name=named["name"], office=without_article(named["office"]))
    first = _OFFICE_FIRST.match(text)
    if first and _is_office(first["office"]) and text[first.end() :].strip():
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

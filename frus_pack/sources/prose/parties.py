"""Sender and recipient in the words of a heading.

    Memorandum From Robert W. Komer of the National Security Council Staff to President Johnson
    Telegram 2653 From the Embassy in Somalia to the Department of State, November 3, 1970
    Paper by the Ambassador at Large (Thompson)
    Memorandum for President Johnson

Only these forms are read; where it is uncertain which words part the two, nobody is named.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from frus_pack.document.model import Agent
from frus_pack.sources.prose.titles import titled

_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
)
_DATED = rf",? ?{_MONTH} [0-9]{{1,4}}\b.*"
_PLACE = r"(?:,(?! and )[^,()]*(?:, [A-Z][A-Za-z.]*)?)?"
_TAIL = re.compile(rf"{_PLACE}(?:{_DATED}|, undated.*)|, (?:on|concerning|regarding) .*")
_TAIL_OF_SEVERAL = re.compile(rf"(?:, Washington)?(?:{_DATED}|, undated.*)")
"""Without other places: ``to the Embassies in Lorne, Maris, and Tarn, May 4``."""

_SEVERAL = re.compile(r"\b(?:Embassies|Legations|Missions|Posts|Consulates) in\b")
_CITATION = re.compile(
    r"(?<=[a-z)])(?<!\b(?:Gen|Gov|Sen|Rep|Col|Adm|Maj|Amb|Sec))(?<!\b(?:Mr|Dr|Lt|Jr|Sr|St))"
    r"(?<!\b(?:Mrs|Ave))(?<!\bCapt)\. (?=[A-Z]).*"
)
_END = re.compile(r"(?:[ ,]|(?<!\b[JS]r)\.)+\Z")
_FOR_RECORD = re.compile(r" for the (?:[Rr]ecord|[Ff]iles?)\b.*")
_AT_PLACE = re.compile(r", at [A-Z][^,()]*\Z")
_PREPARED_FOR = re.compile(
    r"(?<=Agency|.Board|.Staff) for the [A-Z].*|(?<=Council|Defense) for the [A-Z].*"
)
_NAMED_WITH_OFFICE = re.compile(
    r"(?P<name>[A-Z][^,()]+?(?:, (?:Jr|Sr)\.)?), (?!Jr|Sr)(?P<office>[A-Z].+)"
)
_FROM = re.compile(r"\b(?:From|FROM|from) (?=\S)")
_BY = re.compile(r"(?:\A|, |[a-z] )(?:Prepared by|prepared by|[Bb]y) (?=\S)")
_PLAIN = re.compile(r"(?P<sender>(?:The|Mr\.|Mrs\.|Messrs\.) [^:;“”]+)")
"""As headings read until 1951: ``The Secretary of State to the Embassy in Lorne``."""
_FOR = re.compile(r"(?:[A-Z]\w+ )?Memorandum (?:for|For) (?=\S)")
_NUMBER = re.compile(r"\s*(?:No\.? ?)?[0-9]{1,6}[A-Za-z]?\.?\s+")
_TO = re.compile(r" to (?=\S)")
_TAKES_TO = re.compile(
    r"\b(?:Assistants?|Advis[eo]rs?|Ambassadors?|Representatives?|Ministers?|Counsel(?:l?or)?|Missions?"
    r"|Delegat(?:es?|ions?)|Consultants?|Liaison|Envoys?|Aides?|Deput(?:y|ies)|Consul|Observers?"
    r"|Chargé|Secretary|Delegation|High Commissioner)(?: [A-Z]\w+)?\Z"
)
_POSTED = re.compile(
    r"\b(?:Ambassador|Minister|Mission|Delegation|Envoy|Consul|Chargé|High Commissioner"
    r"|Secretary(?= [A-Z]))(?: [A-Z]\w+)?\Z"
)
_RECEIVES = re.compile(
    r" to (?:the )?(?:(?:Acting|Deputy|Under|Assistant|Prime|Foreign) )*(?:Department|Secretary"
    r"|Ambassador|Embassy|Minister|President|Premier|Chancellor|Chargé|Consul)\b"
)
"""Who is posted to a country, and whom nobody is posted to."""
_BRACKETED = re.compile(r"(?P<office>.+?) ?\((?P<names>[^()]*[a-z][^()]*)\)\Z")
_BEHIND_BRACKET = re.compile(r"(?<=\)),? and (?=the )|(?<=\)), (?=the )")
_PERSON = re.compile(
    r"(?:[A-Z][\w’'-]*\.?(?:[A-Z]\.)* )+(?:[a-z]{2,3} )?[A-Z][\w’'-]+(?:, (?:Jr|Sr)\.)?"
    r"|[A-Z][\w’'-]*[a-z]"
)
_SURNAME = re.compile(r"(?:(?:Gen|Sen|Rep|Amb|Mr|Dr)\. )?[A-Z][\w’'-]*[a-z]")
_OF = re.compile(r"(?P<name>[^,()]+?(?:, (?:Jr|Sr)\.)?),? of (?:the )?(?P<office>[A-Z][^()]*)\Z")
_OFFICE_WORDS = re.compile(
    r"\b(?:Department|Embassy|Embassies|Members|Chiefs|Section|Legation|Mission|Secretary|Director|Chief|Office|Bureau|Agency|Council"
    r"|Consulate|Delegation|Staff|Commander|Chairman|Board|Committee|Ambassador|Minister|Central"
    r"|Government|Station|Posts?|Missions|Advis[eo]r|Consultant|Officer"
    r"|Representative|Navy|Army|Group|Assistant|President’s|President's)\b"
)
_NOBODY = re.compile(r"(?:the )?(?:Record|Files?|President[’']s Files?)\b.*", re.IGNORECASE)
_LONGEST = 240


@dataclass(frozen=True, slots=True)
class Party:
    """The words heading[start:end] that name one side, and whom they name."""

    start: int
    end: int
    agents: tuple[Agent, ...]


@dataclass(frozen=True, slots=True)
class Parties:
    """Both sides of a document, None where its heading does not name one."""

    sender: Party | None = None
    recipient: Party | None = None


def parties_of(heading: str) -> Parties:
    """Return the sides that a heading names.

    Args:
        heading: The heading, with or without its number, in one line.

    Example:
        >>> parties_of("7. Letter From President Orlan to the Secretary of State").recipient.agents
        (Agent(name='Secretary of State', office=None, ...),)
    """
    end = end_of_names(heading)
    if sent := _FROM.search(heading, 0, end):
        parted = _parted(heading, sent.end(), end)
        if parted is None:
            return Parties(sender=_party(heading, sent.end(), end))
        return Parties(
            _party(heading, sent.end(), parted.start()), _party(heading, parted.end(), end)
        )
    if written := _BY.search(heading, 0, end):
        parted = _parted(heading, written.end(), end)
        sender = _party(heading, written.end(), parted.start() if parted else end)
        return Parties(sender, _party(heading, parted.end(), end) if parted else None)
    number = _NUMBER.match(heading)
    plain = _PLAIN.match(heading, number.end() if number else 0, end)
    if plain and (parted := _parted(heading, plain.start("sender"), end)):
        sender = _party(heading, plain.start("sender"), parted.start())
        return Parties(sender, _party(heading, parted.end(), end))
    addressed = _FOR.match(heading, number.end() if number else 0)
    if addressed and not _NOBODY.match(heading, addressed.end()):
        return Parties(recipient=_party(heading, addressed.end(), end))
    return Parties()


def end_of_names(heading: str, start: int = 0) -> int:
    """Return where a heading has named its sides: before its place, its date and a citation."""
    tail = _TAIL_OF_SEVERAL if _SEVERAL.search(heading) else _TAIL
    ends = (pattern.search(heading, start) for pattern in (_CITATION, tail))
    end = min((found.start() for found in ends if found), default=len(heading))
    return len(_END.sub("", heading[:end]))


def _parted(heading: str, start: int, end: int) -> re.Match[str] | None:
    """Return the ``to`` between the sides: the first that no office takes, as Assistant to does;
    where one does, that behind the office's brackets, or behind the comma that closes it."""
    found = list(_TO.finditer(heading, start, end))
    free = [one for one in found if not _is_taken(heading, start, one)]
    closed = [one for one in found if heading[one.start() - 1] == ")"]
    taken = len(free) < len(found) and found[0] not in free
    comma = [one for one in free if heading[one.start() - 1] == ","]
    return next(iter((closed if taken else []) or comma or free), None)


def _is_taken(heading: str, start: int, to: re.Match[str]) -> bool:
    """Return whether the office before a ``to`` takes it."""
    before = heading[start : to.start()]
    parts = _POSTED.search(before) and _RECEIVES.match(heading, to.start())
    return not parts and _TAKES_TO.search(before) is not None


def _party(heading: str, start: int, end: int) -> Party | None:
    text = heading[start:end].strip(" ,")
    found = _agents(text)
    if not found or len(text) > _LONGEST:
        return None
    return Party(start, end, found)


def _agents(text: str) -> tuple[Agent, ...]:
    bare = _FOR_RECORD.sub("", re.sub(r"\A(?:the|The|THE|a|an) ", "", text))
    bare = _AT_PLACE.sub("", _PREPARED_FOR.sub("", bare))
    if not bare or not bare[0].isupper() or re.search(r"[:;“”]", bare):
        return ()
    several = _BEHIND_BRACKET.split(bare)
    if len(several) > 1 and several[-1].endswith(")"):
        return tuple(agent for one in several for agent in _agents(one))
    if bracketed := _BRACKETED.match(bare):
        names = re.split(r",? and |, (?!Jr|Sr)", bracketed["names"])
        if all(map(_PERSON.fullmatch, names)):
            office = bracketed["office"] if len(names) == 1 else None
            return tuple(Agent(name=name, office=office) for name in names)
    unit = _OF.match(bare)
    names = re.split(r",? and ", unit["name"] if unit else bare)
    listed = re.split(r",? and |, ", bare)
    if len(listed) > 2 and all(map(_SURNAME.fullmatch, listed)):
        return tuple(Agent(name=name) for name in listed)
    if unit and all(map(_is_person, names)):
        return tuple(Agent(name=name, office=unit["office"]) for name in names)
    if len(names) > 1 and all(map(_is_person, names)):
        return tuple(Agent(name=name) for name in names)
    return (titled(bare) or _with_office(bare) or Agent(name=bare),)


def _with_office(text: str) -> Agent | None:
    """Return the person whose office is behind a comma: ``Emil Orlan, Consultant to the``."""
    found = _NAMED_WITH_OFFICE.fullmatch(text)
    is_named = found and " " in found["name"] and _is_person(found["name"])
    return Agent(name=found["name"], office=found["office"]) if found and is_named else None


def names_office(words: str) -> bool:
    """Return whether words name an office or a body, and not a place or a person."""
    return _OFFICE_WORDS.search(words) is not None


def _is_person(name: str) -> bool:
    return _PERSON.fullmatch(name) is not None and not names_office(name)

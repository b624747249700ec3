"""An office before a name, without brackets: ``Secretary of State Orlan``, ``President Ohm``."""

from __future__ import annotations

import re

from frus_pack.document.model import Agent

_RANK = (
    r"(?:(?:Acting|Deputy|Under|Assistant|Vice|Prime|Foreign|First|Executive|Special|[Ff]ormer) )*"
)
_SECRETARY = (
    r"Secretary(?: of (?:State|Defense|War|Commerce|Labor|Agriculture"
    r"|the (?:Treasury|Navy|Army|Interior|Air Force)))?"
)
_HEAD_OF_STATE = r"President|Chairman|Chancellor|Premier|Minister|King|Shah"
_TITLED = re.compile(
    rf"(?P<office>{_RANK}(?:{_HEAD_OF_STATE}|Senator|Congressman|Ambassador"
    rf"|Director of Central Intelligence|{_SECRETARY}))"
    r" (?P<name>(?:(?:[A-Z][\w’'-]*\.? ){0,3}|de )[A-Z][\w’'-]*[a-z])"
)
"""Where the words alone have to part office and name, only offices that are known whole."""

_NATION = r"(?:(?:[A-Z]\w+(?:an|ese|ish|li|ench)|Soviet|Greek|Thai|Dutch|Congo) )?"
_FIELD = r"(?: (?:of|for) (?:the )?[A-Z][\w’'-]*(?: (?:and |of |the )*[A-Z][\w’'-]*){0,5})?"
_OFFICE = (
    rf"{_NATION}{_RANK}(?:{_HEAD_OF_STATE}|Pope|Emperor|Senator|Congressman|Ambassador|Governor"
    r"|Attorney General|Secretary[- ]General|Secretary|Director|Coordinator|Commissioner"
    rf"|Attaché|Counselor|Administrator|Chargé){_FIELD}"
    rf"|President[’']s {_RANK}Assistant{_FIELD}|{_RANK}Assistant to the President{_FIELD}"
)
_TAKES_TO = r"(?<!Assistant )(?<!Adviser )(?<!Advisor )(?<!Counsel )(?<!Deputy )"
_BEFORE_NAME = re.compile(
    rf"(?:(?:.*\b(?:From|from|[Bb]y|[Ff]or|Between|[Bb]etween|and|{_TAKES_TO}to)|[,;)])? )?"
    rf"(?:the )?(?P<office>{_OFFICE}) \Z"
)


def titled(words: str) -> Agent | None:
    """Return the person that words name with a title: ``Secretary of State Orlan``."""
    found = _TITLED.fullmatch(words)
    return Agent(name=found["name"], office=found["office"]) if found else None


def title_before_name(words: str) -> str | None:
    """Return the office that ends the words before a name, ``Letter From President``.

    The name is marked, so that these words end where it begins. A rank, as General, is not an
    office.
    """
    found = _BEFORE_NAME.match(words)
    return found["office"] if found else None

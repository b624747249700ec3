"""The forms in which a heading names a person or an office: ``Secretary of State Rusk``,
``Robert W. Komer of the National Security Council Staff``, ``Ambassador in Italy (Luce)``."""

from __future__ import annotations

import re

from frus_pack.sources.prose.ranks import GRADES, OFFICERS, SHORT_OFFICERS

_CAPITAL = r"[^\W\d_a-zß-öø-ÿ]"
_PARTICLES = r"(?:(?:de|del|la|du|van|von|der|di|da|bin|el|al|ten|ter) ){0,3}"
_YOUNGER = r"(?:,? (?:Jr|Sr)\b\.?|,? I{2,3}\b| VI\b)"
_RANK = rf"General of the (?:Army|Armies)|{OFFICERS}|(?:{SHORT_OFFICERS})\.|Justice|Professor|Lic\."
_SECRETARY = (
    r"Secretary(?:[- ]General|(?: of (?:State(?: for Foreign Affairs|-Designate)?|Defense|War"
    r"|Commerce|Labor|Agriculture|Transportation|Energy|Education|Health, Education,? and Welfare"
    r"|Health and Human Services|Housing and Urban Development"
    r"|(?:the )?(?:Treasury|Navy|Army|Interior|Air Force)))?)"
)
_TITLE = (
    r"(?:(?:(?:Acting|Deputy|Under|Assistant|Special|Prime|Foreign|Defense|Former|East|West"
    rf"|North|South|Crown|Federal|First|General(?= Secretary)|UN|NATO|OAS|PLO|{GRADES}"
    r"|Saudi|Argentine|Philippine|Cypriot|Federal Reserve Board|Palestine Liberation Organization"
    r"|[A-Z]\w{1,20}(?:[ae]k|an|ech|ek|ench|ese|[aei]li|[anq]i|iet|ish|iss|slav|tch))[ -]){0,5}"
    r"(?:President(?:-[Ee]lect)?|Chairm[ae]n(?: of the Council of Ministers of the Soviet Union)?"
    r"|Chancellor|Premier|King|Shah|Queen|Emperor|Prince|Pope|Senator|Sen\.|Congress(?:wo)?man"
    r"|(?:Majority|Minority) Leader|Speaker|Head of (?:Government|State)"
    r"|Ambassador(?: at Large)?|Amb\."
    r"|Charg[ée]|Consul(?: General)?|Commissioner|Governor(?: General)?"
    r"|(?:Attorney|Postmaster|Solicitor) General"
    rf"|Counselor|Representative|Special Agent|{_SECRETARY}"
    r"|Minister(?: of (?:External|Foreign) Affairs)?|Director(?: of Central Intelligence)?))"
)
TITLED = re.compile(
    rf"(?P<office>{_TITLE}) "
    r"(?!(?:General|Assembly|Staff|Counsel|Council|Designate|Extraordinary)\b)"
    rf"(?P<name>(?:(?:{_CAPITAL}[\w’'-]*(?:\.(?:[A-Z]\.)*)? ){{0,3}}{_PARTICLES})"
    rf"(?:d[’'])?{_CAPITAL}[\w’'-]*[^\W\d_A-Z]{_YOUNGER}?)"
)
"""A title, and the name behind it."""

HONORIFIC = re.compile(
    r"(?<!Consul[ -])(?<!Attorney[ -])(?<!Governor[ -])(?<!Solicitor[ -])(?<!Postmaster[ -])"
    r"(?<!Secretary[ -])(?<!Director[ -])(?<!Inspector[ -])(?<!Surgeon[ -])(?<!Comptroller[ -])"
    r"(?:(?:Messrs|Mr|Mrs|Miss|Ms|Dr)\b\.?"
    rf"|(?:(?:{GRADES})[ -])?(?:{_RANK}))"
    r" (?=[A-Z])(?!(?:General|Assembly|Staff|Secretary|Counsel|Council)\b)"
)
"""What a person is called before the name, which is not an office: a rank."""
_COURTESY = re.compile(
    r"(?:Sir|Lord|Lady|Earl|Viscount|Baron|Count|Chevalier|Duke|Marquis|Don|Señora?|M\.|Mme\."
    r"|Madame|Monsieur|Herr|Judge|Bishop|Cardinal) (?=[A-Z])"
)
"""What stays with a name: Lord Lyons."""
YOUNGER = re.compile(_YOUNGER)
_WITHHELD = r"\[(?:[0-9]+ )?[Nn]ames? (?:and title )?(?:not declassified|deleted)\]"
_PERSON = (
    rf"(?:{_CAPITAL}[\w’'-]*(?:\.(?:[A-Z]\.)*)? )*{_PARTICLES}"
    rf"{_CAPITAL}[\w’'-]*[^\W\d_A-Z][\w’'-]*{_YOUNGER}?"
)
_IS_NAME = re.compile(rf"{_PERSON}|{_WITHHELD}")
_NAME = re.compile(rf"{_PERSON}(?=,? of |,? (?:in|at) | *,|\Z)|{_WITHHELD}")
_RULER = re.compile(r"(?:Shah|King|Emperor|Empress|Queen|Prince|Sultan|Imam) of ")
OFFICE_BEHIND = re.compile(
    r",? of (?:the )?(?P<office>[A-Z][^()]*)\Z|, (?:the )?(?P<post>[A-Z][^()]*)\Z"
)
"""The office of a person behind the name."""
_WHERE = re.compile(r",? (?:in|at|aboard) (?:the )?[A-Z][^()]*\Z")
OFFICE = re.compile(
    r"\b(?:Departments?|Embassy|Embassies|Members?|Chiefs?|Section|Legation|Missions?|Secretary"
    r"|Secretaries|Director|Offices?|Bureau|Agency|Council|Consul(?:s|ate|ar)?|Delegation|Staff"
    r"|Commanders?|Chairm[ae]n|Board|Committee|Ambassadors?|Ministers?|Ministry|Ministries|Heads?"
    r"|Central|Governments?|Stations?|Posts?|Affairs|Advis[eo]rs?|Consultant|Officers?|Leaders"
    r"|Representatives?|Navy|Army|Group|Assistant|Country|Headquarters|Operations?|Administrator"
    r"|Governor|Commissioner|President|Attorney|Special|General|Party|Congress|Senate|Assembly"
    r"|Nations|Commission|Organization|Division|Attach[ée]s?|Defense|Treasury|Intelligence"
    r"|Research|Development|Planning|Plans|Security|Economic|Trade|International|Policy)\b"
)
"""Words that no person's name has."""

OFFICE_WORD = (
    r"(?:Secretary|Ambassador|Minister|Director|Representative|Chief|Chairman|Advis[eo]r|President"
    r"|Assistant|Administrator|Counselor|Commander|Charg[ée]|Consul|Deputy|Under|Legal|Governor"
    r"|Editor|Department|Embass(?:y|ies)|Legation|Mission|Delegation|Consulate|Joint Chiefs"
    r"|Agency)\b"
)
ANOTHER_OFFICE = re.compile(rf"(?:[Tt]he|[Hh]is) (?:[\w’'.-]+ ){{0,3}}?{OFFICE_WORD}")
"""What begins an office behind an ``and``."""


def is_name(words: str) -> bool:
    """Return whether words are the name of a person, or a remark that it is withheld."""
    bare = HONORIFIC.sub("", words)
    return _IS_NAME.fullmatch(bare) is not None and OFFICE.search(bare) is None


def begins_with_name(words: str) -> bool:
    """Return whether words begin with a name, with nothing but an office or a place behind it."""
    named = _NAME.match(HONORIFIC.sub("", words))
    return named is not None and is_name(named[0].strip())


def has_title(words: str) -> bool:
    """Return whether words begin with a title and a name."""
    titled = TITLED.match(words)
    return titled is not None and OFFICE.search(titled["name"]) is None


def is_called(words: str) -> bool:
    """Return whether words are a person with a title, rank or courtesy before the name, and at most
    an office or a place behind it: ``Ambassador Orlan``, ``Colonel E. M. Ohm``, ``Lord Tarn``."""
    return name_in(words) is not None and opens_called(words)


def opens_called(words: str) -> bool:
    """Return whether words begin with a title, rank or courtesy, and a name."""
    return has_title(words) or any(form.match(words) for form in (HONORIFIC, _COURTESY))


def name_in(words: str) -> tuple[int, int] | None:
    """Return where in words the name of their only person is: behind a title, or at first."""
    titled = TITLED.match(words)
    if titled and has_title(words) and _can_end(words, titled.end()):
        return titled.span("name")
    honorific = HONORIFIC.match(words)
    named = _NAME.match(words, honorific.end() if honorific else 0)
    if named is None or _RULER.match(words) or not is_name(named[0]):
        return None
    return named.span() if _can_end(words, named.end()) else None


def _can_end(words: str, end: int) -> bool:
    """Whether nothing is behind a name, or an office, or a place."""
    return end == len(words) or any(
        form.match(words, end) is not None for form in (OFFICE_BEHIND, _WHERE)
    )

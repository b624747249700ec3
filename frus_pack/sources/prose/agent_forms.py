"""The forms in which one person or office is named: ``Colonel Miller of USAF``, ``EA/P``."""

from __future__ import annotations

import re

from frus_pack.document.model import Agent
from frus_pack.sources.prose.passage import Mentions, Passage
from frus_pack.sources.prose.ranks import GRADES, OFFICERS, SHORT_OFFICERS

_RANK = (
    rf"(?:(?:(?:{GRADES}) )?(?:{OFFICERS}|Commander)|(?:{SHORT_OFFICERS})\.|Ambassador|Senator"
    r"|Judge|Governor|Professor|Dr\.|Mrs?\.|Ms\.|Miss)"
)
_WORD = r"[^\W\d_a-z][^\W\d_]*(?:[.'’–-][^\W\d_]*)*"
_PARTICLES = r"(?:(?:de|la|du|di|da|del|van|von|der|den|ter) ){0,3}"
_YOUNGER = r"(?:,? (?:Jr\.?|Sr\.?|I{2,3}|IV|2n?d|3r?d))?"
_PERSON = rf"(?:{_RANK} ){{0,4}}{_PARTICLES}{_WORD}(?: {_PARTICLES}{_WORD}){{0,3}}{_YOUNGER}"
CODE = r"[A-Z][A-Za-z0-9&]*(?:[/–-][A-Za-z0-9&()]+)+|[A-Z]{1,7}[0-9]*"
"""The letters of an office: ``S/S-O``, ``DOD/ISA``, ``J–5``."""

_TITLE = (
    r"(?:Secretary|Director|Deputy|Assistant|Under|Acting|Administrator|Chief|Advis[eo]r|Officer"
    r"|Counselor|Chairman|Minister|Attorney|Commissioner|Representative|Coordinator|Head|Attach[éÉ]"
    r"|Counsel|Charg[éÉ]|President|Consul|Aide|Economist|Manager|Specialist)"
)
_HAS_TITLE = re.compile(rf"\b{_TITLE}\b")
_OFFICE = (
    r"(?:[A-Z]\w+ ){0,3}(?:White House|Department|Bureau|Office|Embassy|Mission|Joint Staff"
    r"|Joint Chiefs|Staff|Treasury|Council|Commission|Committee|Board|Bank|Agency|Group|Division"
    r"|Section|Delegation|Administration|Desk|Corps|Army|Navy|Air Force|Command|Consulate|Center"
    r"|Service|Services|Pentagon|Institute|Branch|Directorate|Secretariat|Task Force|Force)\b"
)
_DEPARTMENT = (
    r"(?:State|Defense|the Treasury|Treasury|Commerce|Agriculture|the Interior|Labor|Justice"
    r"|the Army|the Navy|the Air Force)"
)
_CLOSES = re.compile(
    rf"(?:\b(?:Affairs|Relations|State|Defense|Security|Research|Intelligence|Analysis|Estimates|Resources"
    r"|Organizations?|Treasury|Interior|Labor|Justice|Commerce|Agriculture|Budget|Problems|East|Bloc|Embassy|Plans"
    r"|Assistance|Coordination|Operations|Nations|Planning|Africa|Asia|America|Europe|Pacific"
    rf"|Caribbean|Adviser|Council|staff|desk|office|{_TITLE})|{_OFFICE}"
    rf"|(?:^| )(?:{CODE})|(?:Embassy|Mission|Consulate(?: General)?|Legation) (?:in|at) \w+)$"
)
_GOES_ON = re.compile(
    r"(?:[A-Z][\w.’'-]* ){0,4}(?:Affairs|Research|Resources|Analysis|Security|Coordination"
    r"|Planning|Operations|Plans|Reports|Communications|Energy|Programs|Minerals|Policy|Services|Sciences"
    r"|Technology|Disarmament|Transportation|Development)"
    rf"(?: (?:Division|Staff|Office|Section|Bureau|Branch))?(?: {_PERSON})?(?: \([^()]*\))?"
)
_WORDS = (
    r"[^\W\d_a-z][\w.'’&/–-]*(?:,? (?:of|for|the|and|on|in|at|to|[^\W\d_a-z][\w.'’&/–-]*))*"
    r"(?: (?:staff|office|desk|delegation|mission))?"
)
_WORDS_OF_OFFICE = re.compile(_WORDS)

_PART_OF_OFFICE = re.compile(
    r"(?:(?:[A-Z][\w’'-]* |political |economic |former ){0,4}"
    rf"(?:{_TITLE}|officer|aide|interpreter)(?: (?:of|for|in|at|to|the|[A-Z][\w’']*))*"
    r"|(?:[A-Z][\w’'-]* ){1,4}(?:Division|Section|Region|Bureau|Office|Affairs|Branch|Staff"
    r"|Operations|Development|Programs|Planning|East))"
    r"(?: \([A-Z]+\))?"
)
_NAMED = re.compile(
    rf"(?P<name>(?!{_OFFICE}){_PERSON})"
    rf"(?:,? ?\((?P<office>[A-Z][^()]*)\)|,? (?:of|in|at) (?:the )?(?P<unit>{_WORDS}))?"
)
_WITHHELD = re.compile(
    r"\[(?:[0-9]+ )?names?(?: and titles?)? (?:not declassified|deleted)\]", re.IGNORECASE
)
_CODED = re.compile(rf"(?P<office>{CODE}) (?P<name>(?!{_OFFICE}){_PERSON})")
_ONLY_CODE = re.compile(rf"(?P<name>{CODE})(?: \((?P<office>[A-Z][^()]*)\))?")
_ENTITLED = re.compile(
    rf"(?P<office>(?:[A-Z][\w/.’'–-]* )*?{_TITLE}(?: {_TITLE})*(?: (?:of|for|in(?: Charge of)?)"
    rf"(?: the (?:Office|Bureau|Division) (?:of|for))?+ (?:{_DEPARTMENT}"
    rf"|(?:(?!of |for |in )[^\s(),]+ ){{0,6}}(?:Affairs|Relations|Division|Staff|Security"
    rf"|Bureau|Organizations?)|{CODE})(?= |$))*) (?P<name>{_PERSON})"
    r"(?: (?:of|in) [^()]*| \([^()]*\))?"
)
_FULL_NAME = re.compile(
    rf"(?:^|[ ])(?P<name>(?:{_RANK} ){{0,4}}(?:(?:La|Le|De|Van|Von) )?[A-Z]\w+ (?:[A-Z]\. ?){{1,2}}"
    rf"[A-Z][\w’'-]+{_YOUNGER})(?: (?:of|in) [^()]*| \([^()]*\))?$"
)
_NOT_A_NAME = re.compile(
    rf"\b(?:{_TITLE}|Affairs|Relations|Republic|Country)\b|\b(?:Africa|Asia|America|Europe)$"
)
_OF_SOMETHING = re.compile(r" (?:of|for|in) (?:the )?[^\W\d_a-z]")
_SEVERAL = re.compile(
    r"\b(?:Departments|Offices|Bureaus|Embassies|Secretaries|Officers|Directors|Advisers|Assistants"
    r"|Representatives)\b"
)
_GIVEN_NAMES = frozenset(("McGeorge", "Walt", "Eugene"))
"""Of brothers who are named together: ``McGeorge and William Bundy``."""
LONGEST = 200
"""Characters of a name with its office; the longest in the series has some 130."""
_NO_MENTIONS = Mentions(())
_BEHIND_OFFICE = re.compile(r",? (?:in draft|in substance|draft|info)$")


def read_agent(member: Passage, mentions: Mentions) -> Agent | None:
    """Return the person or office that is named; None if the form is not known.

    A name that is one of the `mentions` gets its identifier.
    """
    words = member.words
    if _WITHHELD.fullmatch(words):
        return Agent(name=words)
    if len(words) > LONGEST or _SEVERAL.search(words) or words in _GIVEN_NAMES:
        return None
    has_title = _HAS_TITLE.search(words) is not None
    if has_title and _FULL_NAME.search(words):
        return _entitled(member, mentions) or _of_form(member, _NAMED, mentions)
    for form in (_ONLY_CODE, _CODED, _NAMED):
        if found := _of_form(member, form, mentions):
            return found
    if has_title and (entitled := _entitled(member, mentions)):
        return entitled
    return Agent(name=words) if is_office(words) and is_closed(words) else None


def is_entitled_person(member: Passage) -> bool:
    """Return whether a person's name follows an office."""
    return (
        _HAS_TITLE.search(member.words) is not None and _entitled(member, _NO_MENTIONS) is not None
    )


def is_title(words: str) -> bool:
    """Return whether words can be the office of the person before them."""
    return _HAS_TITLE.search(words) is not None and _WORDS_OF_OFFICE.fullmatch(words) is not None


def is_office(words: str) -> bool:
    """Return whether words begin as the name of an office or with a title."""
    begins = re.match(rf"(?:{_OFFICE}|(?:[A-Z][\w’'/-]* ){{0,4}}?{_TITLE}\b)", words)
    return begins is not None and _WORDS_OF_OFFICE.fullmatch(words) is not None


def names_office_alone(member: Passage) -> bool:
    """Return whether words are a part of the name of an office, and no person is in them."""
    words = member.words
    if is_entitled_person(member) or _FULL_NAME.search(words):
        return False
    return _PART_OF_OFFICE.fullmatch(words) is not None


def opens_office(member: Passage) -> bool:
    """Return whether words can be the first part of an office's name: ``Office of Middle``."""
    return _OF_SOMETHING.search(member.words) is not None and not is_entitled_person(member)


def goes_on_in(words: str) -> bool:
    """Return whether words behind an ``and`` can be the end of the name of an office."""
    return _GOES_ON.fullmatch(words) is not None


def is_closed(words: str) -> bool:
    """Return whether the name of an office can end here; not ``Office of Near Eastern``."""
    return " " not in words or _CLOSES.search(words) is not None


def _entitled(member: Passage, mentions: Mentions) -> Agent | None:
    """Return a person whose office precedes the name; None if it is uncertain where the
    name begins."""
    words = member.words
    found = _FULL_NAME.search(words) or _ENTITLED.fullmatch(words)
    if found:
        name = member.part(*found.span("name"))
    else:
        last = [one for one in mentions.within(member) if one.end >= member.end]
        name = member.part(last[0].start - member.start) if last else member.part(0, 0)
    office = member.part(0, name.start - member.start).words
    if not name.words or not office or not is_closed(office) or _NOT_A_NAME.search(name.words):
        return None
    return _agent(name, office, mentions)


def _of_form(member: Passage, form: re.Pattern[str], mentions: Mentions) -> Agent | None:
    found = form.fullmatch(member.words)
    if found is None or _NOT_A_NAME.search(found["name"]):
        return None
    said = found.groupdict()
    office = said.get("office") or said.get("unit")
    bare = _BEHIND_OFFICE.sub("", office) if office else None
    return _agent(member.part(*found.span("name")), bare, mentions)


def _agent(name: Passage, office: str | None, mentions: Mentions) -> Agent:
    identifier = next((one.id for one in mentions.within(name) if one.id), None)
    return Agent(name=name.words, office=office, id=identifier)

"""One person or office, in the words of an item: ``Emil R. Orlan, Jr., Director, Office of Lorne``.

What is behind a comma, a dash or in brackets is the office; an office can also be before the name.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from frus_pack.document.model import Agent
from frus_pack.sources.prose import name_words
from frus_pack.sources.prose.name_words import ENTITLED, SEVERAL, TITLE, TITLED
from frus_pack.sources.prose.passage import Mention, Passage

_ARTICLE = re.compile(r"(?:the|The|THE)\s+")
_SUFFIX = re.compile(
    r",? (?:Jr|Sr|2nd|3rd)\.?(?!\w)|,? (?:II|III|IV|2d|3d)(?!\w)| (?:I|VI{0,3})(?=, )"
)
_OFFICE_FIRST = re.compile(
    r"(?P<office>[A-Z][\w./&:-]*(?: [A-Z][\w./&]*){0,3})\s*"
    r"(?:[—–]-?|:|--|-(?=[MDG][a-z]{1,3}\.))\s*"
)
"""``FE—Mr.``, ``State:``"""

_POST_FIRST = re.compile(r"(?P<office>[A-Z][^—–;]{3,90}?)\s*(?:—|–|--| - )\s*")
_BEHIND_NAME = re.compile(r"\s*(?:—|–|--| - |,|\(|:| (?=vice [A-Zt]))\s*")
_OFFICE_THEN_NAME = re.compile(
    r"(?P<office>[Tt]he (?!Honorable|Right|Rev)[^(),]+"
    r"|(?:\w+ )*(?:Secretary|Ambassador|Minister|Director|Chief) (?:of|to) [^,]+?)(?:, | \(| - )"
    r"(?P<name>(?:(?:Mr|Mrs|Miss|Dr|Ambassador(?! of)|General)\.? |[A-Z]\w+ [A-Z]\. )[^,()]+)\)?"
)
"""An office before the name of who holds it: ``The Acting Secretary (Mr. Orlan)``."""
_POST_THEN_NAME = re.compile(
    r"(?P<office>(?:[A-Z][\w’']* ){0,4}(?:Secretary|Director|Chief|Assistant|Officer|Ambassador"
    r"|Minister) (?:of|to|for) .+?|(?:[A-Z][\w’']* ){1,4}Officer"
    r"|(?:Director|Chairman|Chief|Member), [^,]+), (?P<name>[^,]+)"
)
_HOLDER_THEN_NAME = re.compile(
    r"(?P<office>(?:The |the )?(?:[A-Z][\w.’'-]* (?:of (?:the )?|for )?){0,6}?"
    r"(?:Minister|Ambassador|Secretary|Attach[eé]|Interpreter|Consul|Counselor|Commissioner"
    r"|Chairman|Premier)), "
    r"(?P<name>(?:(?:Mr|Mrs|Dr|Col|Gen)\. )?[^,]+)"
)
"""A post alone, and who holds it: ``Lorne Foreign Minister, Emil Orlan``."""
_OFFICE_WITHOUT_COMMA = re.compile(
    r"(?P<name>(?:Mr|Mrs|Miss|Dr)\. (?:[A-Z]\w*\.? ){0,2}[A-Z][\w’'-]+|[A-Z]\w+ [A-Z]{4,})"
    r" (?P<office>(?:(?:Deputy|Under|Acting|Assistant|First|Second|Third) )*(?:Secretary|Chairman"
    r"|Undersecretary|Director|Minister|Chief|Counselor|Ambassador|Member) (?:of|to|for|in)\b.+)"
)
_POST_BEFORE = re.compile(
    r"(?P<office>(?:[A-Z][\w.’'-]* )*?(?:Secretary|Ambassador|Minister|Counselor|Director|Chief"
    r"|Member) (?:of|to|for) (?:(?:the|of|for|and) |[A-Z][\w.’'-]* )*?"
    r"|(?:[A-Z][\w.’'-]* ){2,}(?:Director|Chief) )(?P<title>(?:(?:Mr|Mrs|Miss|Dr)\. )?)"
)
"""An office before the name of who holds it: ``American Ambassador to Lorne``."""
_ONLY_TITLE = re.compile(r"(?P<office>[Tt]he [^()]+?) \((?P<title>(?:[A-Z]\w+\.? ){0,2})")
_OFFICE_THEN_MR = re.compile(
    r"(?P<office>(?:[A-Z][\w’']* ){0,3}(?:Ambassador|Minister|Director|Chief) (?:of|to|for) [^,]+?)"
    r" (?P<name>(?:Mr|Mrs|Miss|Dr)\. [^,]+)"
)
_STANDS_FOR = re.compile(r"(?P<name>[^,;:(—–]+?) (?=for (?:the )?[A-Z])")
_POST_ALONE = re.compile(
    r"(?:[Tt]he )?(?:(?:Acting|Deputy|Executive|Assistant) )*"
    r"(?:Director|Chief(?: of Staff)?|Chairman|Administrator|Member|Commandant|Executive Secretary)"
)
"""Is no name: ``Chief, Lorne Division`` is one office."""
_OF_OFFICE = re.compile(r", (?!Mrs?\. |Dr\. )[A-Z]")
_OF_ANOTHER = re.compile(rf"\b(?:to|of|for|vice|with|by)(?: the)? (?:{TITLE} )?\Z")
_POSSESSED = re.compile(r"[’'](?:s\b|(?= [a-zA-Z]))")
_INITIALS = re.compile(r"[\s.]*(?:[A-Z]\.\s*)*")
_NAME_GOES_ON = re.compile(
    r" (?:of|from) [A-Z][\w’' ]*(?=[,;(—]|\Z)| (?:[A-Z]\. ?)*[A-Z][\w’'-]+(?=\s*(?:[,;(—–]|\Z))"
)
_BEGINNING = re.compile(r"(?:[0-9]{1,2}[.)] |[—–-]\s*|and |Later[—,] ?)+")
_NOT_OF_NAME = re.compile(
    r",? (?:was|were) (?:also )?present\b.*|,? et al\.?\Z|,? and (?:[0-9]+ |[a-z]+ )?others?\b.*"
    r"|,? [Pp]residing\Z"
    r"|,?\s+and\Z|[\s;,*]+\Z|(?<=[a-z]{3})\.\Z|\s*\[and [^\[\]]*\]\Z"
    r"|[\s,;—–-]*[\[(]?(?:[Aa]ttended )?(?:for )?[Pp]art(?:[ -]| of the )time[\])]?\Z"
)
_WHOLE = re.compile(r"\[[^\]]*\]|.*Health, Education,? (?:and|&) Welfare")
"""In which no comma parts a name from an office."""


def read_person(member: Passage, mentions: Sequence[Mention]) -> Agent:
    """Return the one person or office that an item, or a part of it, names.

    Args:
        member: The words, and where they begin in the item.
        mentions: The names that markup points out in the item; one without an entry in the list
            of persons has no identifier.
    """
    bare = _bare(member)
    named = [
        one
        for one in mentions
        if bare.start <= one.start < bare.end and not is_of_another(bare, one)
    ]
    return _marked(bare, named) if named else _plain(bare.words)


def without_article(name: str) -> str:
    """Return the name of an office without the article before it."""
    return _ARTICLE.sub("", name, count=1) if _ARTICLE.match(name) else name


def _bare(member: Passage) -> Passage:
    """Return the words without a number, a dash or a bracket around them."""
    beginning = _BEGINNING.match(member.words)
    bare = member.part(beginning.end() if beginning else 0)
    several = SEVERAL.match(bare.words)
    bare = bare.part(several.end() if several else 0)
    while (found := _NOT_OF_NAME.search(bare.words)) and found.start():
        bare = bare.part(0, found.start())
    if name_words.is_withheld(bare.words):
        return bare
    opens, closes = bare.words.startswith("["), bare.words.endswith("]")
    inner = bare.part(1 if opens else 0, -1 if closes else None)
    is_person = opens and closes and ENTITLED.match(inner.words)
    return inner if is_person or bare.words.count("[") != bare.words.count("]") else bare


def is_of_another(member: Passage, mention: Mention) -> bool:
    """Return whether a marked name only says whose office it is: ``Assistant to Mr. Orlan``."""
    before = member.words[: mention.start - member.start]
    behind = member.words[mention.end - member.start :]
    return bool(_OF_ANOTHER.search(before) or _POSSESSED.match(behind))


def _marked(member: Passage, named: Sequence[Mention]) -> Agent:
    """Return the person whose name is marked, with the title before it and the office around."""
    text, at = member.words, member.start
    last = _last_of_name(text, named, at)
    said = text[named[0].start - at : last.end - at]
    before, behind = text[: named[0].start - at], text[last.end - at :]
    identifier = last.id or named[0].id or None
    if (held := _ONLY_TITLE.fullmatch(before)) and behind.startswith(")"):
        office = without_article(held["office"])
        return Agent(name=f"{held['title']}{said}", office=office, id=identifier)
    if before.count("(") > before.count(")") or (TITLED.match(before) and "," in before):
        return _plain(text)
    office_before, title = _office_before(before.lstrip(" ;,"))
    if office_before is None and (posted := _POST_BEFORE.fullmatch(title)):
        office_before, title = without_article(posted["office"].rstrip()), posted["title"]
    suffix = _SUFFIX.match(behind)
    name = f"{title}{said}{suffix[0] if suffix else ''}".strip(" ,;")
    rest = behind[suffix.end() :] if suffix else behind
    goes_on = None if suffix or said.endswith(",") else _NAME_GOES_ON.match(rest)
    if goes_on and not name_words.is_of_government(goes_on[0]):
        name, rest = name + goes_on[0], rest[goes_on.end() :]
    return Agent(name=name, office=office_before or _office(rest), id=identifier)


def _last_of_name(text: str, named: Sequence[Mention], at: int) -> Mention:
    """Return the last mention of the first name, which may be in two: ``{Emil} R. {Orlan}``."""
    last = named[0]
    for following in named[1:]:
        if not _INITIALS.fullmatch(text[last.end - at : following.start - at]):
            break
        last = following
    return last


def _office_before(before: str) -> tuple[str | None, str]:
    """Return an office before a dash or a comma, and the title that is left: ``FE—Mr.``"""
    if first := _OFFICE_FIRST.match(before):
        return first["office"], before[first.end() :]
    if first := _POST_FIRST.match(before):
        return first["office"], before[first.end() :]
    office, comma, title = before.rpartition(", ")
    return (office.strip(), title) if comma else (None, before)


def _plain(text: str) -> Agent:
    """Return an agent whose name is not marked."""
    if name_words.is_withheld(text):
        return Agent(name=text)
    for form in (_OFFICE_THEN_NAME, _OFFICE_THEN_MR):
        if named := form.fullmatch(text):
            return Agent(name=named["name"], office=without_article(named["office"]))
    office, text = _first_office(text)
    if office is None and (found := _in_other_forms(text)):
        return found
    parted = _end_of_name(text)
    is_post = _POST_ALONE.fullmatch(text[:parted]) and _OF_OFFICE.match(text[parted:])
    if parted == len(text) or (is_post and office is None):
        return Agent(name=text, office=office)
    return Agent(name=text[:parted], office=office or _office(text[parted:]))


def _in_other_forms(text: str) -> Agent | None:
    """Return a name behind its office, before the person it belongs to, or run together with its
    office."""
    for form in (_POST_THEN_NAME, _HOLDER_THEN_NAME):
        posted = form.fullmatch(text)
        if posted and _is_full_name(posted["name"]):
            return Agent(name=posted["name"].strip(), office=without_article(posted["office"]))
    stands_for = _STANDS_FOR.match(text)
    if stands_for and _is_person(stands_for["name"]):
        return Agent(name=stands_for["name"], office=text[stands_for.end() :])
    together = _OFFICE_WITHOUT_COMMA.fullmatch(text)
    return Agent(name=together["name"], office=together["office"]) if together else None


def _is_full_name(words: str) -> bool:
    titled = TITLED.match(words)
    is_office = name_words.OFFICE_WORD.search(words) or words.endswith(" Ministry")
    return not is_office and (titled is not None or name_words.is_full_name(words))


def _is_person(words: str) -> bool:
    titled = TITLED.match(words)
    return name_words.is_surname(words[titled.end() :] if titled else words)


def _end_of_name(text: str) -> int:
    """Return where the name ends that a text begins with."""
    whole = _WHOLE.match(text)
    parted = _BEHIND_NAME.search(text, whole.end() if whole else 0)
    if parted and (suffix := _SUFFIX.match(text, parted.start())):
        parted = _BEHIND_NAME.search(text, suffix.end())
    return parted.start() if parted and parted.start() else len(text)


def office_first(text: str) -> re.Match[str] | None:
    """Return the office, letters or a department, that words begin with before a dash or a colon;
    what follows the match is the name."""
    first = _OFFICE_FIRST.match(text)
    is_office = first and name_words.is_department(first["office"]) and text[first.end() :].strip()
    return first if is_office else None


def _first_office(text: str) -> tuple[str | None, str]:
    """Return an office before a dash or a colon, and the name behind it."""
    if first := office_first(text):
        return first["office"], text[first.end() :]
    first = _POST_FIRST.match(text)
    if first and name_words.is_post(first["office"]):
        name = text[first.end() :]
        if ENTITLED.match(name) or name_words.is_full_name(name.partition(",")[0]):
            return first["office"], name
    return None, text


def _office(rest: str) -> str | None:
    said = re.sub(r"\A(?:of (?:the )?)", "", _NOT_OF_NAME.sub("", rest).strip(" ,;:—–-"))
    if said.startswith("(") and said.endswith(")") and said.count("(") == 1:
        said = said[1:-1]
    elif said.endswith(")") and said.count("(") < said.count(")"):
        said = said[:-1]
    return said.strip(" ,;") or None

"""Whom the words of one side of a heading name.

the Chairman of the Joint Chiefs of Staff (Taylor) and the Secretary of Defense (McNamara)
Secretary of State Rusk and Robert W. Komer of the National Security Council Staff
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from frus_pack.document.model import Agent
from frus_pack.sources.prose.name_words import is_withheld
from frus_pack.sources.prose.party_forms import (
    ANOTHER_OFFICE,
    HONORIFIC,
    OFFICE,
    OFFICE_BEHIND,
    OFFICE_WORD,
    YOUNGER,
    begins_with_name,
    has_title,
    is_name,
    name_in,
)
from frus_pack.sources.prose.passage import Mention, Mentions, Passage

_SEPARATOR = re.compile(
    r",? and (?P<again>(?:to|by|from) )?(?=\S)|, (?!Jr\b|Sr\b|I{2,3}\b|and |(?!the |his )[a-z])"
)
_FOR_SOMEBODY = re.compile(r"(?<=\)) for (?=[A-Z])")
_BRACKETED = re.compile(
    r"(?P<office>.+?) ?\((?P<names>[^()]*[a-z][^()]*)\)(?:>|,? (?:in|at|aboard|[A-Z])[^()]*)?\Z"
)
_SEVERAL_OF = re.compile(
    r"(?P<names>[^,()]+? and [^,()]+?(?:, Jr\.)?),? of (?:the )?(?P<office>[A-Z][^()]*)\Z"
)
_POST_OF_ANOTHER = re.compile(
    r"(?P<name>[A-Z][^,()]+?(?:, (?:Jr|Sr)\.)?), (?P<post>[A-Z][^()]* \([^()]*\))"
)
_ARTICLE = re.compile(r"(?:the|The|THE|a|an) ")
_BEGINS = re.compile(r"(?:all |certain )?[^\W_a-z]")
_NOT_NAMES = re.compile(r"[:;“”]|[’']s (?:\w+ ){0,3}(?:Meeting|Conference|Visit|Trip)\b")
_SLASH = re.compile(r"(?<=[a-z])/(?=[A-Z][a-z])")
"""Between two persons, where it is not between two offices: ``Orlan/Pell``."""
_TAIL = re.compile(
    r" for the (?:[Rr]ecord|[Ff]iles?)\b.*|, (?:at|in) [A-Z][^,()]*(?:, [A-Z]\w+)?\Z"
    r"|, for [A-Z][^,()]*\Z| [Tt]ransmitting .*|,? and (?:[0-9]+ |[a-z]+ )?[Oo]thers\b.*"
    r"|,? (?:[Tt]emporarily|[Tt]hen) (?:at|in) (?:the )?[A-Z][^,()]*\Z"
    r"|,? of (?:a |an |his )?(?:Telephone )?(?:Conversation|Interview)s?\b.*"
    r"| (?:on (?:the )?[A-Z][^()]* )?Before (?:the|a) .*"
    r"|(?<=Agency|.Board|.Staff) for the [A-Z].*|(?<=Council|Defense) for the [A-Z].*"
)
"""What follows a name and is not part of it: a purpose, a place."""
_HELD_BY_SEVERAL = re.compile(
    r"(?P<office>(?:\w+ )*(?:Ambassador|Minister|Consul|Chargé|Representative))s"
    r" (?P<at>in|at|to) (?P<place>.+)"
)
_WHOLE = re.compile(r"\([^()]*\)|Health, Education,? and Welfare")
"""In which nothing parts two."""
_AND = re.compile(r",? and |, (?!Jr|Sr)")
_LONGEST = 240
_LONGEST_OFFICE = 160


@dataclass(frozen=True, slots=True)
class Words:
    """A heading, with letters over brackets and marked offices, and the persons marked in it."""

    text: str
    masked: str
    persons: Mentions

    @staticmethod
    def of(text: str, persons: Sequence[Mention], offices: Sequence[tuple[int, int]]) -> Words:
        """Return the words of a heading."""
        masked = _WHOLE.sub(lambda found: found[0].replace(" ", "_"), text)
        for start, end in offices:
            masked = f"{masked[:start]}{masked[start:end].replace(' ', '_')}{masked[end:]}"
        return Words(text, masked, Mentions(persons))

    def part(self, start: int, end: int) -> Passage:
        """Return words without the blanks and commas around them."""
        words = self.text[start:end]
        bare = words.lstrip(" ,")
        return Passage(bare.rstrip(" ,"), start + len(words) - len(bare))


def members(words: Words, start: int, end: int) -> tuple[Agent, ...]:
    """Return whom the words from `start` to `end` name, in order."""
    whole = _bare(words.part(start, end))
    if not whole.words or len(whole.words) > _LONGEST or _NOT_NAMES.search(whole.words):
        return ()
    several = _SEVERAL_OF.match(whole.words)
    if several and all(map(is_name, several["names"].split(" and "))):
        both = _parts(words, whole.start, whole.start + several.end("names"))
        found = [
            replace(one, office=several["office"]) for each in both for one in _one(words, each)
        ]
    else:
        found = [one for part in _parts(words, whole.start, whole.end) for one in _one(words, part)]
    return tuple(_each_in_office(found))


def boundaries(words: Words, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield where one who is named ends, and where the next begins."""
    separators = [*_SEPARATOR.finditer(words.masked, start, end)]
    separators += _FOR_SOMEBODY.finditer(words.masked, start, end)
    separators += _SLASH.finditer(words.masked, start, end)
    separators.sort(key=lambda found: found.start())
    for index, one in enumerate(separators):
        before = words.part(start, one.start())
        following = separators[index + 1].start() if index + 1 < len(separators) else end
        behind = words.part(one.end(), following)
        last = separators[-1][0]
        if _parts_two(words, one, before, behind, is_list="and" in last):
            yield one.start(), one.end()
            start = one.end()


def _parts_two(
    words: Words, separator: re.Match[str], before: Passage, behind: Passage, *, is_list: bool
) -> bool:
    """Whether words are whole before a separator, and name somebody else behind it."""
    if separator.groupdict().get("again") or separator[0] == " for ":
        return True
    if separator[0] == "/":
        return is_name(before.words) and is_name(behind.words)
    is_comma = "and" not in separator[0]
    opens = ANOTHER_OFFICE.match(behind.words) is not None
    if before.words.endswith(")"):
        return opens or behind.words.endswith(")") or _is_person(words, behind)
    if _is_person(words, _bare(before)):
        opens = opens or _ARTICLE.match(behind.words) is not None
        if is_comma:
            return _is_titled(words, behind) or (is_list and _is_person(words, behind))
        is_part_of_unit = " of " in before.words and " " not in behind.words
        return opens or (_is_person(words, behind) and not is_part_of_unit)
    is_another = opens or _is_titled(words, behind)
    return is_another and (is_list or not is_comma)


def _parts(words: Words, start: int, end: int) -> Iterator[Passage]:
    for before, behind in boundaries(words, start, end):
        yield words.part(start, before)
        start = behind
    yield words.part(start, end)


def _bare(passage: Passage) -> Passage:
    """Return words without an article before them and what follows the last name."""
    article = _ARTICLE.match(passage.words)
    bare = passage.part(article.end() if article else 0)
    tail = _TAIL.search(bare.words)
    return bare.part(0, tail.start() if tail else None)


def _is_person(words: Words, passage: Passage) -> bool:
    """Whether words begin with a person, and have nothing else but an office behind the name."""
    return _is_titled(words, passage) or begins_with_name(passage.words)


def _is_titled(words: Words, passage: Passage) -> bool:
    """Whether words begin with a person who is marked, or has a title."""
    is_marked = bool(words.persons.within(passage)) and "(" not in passage.words
    return is_marked or has_title(passage.words)


def _one(words: Words, passage: Passage) -> Iterator[Agent]:
    """Yield whom words name that are of one person or office, or of several in one bracket."""
    bare = _bare(passage)
    bracketed = _BRACKETED.match(bare.words)
    if first := _with_post(words, bare):
        yield _agent(words, bare.part(*first.span("name")), first["post"])
        return
    if bracketed:
        names = _AND.split(bracketed["names"])
        if all(map(is_name, names)):
            inside = bare.part(*bracketed.span("names"))
            office = bracketed["office"] if len(names) == 1 else None
            yield from (_agent(words, one, office) for one in inside.parts(_AND))
            return
    marked = [one for one in words.persons.within(bare) if not _is_possessed(words, one)]
    named = name_in(bare.words)
    if named and (not marked or marked[0].end <= bare.start + named[1]):
        yield _around(words, bare, bare.start + named[0], bare.start + named[1])
    elif marked:
        yield _around(words, bare, marked[0].start, marked[0].end)
    elif _BEGINS.match(bare.words):
        yield Agent(name=bare.words)


def _with_post(words: Words, bare: Passage) -> re.Match[str] | None:
    """Return a name with the post behind it in which somebody else is: ``Ross, Deputy to the
    Representative (Austin)``."""
    found = _POST_OF_ANOTHER.fullmatch(bare.words)
    is_named = found is not None and " " in found["name"] and is_name(found["name"])
    return found if is_named else None


def _around(words: Words, passage: Passage, start: int, end: int) -> Agent:
    """Return the person who is named in a passage, with the office before or behind the name."""
    younger = YOUNGER.match(words.text, end, passage.end)
    end = younger.end() if younger else end
    before = words.text[passage.start : start].strip(" ,[(")
    title = HONORIFIC.sub("", f"{before} X")[:-1].strip()
    found = OFFICE_BEHIND.match(words.text[: passage.end], end)
    behind = (found["office"] or found["post"]) if found else ""
    if title and found and found["office"] and not OFFICE.search(behind):
        behind = ""  # Senator Ohm of Lorne is a senator
    office = ", ".join(filter(None, (title, behind)))
    return _agent(words, Passage(words.text[start:end], start), office)


def _agent(words: Words, name: Passage, office: str | None) -> Agent:
    marked = words.persons.within(name)
    bare = HONORIFIC.sub("", name.words).rstrip(",")
    if words.text[: name.start].endswith("[") and is_withheld(f"[{bare}]"):
        bare = f"[{bare}]"
    said = office.rstrip(" ,") if office and len(office) <= _LONGEST_OFFICE else None
    return Agent(name=bare, office=said, id=next((one.id for one in marked if one.id), None))


def _is_possessed(words: Words, one: Mention) -> bool:
    """Whether a name only says whose office follows: President Orlan’s Adviser."""
    return words.text.startswith(("’s ", "'s "), one.end)


def _each_in_office(named: Sequence[Agent]) -> Iterator[Agent]:
    """Yield agents; an office that several hold is each one's: the Ambassadors in Lorne (Orlan)
    and Kestania (Ohm)."""
    shared = _HELD_BY_SEVERAL.fullmatch(named[0].office or "") if len(named) > 1 else None
    for one in named:
        place = shared["place"] if shared and one is named[0] else one.office
        if shared and place and not re.search(OFFICE_WORD, place):
            one = replace(one, office=f"{shared['office']} {shared['at']} {place}")
        yield one

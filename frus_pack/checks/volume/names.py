"""The persons that a volume names: each mention points to the person named, and each entry of its
lists can be pointed to."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from functools import cache

from frus_pack.checks.volume.read_volume import ReadVolume
from frus_pack.document.model import Person
from frus_pack.requirements.finding import Finding, first_few
from frus_pack.sources.prose.name_words import bare_words

_POSSESSIVE = re.compile(r"[’']s?\Z")
_BEGINNING = 5
"""Letters of a word by which it is taken for a form of another: Soviet, Soviets."""
_CLOSE = 0.8
"""The similarity from which on a name may be spelled otherwise: Ginsburg, Ginzburg."""
_RANKS = frozenset(("jr", "sr", "ii", "iii", "iv"))


def check_names(volume: ReadVolume) -> Iterator[Finding]:
    """Yield names that point to another person, while a person of that name is listed."""
    persons = volume.front.persons
    by_surname = _by_surname(persons)
    mentions: dict[tuple[str, str], list[str]] = defaultdict(list)
    for part in volume.parts:
        for name in part.encoding.names if part.document is not None else ():
            mentions[name.said, name.target.removeprefix("#")].append(part.at(name.line))
    for (said, target), places in mentions.items():
        entry = persons.get(target)
        proper = by_surname.get(_surname_said(said), ()) if entry else ()
        if entry and proper and target not in proper and not _names(said, entry):
            times = f" ({len(places)} times)" if len(places) > 1 else ""
            message = f"“{said}” points to {entry.name}{times}"
            yield Finding(
                "volume.person-mistaken", places[0], message, first_few(proper, 3), target
            )


def check_entries(volume: ReadVolume) -> Iterator[Finding]:
    """Yield the entries of a list that have no identifier to point to, in one finding a list."""
    entries = [one for encoding in volume.outside for one in encoding.entries]
    for name in dict.fromkeys(one.list for one in entries):
        alike = [one for one in entries if one.list == name]
        noun = "entries have" if len(alike) > 1 else "entry has"
        said = first_few([one.said for one in alike])
        message = f"{len(alike)} {noun} no identifier in the list of {name}: {said}"
        yield Finding("volume.entry-unidentified", f"line {alike[0].line}", message)


def _by_surname(persons: Mapping[str, Person]) -> Mapping[str, list[str]]:
    """Return the identifiers of the persons of each surname."""
    found: dict[str, list[str]] = defaultdict(list)
    for one in persons.values():
        surname = _words(one.name.partition(",")[0])
        if surname:
            found[surname[-1]].append(one.id)
    return found


def _surname_said(said: str) -> str:
    words = [word for word in _words(said) if word not in _RANKS]
    return words[-1] if words else ""


def _names(said: str, entry: Person) -> bool:
    """Return whether a name shares a word with an entry, or a part of one."""
    listed = f"{entry.name} {entry.description or ''}"
    known = set(_words(listed)) | {part for word in _words(listed) for part in word.split("-")}
    alike = known | {one[:_BEGINNING] for one in known}
    if any(word in alike or word[:_BEGINNING] in alike for word in _words(said)):
        return True
    return bool(get_close_matches(_surname_said(said), known, n=1, cutoff=_CLOSE))


@cache
def _words(text: str) -> tuple[str, ...]:
    """Return the words in small letters, without accents and the ending of a possessive."""
    return tuple(_POSSESSIVE.sub("", word) for word in bare_words(text))

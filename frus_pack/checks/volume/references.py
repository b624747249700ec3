"""The references of a volume: each leads to what its words name, here or in another volume."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from frus_pack.checks.volume.read_volume import Part, ReadVolume
from frus_pack.requirements.finding import Finding, first_few
from frus_pack.sources.volume.encoding import EncodedReference

_VOLUME = re.compile(r"frus(?:18[6-9]|19[0-9])[0-9](?:-[0-9]{2})?(?![0-9])[A-Za-z0-9-]*")
"""The form of an identifier in the series, whose years are 1861 to 1992."""
_ELSEWHERE = re.compile(r"(?:https?|mailto|ftp):")
_DOCUMENT = re.compile(r"\bDocument ([0-9]+[A-Za-z]?)\b")
_NOTE = re.compile(r"\b(?:foot)?note ([0-9]+)\b")
_TARGET = re.compile(r"(?P<document>d[0-9]+[A-Za-z]?)(?:fn(?P<note>[0-9]+))?")


class _Placed(NamedTuple):
    part: Part
    reference: EncodedReference


@dataclass(frozen=True)
class Elsewhere:
    """A reference to another volume, kept to be compared when that is surveyed too."""

    volume: str
    target: str
    place: str


def check_references(volume: ReadVolume) -> Iterator[Finding]:
    """Yield every reference that leads nowhere, or elsewhere than its words say."""
    untargeted: list[_Placed] = []
    nowhere: dict[str, list[_Placed]] = defaultdict(list)
    foreign: dict[str, list[_Placed]] = defaultdict(list)
    for one in _references(volume):
        target = one.reference.target
        if not target or target == "#":
            untargeted.append(one)
        elif not _ELSEWHERE.match(target):
            named, mark, place = target.partition("#")
            if named in ("", volume.id):
                if mark and place not in volume.lines:
                    nowhere[place].append(one)
                elif mark:
                    yield from _differs(volume, one, place)
            elif not _VOLUME.fullmatch(named):
                foreign[target].append(one)
    if untargeted:
        yield _untargeted(untargeted)
    yield from _nowhere(volume, nowhere)
    for target, several in foreign.items():
        message = f"{target} is not in a volume of the series{_times(several)}"
        bare = target if target in volume.lines else None
        fix = f"#{bare}" if bare else None
        yield _finding("reference-unknown", several, message, fix, target if fix else None)


def _nowhere(volume: ReadVolume, lost: Mapping[str, list[_Placed]]) -> Iterator[Finding]:
    """One finding for each place that documents refer to, and one for the rest of the volume."""
    outside: dict[str, _Placed] = {}
    for place, several in lost.items():
        inside = [one for one in several if one.part.document is not None]
        if not inside:
            outside[place] = several[0]
            continue
        message = f"{place} is nowhere in the volume{_times(several)}"
        fix = f"d{place}" if place.isdecimal() and f"d{place}" in volume.lines else None
        yield _finding("reference-nowhere", inside, message, fix, place if fix else None)
    if outside:
        verb = "are" if len(outside) > 1 else "is"
        places = first_few(list(outside))
        message = f"{places} {verb} nowhere in the volume, where front or back matter refers to it"
        yield _finding("reference-nowhere", list(outside.values()), message)


def elsewhere(volume: ReadVolume) -> Iterator[Elsewhere]:
    """Yield the references to places in other volumes of the series."""
    for part, reference in _references(volume):
        named, mark, place = (reference.target or "").partition("#")
        if mark and named != volume.id and _VOLUME.fullmatch(named):
            yield Elsewhere(named, place, part.at(reference.line))


def _references(volume: ReadVolume) -> Iterator[_Placed]:
    for part in volume.parts:
        for reference in part.encoding.references:
            yield _Placed(part, reference)


def _differs(volume: ReadVolume, one: _Placed, place: str) -> Iterator[Finding]:
    """Yield a reference whose words name another document or note than its target."""
    target = _TARGET.fullmatch(place)
    said = _DOCUMENT.findall(one.reference.said)
    if not target or not said:
        return
    number = _numbers(volume).get(target["document"], "")
    wrong = len(said) == 1 and number and said[0] not in (number, target["document"][1:])
    note = _NOTE.findall(one.reference.said)
    misses = target["note"] and len(note) == 1 and note[0] != target["note"]
    if wrong or misses:
        message = f"“{one.reference.said}” leads to {place}"
        place_of = one.part.at(one.reference.line)
        yield Finding("volume.reference-differs", place_of, message)


def _numbers(volume: ReadVolume) -> Mapping[str, str]:
    pairs = zip(volume.scan.documents, volume.numbers, strict=True)
    return {document.id: number or document.number for document, number in pairs}


def _untargeted(several: list[_Placed]) -> Finding:
    message = f"a reference has no target: “{several[0].reference.said}”{_times(several)}"
    return _finding("reference-untargeted", several, message)


def _finding(
    code: str,
    several: list[_Placed],
    message: str,
    expected: str | None = None,
    found: str | None = None,
) -> Finding:
    part, reference = several[0]
    return Finding(f"volume.{code}", part.at(reference.line), message, expected, found)


def _times(several: list[_Placed]) -> str:
    if len(several) == 1:
        return ""
    documents = [one.part.document.id for one in several if one.part.document is not None]
    names = first_few(list(dict.fromkeys(documents)))
    return f" ({len(several)} times, in {names})" if names else f" ({len(several)} times)"

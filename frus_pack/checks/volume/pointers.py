"""What the documents of a volume point to: persons, terms, and one another."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from typing import TypeAlias

from frus_pack.checks.volume.read_volume import ReadVolume, at_document
from frus_pack.requirements.finding import Finding, first_few
from frus_pack.sources.volume.places import DocumentPlace, Pointer

_SERIES = "frus"

_Pointers: TypeAlias = list[tuple[DocumentPlace, Pointer]]
"""Pointers, each with the document that it is in."""

_ENDING = re.compile(r"_?[0-9]*\Z")
_CLOSE = 0.8
"""The similarity, of 1 at most, from which on an identifier may be a misspelling of another."""


@dataclass(frozen=True, slots=True)
class References:
    """How many references lead to something in the volume, and how many to other volumes."""

    inside: int
    elsewhere: int


def count_references(volume: ReadVolume) -> References:
    """Count the references of all documents; those that lead out of the series do not count."""
    inside = elsewhere = 0
    for _, pointer in _pointers(volume):
        if pointer.kind == "reference":
            target = pointer.target.partition("#")[0]
            inside += target in ("", volume.id)
            elsewhere += target not in ("", volume.id) and target.startswith(_SERIES)
    return References(inside, elsewhere)


def check_pointers(volume: ReadVolume) -> Iterator[Finding]:
    """Yield every listed name that is pointed to and not listed, once, and the likely one."""
    for kind, known in (("person", volume.front.persons), ("term", volume.front.terms)):
        lost: dict[str, _Pointers] = {}
        bare: dict[str, _Pointers] = {}
        for document, pointer in _pointers(volume):
            if pointer.kind == kind and (target := _inside(volume, pointer)):
                if target not in known:
                    lost.setdefault(target, []).append((document, pointer))
                elif target == pointer.target:
                    bare.setdefault(target, []).append((document, pointer))
        if not known and lost:
            pointers = [pointer for one in lost.values() for pointer in one]
            message = f"the volume has no list of {kind}s{_times(pointers)}"
            yield _finding(kind, pointers, message)
            continue
        for target, pointers in lost.items():
            yield _nowhere(kind, target, pointers, known)
        for target, pointers in bare.items():
            message = f"{target} is pointed to without #{_times(pointers)}"
            place = at_document(pointers[0][0], pointers[0][1].line)
            yield Finding("volume.pointer-bare", place, message, f"#{target}", target)


def _pointers(volume: ReadVolume) -> Iterator[tuple[DocumentPlace, Pointer]]:
    for document, pointers in zip(volume.scan.documents, volume.scan.pointers, strict=True):
        for pointer in pointers:
            yield document, pointer


def _inside(volume: ReadVolume, pointer: Pointer) -> str:
    """Return the identifier that is pointed to, "" if it is that of another file."""
    file, mark, target = pointer.target.partition("#")
    if not mark:
        return file
    return target if file in ("", volume.id) else ""


def _nowhere(kind: str, target: str, pointers: _Pointers, known: Collection[str]) -> Finding:
    message = f"{target} is in no list of {kind}s{_times(pointers)}"
    return _finding(kind, pointers, message, likely(target, known))


def _finding(kind: str, pointers: _Pointers, message: str, fix: str | None = None) -> Finding:
    document, pointer = pointers[0]
    place = at_document(document, pointer.line)
    found = pointer.target.removeprefix("#") if fix else None
    return Finding(f"volume.{kind}-nowhere", place, message, fix, found)


def _times(pointers: _Pointers) -> str:
    if len(pointers) == 1:
        return ""
    documents = list(dict.fromkeys(document.id for document, _ in pointers))
    return f" ({len(pointers)} times, in {first_few(documents)})"


def likely(target: str, known: Collection[str]) -> str | None:
    """Return the only identifier that differs in its final number, or else the closest.

    >>> likely("t_SEATO", ["t_SEA1", "t_SEATO1"])
    't_SEATO1'
    """
    stem = _stem(target)
    alike = [one for one in known if _stem(one) == stem]
    if len(alike) == 1:
        return alike[0]
    if alike:
        return None
    close = get_close_matches(target, known, n=2, cutoff=_CLOSE)
    return close[0] if len(close) == 1 else None


def _stem(identifier: str) -> str:
    return _ENDING.sub("", identifier).casefold()

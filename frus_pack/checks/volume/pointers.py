"""What the documents of a volume point to: persons, terms, and one another."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import TypeAlias

from frus_pack.checks.volume.volume import ReadVolume, at_document
from frus_pack.requirements.finding import Finding
from frus_pack.sources.volume.places import DocumentPlace, Pointer, PointerKind

_SERIES = "frus"
_MOST_NAMED = 5

_Pointers: TypeAlias = list[tuple[DocumentPlace, Pointer]]
"""Pointers, each with the document it stands in."""


@dataclass(frozen=True, slots=True)
class References:
    """How many references lead to something in the volume, and how many to other volumes, which
    nothing here can follow."""

    inside: int
    elsewhere: int


def count(volume: ReadVolume) -> References:
    """The references of all documents; those that lead out of the series are not counted."""
    inside = elsewhere = 0
    for _, pointer in _pointers(volume):
        if pointer.kind == "reference":
            target = pointer.target.partition("#")[0]
            inside += target in ("", volume.id)
            elsewhere += target not in ("", volume.id) and target.startswith(_SERIES)
    return References(inside, elsewhere)


def check(volume: ReadVolume) -> Iterator[Finding]:
    """Every identifier that is pointed to and not there, once."""
    front = volume.front
    known: dict[PointerKind, Collection[str]] = {
        "person": front.persons,
        "term": front.terms,
        "reference": volume.details.ids,
    }
    lost: dict[tuple[PointerKind, str], _Pointers] = {}
    for document, pointer in _pointers(volume):
        target = _inside(volume, pointer)
        if target and target not in known[pointer.kind]:
            lost.setdefault((pointer.kind, target), []).append((document, pointer))
    for kind in ("person", "term"):
        if not known[kind]:
            without = {key: lost.pop(key) for key in list(lost) if key[0] == kind}
            yield from _without_list(kind, list(without.values()))
    for (kind, target), pointers in lost.items():
        yield _nowhere(kind, target, pointers)


def _pointers(volume: ReadVolume) -> Iterator[tuple[DocumentPlace, Pointer]]:
    for document, pointers in zip(volume.scan.documents, volume.scan.pointers, strict=True):
        for pointer in pointers:
            yield document, pointer


def _inside(volume: ReadVolume, pointer: Pointer) -> str:
    """The identifier in the volume that is pointed to; empty if it is elsewhere."""
    target, _, identifier = pointer.target.partition("#")
    return identifier if target in ("", volume.id) else ""


def _without_list(kind: PointerKind, lost: list[_Pointers]) -> Iterator[Finding]:
    """Told once, where a volume has no list at all."""
    if lost:
        pointers = [pointer for one in lost for pointer in one]
        message = f"there is no list of {kind}s to point to{_times(pointers)}"
        yield _finding(kind, pointers, message)


def _nowhere(kind: PointerKind, target: str, pointers: _Pointers) -> Finding:
    lists = "nowhere in the volume" if kind == "reference" else f"in no list of {kind}s"
    return _finding(kind, pointers, f"{target} is {lists}{_times(pointers)}")


def _finding(kind: PointerKind, pointers: _Pointers, message: str) -> Finding:
    document, pointer = pointers[0]
    return Finding(f"volume.{kind}-nowhere", at_document(document, pointer.line), message)


def _times(pointers: _Pointers) -> str:
    if len(pointers) == 1:
        return ""
    documents = list(dict.fromkeys(document.id for document, _ in pointers))
    more = f" and {len(documents) - _MOST_NAMED} more" if len(documents) > _MOST_NAMED else ""
    return f" ({len(pointers)} times, in {', '.join(documents[:_MOST_NAMED])}{more})"

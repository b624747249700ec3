"""What a survey asks of a volume beyond its documents: identifiers, dates, names, references and
notes, and which pages have words. Packing needs none of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple


class Identified(NamedTuple):
    """An ``xml:id`` and its line."""

    id: str
    line: int


class EncodedDate(NamedTuple):
    """A date: the attributes that give its first and last moment, "" where one is absent, and the
    printed words. `names` are those of the attributes; `own` is true in a document's dateline."""

    names: tuple[str, str]
    first: str
    last: str
    said: str
    own: bool
    line: int


class EncodedName(NamedTuple):
    """A name of a person as printed, and what it points to, "" where it points to nothing."""

    said: str
    target: str
    line: int


class EncodedReference(NamedTuple):
    """A reference: its words, and what it points to, None where it has no target."""

    said: str
    target: str | None
    line: int


class EncodedNote(NamedTuple):
    """A note that has a number: `n` as encoded, and whether it has words."""

    n: str
    id: str
    type: str
    empty: bool
    attached: bool
    line: int


class OddCharacters(NamedTuple):
    """A control character of C1, or an entity that was escaped twice."""

    kind: str
    said: str
    line: int


class Entry(NamedTuple):
    """An entry of the list of persons or of terms that has no identifier."""

    list: str
    said: str
    line: int


@dataclass(frozen=True)  # no slots: sent by workers
class Encoding:
    """What is encoded in a document, or between two.

    Attributes:
        begins: Whether there are words before the first page break.
        pages: For each page break, whether words follow before the next.
    """

    ids: tuple[Identified, ...] = ()
    dates: tuple[EncodedDate, ...] = ()
    names: tuple[EncodedName, ...] = ()
    references: tuple[EncodedReference, ...] = ()
    notes: tuple[EncodedNote, ...] = ()
    entries: tuple[Entry, ...] = ()
    odd: tuple[OddCharacters, ...] = ()
    begins: bool = False
    pages: tuple[bool, ...] = ()

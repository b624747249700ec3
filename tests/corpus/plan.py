"""What is settled about a volume before a word of it is written."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date
from typing import Literal

from tests.corpus import words
from tests.corpus.truth import Size

Heads = Literal["numbered", "despatches", "plain"]

SCAN: Size = (3248, 5220)
"""The size of the series' page masters; its access images are 433 pixels wide."""


@dataclass(frozen=True, slots=True)
class Style:
    """How the volumes of one time are encoded. `bounds`: with subtype and normalised dates."""

    name: str
    years: str
    begins: date
    heads: Heads
    bounds: bool
    facsimile: bool
    alphabetical: bool
    line_end: Literal["\n", "\r\n"]

    @property
    def sub_series(self) -> str:
        """As printed: ``1961–1963`` of 1961-63."""
        first, _, last = self.years.partition("-")
        return f"{first}–{first[:2]}{last}" if last else first


STYLES = (
    Style("scanned", "1961-63", date(1961, 2, 1), "numbered", True, True, False, "\n"),
    Style("early", "1955-57", date(1955, 1, 10), "numbered", False, False, False, "\n"),
    Style("despatches", "1894", date(1893, 6, 1), "despatches", True, False, True, "\n"),
    Style("plain", "1949", date(1949, 1, 3), "plain", True, True, False, "\r\n"),
)


@dataclass(frozen=True, slots=True)
class Entry:
    """One in the lists of persons and terms; `short` is how the text calls it."""

    id: str
    name: str
    short: str
    description: str


@dataclass(frozen=True, slots=True)
class Plan:
    """One volume of the made series."""

    id: str
    index: int
    seed: int
    style: Style
    land: str
    documents: int
    scan: Size
    persons: tuple[Entry, ...]
    terms: tuple[Entry, ...]
    editors: tuple[str, ...]

    @property
    def volume_title(self) -> str:
        """The volume's own title."""
        return f"{self.land}, Number {self.index} (Made for Tests)"


def volume_id(index: int) -> str:
    """The id of the volume at that place in the made series, counted from 0."""
    return f"frus{STYLES[index % len(STYLES)].years}Made{index:03}"


def plan(index: int, seed: int, documents: int, scan: Size) -> Plan:
    """The plan of a volume, the same for the same arguments."""
    chance = random.Random(f"plan {seed} {index}")
    entries = min(300, max(12, documents // 2 + chance.randrange(100)))
    return Plan(
        id=volume_id(index),
        index=index,
        seed=seed,
        style=STYLES[index % len(STYLES)],
        land=words.land(chance),
        documents=documents,
        scan=scan,
        persons=tuple(_person(chance, number) for number in range(entries)),
        terms=tuple(_term(chance, number) for number in range(entries // 2)),
        editors=tuple(f"{chance.choice(words.GIVEN)} {words.surname(chance)}" for _ in range(2)),
    )


def _person(chance: random.Random, number: int) -> Entry:
    name, given = words.surname(chance), chance.choice(words.GIVEN)
    initial = chance.choice("ABCDEFGHJKLMNPRSTW")
    return Entry(
        id=f"p_{name[0]}{given[0]}{initial}_{number + 1}",
        name=f"{name}, {given} {initial}.",
        short=name,
        description=words.office(chance),
    )


def _term(chance: random.Random, number: int) -> Entry:
    expansion = words.topic(chance)
    letters = "".join(word[0] for word in expansion.split() if word[0].isupper())
    return Entry(
        id=f"t_{letters}_{number + 1}", name=letters, short=letters, description=expansion.lower()
    )

"""How right each field has to be: what it reached, below which it may not fall, and its target."""

from __future__ import annotations

import csv
import math
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.truth.scoring import Scores

A_DOZEN = (
    "frus1917-72PubDip",
    "frus1948v01p1",
    "frus1951v07p2",
    "frus1952-54Guat",
    "frus1955-57v01",
    "frus1958-60v19",
    "frus1961-63v06",
    "frus1961-63v07-09mSupp",
    "frus1964-68v12",
    "frus1964-68v29p2",
    "frus1969-76ve15p1",
    "frus1977-80v01",
)
"""The volumes that every run measures."""

PATH = Path(__file__).with_name("measures.csv")
_HEAD = ("field", "recall", "precision", "target recall", "target precision")


@dataclass(frozen=True)
class Measure:
    """The percentages of a field: reached, and to be reached."""

    recall: float = 0
    precision: float = 0
    target_recall: float = 0
    target_precision: float = 0


def read() -> dict[str, Measure]:
    """Return the measures by field."""
    with PATH.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))[1:]
    return {name: Measure(*map(float, numbers)) for name, *numbers in rows}


def record(*measured: Scores) -> None:
    """Write what all of these sets of scores reach, cut to one decimal."""
    known = read()
    names = dict.fromkeys(name for scores in measured for name in scores)
    with PATH.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(_HEAD)
        for name in names:
            reached = [scores[name] for scores in measured if name in scores]
            measure = known.get(name, Measure())
            numbers = (
                min(_floor(score.recall) for score in reached),
                min(_floor(score.precision) for score in reached),
                measure.target_recall,
                measure.target_precision,
            )
            writer.writerow((name, *(f"{number:g}" for number in numbers)))


def _floor(share: float | None) -> float:
    return math.floor((1 if share is None else share) * 1000) / 10


def falls(scores: Scores) -> Iterator[str]:
    """Yield a sentence for each field that is less right than it was."""
    known = read()
    for name, score in scores.items():
        least = known.get(name, Measure())
        for kind, share, wanted in (
            ("recall", score.recall, least.recall),
            ("precision", score.precision, least.precision),
        ):
            if share is not None and share * 100 < wanted:
                yield f"{name}: {kind} {100 * share:.2f} %, was {wanted:.2f} %"

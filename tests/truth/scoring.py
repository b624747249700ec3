"""Right, wrong and missing: comparing what is found with what is encoded, and counting."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

Forms = tuple[str, ...]
"""The forms of one value that are right; the first is shown where none is found."""


@dataclass(frozen=True)
class Expected:
    """What a document encodes for a field.

    `values` must be found. `also` may be found. Anything else is wrong, unless `judged` is
    false: then the encoding does not decide what else is right.
    """

    values: tuple[Forms, ...] = ()
    also: frozenset[str] = frozenset()
    judged: bool = True


def exactly(*values: str) -> Expected:
    """Return the expectation of these values and no other."""
    return Expected(tuple((value,) for value in values))


@dataclass(frozen=True)
class Difference:
    """The wrong and missing values of a field in one document, and where it is."""

    place: str
    missing: tuple[str, ...]
    wrong: tuple[str, ...]

    def __str__(self) -> str:
        said = [f"missing {value!r}" for value in self.missing]
        said += [f"wrong {value!r}" for value in self.wrong]
        return f"{self.place}: {'; '.join(said)}"


@dataclass
class Score:
    """The counts of a field, and every difference."""

    right: int = 0
    wrong: int = 0
    missing: int = 0
    differences: list[Difference] = field(default_factory=list)

    @property
    def recall(self) -> float | None:
        """The share of what is encoded that was found; None where nothing is encoded."""
        return _share(self.right, self.missing)

    @property
    def precision(self) -> float | None:
        """The share of what was found that is right; None where nothing was found."""
        return _share(self.right, self.wrong)

    def compare(self, place: str, expected: Expected, found: Sequence[str]) -> None:
        """Count the values of one document."""
        rest, missing = list(found), []
        for forms in expected.values:
            given = max((form for form in forms if form in rest), key=len, default=None)
            if given is None:
                missing.append(forms[0])
            else:
                rest.remove(given)
        wrong = [one for one in rest if one not in expected.also] if expected.judged else []
        self.add(len(expected.values) - len(missing), len(wrong), len(missing))
        if wrong or missing:
            self.differences.append(Difference(place, tuple(missing), tuple(wrong)))

    def add(self, right: int, wrong: int, missing: int) -> None:
        """Count values that were compared already."""
        self.right += right
        self.wrong += wrong
        self.missing += missing

    def merge(self, other: Score) -> None:
        """Count what another score counted."""
        self.add(other.right, other.wrong, other.missing)
        self.differences += other.differences


def _share(right: int, other: int) -> float | None:
    return right / (right + other) if right + other else None


Scores = dict[str, Score]
"""Scores by the name of the field."""

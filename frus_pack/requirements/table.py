"""The table of requirements: a row of ``table.csv`` for each thing that a check can find.

``examples.csv`` has a bad and a good example of each code, and ``advice.csv`` what to do.
"""

from __future__ import annotations

import csv
import difflib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

Severity = Literal["error", "warning", "information"]
"""An error: a repository may refuse the package. A warning: some readers will read the package
differently, or it falls short of what a standard recommends. Information: worth knowing."""

SEVERITIES: tuple[Severity, ...] = ("error", "warning", "information")
"""From the worst."""

_SEVERITIES: Mapping[Severity, str] = {
    "error": "The package is not valid: a repository may refuse it.",
    "warning": "Some readers will read the package differently, or it falls short of what a"
    " standard recommends.",
    "information": "Worth knowing. Nothing needs to be done.",
}


@dataclass(frozen=True, slots=True)
class Requirement:
    """A rule that a package or a volume must, should or may follow.

    Attributes:
        code: The stable name of the rule, ``family.what``.
        severity: How bad it is to break the rule.
        clause: The standard and its clause.
        sentence: The rule.
        check: The check of a report that fails when the rule is broken: the family of the code,
            or ``fixity``. A caller can leave out the latter, which is about the digests of a bag.
    """

    code: str
    severity: Severity
    clause: str
    sentence: str
    check: str

    @property
    def family(self) -> str:
        """The part of the code before the point."""
        return self.code.partition(".")[0]


def _rows(name: str) -> Iterator[dict[str, str]]:
    text = files(__package__).joinpath(name).read_text(encoding="utf-8")
    return csv.DictReader(text.splitlines())


def _requirement(row: Mapping[str, str]) -> Requirement:
    severity = next(one for one in SEVERITIES if one == row["severity"])
    return Requirement(row["code"], severity, row["clause"], row["sentence"], row["family"])


ROWS = tuple(map(_requirement, _rows("table.csv")))
"""Every row, in the order of the file. ``docs/findings.md`` has the same order."""

TABLE: Mapping[str, Requirement] = {row.code: row for row in ROWS}
"""The rows by code."""


def explain(code: str) -> Iterator[tuple[str, str]]:
    """Yield what there is to say of a code, or of a family of codes: labels and values.

    Raises ValueError, naming similar codes, if there is no such code or family.
    """
    if code in {row.family for row in ROWS}:
        yield from ((row.code, row.sentence) for row in ROWS if row.family == code)
        return
    if code not in TABLE:
        raise ValueError(f"{code!r} is not a finding code{_similar(code)}")
    row = TABLE[code]
    yield "Code", row.code
    yield "Rule", row.sentence
    yield "Clause", row.clause
    yield "Severity", f"{row.severity}. {_SEVERITIES[row.severity]}"
    yield "Check", row.check
    bad, good = _examples()[code]
    yield "Wrong", bad
    yield "Right", good
    yield "Advice", _advice()[row.check if row.check in _advice() else row.family]


def all_codes() -> Iterator[tuple[str, str]]:
    """Yield every code with its rule."""
    yield from ((row.code, row.sentence) for row in ROWS)


@cache
def _advice() -> Mapping[str, str]:
    """Return what to do, by family."""
    return {row["family"]: row["advice"] for row in _rows("advice.csv")}


@cache
def _examples() -> Mapping[str, tuple[str, str]]:
    """Return a bad and a good example, by code."""
    return {row["code"]: (row["bad"], row["good"]) for row in _rows("examples.csv")}


def _similar(code: str) -> str:
    known = [*TABLE, *{row.family for row in ROWS}]
    similar = difflib.get_close_matches(code, known, n=3)
    return f": did you mean {', '.join(similar)}?" if similar else " (frus-pack explain lists all)"

"""The table of requirements: a row of ``table.csv`` for each thing that a check can find."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from typing import Literal

Severity = Literal["error", "warning", "information"]
"""An error: a repository may refuse the package. A warning: some readers will read the package
differently, or it falls short of what a standard recommends. Information: worth knowing."""

SEVERITIES: tuple[Severity, ...] = ("error", "warning", "information")
"""From the worst."""


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


def _load() -> tuple[Requirement, ...]:
    text = files(__package__).joinpath("table.csv").read_text(encoding="utf-8")
    return tuple(map(_requirement, csv.DictReader(text.splitlines())))


def _requirement(row: Mapping[str, str]) -> Requirement:
    severity = next(one for one in SEVERITIES if one == row["severity"])
    return Requirement(row["code"], severity, row["clause"], row["sentence"], row["family"])


ROWS = _load()
"""Every row, in the order of the file. ``docs/findings.md`` has the same order."""

TABLE: Mapping[str, Requirement] = {row.code: row for row in ROWS}
"""The rows by code."""

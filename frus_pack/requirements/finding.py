"""What a check gives: findings, and whether each family of requirements was checked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal

from frus_pack.requirements.table import SEVERITIES, TABLE, Severity

MOST_ALIKE = 100
"""Findings of one code that are kept of a package. The others are counted."""

Outcome = Literal["passed", "failed", "not checked"]


@dataclass(frozen=True)  # no slots: sent by workers
class Finding:
    """One thing that is wrong with a package or a volume, or worth knowing.

    Attributes:
        code: The row of the table of requirements (``bag.payload-altered``). Severity and clause
            follow from it.
        location: The file, relative to the package, and the place in it
            (``manifest-sha512.txt, line 3``); empty for the package as a whole.
        message: What is wrong, in words.
        expected: What was expected, where that says more than the message.
        found: What was found instead.
        alike: How many further findings of the same code were counted and not kept one by one.

    Raises:
        ValueError: The code is not in the table.
    """

    code: str
    location: str
    message: str
    expected: str | None = None
    found: str | None = None
    alike: int = 0

    def __post_init__(self) -> None:
        if self.code not in TABLE:
            raise ValueError(f"{self.code!r} is not in the table of requirements")

    @property
    def severity(self) -> Severity:
        """``error``, ``warning`` or ``information``."""
        return TABLE[self.code].severity

    @property
    def clause(self) -> str:
        """The standard and its clause (``RFC 8493 §3``)."""
        return TABLE[self.code].clause

    @property
    def family(self) -> str:
        """The part of the code before the point: ``bag``, ``profile``, ``metadata``, …"""
        return TABLE[self.code].family

    @property
    def check(self) -> str:
        """The check of the report that it belongs to: its family, or ``fixity``."""
        return TABLE[self.code].check

    def to_dict(self) -> dict[str, str | int | None]:
        """Return the finding as JSON values. Every key is there."""
        return {
            "code": self.code,
            "severity": self.severity,
            "check": self.check,
            "location": self.location or None,
            "message": self.message,
            "expected": self.expected,
            "found": self.found,
            "clause": self.clause,
            "alike": self.alike,
        }

    def __str__(self) -> str:
        place = f"{self.location}: " if self.location else ""
        return f"{self.severity}: {place}{self.message} [{self.code}]"


@dataclass(frozen=True)  # no slots: sent by workers
class Check:
    """Whether one part of a package was checked, and with what result.

    Attributes:
        family: What was checked: ``bag``, ``fixity``, ``profile``, ``metadata``, …
        outcome: ``passed``, ``failed`` or ``not checked``.
        reason: Why it was not checked, or what the check left out.
    """

    family: str
    outcome: Outcome
    reason: str = ""

    def to_dict(self) -> dict[str, str | None]:
        """Return the check as JSON values. Every key is there."""
        return {"family": self.family, "outcome": self.outcome, "reason": self.reason or None}

    def __str__(self) -> str:
        return f"{self.family}: {self.outcome}" + (f" ({self.reason})" if self.reason else "")


Result = tuple[list[Finding], list[Check]]
"""What a group of checks gives: all findings, and the outcome of each check."""


def first_of_each(findings: Iterable[Finding]) -> list[Finding]:
    """Keep the first findings of each code, and count the others.

    Memory does not grow with the number of findings. What is kept last of a code says in `alike`
    how many more there were.
    """
    kept: list[Finding] = []
    last: dict[str, int] = {}
    counts: Counter[str] = Counter()
    room: Counter[str] = Counter()
    for one in findings:
        counts[one.code] += 1 + one.alike
        if room[one.code] < MOST_ALIKE:
            room[one.code] += 1
            last[one.code] = len(kept)
            kept.append(replace(one, alike=0) if one.alike else one)
    for code, position in last.items():
        if further := counts[code] - room[code]:
            kept[position] = replace(kept[position], alike=further)
    return kept


def count(findings: Iterable[Finding]) -> int:
    """Return how many findings there were, kept or not."""
    return sum(1 + one.alike for one in findings)


def in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Sort findings by severity, code and place."""
    return tuple(sorted(findings, key=_rank))


def outcome(family: str, findings: Iterable[Finding], reason: str = "") -> Check:
    """Return the check of a family: failed if one of its findings is an error."""
    failed = any(one.check == family and one.severity == "error" for one in findings)
    return Check(family, "failed" if failed else "passed", reason)


def _rank(finding: Finding) -> tuple[int, str, str, str]:
    severity = SEVERITIES.index(finding.severity)
    return severity, finding.code, finding.location, finding.message


def first_few(names: Iterable[str], most: int = 5) -> str:
    """Return the first few of some names, and how many more there are: ``d1, d4 and 3 more``."""
    listed = list(names)
    more = f" and {len(listed) - most} more" if len(listed) > most else ""
    return ", ".join(listed[:most]) + more

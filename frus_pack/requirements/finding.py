"""What a check finds: findings, and whether each family of requirements was checked."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from frus_pack.requirements.requirement import SEVERITIES, Severity
from frus_pack.requirements.table import TABLE

Outcome = Literal["passed", "failed", "not checked"]


@dataclass(frozen=True)  # no slots: sent by workers
class Finding:
    """One thing that is wrong with a package, or worth knowing.

    `code` is a row of the table of requirements, from which the severity and the clause follow.
    `location` is the file, relative to the package, and the place in it
    (``manifest-sha512.txt, line 3``); empty for the package as a whole. `expected` and `found`
    are there where they say more than the message.

    Raises ValueError for a code outside the table.
    """

    code: str
    location: str
    message: str
    expected: str | None = None
    found: str | None = None

    def __post_init__(self) -> None:
        if self.code not in TABLE:
            raise ValueError(f"{self.code!r} is in no row of the table of requirements")

    @property
    def severity(self) -> Severity:
        """How bad it is."""
        return TABLE[self.code].severity

    @property
    def clause(self) -> str:
        """Where the standard asks for it."""
        return TABLE[self.code].clause

    @property
    def family(self) -> str:
        """What the code starts with: ``bag``, ``profile``, ``metadata``, …"""
        return TABLE[self.code].family

    @property
    def check(self) -> str:
        """The check of the report it belongs to: its family, or ``fixity``."""
        return TABLE[self.code].check


@dataclass(frozen=True)  # no slots: sent by workers
class Check:
    """Whether one part of the package was checked, and how it stood.

    `reason` says why it was not checked, or what was left out of it.
    """

    family: str
    outcome: Outcome
    reason: str = ""


Result = tuple[list[Finding], list[Check]]
"""What a group of checks gives: everything found, and how each check stood."""


def in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings from the worst, then by code and place."""
    return tuple(sorted(findings, key=_rank))


def outcome(family: str, findings: Iterable[Finding], reason: str = "") -> Check:
    """The check of a family that was done: failed if one of its findings is an error."""
    failed = any(one.check == family and one.severity == "error" for one in findings)
    return Check(family, "failed" if failed else "passed", reason)


def _rank(finding: Finding) -> tuple[int, str, str, str]:
    severity = SEVERITIES.index(finding.severity)
    return severity, finding.code, finding.location, finding.message

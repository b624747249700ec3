"""What a command says of each thing it worked on."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, TypeAlias

from frus_pack.requirements.finding import Check, Finding
from frus_pack.requirements.table import Severity

Detail: TypeAlias = Literal["brief", "whole", "every finding"]
"""``brief``: why something failed, a line for each reason. ``whole``: everything, with the first
few of many findings that are alike. ``every finding``: all of them."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line without its end. The severity decides on its colour."""

    text: str
    severity: Severity | None = None


Lines: TypeAlias = Callable[[Detail], Iterable[Line]]
"""Gives the lines for people, in as much detail as asked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One bag that was checked, one document that was packed, and the like.

    Attributes:
        name: What was worked on: a path, or an identifier.
        status: What became of it: ``valid``, ``packed``, ``unchanged``, ``failed``, …
        failed: Whether it needs attention.
        noted: Whether it is printed with what failed, although it did not.
        lines: The lines for people.
        json: Its JSON values.
        problems: Why it failed, where that is not a matter of findings.
        reasons: The problems without the names of what has them, by which failures are alike.
        findings: What was found in it.
        checks: The checks that were made, and those that were not.
        counts: What the summary adds up, by name: ``files``, ``bytes``, ``pages``.
    """

    name: str
    status: str
    failed: bool
    lines: Lines
    json: Mapping[str, Any]
    problems: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()
    checks: tuple[Check, ...] = ()
    counts: Mapping[str, int] = field(default_factory=dict)
    noted: bool = False

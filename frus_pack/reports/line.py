"""A line of a report for people."""

from __future__ import annotations

from dataclasses import dataclass

from frus_pack.requirements.requirement import Severity


@dataclass(frozen=True, slots=True)
class Line:
    """One line without its end. The severity decides on its colour."""

    text: str
    severity: Severity | None = None

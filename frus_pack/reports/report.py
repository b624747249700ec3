"""The report of one package: every finding, and how each check stood."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from frus_pack.requirements.finding import Check, Finding


@dataclass(frozen=True)  # no slots: sent by workers
class Report:
    """Everything found in one package. `files` and `bytes` are those of the whole bag.

    Of very many findings of one code the first are in `findings`, and the last of those counts
    the others (`Finding.alike`).
    """

    path: Path
    findings: tuple[Finding, ...]
    checks: tuple[Check, ...]
    files: int
    bytes: int

    @property
    def ok(self) -> bool:
        """Whether there is no error and nothing failed. What was not checked does not count:
        `checks` tells of it."""
        return not self.errors and all(check.outcome != "failed" for check in self.checks)

    @property
    def errors(self) -> tuple[Finding, ...]:
        """The findings that are errors."""
        return tuple(finding for finding in self.findings if finding.severity == "error")

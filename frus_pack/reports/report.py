"""The report of one package: every finding, and the outcome of each check."""

from __future__ import annotations

import html
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from frus_pack.reports import report_text
from frus_pack.requirements.finding import Check, Finding


@dataclass(frozen=True)  # no slots: sent by workers
class Report:
    """Everything found in one bag.

    Attributes:
        path: The bag.
        findings: Every finding, from the worst, then by code and place. Of very many of one code
            the first are kept, and the last of those counts the others (`Finding.alike`).
        checks: The outcome of each family of checks, with the reason where one was not made.
        files: Number of files in the whole bag.
        bytes: Their size.
    """

    path: Path
    findings: tuple[Finding, ...]
    checks: tuple[Check, ...]
    files: int
    bytes: int

    @property
    def ok(self) -> bool:
        """Whether there is no error and no check failed. What was not checked does not count:
        `checks` says so."""
        return not self.errors and all(check.outcome != "failed" for check in self.checks)

    @property
    def errors(self) -> tuple[Finding, ...]:
        """The findings that are errors."""
        return tuple(finding for finding in self.findings if finding.severity == "error")

    @property
    def verdict(self) -> str:
        """``valid`` or ``not valid``; ``incomplete`` where files are still to be fetched;
        ``complete`` where the digests were not checked."""
        if not self.ok:
            return "not valid"
        if any(finding.code == "bag.payload-file-to-fetch" for finding in self.findings):
            return "incomplete"
        if [check.family for check in self.checks] == ["ocfl"]:
            return "valid"  # a storage root by itself has no digests
        fixity = next((check for check in self.checks if check.family == "fixity"), None)
        return "valid" if fixity is not None and fixity.outcome == "passed" else "complete"

    def __bool__(self) -> bool:
        """Return whether the bag is `ok`."""
        return self.ok

    def to_dict(self) -> dict[str, Any]:
        """Return the report as JSON values (schemas/report.schema.json). Every key is there."""
        return {
            "path": str(self.path),
            "ok": self.ok,
            "files": self.files,
            "bytes": self.bytes,
            "checks": [check.to_dict() for check in self.checks],
            "findings": [finding.to_dict() for finding in self.findings],
        }

    def to_json(self) -> str:
        """Return the report as one JSON object, in ASCII."""
        return json.dumps(self.to_dict())

    def __str__(self) -> str:
        return report_text.text(self).rstrip("\n")

    def _repr_html_(self) -> str:
        """Return what a notebook shows."""
        return f"<pre>{html.escape(str(self))}</pre>"

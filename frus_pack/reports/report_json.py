"""Reports as JSON, after schemas/report.schema.json."""

from __future__ import annotations

from typing import Any

from frus_pack.reports.report import Report
from frus_pack.requirements.finding import Check, Finding
from frus_pack.version import __version__

IDENTIFIER = "urn:x-frus-pack:schema:report:1"
"""The schema's ``$id``."""


def to_json(report: Report) -> dict[str, Any]:
    """One report as JSON values. Every key is there; null where a value does not exist."""
    return {
        "path": str(report.path),
        "ok": report.ok,
        "files": report.files,
        "bytes": report.bytes,
        "checks": [check_to_json(check) for check in report.checks],
        "findings": [finding_to_json(finding) for finding in report.findings],
    }


def head() -> dict[str, str]:
    """What a document of reports begins with."""
    return {"schema": IDENTIFIER, "software": f"frus-pack {__version__}"}


def check_to_json(check: Check) -> dict[str, str | None]:
    """One check as JSON values."""
    return {"family": check.family, "outcome": check.outcome, "reason": check.reason or None}


def finding_to_json(finding: Finding) -> dict[str, str | int | None]:
    """One finding as JSON values."""
    return {
        "code": finding.code,
        "severity": finding.severity,
        "check": finding.check,
        "location": finding.location or None,
        "message": finding.message,
        "expected": finding.expected,
        "found": finding.found,
        "clause": finding.clause,
        "alike": finding.alike,
    }

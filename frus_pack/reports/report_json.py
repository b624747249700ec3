"""Reports as JSON, after schemas/report.schema.json."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from frus_pack.reports.report import Report
from frus_pack.requirements.finding import Check, Finding
from frus_pack.version import __version__

IDENTIFIER = "urn:x-frus-pack:schema:report:1"
"""The schema's ``$id``."""


def to_json(report: Report) -> dict[str, Any]:
    """One report as JSON values. Keys are always there; null where there is nothing to say."""
    return {
        "path": str(report.path),
        "ok": report.ok,
        "files": report.files,
        "bytes": report.bytes,
        "checks": [check_to_json(check) for check in report.checks],
        "findings": [finding_to_json(finding) for finding in report.findings],
    }


def document(reports: Iterable[Report]) -> Iterator[str]:
    """A whole JSON document of any number of reports, in pieces, as they come: memory does not
    grow with their number. Text is ASCII; what is no Unicode in a name stays a lone surrogate."""
    head = {"schema": IDENTIFIER, "software": f"frus-pack {__version__}"}
    yield json.dumps(head)[:-1] + ', "reports": ['
    separator = "\n"
    for report in reports:
        yield separator + json.dumps(to_json(report))
        separator = ",\n"
    yield "\n]}\n"


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

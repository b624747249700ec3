"""A row ``bag.…`` of the table of requirements."""

from __future__ import annotations

from frus_pack.requirements.requirement import Requirement, Severity

ERROR: Severity = "error"
WARNING: Severity = "warning"
INFORMATION: Severity = "information"


def row(
    what: str, severity: Severity, clause: str, sentence: str, check: str = "bag"
) -> Requirement:
    """The row of that code; a clause that begins with § is RFC 8493's."""
    clause = f"RFC 8493 {clause}" if clause.startswith("§") else clause
    return Requirement(f"bag.{what}", severity, clause, sentence, check)

"""Reports as text for people: lines, each with the severity that decides on its colour."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import get_args

from frus_pack.reports.report import Report
from frus_pack.requirements.finding import Check, Finding, Outcome, count
from frus_pack.requirements.requirement import SEVERITIES, Severity

# Categories that could move the cursor, change colours or reorder the line.
_UNPRINTABLE = frozenset(("Cc", "Cf", "Cs", "Zl", "Zp"))


@dataclass(frozen=True, slots=True)
class Line:
    """One line without its end, and how bad what it says is; None is neither good nor bad."""

    text: str
    severity: Severity | None = None


@dataclass(frozen=True, slots=True)
class Summary:
    """One row of a table of many packages."""

    path: str
    verdict: str
    errors: int
    warnings: int
    files: int
    bytes: int


def lines(report: Report) -> Iterator[Line]:
    """The whole report: the verdict, every finding, every check.

    Names from the bag cannot do anything to a terminal: their control characters are escaped.
    """
    row = summary(report)
    counts = f"{row.files} files, {row.bytes} bytes"
    yield Line(f"{row.path}: {row.verdict}  ({counts})", None if report.ok else "error")
    for finding in report.findings:
        yield from finding_lines(finding)
    yield from check_lines(report.checks)


def text(report: Report) -> str:
    """The lines as one text."""
    return "".join(f"{line.text}\n" for line in lines(report))


def summary(report: Report) -> Summary:
    """The report as a row of a table."""
    severities = Counter[str]()
    for finding in report.findings:
        severities[finding.severity] += count((finding,))
    return Summary(
        path=printable(str(report.path)),
        verdict=verdict(report),
        errors=severities["error"],
        warnings=severities["warning"],
        files=report.files,
        bytes=report.bytes,
    )


def verdict(report: Report) -> str:
    """``valid``, ``not valid``, or of a bag that is as it was asked to be and not more:
    ``incomplete`` with files still to be fetched, ``complete`` where nobody looked whether files
    are altered."""
    if not report.ok:
        return "not valid"
    if any(finding.code == "bag.payload-file-to-fetch" for finding in report.findings):
        return "incomplete"
    if [check.family for check in report.checks] == ["ocfl"]:
        return "valid"  # a storage root by itself has no digests
    fixity = next((check for check in report.checks if check.family == "fixity"), None)
    return "valid" if fixity is not None and fixity.outcome == "passed" else "complete"


def totals(reports: Iterable[Report]) -> str:
    """One sentence on many reports: ``2 not valid, 98 valid``."""
    counts = Counter(verdict(report) for report in reports)
    return ", ".join(f"{count} {name}" for name, count in sorted(counts.items()))


def printable(value: str) -> str:
    """The text with what is no visible character escaped, as Python does it: ``\\x1b``."""
    if value.isascii() and value.isprintable():
        return value
    return "".join(_escaped(character) for character in value)


def finding_lines(finding: Finding) -> Iterator[Line]:
    """A finding: where and what, then what was expected and found."""
    place = f"{printable(finding.location)}: " if finding.location else ""
    severity = f"{finding.severity:<11}"
    message = printable(finding.message)
    yield Line(f"  {severity}  {place}{message}  [{finding.code}]", finding.severity)
    for label, value in (("expected", finding.expected), ("found", finding.found)):
        if value is not None:
            yield Line(f"               {label + ':':<9} {printable(value)}", finding.severity)
    if finding.severity == SEVERITIES[0]:
        yield Line(f"               see {finding.clause}", finding.severity)
    if finding.alike:
        yield Line(f"  {severity}  and {finding.alike:,} more  [{finding.code}]", finding.severity)


def check_lines(checks: Sequence[Check]) -> Iterator[Line]:
    """A line for each outcome and reason, with the families it is that of."""
    grouped: dict[tuple[str, str], list[str]] = {}
    for check in checks:
        grouped.setdefault((check.outcome, check.reason), []).append(check.family)
    for (outcome, reason), families in sorted(grouped.items(), key=_order_of_outcomes):
        why = f" ({printable(reason)})" if reason else ""
        severity: Severity | None = "error" if outcome == "failed" else None
        yield Line(f"  {outcome:<11}  {', '.join(families)}{why}", severity)


def _order_of_outcomes(group: tuple[tuple[str, str], list[str]]) -> int:
    return get_args(Outcome).index(group[0][0])


def _escaped(character: str) -> str:
    if unicodedata.category(character) not in _UNPRINTABLE:
        return character
    return character.encode("unicode_escape").decode("ascii")

"""Reports as text for people."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import Protocol, get_args

from frus_pack.document.characters import printable
from frus_pack.reports.entry import Line
from frus_pack.requirements.finding import Check, Finding, Outcome, count
from frus_pack.requirements.table import SEVERITIES, Severity

MORE = " (--all shows more)"
"""What the command says where findings are left out; the library only counts them."""

_MOST_ALIKE = 5
"""Findings of one code that are printed, unless every one is asked for."""


class Reported(Protocol):
    """What is printed of a report."""

    @property
    def path(self) -> Path: ...
    @property
    def verdict(self) -> str: ...
    @property
    def ok(self) -> bool: ...
    @property
    def findings(self) -> Sequence[Finding]: ...
    @property
    def checks(self) -> Sequence[Check]: ...
    @property
    def files(self) -> int: ...
    @property
    def bytes(self) -> int: ...


def lines(report: Reported, *, every: bool = False, hint: str = "") -> Iterator[Line]:
    """Yield the whole report: the verdict, the findings, every check.

    Of many findings of one code the first few are printed, and the others counted, unless `every`
    one is asked for. `hint` says how. Invisible characters in names are escaped.
    """
    yield _heading(report)
    yield from all_finding_lines(report.findings, every=every, hint=hint)
    yield from check_lines(report.checks)


def brief_lines(report: Reported) -> Iterator[Line]:
    """Yield the verdict and a line for each error, or for each check that failed without one."""
    yield _heading(report)
    errors = [one for one in report.findings if one.severity == SEVERITIES[0]]
    for shown, rest in by_code(errors, _MOST_ALIKE, MORE):
        yield from map(_finding_line, shown)
        yield from rest
    if not errors:
        yield from check_lines([one for one in report.checks if one.outcome == "failed"])


def _heading(report: Reported) -> Line:
    counts = f"  ({report.files:,} files, {report.bytes:,} bytes)" if report.files else ""
    heading = f"{printable(str(report.path))}: {report.verdict}{counts}"
    return Line(heading, None if report.ok else "error")


def text(report: Reported) -> str:
    """Return the lines as one text."""
    return "".join(f"{line.text}\n" for line in lines(report))


def all_finding_lines(findings: Sequence[Finding], *, every: bool, hint: str) -> Iterator[Line]:
    """Yield the lines of findings that are sorted by code; see `lines`."""
    for shown, rest in by_code(findings, None if every else _MOST_ALIKE, hint):
        for finding in shown:
            yield from _finding_lines(finding)
        yield from rest


def by_code(
    findings: Sequence[Finding], most: int | None, hint: str
) -> Iterator[tuple[Sequence[Finding], Sequence[Line]]]:
    """Yield the findings to print of each code, and the line that counts the others, if any."""
    for code, alike in groupby(findings, key=lambda finding: finding.code):
        group = list(alike)
        shown, rest = group[:most], []
        if others := count(group) - len(shown):
            how = hint if len(shown) < len(group) else ""
            rest = [Line(f"  … and {others:,} more {code}{how}", group[0].severity)]
        yield shown, rest


def _finding_line(finding: Finding) -> Line:
    place = f"{printable(finding.location)}: " if finding.location else ""
    said = f"{place}{printable(finding.message)}  [{finding.code}]"
    return Line(f"  {finding.severity:<11}  {said}", finding.severity)


def _finding_lines(finding: Finding) -> Iterator[Line]:
    yield _finding_line(finding)
    for label, value in (("expected", finding.expected), ("found", finding.found)):
        if value is not None:
            yield Line(f"               {label + ':':<9} {printable(value)}", finding.severity)
    if finding.severity == SEVERITIES[0]:
        yield Line(f"               see {finding.clause}", finding.severity)


def check_lines(checks: Sequence[Check]) -> Iterator[Line]:
    """Yield a line for each outcome and reason, with the families that have it."""
    grouped: dict[tuple[str, str], list[str]] = {}
    for check in checks:
        grouped.setdefault((check.outcome, check.reason), []).append(check.family)
    for (outcome, reason), families in sorted(grouped.items(), key=_order_of_outcomes):
        why = f" ({printable(reason)})" if reason else ""
        severity: Severity | None = "error" if outcome == "failed" else None
        yield Line(f"  {outcome:<11}  {', '.join(families)}{why}", severity)


def _order_of_outcomes(group: tuple[tuple[str, str], list[str]]) -> int:
    return get_args(Outcome).index(group[0][0])

"""A report as an entry of a command's output."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from frus_pack.reports import report_text
from frus_pack.reports.entry import Detail, Entry, Line
from frus_pack.reports.report import Report


def report_entry(report: Report) -> Entry:
    """Return what the command says of one bag."""
    return Entry(
        name=str(report.path),
        status=report.verdict,
        failed=not report.ok,
        lines=partial(_lines, report),
        json=report.to_dict(),
        findings=report.findings,
        checks=report.checks,
        counts={"files": report.files, "bytes": report.bytes},
    )


def _lines(report: Report, detail: Detail) -> Iterator[Line]:
    if detail == "brief":
        return report_text.brief_lines(report, hint=report_text.MORE)
    return report_text.lines(report, every=detail == "every finding", hint=report_text.MORE)

"""A report as an entry of a command's output."""

from __future__ import annotations

from functools import partial

from frus_pack.reports import report_text
from frus_pack.reports.entry import Entry
from frus_pack.reports.line import Line
from frus_pack.reports.report import Report


def report_entry(report: Report) -> Entry:
    """What the command says of one bag."""
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


def _lines(report: Report, every: bool) -> list[Line]:
    return list(report_text.lines(report, every=every))

"""Entries of a command's output: for reports, and for what was made of something."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from frus_pack.document.characters import printable
from frus_pack.errors import SourceError
from frus_pack.reports import report_text
from frus_pack.reports.entry import Detail, Entry, Line
from frus_pack.reports.option_names import with_options
from frus_pack.reports.report import Report
from frus_pack.reports.report_text import MORE, all_finding_lines
from frus_pack.requirements.finding import Finding


def made_entry(
    source: str,
    status: str,
    made: str,
    *,
    findings: Sequence[Finding] = (),
    counts: Mapping[str, int] | None = None,
    further: Mapping[str, Any] | None = None,
) -> Entry:
    """Return the entry of a success.

    `made` says what was made and where, `further` has more JSON values.
    """
    return Entry(
        name=source,
        status=status,
        failed=False,
        lines=partial(_made_lines, f"{status:<9}  {made}", findings),
        json=_json(source, status, (), findings, further),
        findings=tuple(findings),
        counts=counts or {},
    )


def failed_entry(source: str, error: Exception) -> Entry:
    """Return the entry of a failure."""
    lines = with_options(str(error)).splitlines()
    problems = tuple(_with_source(source, line) for line in lines)
    return Entry(
        name=source,
        status="failed",
        failed=True,
        lines=partial(_failed_lines, problems),
        json=_json(source, "failed", problems, (), None),
        problems=problems,
        reasons=_reasons(error),
    )


def _reasons(error: Exception) -> tuple[str, ...]:
    """Return the messages of an error without the places that they begin with."""
    if isinstance(error, SourceError):
        return tuple(one.message for one in error.problems)
    place, parted, message = str(error).partition(": ")
    return (message if parted else place,)


def path_entry(source: str, status: str, path: Path | None, error: Exception | None) -> Entry:
    """Return the entry of an outcome that is one path, or of its failure."""
    if error:
        return failed_entry(source, error)
    return made_entry(source, status, str(path), further={"path": str(path)})


def passed_over_entry(source: str, reason: str, *, noted: bool) -> Entry:
    """Return the entry of what was not taken; `noted` if it is to be printed like a failure."""
    reason = with_options(reason)
    said = f"passed over  {source}: {reason}"
    return Entry(
        name=source,
        status="passed over",
        failed=False,
        noted=noted,
        lines=partial(_made_lines, said, ()),
        json=_json(source, "passed over", (), (), {"reason": reason}),
    )


def lacking_entry(volume: str, pages: str) -> Entry:
    """Return the entry of a volume whose pages do not all have an image."""
    return Entry(
        name=volume,
        status="lacks images",
        failed=False,
        noted=True,
        lines=partial(_made_lines, f"lacks images  {volume}: {pages}", ()),
        json=_json(volume, "lacks images", (), (), {"pages": pages}),
    )


def left_out_entry(volume: str, findings: Sequence[Finding]) -> Entry:
    """Return the entry of the text of a volume that is in no document."""
    return Entry(
        name=volume,
        status="left out",
        failed=False,
        noted=True,
        lines=partial(_made_lines, f"left out   {volume}", findings),
        json=_json(volume, "left out", (), findings, None),
        findings=tuple(findings),
    )


def _made_lines(said: str, findings: Sequence[Finding], detail: Detail) -> Iterator[Line]:
    yield Line(printable(said))
    yield from all_finding_lines(findings, every=detail == "every finding", hint=MORE)


def _failed_lines(problems: Sequence[str], detail: Detail) -> Iterator[Line]:
    yield from (Line(printable(f"failed     {problem}"), "error") for problem in problems)


def _with_source(source: str, line: str) -> str:
    return line if line.startswith(source) else f"{source}: {line}"


def _json(
    source: str,
    status: str,
    problems: Sequence[str],
    findings: Sequence[Finding],
    further: Mapping[str, Any] | None,
) -> Mapping[str, Any]:
    return {
        "source": source,
        "status": status,
        **(further or {}),
        "problems": list(problems),
        "findings": [one.to_dict() for one in findings],
    }


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
        return report_text.brief_lines(report)
    return report_text.lines(report, every=detail == "every finding", hint=MORE)

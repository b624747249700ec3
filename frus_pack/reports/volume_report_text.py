"""Reports of volumes as text for people: how much there is, then the findings, code by code."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from frus_pack.document.characters import printable
from frus_pack.reports.entry import Line
from frus_pack.reports.report_text import by_code, check_lines
from frus_pack.requirements.finding import Finding
from frus_pack.requirements.table import SEVERITIES

if TYPE_CHECKING:
    from frus_pack.reports.volume_report import Counted, VolumeReport

_MOST_OF_A_CODE = 8


def lines(report: VolumeReport, *, every: bool = False, hint: str = "") -> Iterator[Line]:
    """Yield the report. Of a code the first few findings are shown, unless `every` one is asked
    for. `hint` says how."""
    yield _heading(report)
    for label, value in summary_rows(report):
        yield Line(f"  {label:<11}  {printable(value)}")
    for code, findings in groupby(report.findings, key=lambda one: one.code):
        yield Line("")
        yield from _of_code(code, list(findings), every=every, hint=hint)
    yield Line("")
    yield from check_lines(report.checks)


def brief_lines(report: VolumeReport, *, hint: str = "") -> Iterator[Line]:
    """Yield the verdict, and the errors, the first few of each code."""
    documents = report.documents.count
    said = f"{report.verdict}  ({documents:,} document{'' if documents == 1 else 's'}, "
    name = f"{printable(str(report.path))}: {said}{_counts(report)})"
    yield Line(name, None if report.ok else "error")
    for shown, rest in by_code(report.errors, _MOST_OF_A_CODE, hint):
        for one in shown:
            yield Line(f"  {_told(one)}  [{one.code}]", "error")
        yield from rest


def _heading(report: VolumeReport) -> Line:
    return Line(f"{printable(str(report.path))}: {_counts(report)}", None if report.ok else "error")


def _counts(report: VolumeReport) -> str:
    """``2 errors, 1 warning``, or that there is nothing to find fault with."""
    counts = Counter(finding.severity for finding in report.findings)
    plural = {"error": "errors", "warning": "warnings", "information": "remarks"}
    singular = {"error": "error", "warning": "warning", "information": "remark"}
    told = (
        f"{counts[severity]:,} {(singular if counts[severity] == 1 else plural)[severity]}"
        for severity in SEVERITIES
        if counts[severity]
    )
    return ", ".join(told) or "no fault found"


def summary_rows(report: VolumeReport) -> Iterator[tuple[str, str]]:
    """Yield what there is of everything, with a label each."""
    volume = report.volume
    accepted = f"; {report.accepted:,} accepted" if report.accepted else ""
    yield "Verdict", f"{report.verdict}{accepted}"
    yield "Volume", ", ".join(filter(None, (volume.id, volume.title)))
    yield "Documents", _counted(report.documents)
    without = len(report.pages_without_document)
    yield "Pages", _counted(report.pages) + (f"; {without:,} without a document" if without else "")
    yield "Scans", _counted(report.scans, "facs ")
    yield "Notes", f"{report.notes:,}"
    yield "Attachments", f"{report.attachments:,}"
    elsewhere = f"; {report.references_elsewhere:,} to other volumes were not followed"
    yield "References", f"{report.references:,}" + (elsewhere * bool(report.references_elsewhere))
    yield "Lists", f"{report.persons:,} persons, {report.terms:,} terms"
    for kind, images in (report.images or {}).items():
        yield "Images", f"{_counted(images)} in {kind}"


def _counted(counted: Counted, what: str = "") -> str:
    if not counted.count:
        return "none"
    return f"{counted.count:,} ({what}{counted.first or '?'} to {counted.last or '?'})"


def _of_code(code: str, findings: Sequence[Finding], *, every: bool, hint: str) -> Iterator[Line]:
    severity = findings[0].severity
    count = f"  ({len(findings):,})" if len(findings) > 1 else ""
    yield Line(f"{severity}  {code}{count}", severity)
    told = findings if every else findings[:_MOST_OF_A_CODE]
    for finding in told:
        yield Line(f"  {_told(finding)}", severity)
    if len(told) < len(findings):
        yield Line(f"  … and {len(findings) - len(told):,} more{hint}", severity)


def _told(finding: Finding) -> str:
    place = f"{finding.location}: " if finding.location else ""
    values = (("expected", finding.expected), ("found", finding.found))
    compared = ", ".join(f"{label} {value}" for label, value in values if value is not None)
    return printable(f"{place}{finding.message}" + (f"; {compared}" if compared else ""))

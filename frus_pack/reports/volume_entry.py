"""A surveyed volume as an entry of a command's output, and all of them in each form."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from frus_pack.errors import Problem
from frus_pack.reports import known_findings
from frus_pack.reports.entries import failed_entry
from frus_pack.reports.entry import Detail, Entry, Line
from frus_pack.reports.entry_forms import Form
from frus_pack.reports.report_junit import as_junit
from frus_pack.reports.report_text import MORE
from frus_pack.reports.volume_report import VolumeReport, brief_volume_lines, volume_lines
from frus_pack.version import __version__

IDENTIFIER = "urn:x-frus-pack:schema:survey:1"
"""The schema's ``$id``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class VolumeEntry(Entry):
    """What the command says of one volume."""

    report: VolumeReport


def volume_entry(report: VolumeReport) -> VolumeEntry:
    """Return what the command says of one volume."""
    return VolumeEntry(
        report=report,
        name=str(report.path),
        status=report.verdict,
        failed=not report.ok,
        noted=True,
        lines=partial(_lines, report),
        json=report.to_dict(),
        findings=report.findings,
        checks=report.checks,
        counts={"documents": report.documents.count, "pages": report.pages.count},
    )


def refused_entry(problem: Problem) -> Entry:
    """Return what the command says of a volume that could not be read."""
    return failed_entry(problem.file, ValueError(str(problem)))


def _lines(report: VolumeReport, detail: Detail) -> Iterator[Line]:
    if detail == "brief":
        return brief_volume_lines(report)
    return volume_lines(report, every=detail == "every finding", hint=MORE)


def _reports(entries: Iterable[Entry]) -> list[VolumeReport]:
    return [one.report for one in entries if isinstance(one, VolumeEntry)]


def _as_json(entries: Iterable[Entry]) -> Iterator[str]:
    yield json_document([one.to_dict() for one in _reports(entries)])


def _as_csv(entries: Iterable[Entry]) -> Iterator[str]:
    return known_findings.as_csv(_reports(entries))


def _as_html(entries: Iterable[Entry]) -> Iterator[str]:
    from frus_pack.reports.report_html import volumes_as_html  # its templates take long to import

    yield volumes_as_html(_reports(entries))


SURVEY_FORMS: Mapping[str, Form] = {
    "json": _as_json,
    "csv": _as_csv,
    "junit": partial(as_junit, command="survey"),
    "html": _as_html,
}
"""What `survey` can print besides text."""


def json_document(volumes: Sequence[Mapping[str, Any]]) -> str:
    """Return the JSON document of one volume, or a list of those of several.

    Each volume is what `VolumeReport.to_dict` gives. Text is ASCII; what is not Unicode in a name
    stays a lone surrogate.
    """
    head = {"schema": IDENTIFIER, "software": f"frus-pack {__version__}"}
    made = [json.dumps({**head, **one}, indent=1) for one in volumes]
    if len(made) == 1:
        return made[0] + "\n"
    return "[\n" + ",\n".join(made) + "\n]\n"

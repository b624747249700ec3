"""What a survey of a volume found: how much there is of everything, and what is wrong; as text."""

from __future__ import annotations

import html
import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any, Literal

from frus_pack.checks.volume.references import Elsewhere
from frus_pack.document.characters import printable
from frus_pack.document.model import Volume
from frus_pack.reports.entry import Line
from frus_pack.reports.report_text import MORE, by_code, check_lines
from frus_pack.requirements.finding import Check, Finding
from frus_pack.requirements.table import SEVERITIES

Verdict = Literal["deposit", "with reservations", "not yet"]

_MOST_OF_A_CODE = 8


@dataclass(frozen=True, slots=True)
class Counted:
    """How many of something there are, and what the first and the last are called, "" if there
    are none."""

    count: int
    first: str = ""
    last: str = ""

    def to_dict(self) -> dict[str, int | str | None]:
        """Return the values as JSON has them: null for a name that there is not."""
        return {
            "count": self.count,
            "first": self.first if self.count else None,
            "last": self.last if self.count else None,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class VolumeReport:
    """Everything found in a volume.

    `documents` are called by identifier, `pages` by printed number, `scans` by ``facs``.
    `pages_without_document` are the printed numbers of pages without a document: front
    matter, title leaves, the index. `notes` are those of documents, without the ones that read in
    the line; `attachments` are enclosures in them. `references` lead to something in the volume,
    `references_elsewhere` to other volumes and were not followed. `persons` and `terms` are how
    many the volume lists. `images` are those of each kind, as ``tiff/*.tif``; None if no folder
    was given. `accepted` is how many findings were left out because they are known and right.
    `identifiers` are those of the volume, and `elsewhere` its references to other volumes.
    """

    path: Path
    volume: Volume
    documents: Counted
    pages: Counted
    pages_without_document: tuple[str, ...]
    scans: Counted
    notes: int
    attachments: int
    references: int
    references_elsewhere: int
    persons: int
    terms: int
    images: Mapping[str, Counted] | None
    checks: tuple[Check, ...]
    findings: tuple[Finding, ...]
    accepted: int = 0
    identifiers: frozenset[str] = frozenset()
    elsewhere: tuple[Elsewhere, ...] = ()

    @property
    def verdict(self) -> Verdict:
        """Whether the volume can be deposited: *not yet* with an error, *with reservations* with
        a warning."""
        severities = {finding.severity for finding in self.findings}
        if "error" in severities:
            return "not yet"
        return "with reservations" if "warning" in severities else "deposit"

    @property
    def ok(self) -> bool:
        """Whether there is no error: every document can be packed, and with its own images as far
        as was looked. What was not checked does not count: `checks` says so."""
        return not self.errors

    @property
    def errors(self) -> tuple[Finding, ...]:
        """The findings that are errors."""
        return tuple(finding for finding in self.findings if finding.severity == "error")

    def __bool__(self) -> bool:
        """Return whether the volume is `ok`."""
        return self.ok

    def to_dict(self) -> dict[str, Any]:
        """Return the report as JSON values (schemas/survey.schema.json). Every key is there; null
        where there is nothing to say."""
        images = self.images
        return {
            "path": str(self.path),
            "ok": self.ok,
            "verdict": self.verdict,
            "accepted": self.accepted,
            "volume": {"id": self.volume.id, "title": self.volume.title},
            "documents": self.documents.to_dict(),
            "pages": {
                **self.pages.to_dict(),
                "without_document": list(self.pages_without_document),
            },
            "scans": self.scans.to_dict(),
            "notes": self.notes,
            "attachments": self.attachments,
            "references": {"inside": self.references, "elsewhere": self.references_elsewhere},
            "persons": self.persons,
            "terms": self.terms,
            "images": None
            if images is None
            else [{"kind": kind, **one.to_dict()} for kind, one in images.items()],
            "checks": [check.to_dict() for check in self.checks],
            "findings": [finding.to_dict() for finding in self.findings],
        }

    def to_json(self) -> str:
        """Return the report as one JSON object, in ASCII."""
        return json.dumps(self.to_dict())

    def __str__(self) -> str:
        return "\n".join(line.text for line in volume_lines(self))

    def _repr_html_(self) -> str:
        """Return what a notebook shows."""
        return f"<pre>{html.escape(str(self))}</pre>"


def counted(names: Sequence[str]) -> Counted:
    """As many as there are names, in their order."""
    return Counted(len(names), names[0], names[-1]) if names else Counted(0)


def volume_lines(report: VolumeReport, *, every: bool = False, hint: str = "") -> Iterator[Line]:
    """Yield the report, with the first few findings of each code, or with `every` one.

    `hint` says how to see the others.
    """
    yield _heading(report)
    for label, value in summary_rows(report):
        yield Line(f"  {label:<11}  {printable(value)}")
    for code, findings in groupby(report.findings, key=lambda one: one.code):
        yield Line("")
        yield from _of_code(code, list(findings), every=every, hint=hint)
    yield Line("")
    yield from check_lines(report.checks)


def brief_volume_lines(report: VolumeReport) -> Iterator[Line]:
    """Yield the verdict, and the errors, the first few of each code."""
    documents = report.documents.count
    said = f"{report.verdict}  ({documents:,} document{'' if documents == 1 else 's'}, "
    name = f"{printable(str(report.path))}: {said}{_counts(report)})"
    yield Line(name, None if report.ok else "error")
    for shown, rest in by_code(report.errors, _MOST_OF_A_CODE, MORE):
        for one in shown:
            yield Line(f"  {_finding_in_words(one)}  [{one.code}]", "error")
        yield from rest


def _heading(report: VolumeReport) -> Line:
    return Line(f"{printable(str(report.path))}: {_counts(report)}", None if report.ok else "error")


def _counts(report: VolumeReport) -> str:
    """Return the number of findings in words: ``2 errors, 1 warning``, or ``no fault found``."""
    counts = Counter(finding.severity for finding in report.findings)
    plural = {"error": "errors", "warning": "warnings", "information": "remarks"}
    singular = {"error": "error", "warning": "warning", "information": "remark"}
    parts = (
        f"{counts[severity]:,} {(singular if counts[severity] == 1 else plural)[severity]}"
        for severity in SEVERITIES
        if counts[severity]
    )
    return ", ".join(parts) or "no fault found"


def summary_rows(report: VolumeReport) -> Iterator[tuple[str, str]]:
    """Yield a label and a value for each thing that a volume has."""
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
    shown = findings if every else findings[:_MOST_OF_A_CODE]
    for finding in shown:
        yield Line(f"  {_finding_in_words(finding)}", severity)
    if len(shown) < len(findings):
        yield Line(f"  … and {len(findings) - len(shown):,} more{hint}", severity)


def _finding_in_words(finding: Finding) -> str:
    place = f"{finding.location}: " if finding.location else ""
    values = (("expected", finding.expected), ("found", finding.found))
    compared = ", ".join(f"{label} {value}" for label, value in values if value is not None)
    return printable(f"{place}{finding.message}" + (f"; {compared}" if compared else ""))

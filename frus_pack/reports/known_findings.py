"""Findings of an earlier survey: what is new, what is gone, what was accepted."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, NamedTuple

from frus_pack.document.characters import printable
from frus_pack.document.strict_json import parse_text
from frus_pack.errors import Problem, SourceError
from frus_pack.reports.entry import Line
from frus_pack.reports.report_printing import Selection
from frus_pack.reports.volume_report import VolumeReport
from frus_pack.requirements.finding import Finding
from frus_pack.requirements.table import TABLE
from frus_pack.storage.regular_file import read_bytes

COLUMNS = ("volume", "severity", "code", "location", "message", "expected", "found")
_LINE = re.compile(r"(?:, )?line [0-9]+")


class FindingKey(NamedTuple):
    """A finding as it is known again when the lines of its volume have moved."""

    volume: str
    code: str
    place: str
    message: str

    def __str__(self) -> str:
        place = f" {self.place}" if self.place else ""
        return f"{self.volume}{place}: {self.code}: {self.message}"


@dataclass(frozen=True)
class Changes:
    """What differs from an earlier survey."""

    new: tuple[FindingKey, ...]
    gone: tuple[FindingKey, ...]

    @property
    def has_new_error(self) -> bool:
        """Whether a new finding is an error."""
        return any(_is_error(one) for one in self.new)


def key_of(volume: str, finding: Finding) -> FindingKey:
    """Return what a finding is known by."""
    return _key(volume, finding.code, finding.location, finding.message)


def _key(volume: str, code: str, location: str, message: str) -> FindingKey:
    return FindingKey(volume, code, _LINE.sub("", location), message)


def read_known(path: Path) -> frozenset[FindingKey]:
    """Read the findings that `survey` wrote as JSON or CSV.

    Raises SourceError if the file cannot be read or is neither.
    """
    try:
        text = read_bytes(path).decode("utf-8")
        rows = _from_json(text) if text.lstrip()[:1] in ("{", "[") else _from_csv(text)
        return frozenset(rows)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        message = "is not a survey written with --format json or csv"
        raise SourceError(Problem(str(path), message)) from error


def _from_json(text: str) -> Iterator[FindingKey]:
    content: Any = parse_text(text).data
    for report in content if isinstance(content, list) else [content]:
        for one in report["findings"]:
            yield _key(report["volume"]["id"], one["code"], one["location"], one["message"])


def _from_csv(text: str) -> Iterator[FindingKey]:
    rows = csv.DictReader(io.StringIO(text))
    if not set(COLUMNS) <= set(rows.fieldnames or ()):
        raise ValueError("it has other columns")
    for row in rows:
        yield _key(row["volume"], row["code"], row["location"], row["message"])


def changes(reports: Iterable[VolumeReport], earlier: frozenset[FindingKey]) -> Changes:
    """Return what is new since an earlier survey, and what is gone of the volumes surveyed."""
    keys: dict[FindingKey, None] = {}
    volumes: set[str] = set()
    for report in reports:
        volumes.add(report.volume.id)
        keys.update(dict.fromkeys(key_of(report.volume.id, one) for one in report.findings))
    gone = sorted(one for one in earlier if one.volume in volumes and one not in keys)
    return Changes(tuple(one for one in keys if one not in earlier), tuple(gone))


def change_lines(found: Changes, selection: Selection) -> Iterator[Line]:
    """Yield what is new and gone, and how much; new errors alone, or the counts alone, where the
    selection asks for these."""
    only_errors = selection == "failures"
    if selection != "statistics":
        for key in found.new:
            if not only_errors or _is_error(key):
                yield Line(printable(f"new   {key}"), TABLE[key.code].severity)
    if selection in ("all", "attention"):
        yield from (Line(printable(f"gone  {key}")) for key in found.gone)
    if not only_errors:
        yield Line(f"{len(found.new):,} new, {len(found.gone):,} gone")


def _is_error(key: FindingKey) -> bool:
    return TABLE[key.code].severity == "error"


def without(report: VolumeReport, accepted: frozenset[FindingKey]) -> VolumeReport:
    """Return a report without the findings that are known and right, which are counted."""
    left = tuple(one for one in report.findings if key_of(report.volume.id, one) not in accepted)
    return replace(report, findings=left, accepted=len(report.findings) - len(left))


def as_csv(reports: Iterable[VolumeReport]) -> Iterator[str]:
    """Yield the findings of reports as lines of CSV, the first with the names of the columns."""
    yield _row(COLUMNS)
    for report in reports:
        for one in report.findings:
            values = (one.severity, one.code, one.location, one.message, one.expected, one.found)
            yield _row((report.volume.id, *(value or "" for value in values)))


def _row(values: Iterable[str]) -> str:
    line = io.StringIO()
    csv.writer(line, lineterminator="\n").writerow(values)
    return line.getvalue()

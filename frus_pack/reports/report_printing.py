"""Printing reports as they come: as text for people, JSON, or JUnit XML."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Literal

from rich.console import Console
from rich.table import Table
from rich.text import Text

from frus_pack.reports import report_json, report_junit, report_text
from frus_pack.reports.report import Report
from frus_pack.reports.report_text import Line
from frus_pack.requirements.requirement import Severity

Form = Literal["text", "json", "junit"]

_STYLES: dict[Severity | None, str] = {
    "error": "red",
    "warning": "yellow",
    "information": "cyan",
    None: "",
}


def print_reports(reports: Iterable[Report], form: Form) -> bool:
    """Print all reports on standard output; returns whether every package is without error.

    Text is coloured on a terminal only. Memory does not grow with the number of reports.
    """
    tally = _Tally()
    if form == "text":
        for report in tally.counting(reports):
            print_lines(report_text.lines(report))
        if tally.reports > 1:
            Console().print(tally.table())
    else:
        document = report_json.document if form == "json" else report_junit.document
        for piece in document(tally.counting(reports)):
            sys.stdout.write(piece)
    return not tally.failed


class _Tally:
    """Counts reports that pass through, by their verdict."""

    def __init__(self) -> None:
        self.reports = 0
        self.failed = 0
        self._columns: dict[str, Counter[str]] = {}

    def counting(self, reports: Iterable[Report]) -> Iterator[Report]:
        for report in reports:
            self.reports += 1
            self.failed += not report.ok
            row = report_text.summary(report)
            counts = self._columns.setdefault(row.verdict, Counter())
            counts.update(
                packages=1,
                files=row.files,
                bytes=row.bytes,
                errors=row.errors,
                warnings=row.warnings,
            )
            yield report

    def table(self) -> Table:
        """A row for each verdict."""
        table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
        table.add_column("")
        names = ("packages", "files", "bytes", "errors", "warnings")
        for name in names:
            table.add_column(name, justify="right")
        for verdict, counts in sorted(self._columns.items()):
            table.add_row(verdict, *(f"{counts[name]:,}" for name in names))
        return table


def print_lines(lines: Iterable[Line]) -> None:
    """Print lines on standard output, coloured by how bad they are on a terminal only."""
    # Through print, for the console itself would write past a bar that is shown meanwhile.
    console = Console(soft_wrap=True, highlight=False)
    with console.capture() as captured:
        for line in lines:
            console.print(Text(line.text, style=_STYLES[line.severity]))
    print(captured.get(), end="")

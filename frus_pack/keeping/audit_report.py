"""What an audit prints: text for people, JSON, CSV or JUnit XML, each as the checks come."""

from __future__ import annotations

import csv
import io
import json
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Literal
from xml.sax.saxutils import escape, quoteattr

from frus_pack.document.printable import printable
from frus_pack.keeping.check import like_findings
from frus_pack.keeping.history import LedgerSummary, PastCheck
from frus_pack.keeping.recording import LOST, Recorded

AuditForm = Literal["text", "json", "junit", "csv"]

_NAMED = 20
_BAR = 40
_QUIET = ("as-before", "new")


class AuditTally:
    """Counts the checks that pass through, and keeps the names of the first that failed."""

    def __init__(self) -> None:
        self.outcomes: Counter[str] = Counter()
        self.octets = 0
        self._lost: list[Recorded] = []

    @property
    def failed(self) -> int:
        """How many packages are lost or altered."""
        return sum(self.outcomes[outcome] for outcome in LOST)

    def counting(self, checks: Iterable[Recorded]) -> Iterator[Recorded]:
        """Yield the checks, each counted."""
        for one in checks:
            self.outcomes[one.outcome] += 1
            self.octets += one.check.report.bytes if one.check else 0
            if not one.ok and len(self._lost) < _NAMED:
                self._lost.append(one)
            yield one

    def lines(self) -> Iterator[str]:
        """Yield the summary: counts by outcome, then the names of what needs somebody."""
        counts = ", ".join(f"{count:,} {name}" for name, count in sorted(self.outcomes.items()))
        yield f"{sum(self.outcomes.values()):,} checked, {self.octets:,} bytes: {counts or 'none'}"
        for one in self._lost:
            yield f"  {one.outcome:<10} {printable(str(one.place))}"
        if self.failed > len(self._lost):
            yield f"  and {self.failed - len(self._lost):,} more"


def text_lines(check: Recorded, *, everything: bool = False) -> Iterator[str]:
    """Yield the lines of a check that needs attention; with `everything`, of any check."""
    if check.outcome in _QUIET and not everything:
        return
    note = f"  ({printable(check.note)})" if check.note else ""
    yield f"{check.outcome:<10} {printable(str(check.place))}{note}"
    for like in like_findings(check.check.report) if check.check else ():
        if like.first.severity == "error":
            place = f"{like.first.location}: " if like.first.location else ""
            more = f" (and {like.number - 1:,} more)" if like.number > 1 else ""
            yield f"           {printable(place + like.first.message)}{more}  [{like.first.code}]"


def as_json(checks: Iterable[Recorded]) -> Iterator[str]:
    """Yield one JSON object a line for each check (JSON Lines)."""
    for one in checks:
        yield json.dumps(_row(one), ensure_ascii=False) + "\n"


def as_csv(checks: Iterable[Recorded]) -> Iterator[str]:
    """Yield CSV with a header and one row for each check."""
    head = True
    for one in checks:
        row = _row(one)
        likes = like_findings(one.check.report) if one.check else ()
        row["findings"] = "; ".join(f"{like.first.code} ({like.number})" for like in likes)
        buffer = io.StringIO()
        writer = csv.DictWriter(buffer, row, lineterminator="\n")
        if head:
            writer.writeheader()
            head = False
        writer.writerow(row)
        yield buffer.getvalue()


def as_junit(checks: Iterable[Recorded]) -> Iterator[str]:
    """Yield JUnit XML: one test case for each check."""
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<testsuites><testsuite name="audit">\n'
    for one in checks:
        name = quoteattr(printable(str(one.place)))
        yield f'<testcase classname="audit" name={name}'
        if one.ok:
            yield "/>\n"
        else:
            words = escape("\n".join(text_lines(one)))
            yield f'><failure type="{one.outcome}">{words}</failure></testcase>\n'
    yield "</testsuite></testsuites>\n"


def history_lines(history: Iterable[PastCheck]) -> Iterator[str]:
    """Yield a line for each check of a package, and its findings below."""
    for one in history:
        note = f"  ({printable(one.note)})" if one.note else ""
        seal = f"seal {one.seal[:12]}…" if one.seal else "no seal"
        yield f"{one.checked}  {one.outcome:<10} {one.octets:,} bytes, {seal}{note}"
        for finding in one.findings:
            yield f"    {printable(finding)}"


def summary_lines(summary: LedgerSummary) -> Iterator[str]:
    """Yield the state of all packages, with a histogram of the ages of the last checks."""
    yield f"{summary.packages:,} packages, {summary.octets:,} bytes, {summary.checks:,} checks"
    yield f"oldest last check {summary.oldest or 'none'}, newest {summary.newest or 'none'}"
    yield f"{summary.overdue:,} overdue, {summary.due - summary.overdue:,} due within 30 days"
    for outcome, count in sorted(summary.outcomes.items()):
        yield f"  {outcome:<10} {count:>12,}"
    most = max(summary.ages.values(), default=0)
    if most:
        yield "weeks since the last check"
    for weeks, count in summary.ages.items():
        yield f"  {weeks:>4} {count:>12,} {'#' * max(1, round(_BAR * count / most))}"
    for place in summary.lost:
        yield f"failed     {printable(str(place))}"


def _row(one: Recorded) -> dict[str, object]:
    check = one.check
    return {
        "place": printable(str(one.place)),
        "identifier": one.identifier,
        "outcome": one.outcome,
        "checked": check.checked if check else None,
        "seconds": round(check.seconds, 3) if check else None,
        "form": check.identity.form if check else None,
        "bytes": check.report.bytes if check else None,
        "files": check.report.files if check else None,
        "digest": check.identity.digest if check else None,
        "seal": check.identity.seal if check else None,
        "findings": {like.first.code: like.number for like in like_findings(check.report)}
        if check
        else {},
        "note": one.note,
    }

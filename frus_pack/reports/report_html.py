"""Reports as one HTML page that needs no other file: verdict, counts, findings, what each means.

Of very many results the first are kept and the others counted, so that neither memory nor the page
grows with their number.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from frus_pack.reports.entry import Entry
from frus_pack.reports.html_pages import asset, csp_hash, environment
from frus_pack.reports.volume_report import VolumeReport, summary_rows
from frus_pack.requirements.finding import Check, Finding
from frus_pack.requirements.table import SEVERITIES, TABLE, Severity, explain

Facts: TypeAlias = tuple[str, Sequence[tuple[str, str]]]
"""A heading, and rows of a label and a value."""

MOST_NAMED = 1000
"""Results that are listed by name."""
MOST_SHOWN = 200
"""Findings of one code that are shown."""


@dataclass(frozen=True, slots=True)
class FoundIn:
    """A finding, and the bag or volume that it was found in."""

    name: str
    finding: Finding


@dataclass
class CodeGroup:
    """The findings of one code: how many there are, in how many results, and the first of them."""

    code: str
    count: int = 0
    within: int = 0
    shown: list[FoundIn] = field(default_factory=list)

    @property
    def severity(self) -> Severity:
        """How bad it is."""
        return TABLE[self.code].severity

    @property
    def explained(self) -> list[tuple[str, str]]:
        """What the code means and what to do: labels and values."""
        return [(label, value) for label, value in explain(self.code) if label != "Code"]


@dataclass(frozen=True, slots=True)
class Named:
    """One result: what was checked, what became of it, and why if it failed without a finding."""

    name: str
    status: str
    failed: bool
    problems: tuple[str, ...] = ()


class HtmlReport:
    """Gathers results, and writes the page when all are there."""

    def __init__(self, title: str) -> None:
        self.title = title
        self.groups: dict[str, CodeGroup] = {}
        self.attention: list[Named] = []
        self.others: list[Named] = []
        self.failed = 0
        self.reserved = False
        """Whether something good has reservations."""
        self.statuses: Counter[str] = Counter()
        self.counts: Counter[str] = Counter()
        self.checks: dict[str, Counter[str]] = {}
        self.reasons: dict[str, str] = {}

    def add(self, entry: Entry) -> None:
        """Add one result."""
        self.failed += entry.failed
        self.statuses[entry.status] += 1
        self.counts.update(entry.counts)
        kept = self.attention if entry.failed else self.others
        if len(kept) < MOST_NAMED:
            kept.append(Named(entry.name, entry.status, entry.failed, entry.problems))
        self.add_findings(entry.name, entry.findings)
        self.add_checks(entry.checks)

    def add_findings(self, name: str, findings: Iterable[Finding]) -> None:
        """Add the findings of one result."""
        seen: set[str] = set()
        for one in findings:
            group = self.groups.setdefault(one.code, CodeGroup(one.code))
            group.count += 1 + one.alike
            group.within += one.code not in seen
            seen.add(one.code)
            if len(group.shown) < MOST_SHOWN:
                group.shown.append(FoundIn(name, one))

    def add_checks(self, checks: Iterable[Check]) -> None:
        """Add the outcomes of the checks of one result."""
        for one in checks:
            self.checks.setdefault(one.family, Counter())[one.outcome] += 1
            if one.outcome == "not checked" and one.reason:
                self.reasons.setdefault(one.family, one.reason)

    def page(self, verdict: str, facts: Sequence[Facts] = ()) -> str:
        """Return the page. `facts` are further rows, below a heading each."""
        style, script = asset("style.css"), asset("report.js")
        order = {code: place for place, code in enumerate(TABLE)}
        groups = sorted(
            self.groups.values(),
            key=lambda one: (SEVERITIES.index(one.severity), order[one.code]),
        )
        template = environment().get_template("report.html")
        return template.render(
            report=self,
            verdict=verdict,
            facts=facts,
            groups=groups,
            style=style,
            script=script,
            style_hash=csp_hash(style),
            script_hash=csp_hash(script),
            total=sum(self.statuses.values()),
        )


def as_html(entries: Iterable[Entry]) -> Iterator[str]:
    """One HTML page of the reports of bags, when all of them are there."""
    report = HtmlReport("Validation of bags")
    for entry in entries:
        report.add(entry)
    yield report.page(_verdict(report))


def _verdict(report: HtmlReport) -> str:
    total = sum(report.statuses.values())
    if total == 0:
        return "nothing was checked"
    if total == 1:
        return next(iter(report.statuses))
    if report.failed:
        return f"{report.failed:,} of {total:,} not valid"
    return ", ".join(f"{count:,} {status}" for status, count in report.statuses.most_common())


def volumes_as_html(reports: Sequence[VolumeReport]) -> str:
    """Return one HTML page of the reports of one volume or of several."""
    gathered = HtmlReport("Survey of volumes")
    for one in reports:
        name = one.volume.id or str(one.path)
        gathered.failed += not one.ok
        gathered.reserved |= one.verdict == "with reservations"
        gathered.statuses[one.verdict] += 1
        kept = gathered.others if one.ok else gathered.attention
        kept.append(Named(name, one.verdict, not one.ok))
        gathered.counts.update(
            {"documents": one.documents.count, "pages": one.pages.count, "notes": one.notes}
        )
        gathered.add_findings(name, one.findings)
        gathered.add_checks(one.checks)
    facts = [(one.volume.id or str(one.path), list(summary_rows(one))) for one in reports]
    return gathered.page(_verdict_of_volumes(reports), facts)


def _verdict_of_volumes(reports: Sequence[VolumeReport]) -> str:
    if not reports:
        return "nothing was surveyed"
    if len(reports) == 1:
        return reports[0].verdict
    counts = Counter(one.verdict for one in reports)
    return ", ".join(f"{count:,} {verdict}" for verdict, count in counts.most_common())

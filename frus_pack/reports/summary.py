"""The summary of many things that a command worked on: what failed, findings by code, a tally."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from frus_pack.document.characters import printable
from frus_pack.reports.entry import Entry, Line
from frus_pack.requirements.table import SEVERITIES, TABLE

_MOST_NAMES = 20
_MOST_ALIKE = 20
"""Failures with the same reasons that are printed, unless all are asked for."""
_MOST_REASONS = 1000
"""Different reasons that are counted: a message can have a name in it."""


class Summary:
    """Adds up entries. Memory does not grow with their number."""

    def __init__(self) -> None:
        self.entries = 0
        self.failed = 0
        self._names: list[str] = []
        self._statuses: Counter[str] = Counter()
        self._findings: Counter[str] = Counter()
        self._with_finding: Counter[str] = Counter()
        self._counts: Counter[str] = Counter()
        self._reasons: Counter[tuple[str, ...]] = Counter()

    def adding(self, entries: Iterable[Entry]) -> Iterator[Entry]:
        """Pass the entries on, and add each."""
        for entry in entries:
            self.add(entry)
            yield entry

    def add(self, entry: Entry) -> None:
        """Add one entry."""
        self.entries += 1
        self._statuses[entry.status] += 1
        self._counts.update(entry.counts)
        for finding in entry.findings:
            self._findings[finding.code] += 1 + finding.alike
        self._with_finding.update({finding.code for finding in entry.findings})
        if entry.failed:
            self.failed += 1
            self._add_reasons(_reasons(entry))
            if len(self._names) < _MOST_NAMES:
                self._names.append(entry.name)

    def _add_reasons(self, reasons: tuple[str, ...]) -> None:
        if reasons and (reasons in self._reasons or len(self._reasons) < _MOST_REASONS):
            self._reasons[reasons] += 1

    def has_enough_like(self, entry: Entry) -> bool:
        """Return whether an entry that was added is one too many of the same reasons to print."""
        return entry.failed and self._reasons[_reasons(entry)] > _MOST_ALIKE

    def alike(self) -> Iterator[Line]:
        """Yield how many failures were not printed because others have the same reasons."""
        for reasons, count in self._reasons.items():
            if count > _MOST_ALIKE:
                said = f"… and {count - _MOST_ALIKE:,} more with: {'; '.join(reasons)}"
                yield Line(printable(f"{said} (--quiet or --all shows them)"), "error")

    def lines(self) -> Iterator[Line]:
        """Yield the names of what failed, the table of findings, and the tally."""
        if self._names:
            yield Line("Needs attention:", "error")
            yield from (Line(f"  {printable(name)}", "error") for name in self._names)
            if self.failed > _MOST_NAMES:
                yield Line(f"  … and {self.failed - _MOST_NAMES:,} more", "error")
        yield from self.statistics()

    def statistics(self) -> Iterator[Line]:
        """Yield the table of findings by code, from the worst, and the tally."""
        if self._findings:
            yield Line("Findings (frus-pack explain CODE says what to do):")
            yield Line("  severity        count   found in  code")
        order = {code: row for row, code in enumerate(TABLE)}
        for code in sorted(self._findings, key=lambda code: (_badness(code), order[code])):
            severity = TABLE[code].severity
            count, within = self._findings[code], self._with_finding[code]
            yield Line(f"  {severity:<11} {count:>9,}  {within:>9,}  {code}", severity)
        if self._counts:
            yield Line(", ".join(f"{name}: {count:,}" for name, count in self._counts.items()))
        yield Line(self.tally())

    def tally(self) -> str:
        """Return how many entries there are of each status."""
        counts = (f"{n:,} {status}" for status, n in sorted(self._statuses.items()))
        return ", ".join(counts) or "nothing to do"


def _reasons(entry: Entry) -> tuple[str, ...]:
    """Return why an entry failed, without the names of what failed."""
    codes = (one.code for one in entry.findings if one.severity == SEVERITIES[0])
    return tuple(dict.fromkeys((*sorted(codes), *entry.reasons)))


def _badness(code: str) -> int:
    return SEVERITIES.index(TABLE[code].severity)

"""The summary of many things that a command worked on: what failed, findings by code, a tally."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from frus_pack.document.characters import printable
from frus_pack.reports.entry import Entry, Line
from frus_pack.requirements.table import SEVERITIES, TABLE

_MOST_NAMES = 20


class Summary:
    """Adds up entries. Memory grows with the number of codes, not of entries."""

    def __init__(self) -> None:
        self.entries = 0
        self.failed = 0
        self._names: list[str] = []
        self._statuses: Counter[str] = Counter()
        self._findings: Counter[str] = Counter()
        self._with_finding: Counter[str] = Counter()
        self._counts: Counter[str] = Counter()

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
            if len(self._names) < _MOST_NAMES:
                self._names.append(entry.name)

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
            yield Line("Findings:")
            yield Line("  severity        count   found in  code")
        order = {code: row for row, code in enumerate(TABLE)}
        for code in sorted(self._findings, key=lambda code: (_badness(code), order[code])):
            severity = TABLE[code].severity
            count, within = self._findings[code], self._with_finding[code]
            yield Line(f"  {severity:<11} {count:>9,}  {within:>9,}  {code}", severity)
        yield from self._tally()

    def _tally(self) -> Iterator[Line]:
        if self._counts:
            yield Line(", ".join(f"{name}: {count:,}" for name, count in self._counts.items()))
        yield Line(", ".join(f"{n:,} {status}" for status, n in sorted(self._statuses.items())))


def _badness(code: str) -> int:
    return SEVERITIES.index(TABLE[code].severity)

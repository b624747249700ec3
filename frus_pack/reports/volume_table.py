"""Many surveyed volumes as one table, a volume a line."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from frus_pack.reports.volume_report import VolumeReport
from frus_pack.requirements.requirement import SEVERITIES

_HEAD = ("volume", "documents", "verdict", "errors", "warnings", "remarks")


def table_lines(reports: Sequence[VolumeReport]) -> Iterator[str]:
    """Yield the table of volumes, and below it how often each code was found, and where."""
    rows = [_HEAD, *map(_row, reports)]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        cells = [
            text.ljust(width) if place in (0, 2) else text.rjust(width)
            for place, (text, width) in enumerate(zip(row, widths, strict=True))
        ]
        yield "  ".join(cells).rstrip()
    yield ""
    yield from _codes(reports)


def _row(report: VolumeReport) -> tuple[str, ...]:
    counts = Counter(one.severity for one in report.findings)
    numbers = (f"{counts[severity]:,}" for severity in SEVERITIES)
    return (report.volume.id, f"{report.documents.count:,}", report.verdict, *numbers)


def _codes(reports: Sequence[VolumeReport]) -> Iterator[str]:
    findings: Counter[tuple[str, str]] = Counter()
    volumes: dict[tuple[str, str], list[str]] = {}
    for report in reports:
        for key in ((one.severity, one.code) for one in report.findings):
            findings[key] += 1
            volumes.setdefault(key, []).append(report.volume.id)
    for severity in SEVERITIES:
        for (of, code), count in findings.most_common():
            if of == severity:
                where = len(set(volumes[of, code]))
                noun = "volume" if where == 1 else "volumes"
                yield f"{severity}  {code}  {count:,} in {where:,} {noun}"

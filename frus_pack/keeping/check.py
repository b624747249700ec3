"""One check of one package for the audit: made by a worker, recorded by its parent."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from frus_pack.bag.reader import Bag, Limits
from frus_pack.errors import StorageError
from frus_pack.keeping.identity import UNKNOWN, Identity, identify, identify_ocfl, stamp
from frus_pack.keeping.ledger import stored_time
from frus_pack.reports.report import Report
from frus_pack.requirements.finding import Check, Finding
from frus_pack.validating.options import ValidationOptions
from frus_pack.validating.validate import check_in_stages, report_on
from frus_pack.validating.validate_all import in_step
from frus_pack.validating.validate_ocfl import ocfl_report

_UNREADABLE = "bag.unreadable"
_TRIES = 2


@dataclass(frozen=True)  # no slots: sent by workers
class FixityCheck:
    """What one check of a package found.

    `checked` is when it ended, in UTC, ISO 8601 to the second; `seconds` is how long it took.
    `restless` says that the package changed while it was checked, so that nothing is known.
    """

    place: Path
    identity: Identity
    report: Report
    checked: str
    seconds: float
    restless: bool = False

    @property
    def valid(self) -> bool:
        """Whether every check passed."""
        return self.report.ok and not self.restless

    @property
    def opened(self) -> bool:
        """Whether the package could be opened and looked into at all."""
        return self.identity != UNKNOWN and not self.restless


@dataclass(frozen=True, slots=True)
class LikeFindings:
    """Findings of one code in one package: the first of them, and how many there are."""

    first: Finding
    number: int


def like_findings(report: Report) -> tuple[LikeFindings, ...]:
    """Return the findings of a report, one of each code with the number of its like."""
    numbers = Counter[str]()
    for finding in report.findings:
        numbers[finding.code] += 1 + finding.alike
    firsts = {finding.code: finding for finding in reversed(report.findings)}
    return tuple(LikeFindings(firsts[code], number) for code, number in numbers.items())


def check_each(places: Iterator[Path], limits: Limits) -> Iterator[FixityCheck]:
    """Check the packages; every check of `validate` is made."""
    return in_step(_check(place, ValidationOptions(limits=limits)) for place in places)


def lost_check(place: Path) -> FixityCheck:
    """Return the check of a package whose worker was killed twice."""
    return _failed(place, "the worker that checked this was killed", 0.0)


def now() -> str:
    """Return the time as the ledger holds it."""
    return stored_time(datetime.now(UTC))


def _check(place: Path, options: ValidationOptions) -> Iterator[Bag | FixityCheck]:
    """Check a package; again if it changed meanwhile, as somebody may just be replacing it."""
    spent = 0.0
    for _ in range(_TRIES):
        before = stamp(place)
        started = time.monotonic()
        try:
            for stage in _look(place, options):
                spent += time.monotonic() - started
                if isinstance(stage, Bag):
                    yield stage
                else:
                    identity, report = stage
                started = time.monotonic()
        except StorageError as error:
            yield _failed(place, str(error), spent + time.monotonic() - started)
            return
        if stamp(place) == before:
            yield FixityCheck(place, identity, report, now(), spent)
            return
    yield FixityCheck(place, identity, report, now(), spent, restless=True)


def _look(place: Path, options: ValidationOptions) -> Iterator[Bag | tuple[Identity, Report]]:
    """Yield the open bag after each stage of its checks, and then what it is and the report."""
    in_root = partial(report_on, options=ValidationOptions(limits=options.limits))
    if (report := ocfl_report(place, in_root)) is not None:
        yield identify_ocfl(place), report
        return
    bag: Bag | None = None
    for stage in check_in_stages(place, options):
        if isinstance(stage, Bag):
            bag = stage
            yield bag
        elif bag is not None:
            yield identify(bag), stage


def _failed(place: Path, why: str, seconds: float) -> FixityCheck:
    finding = Finding(_UNREADABLE, "", why)
    report = Report(place, (finding,), (Check("bag", "failed"),), 0, 0)
    return FixityCheck(place, UNKNOWN, report, now(), seconds)

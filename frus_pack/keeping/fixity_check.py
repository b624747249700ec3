"""Check one package for the audit: a worker checks, and its parent records."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TypeVar

from frus_pack.bag.archives.compressed_tar_reader import AHEAD
from frus_pack.bag.opening import open_unjudged
from frus_pack.bag.reader import Bag
from frus_pack.bag.tag_files.inventory import read_inventory
from frus_pack.checks.page_images.check_page_images import PageImagesCheck
from frus_pack.checks.page_images.seen_images import SeenImage, SeenImages
from frus_pack.errors import StorageError
from frus_pack.keeping.identity import UNKNOWN, Identity, identify, identify_ocfl, stamp
from frus_pack.keeping.ledger import stored_time
from frus_pack.reports.report import Report
from frus_pack.requirements.finding import Check, Finding
from frus_pack.storage.stages import Stages, at_once, in_step
from frus_pack.validating.validate import (
    MOST_KEPT,
    ValidationOptions,
    check_open_bag,
    if_small,
    report_on,
)
from frus_pack.validating.validate_ocfl import ocfl_report

_UNREADABLE = "bag.unreadable"
_TRIES = 2

R = TypeVar("R")


@dataclass(frozen=True)  # no slots: sent to workers
class Due:
    """A package to check, and its images that an earlier check decoded.

    `not_searched` says why something that can hold a package is not looked into.
    """

    place: Path
    seen: tuple[SeenImage, ...] = ()
    not_searched: str | None = None


@dataclass(frozen=True)  # no slots: sent by workers
class FixityCheck:
    """What one check of a package found.

    `checked` is when it ended, in UTC, ISO 8601 to the second; `seconds` is how long it took.
    `restless` says that the package changed while it was checked, so that nothing is known of it.
    `decoded` are the images that this check decoded.
    """

    place: Path
    identity: Identity
    report: Report
    checked: str
    seconds: float
    restless: bool = False
    decoded: tuple[SeenImage, ...] = ()

    @property
    def valid(self) -> bool:
        """Return whether every check passed."""
        return self.report.ok and not self.restless

    @property
    def opened(self) -> bool:
        """Return whether the package could be opened and read at all."""
        return self.identity != UNKNOWN and not self.restless


@dataclass(frozen=True, slots=True)
class LikeFindings:
    """Findings of one code in one package: the first, and the number of them."""

    first: Finding
    number: int


def like_findings(report: Report) -> tuple[LikeFindings, ...]:
    """Return the first finding of each code in a report, with the number of such findings."""
    numbers = Counter[str]()
    for finding in report.findings:
        numbers[finding.code] += 1 + finding.alike
    firsts = {finding.code: finding for finding in reversed(report.findings)}
    return tuple(LikeFindings(firsts[code], number) for code, number in numbers.items())


def check_each(due: Iterator[Due], options: ValidationOptions) -> Iterator[FixityCheck]:
    """Check packages, small ones together, and yield the results as they come.

    Every check of `validate` is made, but an image whose digest is right is not decoded again.
    """
    return in_step(_check(one, options) for one in due)


def check_open(bag: Bag, options: ValidationOptions, seen: SeenImages) -> FixityCheck:
    """Check an open bag that nobody writes to."""
    started = time.monotonic()
    identity, report = at_once(_look_into(bag, options, seen))
    spent = time.monotonic() - started
    report = _with_remark(report, seen)
    return FixityCheck(bag.path, identity, report, now(), spent, decoded=tuple(seen.decoded))


def lost_check(due: Due) -> FixityCheck:
    """Return the check of a package whose worker was killed twice."""
    return _failed(due.place, "the worker that checked this was killed", 0.0)


def now() -> str:
    """Return the time as the ledger holds it."""
    return stored_time(datetime.now(UTC))


def _check(due: Due, options: ValidationOptions) -> Stages[FixityCheck]:
    """Check a package, and check it again if it changed meanwhile."""
    place, watch = due.place, _Stopwatch()
    if due.not_searched is not None:
        return _failed(place, due.not_searched, watch.seconds)
    for _ in range(_TRIES):
        before = stamp(place)
        seen = SeenImages(due.seen)
        try:
            identity, report = yield from watch.timed(_look(place, options, seen))
        except StorageError as error:
            check = _failed(place, str(error), watch.seconds)
        else:
            report = _with_remark(report, seen)
            decoded = tuple(seen.decoded)
            check = FixityCheck(place, identity, report, now(), watch.seconds, decoded=decoded)
        if stamp(place) == before:
            return check
    return replace(check, restless=True, decoded=())


class _Stopwatch:
    """Counts the seconds that jobs in stages take, without those between their stages."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def timed(self, job: Stages[R]) -> Stages[R]:
        while True:
            started = time.monotonic()
            try:
                next(job)
            except StopIteration as end:
                result: R = end.value
                return result
            finally:
                self.seconds += time.monotonic() - started
            yield


def _look(
    place: Path, options: ValidationOptions, seen: SeenImages
) -> Stages[tuple[Identity, Report]]:
    in_root = partial(report_on, options=ValidationOptions(limits=options.limits), seen=seen)
    if (report := ocfl_report(place, in_root)) is not None:
        return identify_ocfl(place), report
    with open_unjudged(place, options.limits, AHEAD) as bag:
        return (yield from if_small(bag, _look_into(bag, options, seen)))


def _look_into(
    bag: Bag, options: ValidationOptions, seen: SeenImages
) -> Stages[tuple[Identity, Report]]:
    inventory = read_inventory(bag, options.limits.tag_file_octets, MOST_KEPT)
    yield
    identity = identify(bag, inventory)
    report = yield from check_open_bag(bag, inventory, options, seen)
    return identity, report


def _with_remark(report: Report, seen: SeenImages) -> Report:
    """Say in the report how many images were not decoded again."""
    if not seen.recalled:
        return report
    reason = f"{seen.recalled:,} images have the digests with which they were decoded before"
    checks = (
        replace(one, reason=reason) if one.family == PageImagesCheck.family else one
        for one in report.checks
    )
    return replace(report, checks=tuple(checks))


def _failed(place: Path, why: str, seconds: float) -> FixityCheck:
    finding = Finding(_UNREADABLE, "", why)
    report = Report(place, (finding,), (Check("bag", "failed"),), 0, 0)
    return FixityCheck(place, UNKNOWN, report, now(), seconds)

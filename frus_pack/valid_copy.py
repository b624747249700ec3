"""Packages that are taken somewhere only if they are valid: copied first, and checked as copied."""

from __future__ import annotations

from pathlib import Path

from frus_pack.bag.copying import CopiedBag
from frus_pack.bag.opening import open_unjudged
from frus_pack.bag.reader import Limits
from frus_pack.errors import FrusPackError, Problem, SourceError
from frus_pack.report import Report
from frus_pack.validation import report_on


class InvalidPackageError(FrusPackError):
    """A package is not valid, so nothing was made of it; `report` says all that was found."""

    def __init__(self, report: Report) -> None:
        super().__init__(report)
        self.report = report

    def __str__(self) -> str:
        lines = [f"{self.report.path}: is not valid"]
        for one in self.report.errors:
            place = f"{one.location}: " if one.location else ""
            lines.append(f"{place}{one.message} [{one.code}]")
        return "\n".join(lines)


def copy_valid(package: Path, folder: Path) -> tuple[CopiedBag, Report]:
    """Copy a package, in whatever form, into an empty folder, with SHA-512 digests.

    Every check is made, on the copy. Raises InvalidPackageError, then SourceError for a valid bag
    that is no package, StorageError if there is none, and OSError if the copy cannot be written.
    """
    limits = Limits()
    with open_unjudged(package, limits, ahead=()) as source:
        bag = CopiedBag(source, folder, also=("sha512",))
    report = report_on(bag, limits)
    if not report.ok:
        raise InvalidPackageError(report)
    if not any(check.family == "metadata" and check.outcome == "passed" for check in report.checks):
        message = "is a valid bag, but no frus-pack package, and what it holds is not known"
        raise SourceError(Problem(str(package), message))
    return bag, report

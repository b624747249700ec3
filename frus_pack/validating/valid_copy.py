"""Bags that are taken somewhere only if they are valid: copied first, and checked as copied."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from frus_pack.bag.copying import CopiedBag
from frus_pack.bag.opening import open_to_copy
from frus_pack.bag.reader import Bag
from frus_pack.errors import FrusPackError, Problem, SourceError
from frus_pack.reports.report import Report
from frus_pack.validating.validate import ValidationOptions, report_on

_COMPLETE_IT = "fill it from a local mirror with frus-pack complete"


class InvalidPackageError(FrusPackError):
    """A package is not valid, so nothing was made of it; `report` says all that was found."""

    def __init__(self, report: Report) -> None:
        super().__init__(report)
        self.report = report

    def __str__(self) -> str:
        lines = [f"{self.report.path}: is not valid"]
        for one in self.report.errors:
            place = f"{one.location}: " if one.location else ""
            advice = f" ({_COMPLETE_IT})" if one.code == "bag.payload-file-unfetched" else ""
            lines.append(f"{place}{one.message} [{one.code}]{advice}")
        return "\n".join(lines)


def copy_valid_package(package: Path, folder: Path) -> tuple[CopiedBag, Report]:
    """As `copy_valid_bag`, within the usual limits, and with SHA-512 digests whatever the
    manifests have. Raises besides SourceError for a valid bag that is not a package."""
    bag, report = copy_valid_bag(package, folder, ValidationOptions(), also=("sha512",))
    if not any(check.family == "metadata" and check.outcome == "passed" for check in report.checks):
        message = "is a valid bag, but not a package of frus-pack, so its document is not known"
        raise SourceError(Problem(str(package), message))
    return bag, report


def copy_valid_bag(
    path: Path, folder: Path, options: ValidationOptions, also: Sequence[str] = ()
) -> tuple[CopiedBag, Report]:
    """Copy a bag, in whatever form, into an empty folder; for `also` see `CopiedBag`.

    Every check is made, on the copy. Raises InvalidPackageError, StorageError if there is none,
    and OSError if the copy cannot be written.
    """
    with open_to_copy(path, options.limits, folder) as source:
        if source.irregularities:
            _raise_if_invalid(source, options)  # nothing is to be made of links and the like
        bag = CopiedBag(source, folder, also)
    return bag, _raise_if_invalid(bag, options)


def _raise_if_invalid(bag: Bag, options: ValidationOptions) -> Report:
    report = report_on(bag, options)
    if not report.ok:
        raise InvalidPackageError(report)
    return report

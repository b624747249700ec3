"""Validating OCFL storage roots and objects, with every check of the packages in them."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from frus_pack.bag.digested_bag import DigestedBag
from frus_pack.bag.reader import Bag
from frus_pack.bag.tag_files.inventory import manifest_algorithms
from frus_pack.bag.tag_files.parsed import DECLARATION
from frus_pack.errors import StorageError
from frus_pack.ocfl.discovery import is_object, is_root, objects_below
from frus_pack.ocfl.object_check import check_object
from frus_pack.ocfl.object_files import ObjectError, read_inventory
from frus_pack.ocfl.root_check import check_root
from frus_pack.ocfl.version_bag import VersionBag
from frus_pack.reports.report import Report
from frus_pack.requirements.finding import Check, Finding, in_order, outcome
from frus_pack.storage.fixity import HASHES
from frus_pack.storage.regular_file import reading

ReportOn = Callable[[Bag], Report]
"""What makes every check of a bag."""

_FAMILY = "ocfl"


def ocfl_report(path: Path, report_on: ReportOn, *, with_objects: bool = False) -> Report | None:
    """Check a storage root or an object; None if the path is neither.

    An object's structure, inventories and every digest of every version are checked, and its
    head version as the bag that it is. `with_objects` adds to the report of a root the errors of
    all of its objects. Raises StorageError if the path cannot be read.
    """
    with reading(path):
        if os.path.lexists(path / DECLARATION) or not path.is_dir():
            return None  # nearly everything is a bag, and asking for its declaration is cheap
        if is_object(path):
            return _object_report(path, report_on)
        if is_root(path):
            report = _root_report(path)
            return _with_objects(report, report_on) if with_objects else report
    return None


def _root_report(path: Path) -> Report:
    findings = in_order(check_root(path))
    return Report(path, findings, (outcome(_FAMILY, findings),), 0, 0)


def _with_objects(report: Report, report_on: ReportOn) -> Report:
    findings, files, octets = list(report.findings), 0, 0
    for folder in objects_below(report.path):
        one = _object_report(folder, report_on)
        where = folder.relative_to(report.path).as_posix()
        findings += (replace(found, location=f"{where}/{found.location}") for found in one.errors)
        files, octets = files + one.files, octets + one.bytes
    failed = any(finding.severity == "error" for finding in findings)
    check = Check(_FAMILY, "failed" if failed else "passed")
    return Report(report.path, in_order(findings), (check,), files, octets)


def _object_report(path: Path, report_on: ReportOn) -> Report:
    try:
        inventory = read_inventory(path)
        with VersionBag(path, inventory) as bag:
            # Each file is read once, for the digests of the object and for those of the bag.
            also = manifest_algorithms(bag.files) & HASHES.keys()
            checked = check_object(path, inventory.identifier, also)
            report = report_on(DigestedBag(bag, bag.known(checked.digests)))
    except ObjectError as error:
        return _invalid(path, Finding("ocfl.object-invalid", error.path, error.message))
    except StorageError as error:
        return _invalid(path, Finding("ocfl.object-invalid", "", str(error)))
    content = checked.inventory.content_paths()
    octets = sum((path / one).stat().st_size for one in content)
    checks = (Check(_FAMILY, "passed"), *report.checks)
    return Report(path, report.findings, checks, len(content), octets)


def _invalid(path: Path, finding: Finding) -> Report:
    return Report(path, (finding,), (Check(_FAMILY, "failed"),), 0, 0)

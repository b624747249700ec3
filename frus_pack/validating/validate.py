"""Validating a package: every check on one bag, in one report."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache, partial
from os import PathLike
from pathlib import Path
from typing import TypeVar

from frus_pack.bag.archives.compressed_tar_reader import AHEAD
from frus_pack.bag.opening import open_unjudged
from frus_pack.bag.reader import Bag, Limits
from frus_pack.bag.tag_files.inventory import Inventory, read_inventory
from frus_pack.bag.tag_files.profile import Profile, parse_profile, read_profile
from frus_pack.checks.bag import check_bag as bag_checks
from frus_pack.checks.bag import profile as profile_checks
from frus_pack.checks.bag.bagit_python import compare_with_bagit
from frus_pack.checks.bag.check_bag import check_bag
from frus_pack.checks.bag.profile import check_profile
from frus_pack.checks.description import packaged_document as document_checks
from frus_pack.checks.description.metadata import MetadataCheck
from frus_pack.checks.description.packaged_document import (
    OWN_LABELS,
    DocumentCheck,
    PackagedDocument,
    is_package,
)
from frus_pack.checks.page_images.check_page_images import PageImagesCheck
from frus_pack.checks.page_images.seen_images import SeenImages
from frus_pack.checks.transcription.check_transcription import TranscriptionCheck
from frus_pack.document import schemas
from frus_pack.errors import StorageError
from frus_pack.reports.report import Report
from frus_pack.requirements.finding import Check, Result, first_of_each, in_order, outcome
from frus_pack.storage.given_paths import one_path
from frus_pack.storage.parallel import all_cores
from frus_pack.storage.stages import Stages, at_once
from frus_pack.validating.not_packed import with_advice
from frus_pack.validating.validate_ocfl import ocfl_report
from frus_pack.workers.progress import OnProgress, size_of, watch_one

FAMILIES: tuple[DocumentCheck, ...] = (MetadataCheck(), TranscriptionCheck(), PageImagesCheck())
"""The checks of the document, in the order of a report."""

MOST_KEPT = 4 << 20
"""Bytes of a manifest that is kept while the bag is checked; that of a package is far shorter."""

_FEW_FILES = 100
_FEW_OCTETS = 256 << 10

_NO_PACKAGE = "not a frus-pack package"

R = TypeVar("R")


@dataclass(frozen=True)  # no slots: sent to workers
class ValidationOptions:
    """How bags are validated, all alike.

    Attributes:
        profile: A BagIt Profile that each bag has to meet; ours applies to packages anyway.
        completeness_only: Leave out the digests.
        allow_unfetched: Accept a bag with files that are still to be fetched.
        cross_check: Ask the Library of Congress's `bagit` as well.
        limits: What an archive may unpack to.
        jobs: Number of threads that digest one bag; None for all cores.
    """

    profile: Profile | None = None
    completeness_only: bool = False
    allow_unfetched: bool = False
    cross_check: bool = False
    limits: Limits = field(default_factory=Limits)
    jobs: int | None = None


def validate(
    path: str | PathLike[str],
    *,
    profile: str | PathLike[str] | None = None,
    completeness_only: bool = False,
    allow_unfetched: bool = False,
    cross_check: bool = False,
    limits: Limits | None = None,
    jobs: int | None = None,
    progress: OnProgress | None = None,
) -> Report:
    """Check a bag of any origin, or an OCFL storage root or object.

    Nothing is written. Whatever is wrong with the bag is a finding of the report.

    Args:
        path: A folder, or a tar, tar.gz, tar.bz2, tar.xz or zip file, which is read without
            unpacking it.
        profile: The file of a BagIt Profile that the bag has to meet. The profile of frus-pack
            applies to its own packages anyway.
        completeness_only: Leave out the digests; the report says so.
        allow_unfetched: Accept a bag with files that are still to be fetched.
        cross_check: Ask the Library of Congress's `bagit` as well.
        limits: What an archive may unpack to; by default `Limits()`.
        jobs: Number of threads that digest; by default one a core.
        progress: Called several times a second with a `Progress`, from the beginning on, perhaps
            in a thread of its own.

    Returns:
        The report, with every finding of every check. It is true if there is no error.

    Raises:
        StorageError: Nothing exists at `path`, or it is neither a folder nor such an archive.
        SourceError: The profile is broken.

    Example:
        >>> report = frus_pack.validate("deposit/frus1958-60v99/frus1958-60v99-d12")
        >>> report.ok, [finding.code for finding in report.errors]
        (True, [])
    """
    options = ValidationOptions(
        profile=None if profile is None else read_profile(Path(profile)),
        completeness_only=completeness_only,
        allow_unfetched=allow_unfetched,
        cross_check=cross_check,
        limits=Limits.of(limits),
        jobs=jobs,
    )
    place = one_path(path, "path", "validate_all")
    return watch_one(progress, partial(size_of, place), partial(_check, place, options))


def _check(path: Path, options: ValidationOptions) -> Report:
    in_root = partial(report_on, options=ValidationOptions(limits=options.limits))
    if (report := ocfl_report(path, in_root, with_objects=True)) is not None:
        return report
    return at_once(check_in_stages(path, options))


def check_in_stages(path: Path, options: ValidationOptions) -> Stages[Report]:
    """Check one bag in stages. Raises StorageError as `validate` does."""
    with open_unjudged(path, options.limits, () if options.completeness_only else AHEAD) as bag:
        return (yield from if_small(bag, _check_in_stages(bag, options)))


def report_on(bag: Bag, options: ValidationOptions, seen: SeenImages | None = None) -> Report:
    """Make every check on a bag that is open already; see `validate`."""
    return at_once(_check_in_stages(bag, options, seen))


def if_small(bag: Bag, job: Stages[R]) -> Stages[R]:
    """Do a job on an open bag in stages if the bag is small, else in one stage."""
    if len(bag.files) > _FEW_FILES or sum(bag.files.values()) > _FEW_OCTETS:
        return at_once(job)
    yield
    return (yield from job)


def _check_in_stages(
    bag: Bag, options: ValidationOptions, seen: SeenImages | None = None
) -> Stages[Report]:
    inventory = read_inventory(bag, options.limits.tag_file_octets, MOST_KEPT)
    yield
    return (yield from check_open_bag(bag, inventory, options, seen))


def check_open_bag(
    bag: Bag, inventory: Inventory, options: ValidationOptions, seen: SeenImages | None = None
) -> Stages[Report]:
    """Check a bag whose tag files were read, in stages.

    Images that were `seen` are not decoded again, unless a digest of the bag differs.
    """
    unfetched = options.allow_unfetched
    if options.completeness_only:
        results = [bag_checks.check_completeness(bag, inventory, unfetched)]
    else:
        jobs = options.jobs or all_cores()
        results = [(yield from check_bag(bag, inventory, unfetched, jobs))]
    is_whole = all(check.outcome == "passed" for check in results[0][1])
    if options.cross_check:
        results.append(compare_with_bagit(bag, results[0][0], options.completeness_only))
    yield
    results.append(_profile(options.profile, bag, inventory))
    for result in _document(bag, inventory, seen if is_whole else None):
        yield
        results.append(result)
    return _report(bag, results)


def _report(bag: Bag, results: Sequence[Result]) -> Report:
    found = [one for made, _ in results for one in made]
    findings = in_order(with_advice(bag, tuple(first_of_each(found))))
    checks = tuple(check for _, done in results for check in done)
    return Report(bag.path, findings, checks, len(bag.files), sum(bag.files.values()))


def _profile(given: Profile | None, bag: Bag, inventory: Inventory) -> Result:
    """Check the profile that was given, and ours for a bag that says that it follows it."""
    own = _own_profile()
    profiles = [] if given is None or given == own else [given]
    findings = [
        one
        for profile in profiles
        for one in check_profile(profile, bag, inventory, read=partial(_tag_file, bag))
    ]
    if given == own or is_package(inventory, own.identifier):
        profiles.append(own)
        findings += check_profile(own, bag, inventory, OWN_LABELS)
    if not profiles:
        return [], [Check(profile_checks.FAMILY, "not checked", "no profile was given")]
    names = ", ".join(profile.identifier for profile in profiles)
    return findings, [outcome(profile_checks.FAMILY, findings, names)]


def _document(bag: Bag, inventory: Inventory, seen: SeenImages | None) -> Iterator[Result]:
    """Read the files, which gives no findings yet, and then check one family after the other."""
    if not is_package(inventory, _own_profile().identifier):
        yield [], [Check(one.family, "not checked", _NO_PACKAGE) for one in FAMILIES]
        return
    document = PackagedDocument(bag, inventory, seen=seen or SeenImages())
    for _file in document.files():
        yield [], []
    for family in FAMILIES:
        yield document_checks.check_family(document, family)


def _tag_file(bag: Bag, path: str) -> bytes:
    """Return a tag file, empty where it cannot be read: the checks of the bag report that."""
    try:
        return bag.read(path, Limits().tag_file_octets)
    except StorageError:
        return b""


@cache
def _own_profile() -> Profile:
    return parse_profile(schemas.load(schemas.PROFILE), schemas.PROFILE)

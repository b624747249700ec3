"""Validating a package: every check on one bag, in one report."""

from __future__ import annotations

from collections.abc import Generator, Iterator, Sequence
from functools import cache, partial
from os import PathLike
from pathlib import Path

from frus_pack.bag.archives.compressed_tar_reader import AHEAD
from frus_pack.bag.opening import open_unjudged
from frus_pack.bag.reader import Bag, Limits
from frus_pack.bag.tag_files.inventory import Inventory, read_inventory
from frus_pack.bag.tag_files.profile import Profile, parse_profile, read_profile
from frus_pack.checks.bag import cross_check as cross_checks
from frus_pack.checks.bag import profile as profile_checks
from frus_pack.checks.bag import rules as bag_checks
from frus_pack.checks.description import document as document_checks
from frus_pack.checks.description.document import OWN_LABELS, PackagedDocument, is_package
from frus_pack.document import schemas
from frus_pack.errors import StorageError
from frus_pack.reports.report import Report
from frus_pack.requirements.finding import Check, Result, first_of_each, in_order, outcome
from frus_pack.storage.parallel import all_cores
from frus_pack.validating.families import FAMILIES
from frus_pack.validating.validate_ocfl import ocfl_report

_NO_PACKAGE = "not a frus-pack package"


def validate(
    path: str | PathLike[str],
    *,
    profile: str | PathLike[str] | None = None,
    completeness_only: bool = False,
    allow_unfetched: bool = False,
    cross_check: bool = False,
    limits: Limits | None = None,
    jobs: int | None = None,
) -> Report:
    """Check a bag: a folder, or a tar, tar.gz or zip file, which is read without unpacking it.

    `profile` is a BagIt Profile to hold it against; that of frus-pack applies by itself to its
    own packages. `completeness_only` leaves out the digests. `allow_unfetched` accepts a bag
    with files still to be fetched. `cross_check` asks bagit-python too. `limits` bounds what an
    archive may unpack to. `jobs` is the number of threads that digest, all cores by default.

    Nothing is ever written, and whatever is wrong with the bag is a finding. Raises StorageError
    if there is nothing at `path`, or neither folder nor archive, and SourceError for a broken
    profile.
    """
    in_root = partial(report_on, limits=limits or Limits())
    if (report := ocfl_report(Path(path), in_root, with_objects=True)) is not None:
        return report
    found = stages(
        Path(path),
        profile=profile,
        completeness_only=completeness_only,
        allow_unfetched=allow_unfetched,
        cross_check=cross_check,
        limits=limits,
        jobs=jobs,
    )
    while True:
        try:
            next(found)
        except StopIteration as end:
            whole: Report = end.value
            return whole


def stages(
    path: Path,
    *,
    profile: str | PathLike[str] | None = None,
    completeness_only: bool = False,
    allow_unfetched: bool = False,
    cross_check: bool = False,
    limits: Limits | None = None,
    jobs: int | None = None,
) -> Generator[Bag, None, Report]:
    """What `validate` does, a stage at a time: gives the bag, which is open, after each, and
    returns the report. Raises as `validate` does."""
    given = None if profile is None else read_profile(Path(profile))
    limits = limits or Limits()
    with open_unjudged(path, limits, () if completeness_only else AHEAD) as bag:
        yield bag
        inventory = read_inventory(bag, limits.tag_file_octets)
        yield bag
        if completeness_only:
            results = [bag_checks.check_completeness(bag, inventory, allow_unfetched)]
        else:
            results = [bag_checks.check(bag, inventory, allow_unfetched, jobs or all_cores())]
        if cross_check:
            results.append(cross_checks.check(bag, results[0][0], completeness_only))
        yield bag
        results.append(_profile(given, bag, inventory))
        for result in _document(bag, inventory):
            yield bag
            results.append(result)
        return _report(bag, results)


def report_on(bag: Bag, limits: Limits) -> Report:
    """Every check on a bag that is open already; see `validate`."""
    inventory = read_inventory(bag, limits.tag_file_octets)
    results = [
        bag_checks.check(bag, inventory, allow_unfetched=False, jobs=all_cores()),
        _profile(None, bag, inventory),
        *_document(bag, inventory),
    ]
    return _report(bag, results)


def _report(bag: Bag, results: Sequence[Result]) -> Report:
    findings = in_order(first_of_each(one for found, _ in results for one in found))
    checks = tuple(check for _, done in results for check in done)
    return Report(bag.path, findings, checks, len(bag.files), sum(bag.files.values()))


def _profile(given: Profile | None, bag: Bag, inventory: Inventory) -> Result:
    """The profile given, and our own for what says that it follows it."""
    own = _own_profile()
    profiles = [] if given is None or given == own else [given]
    findings = [
        one
        for profile in profiles
        for one in profile_checks.check(profile, bag, inventory, read=partial(_tag_file, bag))
    ]
    if given == own or is_package(inventory, own.identifier):
        profiles.append(own)
        findings += profile_checks.check(own, bag, inventory, OWN_LABELS)
    if not profiles:
        return [], [Check(profile_checks.FAMILY, "not checked", "no profile was given")]
    names = ", ".join(profile.identifier for profile in profiles)
    return findings, [outcome(profile_checks.FAMILY, findings, names)]


def _document(bag: Bag, inventory: Inventory) -> Iterator[Result]:
    """The files are read, and then a family follows the other; reading gives no findings yet."""
    if not is_package(inventory, _own_profile().identifier):
        yield [], [Check(one.family, "not checked", _NO_PACKAGE) for one in FAMILIES]
        return
    document = PackagedDocument(bag, inventory)
    for _file in document.files():
        yield [], []
    for family in FAMILIES:
        yield document_checks.check(document, family)


def _tag_file(bag: Bag, path: str) -> bytes:
    """Return a tag file, empty where it cannot be read: the checks of the bag report that."""
    try:
        return bag.read(path, Limits().tag_file_octets)
    except StorageError:
        return b""


@cache
def _own_profile() -> Profile:
    return parse_profile(schemas.load(schemas.PROFILE), schemas.PROFILE)

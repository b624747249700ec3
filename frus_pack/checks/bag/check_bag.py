"""Check a bag by all rules of BagIt (RFC 8493) at once, so that no fault hides another."""

from __future__ import annotations

from collections.abc import Iterator

from frus_pack.bag.reader import Bag
from frus_pack.bag.tag_files.inventory import Inventory
from frus_pack.checks.bag import fixity as bag_fixity
from frus_pack.checks.bag.bag_info import check_bag_info
from frus_pack.checks.bag.completeness import check_payload
from frus_pack.checks.bag.fixity import check_fixity
from frus_pack.checks.bag.listed_paths import Matching, match_payload, match_tag_files
from frus_pack.checks.bag.names import check_names
from frus_pack.checks.bag.seal import check_seal
from frus_pack.checks.bag.tag_files import check_tag_files
from frus_pack.requirements.finding import Check, Finding, Result, first_of_each, outcome
from frus_pack.storage.stages import Stages

FAMILY = "bag"


def check_bag(bag: Bag, inventory: Inventory, allow_unfetched: bool, jobs: int) -> Stages[Result]:
    """Structure, completeness and digests. `allow_unfetched` accepts a bag with files still to
    be fetched; `jobs` is the number of threads to digest in."""
    payload, tag_files = match_payload(bag, inventory), match_tag_files(bag, inventory)
    structure = first_of_each(_structure(bag, inventory, payload, tag_files, allow_unfetched))
    yield
    altered, fixity = check_fixity(bag, inventory, payload, tag_files, jobs)
    findings = first_of_each((*structure, *altered))
    yield
    agrees = not any(one.severity == "error" for one in findings)
    findings += check_seal(bag, inventory, agrees=agrees)
    return findings, [_outcome(bag, findings), fixity]


def check_completeness(bag: Bag, inventory: Inventory, allow_unfetched: bool) -> Result:
    """Structure and completeness alone: no payload file is opened."""
    payload, tag_files = match_payload(bag, inventory), match_tag_files(bag, inventory)
    findings = first_of_each(_structure(bag, inventory, payload, tag_files, allow_unfetched))
    fixity = Check(bag_fixity.FAMILY, "not checked", "only completeness was asked for")
    return findings, [_outcome(bag, findings), fixity]


def _structure(
    bag: Bag,
    inventory: Inventory,
    payload: Matching,
    tag_files: Matching,
    allow_unfetched: bool,
) -> Iterator[Finding]:
    meant = payload.meant.keys() | tag_files.meant.keys()
    yield from check_names(bag, inventory, meant)
    yield from check_tag_files(bag, inventory, tag_files)
    yield from check_payload(bag, inventory, payload, allow_unfetched=allow_unfetched)
    yield from check_bag_info(bag, inventory, payload)


def _outcome(bag: Bag, findings: list[Finding]) -> Check:
    reason = "the reading stopped at a limit" if bag.cut_short else ""
    return outcome(FAMILY, findings, reason)

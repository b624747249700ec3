"""The second opinion: the Library of Congress's bagit-python on the same bag."""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import bagit

from frus_pack.bag.reader import Bag
from frus_pack.requirements.finding import Check, Finding, Result, outcome

FAMILY = "cross-check"


def compare_with_bagit(bag: Bag, findings: Sequence[Finding], completeness_only: bool) -> Result:
    """Return whether bagit comes to the verdict that `findings`, ours of BagIt, come to."""
    if reason := _obstacle(bag, findings):
        return [], [Check(FAMILY, "not checked", reason)]
    errors = [one for one in findings if one.severity == "error"]
    objection = _objection(str(bag.path), completeness_only)
    if bool(errors) == (objection is not None):
        return [], [Check(FAMILY, "passed")]
    ours = "valid" if not errors else f"not valid ({errors[0].code})"
    theirs = "valid" if objection is None else f"not valid ({objection})"
    message = "bagit-python disagrees about the bag"
    disagreement = [Finding("cross-check.disagrees", "", message, ours, theirs)]
    return disagreement, [outcome(FAMILY, disagreement)]


def _obstacle(bag: Bag, findings: Sequence[Finding]) -> str:
    if bag.form != "folder":
        return "bagit-python reads no archives"
    if bag.irregularities:
        return "bagit-python would follow links and wait for pipes, and this bag has such things"
    if any(one.code == "bag.payload-file-to-fetch" for one in findings):
        return "bagit-python accepts no bag with files still to be fetched"
    return ""


def _objection(path: str, completeness_only: bool) -> str | None:
    """Return what bagit has against a bag, or None. On bad content it raises whatever it comes
    upon: ValueError, UnicodeDecodeError, …; each of these is an objection."""
    try:
        with _silent():
            bagit.Bag(path).validate(completeness_only=completeness_only)
    except Exception as error:
        return f"{type(error).__name__}: {error}".partition("\n")[0]
    return None


@contextmanager
def _silent() -> Iterator[None]:
    """Keep what bagit logs in this thread to itself, and nothing else."""
    thread = threading.get_ident()

    def from_elsewhere(record: logging.LogRecord) -> bool:
        return record.thread != thread

    bagit.LOGGER.addFilter(from_elsewhere)
    try:
        yield
    finally:
        bagit.LOGGER.removeFilter(from_elsewhere)

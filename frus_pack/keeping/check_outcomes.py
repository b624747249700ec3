"""Compare a check of a package with the checks that were recorded before."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from frus_pack.errors import StorageError
from frus_pack.keeping.fixity_check import FixityCheck
from frus_pack.package.package import open_package

AuditOutcome = Literal[
    "new", "as-before", "changed", "moved", "altered", "invalid", "unreadable", "missing"
]
"""What a check means, compared with the checks recorded before.

- ``new``: valid, and not recorded before.
- ``as-before``: valid, with the digest that was recorded.
- ``changed``: valid, with another digest: somebody changed the package on purpose.
- ``moved``: valid, recorded at another place, where it no longer exists.
- ``altered``: not valid, and recorded as valid before: bytes were changed or lost.
- ``invalid``: not valid, and never recorded as valid.
- ``unreadable``: cannot be opened, or changed while it was checked.
- ``missing``: recorded before, and no longer there.
"""

LOST: tuple[AuditOutcome, ...] = ("altered", "invalid", "unreadable", "missing")
"""The outcomes that need attention: an audit that has one fails."""

_INCOMPLETE = "incomplete: files are still to be fetched"
_UNFETCHED = "bag.payload-file-unfetched"


@dataclass(frozen=True, slots=True)
class Known:
    """What the ledger has of a package: its row and place, and the digest, seal and number of files
    that are expected."""

    row: int
    place: Path
    digest: str | None
    seal: str | None
    identifier: str | None
    files: int | None


def judge(
    check: FixityCheck, known: Known | None, moved_from: Known | None
) -> tuple[AuditOutcome, str]:
    """Return the outcome of a check, and a note on what the outcome alone does not say.

    Args:
        check: The check.
        known: What is recorded of the package at this place.
        moved_from: What is recorded of this package at another place, where it no longer exists.
    """
    before = known or moved_from
    expected = before.digest if before else None
    if not check.opened:
        return "unreadable", "changed while it was checked" if check.restless else ""
    if lost := _unfetched_again(check, before):
        return "altered", f"{lost} of its files {'is' if lost == 1 else 'are'} gone"
    if not check.valid:
        return ("altered" if expected and not _only_lacks_files(check) else "invalid"), ""
    outcome, note = _judge_valid(check, before, moved=moved_from is not None)
    if check.report.verdict == "incomplete":
        note = f"{note}; {_INCOMPLETE}" if note else _INCOMPLETE
    return outcome, note


def _judge_valid(
    check: FixityCheck, before: Known | None, *, moved: bool
) -> tuple[AuditOutcome, str]:
    if before is None:
        return "new", ""
    if check.identity.digest == before.digest:
        return ("moved", f"from {before.place}") if moved else ("as-before", "")
    if before.digest and before.seal and check.identity.seal == before.seal:
        return "altered", "its manifests changed, and its seal did not"
    return "changed", _amended_by(check.place) if before.digest else "it was never valid before"


def _only_lacks_files(check: FixityCheck) -> bool:
    """Return whether all errors of a bag are files that are still to be fetched."""
    errors = check.report.errors
    return bool(errors) and all(one.code == _UNFETCHED for one in errors)


def _unfetched_again(check: FixityCheck, before: Known | None) -> int:
    """Return how many files of a holey bag were there when it was last found valid, and are gone.

    BagIt cannot distinguish such a loss from a file that was never fetched.
    """
    is_holey = check.report.verdict == "incomplete" or _only_lacks_files(check)
    if not is_holey or before is None or check.identity.digest != before.digest:
        return 0
    return max(0, (before.files or 0) - check.report.files)


def _amended_by(place: Path) -> str:
    """Return who amended a package last, and why; an empty text if it does not say so."""
    try:
        with open_package(place) as package:
            amendments = package.metadata.amendments
    except StorageError:
        return ""
    return f"amended by {amendments[-1].agent}: {amendments[-1].reason}" if amendments else ""

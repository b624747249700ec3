"""Recording checks in the ledger: what each means beside what was recorded before."""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from frus_pack.bag.reader import Limits
from frus_pack.errors import StorageError
from frus_pack.keeping.check import FixityCheck, LikeFindings, check_each, like_findings, now
from frus_pack.keeping.ledger import path_from, stored_path
from frus_pack.package.package import open_package
from frus_pack.reports.outcome import Outcome
from frus_pack.version import __version__

AuditOutcome = Literal[
    "new", "as-before", "changed", "moved", "altered", "invalid", "unreadable", "missing"
]
"""What a check means beside the checks recorded before.

- ``new``: valid, and not recorded before.
- ``as-before``: valid, with the digest that was recorded.
- ``changed``: valid, with another digest: somebody changed the package on purpose.
- ``moved``: valid, recorded at another place, where it no longer exists.
- ``altered``: not valid, and recorded as valid before: bytes were changed or lost.
- ``invalid``: not valid, and never recorded as valid.
- ``unreadable``: cannot be opened, or changed while it was checked: nothing is known.
- ``missing``: recorded before, and no longer there.
"""

LOST: tuple[AuditOutcome, ...] = ("altered", "invalid", "unreadable", "missing")
"""The outcomes that need somebody: an audit that has one fails."""


_INSERT_CHECK = (
    "INSERT INTO fixity_check (package, audit, checked, seconds, version, place, octets, files,"
    " digest, seal, valid, outcome, families, note) VALUES (:package, :audit, :checked, :seconds,"
    " :version, :place, :octets, :files, :digest, :seal, :valid, :outcome, :families, :note)"
)
_INSERT_PACKAGE = (
    "INSERT INTO package (place, first_checked, last_checked, last_check, outcome)"
    " VALUES (:place, :checked, :checked, 0, :outcome)"
)
_UPDATE_PACKAGE = (
    "UPDATE package SET place = :place, last_checked = :checked, last_check = :check,"
    " outcome = :outcome, identifier = coalesce(:identifier, identifier),"
    " form = coalesce(:form, form), octets = coalesce(:octets, octets),"
    " files = coalesce(:files, files), digest = :digest, seal = :seal WHERE id = :id"
)


@dataclass(frozen=True, slots=True)
class Known:
    """What the ledger holds of a package: its row, place, and the digest and seal expected."""

    row: int
    place: Path
    digest: str | None
    seal: str | None
    identifier: str | None


@dataclass(frozen=True, slots=True)
class Recorded(Outcome):
    """One check as it was recorded. `note` says what the outcome alone does not."""

    place: Path
    outcome: AuditOutcome
    identifier: str | None
    check: FixityCheck | None
    note: str = ""

    @property
    def ok(self) -> bool:
        """Whether nothing was lost or altered."""
        return self.outcome not in LOST

    def to_dict(self) -> dict[str, Any]:
        """Return the check as JSON values. Every key is there; `findings` counts them by code."""
        check = self.check
        report = check.report if check else None
        return {
            "place": str(self.place),
            "identifier": self.identifier,
            "outcome": self.outcome,
            "checked": check.checked if check else None,
            "seconds": round(check.seconds, 3) if check else None,
            "form": check.identity.form if check else None,
            "bytes": report.bytes if report else None,
            "files": report.files if report else None,
            "digest": check.identity.digest if check else None,
            "seal": check.identity.seal if check else None,
            "findings": {one.first.code: one.number for one in like_findings(report)}
            if report
            else {},
            "note": self.note,
        }


def record_check(connection: sqlite3.Connection, audit: int, check: FixityCheck) -> Recorded:
    """Compare a check with what was recorded before, and record it in one transaction."""
    with _transaction(connection):
        known = _known_at(connection, check.place)
        moved_from = None if known else _moved_from(connection, check)
        outcome, note = _judge(check, known, moved_from)
        _add_check(connection, known or moved_from, audit, check, outcome, note)
    return Recorded(check.place, outcome, check.identity.identifier, check, note)


def record_event(
    connection: sqlite3.Connection, place: Path, limits: Limits, note: str
) -> Recorded:
    """Check a package, and record that with a note of what was done to it on purpose."""
    (check,) = check_each(iter((place,)), limits)
    with _transaction(connection):
        known = _known_at(connection, place)
        outcome, _ = _judge(check, known, None)
        _add_check(connection, known, None, check, outcome, note)
    return Recorded(place, outcome, check.identity.identifier, check, note)


def record_missing(connection: sqlite3.Connection, audit: int, known: Known) -> Recorded:
    """Record that a package is no longer where the ledger has it."""
    checked, place = now(), stored_path(known.place)
    values = {
        "package": known.row,
        "audit": audit,
        "checked": checked,
        "seconds": 0,
        "version": __version__,
        "place": place,
        "octets": 0,
        "files": 0,
        "digest": None,
        "seal": None,
        "valid": 0,
        "outcome": "missing",
        "families": "{}",
        "note": "",
    }
    with _transaction(connection):
        number = connection.execute(_INSERT_CHECK, values).lastrowid
        connection.execute(
            "UPDATE package SET last_checked = ?, last_check = ?, outcome = 'missing' WHERE id = ?",
            (checked, number, known.row),
        )
    return Recorded(known.place, "missing", known.identifier, None)


def known_from(row: tuple[int, str | bytes, str | None, str | None, str | None]) -> Known:
    """Return the package of a row with the columns id, place, digest, seal, identifier."""
    number, place, digest, seal, identifier = row
    return Known(number, path_from(place), digest, seal, identifier)


def _judge(
    check: FixityCheck, known: Known | None, moved_from: Known | None
) -> tuple[AuditOutcome, str]:
    before = known or moved_from
    expected = before.digest if before else None
    if not check.opened:
        return "unreadable", "changed while it was checked" if check.restless else ""
    if not check.valid:
        return ("altered" if expected else "invalid"), ""
    if before is None:
        return "new", ""
    if check.identity.digest == expected:
        return ("moved", f"from {before.place}") if moved_from else ("as-before", "")
    if expected and before.seal and check.identity.seal == before.seal:
        return "altered", "its manifests changed, and its seal did not"
    return "changed", _amended_by(check.place) if expected else "it was never valid before"


def _amended_by(place: Path) -> str:
    """Return who amended a package last, and why; an empty text if it does not say so."""
    try:
        with open_package(place) as package:
            amendments = package.metadata.amendments
    except StorageError:
        return ""
    return f"amended by {amendments[-1].agent}: {amendments[-1].reason}" if amendments else ""


def _known_at(connection: sqlite3.Connection, place: Path) -> Known | None:
    row = connection.execute(
        "SELECT id, place, digest, seal, identifier FROM package WHERE place = ?",
        (stored_path(place),),
    ).fetchone()
    return known_from(row) if row else None


def _moved_from(connection: sqlite3.Connection, check: FixityCheck) -> Known | None:
    """Return the recorded package with the same digest that is no longer at its place."""
    if check.identity.digest is None:
        return None
    rows = connection.execute(
        "SELECT id, place, digest, seal, identifier FROM package WHERE digest = ?",
        (check.identity.digest,),
    )
    return next((one for one in map(known_from, rows) if not os.path.lexists(one.place)), None)


def _package_values(
    known: Known | None, check: FixityCheck, outcome: AuditOutcome
) -> dict[str, object]:
    """Return what the row of a package says after a check. What it expects changes only if the
    package is valid."""
    identity, report = check.identity, check.report
    is_sound = outcome not in LOST
    return {
        "place": stored_path(check.place),
        "checked": check.checked,
        "outcome": outcome,
        "identifier": identity.identifier if check.opened else None,
        "form": identity.form if check.opened else None,
        "octets": report.bytes if check.opened else None,
        "files": report.files if check.opened else None,
        "digest": identity.digest if is_sound else known and known.digest,
        "seal": identity.seal if is_sound else known and known.seal,
    }


def _add_check(
    connection: sqlite3.Connection,
    known: Known | None,
    audit: int | None,
    check: FixityCheck,
    outcome: AuditOutcome,
    note: str,
) -> None:
    """Record a check, and what the package is after it."""
    package = _package_values(known, check, outcome)
    row = known.row if known else connection.execute(_INSERT_PACKAGE, package).lastrowid
    values = {
        "package": row,
        "audit": audit,
        "checked": check.checked,
        "seconds": round(check.seconds, 3),
        "version": __version__,
        "place": package["place"],
        "octets": check.report.bytes,
        "files": check.report.files,
        "digest": check.identity.digest,
        "seal": check.identity.seal,
        "valid": int(check.valid),
        "outcome": outcome,
        "families": json.dumps({one.family: one.outcome for one in check.report.checks}),
        "note": note,
    }
    number = connection.execute(_INSERT_CHECK, values).lastrowid
    connection.execute(_UPDATE_PACKAGE, {**package, "id": row, "check": number})
    connection.executemany(
        "INSERT INTO finding VALUES (?, ?, ?, ?, ?, ?)",
        ((number, *_finding_values(like)) for like in like_findings(check.report)),
    )


def _finding_values(like: LikeFindings) -> tuple[str | int, ...]:
    first = like.first
    return first.code, first.severity, first.location, first.message, like.number


@contextmanager
def _transaction(connection: sqlite3.Connection) -> Iterator[None]:
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")

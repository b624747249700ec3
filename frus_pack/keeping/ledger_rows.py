"""Record checks in the ledger, and the images that they decoded."""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, get_args

from frus_pack.bag.tag_files.paths import BagPath
from frus_pack.checks.page_images.inspection import Appearance
from frus_pack.checks.page_images.seen_images import DECODER, SeenImage
from frus_pack.images.image_inspection import ImageFacts
from frus_pack.keeping.check_outcomes import LOST, AuditOutcome, Known, judge
from frus_pack.keeping.fixity_check import FixityCheck, LikeFindings, like_findings, now
from frus_pack.keeping.ledger import path_from, stored_path, stored_text
from frus_pack.reports.outcome import Outcome
from frus_pack.requirements.finding import Finding
from frus_pack.version import __version__

_SELECT_KNOWN = "SELECT id, place, digest, seal, identifier, files FROM package"
_INSERT_CHECK = (
    "INSERT INTO fixity_check (package, audit, checked, seconds, version, place, octets, files,"
    " digest, seal, valid, outcome, families, note) VALUES (:package, :audit, :checked, :seconds,"
    " :version, :place, :octets, :files, :digest, :seal, :valid, :outcome, :families, :note)"
)
_INSERT_FINDING = "INSERT INTO finding VALUES (?, ?, ?, ?, ?, ?)"
_INSERT_PACKAGE = (
    "INSERT INTO package (place, identifier, form, octets, files, digest, seal, first_checked,"
    " last_checked, last_check, outcome) VALUES (:place, :identifier, :form, :octets, :files,"
    " :digest, :seal, :checked, :checked, 0, :outcome)"
)
_UPDATE_CHECKED = (
    "UPDATE package SET last_checked = :checked, last_check = :check, outcome = :outcome"
    " WHERE id = :id"
)
_UPDATE_EXPECTED = """
UPDATE package SET (place, identifier, form, octets, files, digest, seal) = (
  :place, coalesce(:identifier, identifier), coalesce(:form, form), coalesce(:octets, octets),
  coalesce(:files, files), :digest, :seal)
 WHERE id = :id AND (place, identifier, form, octets, files, digest, seal) IS NOT (
  :place, coalesce(:identifier, identifier), coalesce(:form, form), coalesce(:octets, octets),
  coalesce(:files, files), :digest, :seal)
"""
"""Writes nothing where all is as before: each index of a column that is written costs."""


@dataclass(frozen=True, slots=True)
class Recorded(Outcome):
    """One check of an audit, as it was recorded.

    Attributes:
        place: The package.
        outcome: What the check means, compared with the checks before it: ``new``,
            ``as-before``, ``changed`` and ``moved`` are well; ``altered``, ``invalid``,
            ``unreadable`` and ``missing`` need attention (see `ok`).
        identifier: The document (``frus1964-68v31/d151``); None where it is not known.
        check: What the check found (see `findings`); None for a missing package.
        note: What the outcome alone does not say: by whom the package was amended, for example.
    """

    place: Path
    outcome: AuditOutcome
    identifier: str | None
    check: FixityCheck | None
    note: str = ""

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Return what the check found; nothing for a missing package."""
        return self.check.report.findings if self.check else ()

    @property
    def ok(self) -> bool:
        """Return whether nothing was lost or altered."""
        return self.outcome not in LOST

    def to_dict(self) -> dict[str, Any]:
        """Return the check as JSON values. Every key is there; `findings` counts them by code."""
        check = self.check
        return {
            "place": str(self.place),
            "identifier": self.identifier,
            "outcome": self.outcome,
            "checked": check.checked if check else None,
            "seconds": round(check.seconds, 3) if check else None,
            "form": check.identity.form if check else None,
            "bytes": check.report.bytes if check else None,
            "files": check.report.files if check else None,
            "digest": check.identity.digest if check else None,
            "seal": check.identity.seal if check else None,
            "findings": {one.first.code: one.number for one in like_findings(check.report)}
            if check
            else {},
            "note": self.note,
        }


def record_check(connection: sqlite3.Connection, audit: int, check: FixityCheck) -> Recorded:
    """Compare a check with what was recorded before, and record it."""
    with _transaction(connection):
        known = _known_at(connection, check.place)
        moved_from = None if known else _moved_from(connection, check)
        outcome, note = judge(check, known, moved_from)
        _add_check(connection, known or moved_from, audit, check, outcome, note)
    return Recorded(check.place, outcome, check.identity.identifier, check, note)


def record_event(connection: sqlite3.Connection, check: FixityCheck, note: str) -> Recorded:
    """Record a check of a package with a note of what was done to it on purpose."""
    with _transaction(connection):
        known = _known_at(connection, check.place)
        outcome, _ = judge(check, known, None)
        _add_check(connection, known, None, check, outcome, note)
    return Recorded(check.place, outcome, check.identity.identifier, check, note)


def record_missing(connection: sqlite3.Connection, audit: int, known: Known) -> Recorded:
    """Record that a package does not exist any more where the ledger has it."""
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
        row = {"id": known.row, "checked": checked, "check": number, "outcome": "missing"}
        connection.execute(_UPDATE_CHECKED, row)
    return Recorded(known.place, "missing", known.identifier, None)


def known_in(connection: sqlite3.Connection, row: int) -> Known:
    """Return what the ledger holds of the package in a row."""
    (found,) = connection.execute(f"{_SELECT_KNOWN} WHERE id = ?", (row,))
    return _known(found)


def _known(row: tuple[int, str | bytes, str | None, str | None, str | None, int | None]) -> Known:
    number, place, digest, seal, identifier, files = row
    return Known(number, path_from(place), digest, seal, identifier, files)


def _known_at(connection: sqlite3.Connection, place: Path) -> Known | None:
    row = connection.execute(f"{_SELECT_KNOWN} WHERE place = ?", (stored_path(place),)).fetchone()
    return _known(row) if row else None


def _moved_from(connection: sqlite3.Connection, check: FixityCheck) -> Known | None:
    """Return a recorded package with this digest that does not exist any more at its place."""
    if check.identity.digest is None:
        return None
    rows = connection.execute(f"{_SELECT_KNOWN} WHERE digest = ?", (check.identity.digest,))
    return next((one for one in map(_known, rows) if not os.path.lexists(one.place)), None)


def _package_values(
    known: Known | None, check: FixityCheck, outcome: AuditOutcome
) -> dict[str, object]:
    """Return the row of a package after a check; only a valid one changes what is expected."""
    identity, report = check.identity, check.report
    is_sound = outcome not in LOST
    is_counted = check.opened and (is_sound or known is None or known.digest is None)
    return {
        "place": stored_path(check.place),
        "checked": check.checked,
        "outcome": outcome,
        "identifier": identity.identifier if check.opened else None,
        "form": identity.form if check.opened else None,
        "octets": report.bytes if is_counted else None,
        "files": report.files if is_counted else None,
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
    """Record a check, and bring the row of the package up to date."""
    package = _package_values(known, check, outcome)
    if known:
        row: int | None = known.row
        connection.execute(_UPDATE_EXPECTED, {**package, "id": row})
    else:
        row = connection.execute(_INSERT_PACKAGE, package).lastrowid
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
        "note": stored_text(note),
    }
    number = connection.execute(_INSERT_CHECK, values).lastrowid
    connection.execute(_UPDATE_CHECKED, {**package, "id": row, "check": number})
    for like in like_findings(check.report):
        connection.execute(_INSERT_FINDING, (number, *_finding_values(like)))
    if check.decoded and row:
        record_images(connection, row, check.decoded)


def _finding_values(like: LikeFindings) -> tuple[str | int, ...]:
    first = like.first
    location, message = stored_text(first.location), stored_text(first.message)
    return first.code, first.severity, location, message, like.number


@contextmanager
def _transaction(connection: sqlite3.Connection) -> Iterator[None]:
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")


def images_of(connection: sqlite3.Connection, place: str | bytes) -> tuple[SeenImage, ...]:
    """Return the images of a package that the present versions decoded.

    A row that is damaged is left out, so that its image is decoded again.
    """
    rows = connection.execute(
        "SELECT path, sha512, facts, appearance FROM decoded_image"
        " WHERE package = (SELECT id FROM package WHERE place = ?) AND decoder = ?",
        (place, DECODER),
    )
    return tuple(one for row in rows if (one := _image(*row)))


def images_at(connection: sqlite3.Connection | None, place: Path) -> tuple[SeenImage, ...]:
    """Return the images of a package that a ledger knows; none without a ledger."""
    return images_of(connection, stored_path(place)) if connection else ()


def record_images(
    connection: sqlite3.Connection, package: int, images: Iterable[SeenImage]
) -> None:
    """Record the images of a package that a check decoded."""
    connection.executemany(
        "INSERT OR REPLACE INTO decoded_image VALUES (?, ?, ?, ?, ?, ?)",
        (
            (
                package,
                stored_text(one.path),
                one.sha512,
                DECODER,
                json.dumps(asdict(one.facts)),
                one.appearance,
            )
            for one in images
        ),
    )


def _image(path: str, sha512: str, facts: str, appearance: Any) -> SeenImage | None:
    try:
        values = json.loads(facts)
        dpi = values["dpi"] and tuple(values["dpi"])
        known = ImageFacts(**{**values, "dpi": dpi})
    except (ValueError, TypeError, KeyError):
        return None
    if appearance not in (None, *get_args(Appearance)):
        return None
    return SeenImage(BagPath(path), sha512, known, appearance)

"""Query a ledger without access to the packages: the history of one, the state of all."""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from os import PathLike
from pathlib import Path

from frus_pack.document.characters import printable
from frus_pack.errors import StorageError
from frus_pack.keeping.check_outcomes import LOST
from frus_pack.keeping.ledger import open_to_query, path_from, stored_path, stored_time
from frus_pack.reports.outcome import Outcome
from frus_pack.storage.given_paths import one_path

SOON = timedelta(days=30)
"""`ledger_summary` counts the packages that fall due within this time."""

_MANY = 100
_BAR = 40


@dataclass(frozen=True, slots=True)
class PastCheck(Outcome):
    """One check of the history of a package.

    `checked` is a UTC time, ISO 8601; `families` maps each family of checks to its outcome;
    `findings` are texts, one for each code.
    """

    checked: str
    outcome: str
    place: Path
    version: str
    octets: int
    files: int
    digest: str | None
    seal: str | None
    seconds: float
    families: Mapping[str, str]
    findings: tuple[str, ...]
    note: str


@dataclass(frozen=True, slots=True)
class LedgerSummary(Outcome):
    """The state of all packages of a ledger.

    `oldest` and `newest` are the times of the oldest and the newest last check. `due` counts the
    packages whose next check falls due within `SOON`, `overdue` those past it already. `lost` are
    the places of the first 100 packages that are altered, invalid, unreadable or missing. `ages`
    counts packages by the age of their last check, in weeks.
    """

    packages: int
    checks: int
    octets: int
    oldest: str | None
    newest: str | None
    due: int
    overdue: int
    outcomes: Mapping[str, int]
    lost: tuple[Path, ...]
    ages: Mapping[int, int]

    def __str__(self) -> str:
        return "\n".join(self._lines())

    def _lines(self) -> Iterator[str]:
        """Yield the state of all packages, with a histogram of the ages of the last checks."""
        yield f"{self.packages:,} packages, {self.octets:,} bytes, {self.checks:,} checks"
        yield f"oldest last check {self.oldest or 'none'}, newest {self.newest or 'none'}"
        yield f"{self.overdue:,} overdue, {self.due - self.overdue:,} due within 30 days"
        for outcome, count in sorted(self.outcomes.items()):
            yield f"  {outcome:<10} {count:>12,}"
        most = max(self.ages.values(), default=0)
        if most:
            yield "weeks since the last check"
        for weeks, count in self.ages.items():
            yield f"  {weeks:>4} {count:>12,} {'#' * max(1, round(_BAR * count / most))}"
        for place in self.lost:
            yield f"failed     {printable(str(place))}"


def package_history(
    package: str | PathLike[str], *, ledger: str | PathLike[str]
) -> tuple[PastCheck, ...]:
    """Return every recorded check of a package, the oldest first.

    Args:
        package: Its path, its identifier (``frus1964-68v31/d151``), or the last part of its path.
        ledger: The ledger's file.

    Returns:
        The checks, each with its time and outcome.

    Raises:
        StorageError: The ledger cannot be used, does not know the package, or knows several of
            this name.

    Example:
        >>> checks = frus_pack.package_history("frus1964-68v31/d151", ledger="fixity.sqlite")
    """
    with open_to_query(one_path(ledger, "ledger")) as connection:
        row = _find(connection, os.fspath(package))
        rows = connection.execute(
            "SELECT * FROM fixity_check WHERE package = ? ORDER BY id", (row,)
        )
        return tuple(_past_check(connection, one) for one in rows.fetchall())


def ledger_summary(
    ledger: str | PathLike[str], *, interval: timedelta = timedelta(days=90)
) -> LedgerSummary:
    """Return the state of all packages: how many, how old the checks are, what is due, what failed.

    Args:
        ledger: The ledger's file.
        interval: How long after a check the next one is due.

    Returns:
        The numbers of packages by the age and the outcome of their last check.

    Raises:
        StorageError: The ledger cannot be used.
        TypeError: `interval` is not a timedelta.

    Example:
        >>> state = frus_pack.ledger_summary("fixity.sqlite")
    """
    if not isinstance(interval, timedelta):
        message = "interval: give a timedelta, like timedelta(days=90)"
        raise TypeError(f"{message}, not {type(interval).__name__}")
    now = datetime.now(UTC)
    with open_to_query(one_path(ledger, "ledger")) as connection:
        packages, octets, oldest, newest = connection.execute(
            "SELECT count(*), coalesce(sum(octets), 0), min(last_checked), max(last_checked)"
            " FROM package"
        ).fetchone()
        (checks,) = connection.execute("SELECT coalesce(max(id), 0) FROM fixity_check").fetchone()
        outcomes = dict(
            connection.execute("SELECT outcome, count(*) FROM package GROUP BY outcome")
        )
        return LedgerSummary(
            packages=packages,
            checks=checks,
            octets=octets,
            oldest=oldest,
            newest=newest,
            due=_count_until(connection, now - interval + SOON),
            overdue=_count_until(connection, now - interval),
            outcomes=outcomes,
            lost=_lost(connection),
            ages=_ages(connection, now),
        )


def _find(connection: sqlite3.Connection, package: str) -> int:
    """Return the row of a package by its path, its identifier or the last part of its path."""
    place = stored_path(Path(package))
    found = connection.execute("SELECT id FROM package WHERE place = ?", (place,)).fetchall()
    found = (
        found
        or connection.execute("SELECT id FROM package WHERE identifier = ?", (package,)).fetchall()
    )
    if not found and "/" not in package:
        rows = connection.execute("SELECT id, place FROM package")
        found = [(row,) for row, place in rows if path_from(place).name == package]
    if not found:
        raise StorageError(f"{package}: the ledger has no check of a package of this name")
    if len(found) > 1:
        raise StorageError(f"{package}: the ledger has {len(found)} of this name: give the path")
    return int(found[0][0])


def _past_check(connection: sqlite3.Connection, row: sqlite3.Row) -> PastCheck:
    findings = connection.execute(
        "SELECT code, location, message, number FROM finding WHERE fixity_check = ?", (row["id"],)
    )
    return PastCheck(
        checked=row["checked"],
        outcome=row["outcome"],
        place=path_from(row["place"]),
        version=row["version"],
        octets=row["octets"],
        files=row["files"],
        digest=row["digest"],
        seal=row["seal"],
        seconds=row["seconds"],
        families=json.loads(row["families"]),
        findings=tuple(_words(*finding) for finding in findings),
        note=row["note"],
    )


def _words(code: str, location: str, message: str, number: int) -> str:
    place = f"{location}: " if location else ""
    more = f" (and {number - 1} more)" if number > 1 else ""
    return f"{place}{message}{more} [{code}]"


def _count_until(connection: sqlite3.Connection, time: datetime) -> int:
    """Count the packages that exist and whose last check is not later than the time."""
    (count,) = connection.execute(
        "SELECT count(*) FROM package WHERE last_checked <= ? AND outcome <> 'missing'",
        (stored_time(time),),
    ).fetchone()
    return int(count)


def _ages(connection: sqlite3.Connection, now: datetime) -> dict[int, int]:
    """Return the number of packages by the whole weeks since their last check."""
    ages: dict[int, int] = {}
    for day, count in connection.execute(
        "SELECT substr(last_checked, 1, 10) AS day, count(*) FROM package GROUP BY day"
        " ORDER BY day DESC"
    ):
        weeks = max(0, (now.date() - date.fromisoformat(day)).days // 7)
        ages[weeks] = ages.get(weeks, 0) + count
    return ages


def _lost(connection: sqlite3.Connection) -> tuple[Path, ...]:
    marks = ", ".join("?" * len(LOST))
    rows = connection.execute(
        f"SELECT place FROM package WHERE outcome IN ({marks}) ORDER BY id LIMIT {_MANY}",  # noqa: S608
        LOST,
    )
    return tuple(path_from(place) for (place,) in rows)

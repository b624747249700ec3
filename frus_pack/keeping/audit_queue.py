"""The packages that an audit checks, the longest unchecked first.

The queue is a temporary table of the ledger's connection, so memory does not grow with it.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

from frus_pack.bag.discovery import NotSearchedError
from frus_pack.keeping.check_outcomes import Known
from frus_pack.keeping.fixity_check import Due
from frus_pack.keeping.ledger import path_from, stored_path, stored_time
from frus_pack.keeping.ledger_rows import images_of, known_in

_TABLES = """
CREATE TEMP TABLE found (place NOT NULL UNIQUE, not_searched TEXT);
CREATE TEMP TABLE queue (turn INTEGER PRIMARY KEY, place NOT NULL, not_searched TEXT);
"""
_BATCH = 1000


def fill(
    connection: sqlite3.Connection,
    found: Iterable[Path | NotSearchedError],
    *,
    older_than: timedelta | None,
    sample: float,
    since: int | None,
) -> None:
    """Queue the packages found.

    Packages that were never checked come first, then those whose last check is the oldest, by
    the order of checks and not by the clock. With `older_than`, only packages are queued whose last
    check is so old, or is in the future of this clock. `sample` is the share that is queued, half
    of it the oldest, half at random. `since` leaves out what was checked after that check, so that
    an interrupted audit goes on.
    """
    connection.executescript(_TABLES)
    rows = (
        (stored_path(one), None) if isinstance(one, Path) else (stored_path(one.path), one.reason)
        for one in found
    )
    connection.execute("BEGIN")
    connection.executemany("INSERT OR IGNORE INTO found VALUES (?, ?)", rows)
    connection.execute("COMMIT")
    time = datetime.now(UTC)
    old = None if older_than is None else stored_time(time - older_than)
    connection.execute(
        "INSERT INTO queue (place, not_searched) SELECT found.place, not_searched FROM found"
        " LEFT JOIN package ON package.place = found.place"
        " WHERE package.id IS NULL"
        " OR (:old IS NULL OR last_checked <= :old OR last_checked > :now)"
        " AND (:since IS NULL OR last_check <= :since)"
        " ORDER BY coalesce(last_check, 0), found.place",
        {"old": old, "now": stored_time(time), "since": since},
    )
    if sample < 1:
        _keep_share(connection, sample)


def queued(connection: sqlite3.Connection) -> Iterator[Due]:
    """Yield the packages of the queue in their order."""
    last = 0
    while rows := connection.execute(
        "SELECT turn, place, not_searched FROM queue WHERE turn > ? ORDER BY turn LIMIT ?",
        (last, _BATCH),
    ).fetchall():
        last = rows[-1][0]
        for _, place, not_searched in rows:
            yield Due(path_from(place), images_of(connection, place), not_searched)


def amount(connection: sqlite3.Connection) -> tuple[int, int | None]:
    """Return how many packages are queued, and their bytes; None if one was never recorded."""
    number, recorded, octets = connection.execute(
        "SELECT count(*), count(octets), sum(octets) FROM queue LEFT JOIN package USING (place)"
    ).fetchone()
    return number, octets if recorded == number else None


def is_recorded_below(connection: sqlite3.Connection, path: Path) -> bool:
    """Return whether any package is recorded at or below a path."""
    return next(_places_below(connection, [path]), None) is not None


def missing_below(connection: sqlite3.Connection, paths: Sequence[Path]) -> Iterator[Known]:
    """Yield the packages recorded at or below the paths that no longer exist."""
    for row, place in _places_below(connection, paths):
        if not os.path.lexists(place):
            yield known_in(connection, row)


def _places_below(
    connection: sqlite3.Connection, paths: Sequence[Path]
) -> Iterator[tuple[int, str | bytes]]:
    """Yield row and place of each package that is recorded at or below the paths."""
    ways = [os.fsencode(path) for path in paths]
    starts = tuple(way.rstrip(b"/") + b"/" for way in ways)
    row = 0
    while rows := connection.execute(
        "SELECT id, place FROM package WHERE id > ? ORDER BY id LIMIT ?", (row, _BATCH)
    ).fetchall():
        row = rows[-1][0]
        for number, place in rows:
            way = os.fsencode(place)
            if way.startswith(starts) or way in ways:
                yield number, place


def _keep_share(connection: sqlite3.Connection, share: float) -> None:
    (number,) = connection.execute("SELECT count(*) FROM queue").fetchone()
    kept = max(1, round(number * share))
    oldest = (kept + 1) // 2
    connection.execute(
        "DELETE FROM queue WHERE turn NOT IN (SELECT turn FROM queue ORDER BY turn LIMIT ?)"
        " AND turn NOT IN (SELECT turn FROM (SELECT turn FROM queue ORDER BY turn"
        " LIMIT -1 OFFSET ?) ORDER BY random() LIMIT ?)",
        (oldest, oldest, kept - oldest),
    )

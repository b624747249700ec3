"""Audit deposits: check their fixity again and again, and record every check in a ledger."""

from __future__ import annotations

import json
import os
import sqlite3
import time
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Executor
from datetime import timedelta
from functools import partial
from os import PathLike
from pathlib import Path

from frus_pack.bag.discovery import NotSearchedError
from frus_pack.bag.reader import Limits
from frus_pack.errors import StorageError
from frus_pack.keeping import audit_queue
from frus_pack.keeping.fixity_check import Due, FixityCheck, check_each, lost_check, now
from frus_pack.keeping.ledger import open_to_record
from frus_pack.keeping.ledger_rows import Recorded, record_check, record_missing
from frus_pack.keeping.rebuilding import is_kept_damaged
from frus_pack.ocfl.discovery import find_packages
from frus_pack.storage.given_paths import AnyPath, one_or_many, one_path
from frus_pack.validating.validate import ValidationOptions
from frus_pack.version import __version__
from frus_pack.workers.distributing import distribute
from frus_pack.workers.progress import Amount, OnProgress, Tick, watched

_SYNC_SECONDS = 5


def audit(
    paths: AnyPath | Iterable[AnyPath],
    *,
    ledger: str | PathLike[str],
    older_than: timedelta | None = None,
    sample: float = 1.0,
    allow_unfetched: bool = False,
    max_time: timedelta | None = None,
    max_bytes: int | None = None,
    limits: Limits | None = None,
    jobs: int | None = None,
    executor: Executor | None = None,
    wait: bool = True,
    progress: OnProgress | None = None,
) -> Iterator[Recorded]:
    """Check every package below the paths, and record each check in a ledger.

    Packages never checked come first, then those that were not checked for the longest time.
    Each check is committed to the ledger before it is yielded: a kill loses nothing. The next
    audit of the same paths continues one that was interrupted.

    Args:
        paths: One path or several: bags in any form, or folders that hold bags at any depth.
        ledger: The SQLite file; it is made if it does not exist.
        older_than: Check only packages whose last check is at least so old.
        sample: The share of the packages to check, more than 0 and at most 1. Half of the share
            are those longest unchecked, half are chosen at random, so that each has its turn.
        allow_unfetched: Accept a bag with files that are still to be fetched.
        max_time: Begin no further check after this time.
        max_bytes: Begin no further check after packages of this many bytes in all.
        limits: What an archive may unpack to.
        jobs: Worker processes, one a core by default.
        executor: Workers of the caller's instead of processes.
        wait: Wait while another audit records in this ledger; otherwise raise.
        progress: Called several times a second with a `Progress`, from the beginning on, perhaps
            in a thread of its own.

    Yields:
        One `Recorded` for each check as it ends, then one for each package that is missing.

    Raises:
        StorageError: A path cannot be searched, or does not exist and nothing is recorded there;
            or the ledger cannot be used.
        BlockingIOError: Another audit is at work, and `wait` is false.
        TypeError: `paths` is neither a path nor several, a duration is not a timedelta, or
            `max_bytes` is not an int.
        ValueError: `sample` is out of range, or both `jobs` and `executor` are given.

    Example:
        >>> from datetime import timedelta
        >>> for one in frus_pack.audit("deposit", ledger="fixity.sqlite"):  # doctest: +SKIP
        ...     print(one.outcome, one.place)
    """
    for name, given in (("older_than", older_than), ("max_time", max_time)):
        if given is not None and not isinstance(given, timedelta):
            message = f"{name}: give a timedelta, like timedelta(days=90)"
            raise TypeError(f"{message}, not {type(given).__name__}")
    if max_bytes is not None and not isinstance(max_bytes, int):
        raise TypeError(f"max_bytes: give a number of bytes, not {max_bytes!r}")
    if not 0 < sample <= 1:
        raise ValueError(f"sample is {sample}: give a share of more than 0 and at most 1")
    roots = [Path(os.path.abspath(path)) for path in one_or_many(paths, "paths")]
    options = ValidationOptions(allow_unfetched=allow_unfetched, limits=Limits.of(limits))
    work = partial(check_each, options=options)
    with open_to_record(one_path(ledger, "ledger"), wait=wait) as connection:
        run = _Audit(connection, roots, _Budget(max_time, max_bytes))
        run.fill_queue(older_than, sample)

        def recorded(tick: Tick | None) -> Iterator[Recorded]:
            return run.record(distribute(work, run.due(), lost_check, jobs, executor, tick))

        yield from watched(progress, run.amount, recorded)
        yield from run.record_missing()
        run.end()


class _Budget:
    """How much time and how many bytes are left for further checks."""

    def __init__(self, max_time: timedelta | None, max_octets: int | None) -> None:
        self._until = None if max_time is None else time.monotonic() + max_time.total_seconds()
        self._max_octets = max_octets
        self._octets = 0

    def take(self, octets: int) -> None:
        self._octets += octets

    def is_spent(self) -> bool:
        late = self._until is not None and time.monotonic() >= self._until
        return late or (self._max_octets is not None and self._octets >= self._max_octets)


class _Audit:
    """One run over some paths, as the ledger records it."""

    def __init__(
        self, connection: sqlite3.Connection, roots: Sequence[Path], budget: _Budget
    ) -> None:
        self._connection = connection
        self._roots = roots
        self._budget = budget
        self._all_begun = True
        self._synced = time.monotonic()
        self._paths = json.dumps(
            sorted(os.fsencode(root).decode("utf-8", "backslashreplace") for root in roots)
        )
        self._continues = self._interrupted()
        self._number = self._begin()

    def fill_queue(self, older_than: timedelta | None, sample: float) -> None:
        places = (place for root in self._roots for place in self._find(root))
        audit_queue.fill(
            self._connection,
            places,
            older_than=older_than,
            sample=sample,
            since=self._continues,
        )

    def due(self) -> Iterator[Due]:
        """Yield the packages to check, as long as the budget lasts."""
        for one in audit_queue.queued(self._connection):
            if self._budget.is_spent():
                self._all_begun = False
                return
            yield one

    def amount(self) -> Amount:
        """Return how many packages are to be checked, and their bytes as recorded before."""
        return Amount(*audit_queue.amount(self._connection))

    def record(self, checks: Iterable[FixityCheck]) -> Iterator[Recorded]:
        """Commit each check by itself, and then yield it: what is not reported is not recorded."""
        for check in checks:
            self._budget.take(check.report.bytes)
            recorded = record_check(self._connection, self._number, check)
            self._sync_now_and_then()
            yield recorded

    def record_missing(self) -> Iterator[Recorded]:
        """Record missing packages, after every new place was checked: a package may have moved."""
        if self._all_begun:
            for known in audit_queue.missing_below(self._connection, self._roots):
                yield record_missing(self._connection, self._number, known)

    def end(self) -> None:
        """Record that the audit was not interrupted."""
        self._connection.execute("UPDATE audit SET ended = ? WHERE id = ?", (now(), self._number))

    def _find(self, root: Path) -> Iterator[Path | NotSearchedError]:
        """Yield what is below a path; nothing where it is gone and the ledger knows it.

        Damaged packages that a repair kept are left out.
        """
        if os.path.lexists(root):
            return (
                one
                for one in find_packages(root)
                if isinstance(one, NotSearchedError) or not is_kept_damaged(one)
            )
        if not audit_queue.is_recorded_below(self._connection, root):
            raise StorageError(f"{root}: does not exist, and the ledger has nothing recorded there")
        return iter(())

    def _interrupted(self) -> int | None:
        """Return the last check before an audit of the same paths that was interrupted."""
        row = self._connection.execute(
            "SELECT ended, first_check FROM audit WHERE paths = ? ORDER BY id DESC LIMIT 1",
            (self._paths,),
        ).fetchone()
        return row[1] if row and row[0] is None else None

    def _begin(self) -> int:
        (last,) = self._connection.execute(
            "SELECT coalesce(max(id), 0) FROM fixity_check"
        ).fetchone()
        first = last if self._continues is None else self._continues
        cursor = self._connection.execute(
            "INSERT INTO audit (started, paths, first_check, version) VALUES (?, ?, ?, ?)",
            (now(), self._paths, first, __version__),
        )
        return cursor.lastrowid or 0

    def _sync_now_and_then(self) -> None:
        """Sync the log every few seconds, which are what a power failure can cost.

        A kill costs nothing, because each check is committed. To sync each commit would take longer
        than to check a small package.
        """
        if time.monotonic() - self._synced > _SYNC_SECONDS:
            self._connection.execute("PRAGMA wal_checkpoint(PASSIVE)")
            self._synced = time.monotonic()

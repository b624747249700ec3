"""The ledger: one SQLite file that records every fixity check of every package.

Each check is one transaction, so a kill loses at most the check that was being recorded. The
schema is in ``ledger.sql``, and what its version 2 added in ``ledger_2.sql``. `docs/keeping.md`
explains it for people who query it with other tools.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from importlib.resources import files
from os import PathLike
from pathlib import Path
from urllib.parse import quote

from frus_pack.bag.forbidden_places import refuse_inside_bag
from frus_pack.errors import StorageError
from frus_pack.storage.locking import acquire
from frus_pack.storage.open_folder import OpenFolder
from frus_pack.storage.regular_file import open_regular

APPLICATION_ID = 0x46525553
"""``FRUS`` in ASCII, in the header of the file (SQLite's ``PRAGMA application_id``)."""

SCHEMA_VERSION = 2

_SCHEMAS = ("ledger.sql", "ledger_2.sql")
"""What each version of the schema added. An older ledger is brought up to date when something is
recorded in it."""

_HEADER = b"SQLite format 3\0"
_BUSY_SECONDS = 30
_LOG_PAGES = 4096
"""Pages of 4 KiB after which SQLite empties its log and syncs, if the audit did not before."""
_NO_ROOM = "its disk is full"


class LedgerError(StorageError):
    """A ledger cannot be opened, read or written; the message names the file and says why."""


@contextmanager
def open_to_record(path: Path, *, wait: bool = True) -> Iterator[sqlite3.Connection]:
    """Open a ledger for one audit, and make it if the file does not exist.

    Only one audit at a time records in a ledger. A second audit waits, or raises BlockingIOError
    without `wait`. Raises LedgerError for a file that is not a ledger of this version, and
    StorageError for a file inside a bag.
    """
    path = Path(os.path.abspath(path))
    refuse_inside_bag(path.parent)
    lock = _lock(path, wait=wait)
    try:
        with _reporting(path):
            connection = _connect_to_record(path)
            try:
                yield connection
            finally:
                connection.close()
    finally:
        with suppress(OSError):
            _lock_path(path).unlink()
        os.close(lock)


@contextmanager
def open_if_given(path: str | PathLike[str] | None) -> Iterator[sqlite3.Connection | None]:
    """Open the ledger in which something will be recorded; yield None if none is given."""
    if path is None:
        yield None
        return
    with open_to_record(Path(path)) as connection:
        yield connection


@contextmanager
def open_to_query(path: Path) -> Iterator[sqlite3.Connection]:
    """Open a ledger that exists, to read it only. Raises LedgerError."""
    path = Path(os.path.abspath(path))
    if not path.is_file():
        raise LedgerError(f"{path}: the ledger does not exist")
    with _reporting(path):
        connection = _connect_to_query(path)
        try:
            _check_header(path, connection)
            connection.row_factory = sqlite3.Row
            yield connection
        finally:
            connection.close()


def stored_path(path: Path) -> str | bytes:
    """Return an absolute path as the ledger holds it: text, or bytes if it is not UTF-8."""
    text = os.path.abspath(path)
    try:
        text.encode()
    except UnicodeEncodeError:
        return os.fsencode(text)
    return text


def stored_text(text: str) -> str:
    """Return a text as the ledger holds it, with names that are not UTF-8 escaped."""
    return text.encode("utf-8", "backslashreplace").decode()


def path_from(stored: str | bytes) -> Path:
    """Return the path of a stored value; the inverse of `stored_path`."""
    return Path(os.fsdecode(stored))


def stored_time(time: datetime) -> str:
    """Return a time as the ledger holds it: UTC, ISO 8601, to the second."""
    return time.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _lock_path(path: Path) -> Path:
    return path.with_name(f"{path.name}-lock")


def _lock(path: Path, *, wait: bool) -> int:
    if not path.parent.is_dir():
        raise LedgerError(f"{path}: the folder of the ledger does not exist")
    try:
        with OpenFolder.at(path.parent) as folder:
            return acquire(folder, _lock_path(path).name, wait=wait)
    except BlockingIOError:
        raise
    except OSError as error:
        raise LedgerError(f"{path}: the ledger cannot be written: {error.strerror}") from error


def _is_full(folder: Path) -> bool:
    """Return whether a disk is full, which SQLite may report as an I/O error."""
    try:
        return os.statvfs(folder).f_bavail == 0
    except OSError:
        return False


@contextmanager
def _reporting(path: Path) -> Iterator[None]:
    """Turn SQLite's errors into LedgerError with the name of the file."""
    try:
        yield
    except sqlite3.Error as error:
        reason = f"{error} ({_NO_ROOM})" if _is_full(path.parent) else str(error)
        raise LedgerError(f"{path}: the ledger cannot be used: {reason}") from error


def _connect_to_record(path: Path) -> sqlite3.Connection:
    _check_start(path)
    connection = sqlite3.connect(path, timeout=_BUSY_SECONDS, isolation_level=None)
    try:
        if not connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0]:
            _add_schemas(connection, 0)
        version = _check_header(path, connection)
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute(f"PRAGMA wal_autocheckpoint = {_LOG_PAGES}")
        if version < SCHEMA_VERSION:
            _add_schemas(connection, version)
    except BaseException:
        connection.close()
        raise
    return connection


def _connect_to_query(path: Path) -> sqlite3.Connection:
    _check_start(path)
    address = f"file:{quote(str(path))}?mode=ro"
    connection = sqlite3.connect(address, uri=True, timeout=_BUSY_SECONDS)
    try:
        connection.execute("SELECT count(*) FROM sqlite_schema")
    except sqlite3.OperationalError:
        # On a read-only file system SQLite cannot make the index of a write-ahead log. Without a
        # log it needs no index, and nobody can write there.
        connection.close()
        if path.with_name(f"{path.name}-wal").exists():
            raise
        connection = sqlite3.connect(f"{address}&immutable=1", uri=True)
    return connection


def _check_start(path: Path) -> None:
    """Refuse a file that SQLite did not write, with a clearer message than SQLite's own."""
    try:
        with open_regular(path) as file:
            start = file.read(len(_HEADER))
    except FileNotFoundError:
        return
    except OSError as error:
        raise LedgerError(f"{path}: cannot be read: {error.strerror}") from error
    if start not in (b"", _HEADER):
        raise LedgerError(f"{path}: is not a ledger: it is not an SQLite file")


def _add_schemas(connection: sqlite3.Connection, version: int) -> None:
    """Add what a ledger of a version lacks, in one transaction, so a kill leaves it as it was."""
    folder = files(__package__)
    added = [folder.joinpath(one).read_text(encoding="utf-8") for one in _SCHEMAS[version:]]
    connection.executescript(
        f"BEGIN IMMEDIATE; {''.join(added)} PRAGMA application_id = {APPLICATION_ID};"
        f" PRAGMA user_version = {SCHEMA_VERSION}; COMMIT;"
    )


def _check_header(path: Path, connection: sqlite3.Connection) -> int:
    """Return the version of the schema. Raises LedgerError for one that is not known here."""
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if application != APPLICATION_ID:
        if not connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0]:
            raise LedgerError(f"{path}: is empty: nothing was recorded in it yet")
        raise LedgerError(f"{path}: is not a ledger: it is another program's SQLite file")
    if version > SCHEMA_VERSION:
        raise LedgerError(
            f"{path}: its schema is version {version}, and this frus-pack knows {SCHEMA_VERSION}:"
            " use the version that made it, or a newer one"
        )
    return int(version)

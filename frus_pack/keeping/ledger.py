"""The ledger: one SQLite file that records every fixity check of every package.

Each check is one transaction, so a kill loses at most the check that was being recorded. The
schema is ``ledger.sql``; `docs/keeping.md` explains it for people who query it with other tools.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from importlib.resources import files
from pathlib import Path
from urllib.parse import quote

from frus_pack.errors import StorageError
from frus_pack.storage.locking import acquire
from frus_pack.storage.open_folder import OpenFolder
from frus_pack.storage.regular_file import open_regular

APPLICATION_ID = 0x46525553
"""``FRUS`` in ASCII, in the header of the file (SQLite's ``PRAGMA application_id``)."""

SCHEMA_VERSION = 1

_HEADER = b"SQLite format 3\0"
_BUSY_SECONDS = 30


class LedgerError(StorageError):
    """A ledger cannot be opened, read or written; the message names the file and says why."""


@contextmanager
def open_to_record(path: Path, *, wait: bool = True) -> Iterator[sqlite3.Connection]:
    """Open a ledger for one audit, and make it if the file does not exist.

    Only one audit at a time records in a ledger. Another one waits, or raises BlockingIOError
    without `wait`. Raises LedgerError for a file that is not a ledger of this version.
    """
    path = Path(os.path.abspath(path))
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


def path_from(stored: str | bytes) -> Path:
    """Return the path that `stored_path` made a value of."""
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
        raise LedgerError(f"{path}: cannot be locked: {error.strerror}") from error


@contextmanager
def _reporting(path: Path) -> Iterator[None]:
    """Turn SQLite's errors into LedgerError with the name of the file."""
    try:
        yield
    except sqlite3.Error as error:
        raise LedgerError(f"{path}: the ledger cannot be used: {error}") from error


def _connect_to_record(path: Path) -> sqlite3.Connection:
    _check_start(path)
    connection = sqlite3.connect(path, timeout=_BUSY_SECONDS, isolation_level=None)
    try:
        if not connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0]:
            _make(connection)
        _check_header(path, connection)
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")
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
        # log there is nothing to index, and nobody can be writing there.
        connection.close()
        if path.with_name(f"{path.name}-wal").exists():
            raise
        connection = sqlite3.connect(f"{address}&immutable=1", uri=True)
    return connection


def _check_start(path: Path) -> None:
    """Refuse a file that SQLite did not write: SQLite would say so in words of its own only."""
    try:
        with open_regular(path) as file:
            start = file.read(len(_HEADER))
    except FileNotFoundError:
        return
    except OSError as error:
        raise LedgerError(f"{path}: cannot be read: {error.strerror}") from error
    if start not in (b"", _HEADER):
        raise LedgerError(f"{path}: is not a ledger: it is not an SQLite file")


def _make(connection: sqlite3.Connection) -> None:
    """Make the tables in one transaction: a kill leaves an empty file, which is made again."""
    schema = files(__package__).joinpath("ledger.sql").read_text(encoding="utf-8")
    connection.executescript(
        f"BEGIN IMMEDIATE; {schema} PRAGMA application_id = {APPLICATION_ID};"
        f" PRAGMA user_version = {SCHEMA_VERSION}; COMMIT;"
    )


def _check_header(path: Path, connection: sqlite3.Connection) -> None:
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if application != APPLICATION_ID:
        raise LedgerError(f"{path}: is not a ledger: it is another program's SQLite file")
    if version > SCHEMA_VERSION:
        raise LedgerError(
            f"{path}: its schema is version {version}, and this frus-pack knows {SCHEMA_VERSION}:"
            " use the version that made it, or a newer one"
        )

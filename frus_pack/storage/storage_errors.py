"""What the operating system refuses, as our own error: a full disk, a place not writable."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from frus_pack.errors import StorageError


@contextmanager
def storage_errors(deposit: Path, room: str) -> Iterator[None]:
    """Turn an OSError into a StorageError that names what is of use to know: not what lies in
    the folder `room` of the deposit, where things are built, but then the deposit."""
    try:
        yield
    except OSError as error:
        names = [str(name) for name in (error.filename2, error.filename) if name]
        hidden = deposit / room
        where = next((name for name in names if not Path(name).is_relative_to(hidden)), deposit)
        raise StorageError(f"{where}: cannot be written: {error.strerror or error}") from error

"""What the system refuses while something is read, as an error of ours."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from frus_pack.errors import StorageError


@contextmanager
def reading(path: Path) -> Iterator[None]:
    """Turn an OSError into a StorageError that names what could not be read."""
    try:
        yield
    except OSError as error:
        named = error.filename  # which can be a bare name, or the number of a descriptor
        place = named if isinstance(named, str) and named.startswith(str(path)) else path
        raise StorageError(f"{place}: cannot be read: {error.strerror or error}") from error

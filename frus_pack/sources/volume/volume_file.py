"""The file of a volume, read at several places, and known again when it is opened a second time."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from io import BufferedReader
from pathlib import Path
from typing import BinaryIO

from frus_pack.errors import Problem, SourceError
from frus_pack.storage.regular_file import changed, open_regular, why_unread

Identity = tuple[int, int, int, int]
"""Device, inode, size in bytes, and time of the last change in nanoseconds."""

_PIECE = 1 << 20


@contextmanager
def open_volume(path: Path, known: Identity | None = None) -> Iterator[BinaryIO]:
    """Open a volume. Raises SourceError if it cannot be read, or is not the one that is known."""
    try:
        with BufferedReader(open_regular(path), _PIECE) as file:
            if known is not None and identity_of(file) != known:
                raise changed(path)
            yield file
    except OSError as error:
        raise SourceError(Problem(str(path), why_unread(error))) from error


def identity_of(file: BinaryIO) -> Identity:
    """Return what an open volume is known by as long as nobody writes to it."""
    status = os.fstat(file.fileno())
    return status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns


def pieces_of(file: BinaryIO) -> Iterator[memoryview]:
    """Yield the bytes of an open volume, wherever it is read at the same time. Each piece
    overwrites the one before. Raises OSError."""
    buffer = memoryview(bytearray(_PIECE))
    offset = 0
    while count := os.preadv(file.fileno(), [buffer], offset):
        offset += count
        yield buffer[:count]

"""Writing new files, and never over one that is there."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TypeVar

P = TypeVar("P", bound=bytes | memoryview)


def write_new_file(place: str | Path, pieces: Iterable[bytes | memoryview]) -> None:
    """Write a file that is not there yet. Raises OSError for whatever the system refuses, and
    what the pieces raise; then a part of the file may stand."""
    for _ in passing_to_new_file(place, pieces):
        pass


def passing_to_new_file(place: str | Path, pieces: Iterable[P]) -> Iterator[P]:
    """The pieces, each written as it goes by; see `write_new_file`."""
    target = os.open(place, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o666)
    try:
        for piece in pieces:
            _write_all(target, piece)
            yield piece
    finally:
        os.close(target)


def _write_all(target: int, piece: bytes | memoryview) -> None:
    rest = memoryview(piece)
    while rest:
        rest = rest[os.write(target, rest) :]

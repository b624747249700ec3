"""What is at a path, as far as a change by another program shows in it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from os import stat_result
from pathlib import Path

from frus_pack.errors import StorageError
from frus_pack.storage.tree import entries_below

Snapshot = tuple[tuple[str, int, int, int], ...]
"""Relative path, inode, time of writing in nanoseconds and size of a file, or of a folder and of
everything below it. Neither a new name nor a further hard link changes them."""


def snapshot(path: Path) -> Snapshot:
    """Return what is at a path now; links are not followed. Raises OSError."""
    return tuple(_statuses(path))


def refuse_changed(place: Path, known: Snapshot, name: Path) -> None:
    """Raise StorageError if what is at `place` now, and has or had the name, is not as known."""
    if snapshot(place) != known:
        raise changed_meanwhile(name)


def changed_meanwhile(path: Path) -> StorageError:
    """Return the error of what another program changed before it could be replaced."""
    message = "was changed by another program meanwhile, and is left as it is: try again"
    return StorageError(f"{path}: {message}")


def _statuses(path: Path) -> Iterator[tuple[str, int, int, int]]:
    own = os.lstat(path)
    yield _status("", own)
    if not os.path.isdir(path) or os.path.islink(path):
        return
    start = len(os.fspath(path)) + 1
    for entry in entries_below(path):
        if isinstance(entry, OSError):
            raise entry
        yield _status(entry.path[start:], entry.stat(follow_symlinks=False))


def _status(path: str, found: stat_result) -> tuple[str, int, int, int]:
    return path, found.st_ino, found.st_mtime_ns, found.st_size

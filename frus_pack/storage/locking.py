"""Lock files: who holds one lives, and one that nobody holds is a dead one's."""

from __future__ import annotations

import fcntl
import os
from pathlib import Path

_TRIES = 100


def acquire(path: Path, *, wait: bool = True) -> int:
    """Hold the lock file at `path`, which is made if need be with its folder, until the
    descriptor returned is closed or its process ends.

    Raises BlockingIOError where another holds it and one does not `wait`, else OSError.
    """
    while True:
        make_folder(path.parent)
        try:
            lock = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        except FileNotFoundError:
            continue  # another, leaving, removed the empty folders in between
        if _got(lock, path, wait):
            return lock


def take_over(path: Path) -> int | None:
    """Hold a lock file that nobody holds; None if somebody does, or if it is gone."""
    try:
        lock = os.open(path, os.O_RDWR | os.O_CLOEXEC)
        return lock if _got(lock, path, wait=False) else None
    except (FileNotFoundError, BlockingIOError):
        return None


def make_folder(folder: Path) -> None:
    """Make a folder and those above it, unless it is there; others may remove it meanwhile."""
    for _ in range(_TRIES):
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except (FileExistsError, FileNotFoundError):
            if os.path.lexists(folder) and not folder.is_dir():
                raise
        else:
            return
    folder.mkdir(parents=True, exist_ok=True)


def _got(lock: int, path: Path, wait: bool) -> bool:
    """Lock the descriptor; False, and closed, if the file was removed before it was locked."""
    got = False
    try:
        fcntl.flock(lock, fcntl.LOCK_EX if wait else fcntl.LOCK_EX | fcntl.LOCK_NB)
        got = _is_still(lock, path)
    finally:
        if not got:
            os.close(lock)
    return got


def _is_still(descriptor: int, path: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(descriptor), os.stat(path))
    except FileNotFoundError:
        return False

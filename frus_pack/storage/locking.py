"""Lock files: a maker that lives holds its lock; a lock that nobody holds is a dead maker's."""

from __future__ import annotations

import os

from frus_pack.errors import StorageError
from frus_pack.storage.open_folder import OpenFolder
from frus_pack.storage.system import NO_LOCKS, O_CLOEXEC, O_NOFOLLOW, O_NONBLOCK

try:
    import fcntl
except ImportError:  # not POSIX
    HAS_LOCKS = False
else:
    HAS_LOCKS = True

_OPEN = os.O_RDWR | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC


def acquire(folder: OpenFolder, name: str, *, wait: bool = True) -> int:
    """Hold the lock file of this name until the descriptor returned is closed.

    The file is made if it is missing. The end of the process closes the descriptor as well.

    Raises:
        BlockingIOError: Another holds the lock, and one does not `wait`.
        FileNotFoundError: The folder was removed.
        OSError: The lock file cannot be made, or there is a link or a folder in its place.
        StorageError: This system has no such locks.
    """
    if not HAS_LOCKS:
        raise StorageError(f"{folder.path}: {NO_LOCKS}")
    while True:
        lock = os.open(name, _OPEN | os.O_CREAT, 0o600, dir_fd=folder.descriptor)
        if _got(lock, folder, name, wait):
            return lock


def take_over(folder: OpenFolder, name: str) -> int | None:
    """Hold a lock file that nobody holds.

    Returns:
        Its descriptor; None if somebody holds it, or it is not a file that can be locked.
    """
    try:
        lock = os.open(name, _OPEN, dir_fd=folder.descriptor)
        return lock if _got(lock, folder, name, wait=False) else None
    except OSError:
        return None


def _got(lock: int, folder: OpenFolder, name: str, wait: bool) -> bool:
    """Lock the descriptor; False, and closed, if the file was removed before it was locked."""
    got = False
    try:
        fcntl.flock(lock, fcntl.LOCK_EX if wait else fcntl.LOCK_EX | fcntl.LOCK_NB)
        got = _is_still(lock, folder, name)
    finally:
        if not got:
            os.close(lock)
    return got


def _is_still(descriptor: int, folder: OpenFolder, name: str) -> bool:
    try:
        there = os.stat(name, dir_fd=folder.descriptor, follow_symlinks=False)
    except FileNotFoundError:
        return False
    return os.path.samestat(os.fstat(descriptor), there)

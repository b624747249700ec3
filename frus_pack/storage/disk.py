"""What is asked of a file system beyond what Python has: to take a name only if it is free, to
exchange two names, and to bring everything to the disk."""

from __future__ import annotations

import ctypes
import errno
import os
from collections.abc import Iterable
from pathlib import Path

_AT_FDCWD = -100
_RENAME_NOREPLACE = 1
_RENAME_EXCHANGE = 2
_LIBC = ctypes.CDLL(None, use_errno=True)
_NOT_SUPPORTED = (errno.ENOSYS, errno.EINVAL, errno.ENOTSUP)


def rename_to_free_name(built: Path, final: Path) -> None:
    """Rename a file or a folder, but not over anything that stands there but an empty folder.

    Raises OSError.
    """
    if _rename(built, final, _RENAME_NOREPLACE):
        return
    if built.is_dir():
        built.rename(final)
    else:
        os.link(built, final)  # a second name in one step, and then the first is not needed
        built.unlink()


def exchange(one: Path, other: Path) -> bool:
    """Let two names change places in one step; False where that cannot be had. Raises OSError."""
    return _rename(one, other, _RENAME_EXCHANGE)


def sync_below(folder: Path) -> None:
    """Bring a tree to the disk: the whole file system at once where the system can (Linux
    `syncfs`, one flush instead of one a file), else file by file. Raises OSError."""
    if hasattr(_LIBC, "syncfs"):
        descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            if _LIBC.syncfs(descriptor):
                raise _failed(str(folder))
        finally:
            os.close(descriptor)
    else:
        for path in _tree(folder):
            sync(path)


def sync(path: Path) -> None:
    """Bring a file, or the names in a folder, to the disk. Raises OSError."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _rename(one: Path, other: Path, flags: int) -> bool:
    """Linux `renameat2`; False where the system or the file system has not got it."""
    if not hasattr(_LIBC, "renameat2"):
        return False
    if _LIBC.renameat2(_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), flags):
        if ctypes.get_errno() in _NOT_SUPPORTED:
            return False
        raise _failed(str(one), str(other))
    return True


def _failed(*names: str) -> OSError:
    code = ctypes.get_errno()
    return OSError(code, os.strerror(code), names[0], None, *names[1:])


def _tree(folder: Path) -> Iterable[Path]:
    yield from folder.rglob("*")
    yield folder

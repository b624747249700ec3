"""What this system has of POSIX, and the calls that Python lacks.

The calls take a free name, exchange two names, and sync a whole tree. Their paths are relative to a
folder's descriptor where one is given, as in `os.rename`. A flag that the system lacks is 0, so
that modules can be imported.
"""

from __future__ import annotations

import ctypes
import errno
import os
import stat
import sys
from os import PathLike
from typing import Any

O_CLOEXEC: int = getattr(os, "O_CLOEXEC", 0)
O_DIRECTORY: int = getattr(os, "O_DIRECTORY", 0)
O_NOFOLLOW: int = getattr(os, "O_NOFOLLOW", 0)
O_NONBLOCK: int = getattr(os, "O_NONBLOCK", 0)
O_BINARY: int = getattr(os, "O_BINARY", 0)
"""Windows alone has it, and would change line ends without it."""

NO_LOCKS = (
    f"cannot be written here: this system ({sys.platform}) has no file locks of POSIX; frus-pack"
    " writes on Linux and macOS (on Windows, in its Linux subsystem)"
)
"""What is said where something has to be locked before it is written."""

_AT_FDCWD = -100
_RENAME_NOREPLACE = 1
_RENAME_EXCHANGE = 2
_LIBC: Any = ctypes.CDLL(None, use_errno=True) if os.name == "posix" else None
_NOT_SUPPORTED = (errno.ENOSYS, errno.EINVAL, errno.ENOTSUP)

StrPath = str | PathLike[str]


def rename_to_free_name(
    built: StrPath, final: StrPath, *, src_dir_fd: int | None = None, dst_dir_fd: int | None = None
) -> None:
    """Rename a file or folder, but never over a file or a folder that is not empty.

    Raises:
        OSError: The name is taken, or the system refuses the renaming.
    """
    if _rename(built, final, src_dir_fd, dst_dir_fd, _RENAME_NOREPLACE):
        return
    if stat.S_ISDIR(os.stat(built, dir_fd=src_dir_fd, follow_symlinks=False).st_mode):
        os.rename(built, final, src_dir_fd=src_dir_fd, dst_dir_fd=dst_dir_fd)
    else:
        # A second name in one step; then the first is not needed.
        os.link(built, final, src_dir_fd=src_dir_fd, dst_dir_fd=dst_dir_fd, follow_symlinks=False)
        os.unlink(built, dir_fd=src_dir_fd)


def exchange(
    one: StrPath, other: StrPath, *, src_dir_fd: int | None = None, dst_dir_fd: int | None = None
) -> bool:
    """Let two names change places in one step.

    Returns:
        False where the system or the file system cannot do that.

    Raises:
        OSError: The system refuses it.
    """
    return _rename(one, other, src_dir_fd, dst_dir_fd, _RENAME_EXCHANGE)


def sync_below(descriptor: int) -> None:
    """Bring everything below an open folder to the disk.

    The whole file system is flushed at once where the system can (Linux ``syncfs``), else file
    by file. Raises OSError.
    """
    if hasattr(_LIBC, "syncfs"):
        while _LIBC.syncfs(descriptor):
            if ctypes.get_errno() != errno.EINTR:
                raise _failed()
        return
    for _, _, files, folder in os.fwalk(dir_fd=descriptor):
        for name in files:
            sync(name, dir_fd=folder)
        os.fsync(folder)


def sync(path: StrPath, *, dir_fd: int | None = None) -> None:
    """Bring a file, or the names in a folder, to the disk. Raises OSError."""
    descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC, dir_fd=dir_fd)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _rename(
    one: StrPath, other: StrPath, src_dir_fd: int | None, dst_dir_fd: int | None, flags: int
) -> bool:
    """Call Linux `renameat2`; False where the system or the file system lacks it."""
    if not hasattr(_LIBC, "renameat2"):
        return False
    source = _AT_FDCWD if src_dir_fd is None else src_dir_fd
    target = _AT_FDCWD if dst_dir_fd is None else dst_dir_fd
    while _LIBC.renameat2(source, os.fsencode(one), target, os.fsencode(other), flags):
        if ctypes.get_errno() in _NOT_SUPPORTED:
            return False
        if ctypes.get_errno() == errno.EINTR:
            continue
        raise _failed(os.fspath(one), os.fspath(other))
    return True


def _failed(*names: str) -> OSError:
    code = ctypes.get_errno()
    if not names:
        return OSError(code, os.strerror(code))
    return OSError(code, os.strerror(code), names[0], None, *names[1:])

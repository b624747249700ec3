"""Reading regular files, and nothing that only looks like one."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

from frus_pack.errors import Problem, SourceError

OPEN_UNFOLLOWED = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
"""The flags of opening a file that must not be a link. What was a file when it was listed may be
a pipe now, and without ``O_NONBLOCK`` opening that waits for somebody to write to it."""

_FOLLOWED = OPEN_UNFOLLOWED & ~os.O_NOFOLLOW
_PIECE = 1 << 20


def read_bytes(path: Path) -> bytes:
    """A regular file's bytes; a link is followed. Raises SourceError as `read_pieces` does."""
    return b"".join(bytes(piece) for piece in _pieces(path, _FOLLOWED))


def read_pieces(source: Path) -> Iterator[memoryview]:
    """A regular file's bytes, a buffer of at most 1 MiB at a time; each overwrites the last.

    Raises SourceError if it is a link or no regular file, cannot be read, or changes meanwhile.
    """
    return _pieces(source, OPEN_UNFOLLOWED)


def octets_of(source: Path) -> int:
    """A file's size in bytes. Raises SourceError if there is none."""
    try:
        return os.lstat(source).st_size
    except OSError as error:
        raise _unreadable(source, error) from error


def changed(source: Path) -> SourceError:
    """The error of a file that is another than it was."""
    message, advice = "changed while it was read", "run again when it is at rest"
    return SourceError(Problem(str(source), message, advice=advice))


def _pieces(source: Path, flags: int) -> Iterator[memoryview]:
    descriptor = _open(source, flags)
    try:
        before = os.fstat(descriptor)
        if not stat.S_ISREG(before.st_mode):
            raise SourceError(Problem(str(source), "is no regular file"))
        buffer = memoryview(bytearray(min(_PIECE, before.st_size + 1)))
        octets = 0
        # A file that grows as fast as it is read must not keep us for ever.
        while octets <= before.st_size and (count := _read_into(buffer, descriptor, source)):
            octets += count
            yield buffer[:count]
        after = os.fstat(descriptor)
    finally:
        os.close(descriptor)
    if (octets, before.st_mtime_ns) != (before.st_size, after.st_mtime_ns):
        raise changed(source)


def _open(source: Path, flags: int) -> int:
    try:
        return os.open(source, flags)
    except OSError as error:
        raise _unreadable(source, error) from error


def _read_into(buffer: memoryview, descriptor: int, source: Path) -> int:
    try:
        return os.readv(descriptor, [buffer])
    except OSError as error:
        raise _unreadable(source, error) from error


def _unreadable(source: Path, error: OSError) -> SourceError:
    return SourceError(Problem(str(source), f"cannot be read: {error.strerror}"))

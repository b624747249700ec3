"""Read regular files, and nothing that only looks like one."""

from __future__ import annotations

import errno
import io
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from frus_pack.errors import Problem, SourceError, StorageError
from frus_pack.storage.system import O_BINARY, O_CLOEXEC, O_NOFOLLOW, O_NONBLOCK

OPEN_UNFOLLOWED = os.O_RDONLY | O_BINARY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC
"""The flags of opening a file that must not be a link. What was a file when it was listed may be
a pipe now, and without ``O_NONBLOCK`` opening that waits for somebody to write to it."""

_FOLLOWED = OPEN_UNFOLLOWED & ~O_NOFOLLOW
_PIECE = 1 << 20

MOST_OCTETS = 256 << 20
"""Bytes of a source file that is read into memory as a whole."""


def open_regular(path: Path) -> io.FileIO:
    """Open a regular file by a path that the caller was given; a link is followed.

    Raises OSError. Nothing else than a regular file is opened: a pipe would wait for a writer.
    """
    return _open(path, _FOLLOWED)


def open_unfollowed(path: Path) -> io.FileIO:
    """Open a regular file that was found, and may have become a link since. Raises OSError."""
    return _open(path, OPEN_UNFOLLOWED)


def _open(path: Path, flags: int) -> io.FileIO:
    descriptor = os.open(path, flags)
    try:
        _verify_regular(descriptor, path)
        return io.FileIO(descriptor, "rb")
    except BaseException:
        os.close(descriptor)
        raise


def _verify_regular(descriptor: int, path: Path) -> None:
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        raise OSError(errno.ENOTSUP, "it is not a regular file", str(path))


def read_bytes(path: Path, most: int = MOST_OCTETS) -> bytes:
    """Return the bytes of a regular file; a link is followed.

    Args:
        path: The file.
        most: The most bytes that are read into memory; 256 MiB if it is not given.

    Raises:
        SourceError: The file is larger, and was not read at all; or as `read_pieces` raises.
    """
    return b"".join(bytes(piece) for piece in _pieces(path, _FOLLOWED, most))


def read_unfollowed(path: Path, most: int = MOST_OCTETS) -> bytes:
    """Return the same of a file that was found, and may have become a link since."""
    return b"".join(bytes(piece) for piece in _pieces(path, OPEN_UNFOLLOWED, most))


def read_start(path: Path, most: int) -> bytes:
    """Return at most `most` bytes from the start of a regular file; a link is followed.

    Raises SourceError if it is not a regular file, or cannot be read.
    """
    try:
        with open_regular(path) as file:
            return file.read(most)
    except OSError as error:
        raise _unreadable(path, error) from error


def read_pieces(source: Path) -> Iterator[memoryview]:
    """Return a regular file's bytes, a buffer of at most 1 MiB at a time; each overwrites the last.

    Raises SourceError if it is a link or not a regular file, cannot be read, or changes meanwhile.
    """
    return _pieces(source, OPEN_UNFOLLOWED)


def octets_of(source: Path) -> int:
    """Return a file's size in bytes. Raises SourceError if there is none."""
    try:
        return os.lstat(source).st_size
    except OSError as error:
        raise _unreadable(source, error) from error


def changed(source: Path) -> SourceError:
    """Return the error of a file that is another than it was."""
    message, advice = "changed while it was read", "run again when it is at rest"
    return SourceError(Problem(str(source), message, advice=advice))


@contextmanager
def unchanged(source: Path) -> Iterator[None]:
    """Raise SourceError if another file has the path, or the file was written to, by the end.

    What is opened more than once in the ``with`` statement is then one and the same file.
    """
    before = _identity(source)
    yield
    if _identity(source) != before:
        raise changed(source)


def _identity(source: Path) -> tuple[int, ...]:
    try:
        status = os.lstat(source)
    except OSError as error:
        raise _unreadable(source, error) from error
    return status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns


def _pieces(source: Path, flags: int, most: int | None = None) -> Iterator[memoryview]:
    try:
        descriptor = os.open(source, flags)
        try:
            yield from _pieces_of(descriptor, source, most)
        finally:
            os.close(descriptor)
    except OSError as error:
        raise _unreadable(source, error) from error


def _pieces_of(descriptor: int, source: Path, most: int | None) -> Iterator[memoryview]:
    before = os.fstat(descriptor)
    if not stat.S_ISREG(before.st_mode):
        raise SourceError(Problem(str(source), "is not a regular file"))
    if most is not None and before.st_size > most:
        message = f"has {before.st_size} bytes, and at most {most} are read into memory"
        raise SourceError(Problem(str(source), message))
    buffer = memoryview(bytearray(min(_PIECE, before.st_size + 1)))
    octets = 0
    # A file that grows as fast as it is read must not keep us for ever.
    while octets <= before.st_size and (count := os.readv(descriptor, [buffer])):
        octets += count
        yield buffer[:count]
    if (octets, before.st_mtime_ns) != (before.st_size, os.fstat(descriptor).st_mtime_ns):
        raise changed(source)


def why_unread(error: OSError) -> str:
    """Return what an error says of the file that it concerns."""
    if isinstance(error, FileNotFoundError):
        return "does not exist"
    return f"cannot be read: {error.strerror or error}"


def _unreadable(source: Path, error: OSError) -> SourceError:
    return SourceError(Problem(str(source), why_unread(error)))


@contextmanager
def reading(path: Path) -> Iterator[None]:
    """Turn an OSError into a StorageError that names what could not be read."""
    try:
        yield
    except OSError as error:
        named = error.filename  # which can be a bare name, or the number of a descriptor
        place = named if isinstance(named, str) and named.startswith(str(path)) else path
        raise StorageError(f"{place}: {why_unread(error)}") from error

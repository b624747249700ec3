"""Fixity: digests of several algorithms over one reading of the bytes."""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from frus_pack.errors import Problem, SourceError

_PIECE = 1 << 20

ALGORITHMS = ("md5", "sha1", "sha256", "sha512")
"""The manifest algorithms a bag may be written with: those every BagIt tool must be able to
check (RFC 8493 §2.4)."""

DEFAULT_ALGORITHM = "sha512"
"""What RFC 8493 §2.4 tells new bags to use."""


@dataclass(frozen=True, slots=True)
class Fixity:
    """A file's size in bytes and its digests: algorithm → lower-case hexadecimal."""

    octets: int
    digests: Mapping[str, str]


class Digester:
    """Takes a file's bytes piece by piece and gives its `Fixity`.

    Raises ValueError for an algorithm Python's hashlib does not have.
    """

    def __init__(self, algorithms: Iterable[str]) -> None:
        self._hashes = {name: hashlib.new(name, usedforsecurity=False) for name in algorithms}
        self._octets = 0

    def update(self, piece: bytes | memoryview) -> None:
        """Take the next bytes of the file."""
        self._octets += len(piece)
        for one in self._hashes.values():
            one.update(piece)

    def fixity(self) -> Fixity:
        """What has been taken so far."""
        return Fixity(self._octets, {name: one.hexdigest() for name, one in self._hashes.items()})


def of_file(source: Path, algorithms: Iterable[str]) -> Fixity:
    """A regular file's fixity. Raises as `read_pieces` does."""
    digester = Digester(algorithms)
    for piece in read_pieces(source):
        digester.update(piece)
    return digester.fixity()


def read_pieces(source: Path) -> Iterator[memoryview]:
    """A regular file's bytes, a buffer of at most 1 MiB at a time; each overwrites the last.

    Raises SourceError if it is a link or no regular file, cannot be read, or changes meanwhile.
    """
    descriptor = _open(source)
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
        raise SourceError(
            Problem(str(source), "changed while it was read", advice="run again when it is at rest")
        )


def _open(source: Path) -> int:
    try:
        # O_NONBLOCK: opening a pipe must not wait for somebody to write to it.
        return os.open(source, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    except OSError as error:
        raise SourceError(Problem(str(source), f"cannot be read: {error.strerror}")) from error


def _read_into(buffer: memoryview, descriptor: int, source: Path) -> int:
    try:
        return os.readv(descriptor, [buffer])
    except OSError as error:
        raise SourceError(Problem(str(source), f"cannot be read: {error.strerror}")) from error

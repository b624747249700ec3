"""Writing new files: from front to back, or in parts that several threads write and read."""

from __future__ import annotations

import io
import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO, TypeVar

from frus_pack.storage.fixity import Piece
from frus_pack.storage.system import O_CLOEXEC

P = TypeVar("P", bound=bytes | memoryview)


def make_folders(root: Path, way: str) -> None:
    """Make the folder at `way` below `root`, and those on the way there, where they are missing.

    Iterative, where `Path.mkdir` recurses: folders may be nested to any depth. Raises OSError.
    """
    end = 0
    while end >= 0:
        end = way.find("/", end + 1)
        folder = f"{root}{os.sep}{way if end < 0 else way[:end]}"
        try:
            os.mkdir(folder)
        except FileExistsError:
            if not os.path.isdir(folder):
                raise


def write_new_file(place: str | Path, pieces: Iterable[bytes | memoryview]) -> None:
    """Write a file that is not there yet. Raises OSError for whatever the system refuses, and
    what the pieces raise; then a part of the file may exist."""
    for _ in passing_to_new_file(place, pieces):
        pass


def write_whole(final: Path, half: Path, content: bytes) -> None:
    """Write a file under its name, whole or not at all, in the place of one that has the name.

    `half` is the name it has while it is written, in the same folder. Raises OSError.
    """
    try:
        write_new_file(half, (content,))
        half.replace(final)
    except BaseException:
        half.unlink(missing_ok=True)
        raise


def passing_to_new_file(place: str | Path, pieces: Iterable[P]) -> Iterator[P]:
    """Yield the pieces, each written as it goes by; see `write_new_file`."""
    target = os.open(place, os.O_WRONLY | os.O_CREAT | os.O_EXCL | O_CLOEXEC, 0o666)
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


_BUFFER = 64 << 10


class OpenFile:
    """A file that is open as `descriptor`, which stays the caller's."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor

    def write_at(self, offset: int, pieces: Iterable[Piece]) -> None:
        """Write the pieces, one after the other, from `offset` on. Raises OSError."""
        for piece in pieces:
            rest = memoryview(piece)
            while rest:
                count = os.pwrite(self._descriptor, rest, offset)
                rest, offset = rest[count:], offset + count

    def open_part(self, offset: int, octets: int) -> BinaryIO:
        """Return so many bytes from `offset` on, as a file to read."""
        return io.BufferedReader(_Part(self._descriptor, offset, octets), _BUFFER)


class _Part(io.RawIOBase):
    def __init__(self, descriptor: int, offset: int, octets: int) -> None:
        self._descriptor = descriptor
        self._offset = offset
        self._octets = octets
        self._position = 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = os.SEEK_SET, /) -> int:
        start = {os.SEEK_SET: 0, os.SEEK_CUR: self._position, os.SEEK_END: self._octets}[whence]
        if start + offset < 0:
            raise OSError(22, "a negative position")
        self._position = start + offset
        return self._position

    def readinto(self, buffer: bytearray | memoryview, /) -> int:  # type: ignore[override]
        room = memoryview(buffer)[: max(0, self._octets - self._position)]
        count = os.preadv(self._descriptor, [room], self._offset + self._position) if room else 0
        self._position += count
        return count

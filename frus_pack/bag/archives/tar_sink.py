"""A bag that is written as a tar file."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import chain
from typing import BinaryIO

from frus_pack.bag.archives.tar_header_writing import END, format_header, padding, seconds
from frus_pack.storage.fixity import Piece
from frus_pack.storage.new_file import OpenFile

_AT_ONCE = 64 << 10


class TarSink:
    """Writes into an empty file; the bag is the folder `base` in it.

    Every member is of the beginning of `day` (UTC). Folders have no members of their own: the
    names of the files imply them.
    """

    def __init__(self, file: OpenFile, base: str, day: date) -> None:
        self._file = file
        self._base = base
        self._modified = seconds(day)
        self._end = 0

    def claim(self, path: str, octets: int) -> _Member:
        header = format_header(f"{self._base}/{path}", octets, self._modified)
        member = _Member(self._file, self._end, header, octets)
        self._end = member.end
        return member

    def finish(self) -> None:
        self._file.write_at(self._end, (END,))


@dataclass(frozen=True, slots=True)
class _Member:
    file: OpenFile
    start: int
    header: bytes
    octets: int

    @property
    def end(self) -> int:
        return self.start + len(self.header) + self.octets + len(padding(self.octets))

    def fill(self, pieces: Iterable[Piece]) -> None:
        parts: Iterable[Piece] = chain((self.header,), pieces, (padding(self.octets),))
        if self.octets <= _AT_ONCE:
            # One write is cheaper than three. A piece may overwrite the one before, hence bytes.
            parts = (b"".join(map(bytes, parts)),)
        self.file.write_at(self.start, parts)

    def open(self) -> BinaryIO:
        return self.file.open_part(self.start + len(self.header), self.octets)

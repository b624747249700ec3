"""A bag that is written as a zip file (PKWARE APPNOTE 6.3, with zip64).

Files are stored, not deflated: page images are compressed already, and texts are small. Libraries
deflate to different bytes, and here the bytes have to be the same everywhere. A stored file also
survives damage beside it.

Python's zipfile is not used: it writes one file after the other, and the bytes have to stay the
same whatever it comes to write.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator
from datetime import date
from typing import BinaryIO

from frus_pack.bag.archives import zip_header_writing
from frus_pack.storage.fixity import Piece
from frus_pack.storage.new_file import OpenFile

_AT_ONCE = 64 << 10


class ZipSink:
    """Writes into an empty file; the bag is the folder `base` in it.

    Every member is of the beginning of `day`. Folders have no members of their own: the names of
    the files imply them.
    """

    def __init__(self, file: OpenFile, base: str, day: date) -> None:
        self._file = file
        self._base = base
        self._day = day
        self._end = 0
        self._members: list[_Member] = []

    def claim(self, path: str, octets: int) -> _Member:
        name = f"{self._base}/{path}".encode()
        member = _Member(self._file, name, octets, self._end, self._day)
        self._end += member.room
        self._members.append(member)
        return member

    def finish(self) -> None:
        entries = b"".join(member.entry() for member in self._members)
        end = zip_header_writing.format_end(len(self._members), len(entries), self._end)
        self._file.write_at(self._end, (entries, end))


class _Member:
    """A file whose header is written after its bytes, because it holds their CRC."""

    def __init__(self, file: OpenFile, name: bytes, octets: int, start: int, day: date) -> None:
        self._file = file
        self._name = name
        self._octets = octets
        self._start = start
        self._day = day
        self._crc = 0
        self._data = start + len(self._header())
        self.room = self._data + octets - start

    def fill(self, pieces: Iterable[Piece]) -> None:
        pieces = self._summed(pieces)
        if self._octets <= _AT_ONCE:
            # One write is cheaper than two. A piece may overwrite the one before, hence bytes.
            content = b"".join(map(bytes, pieces))
            self._file.write_at(self._start, (self._header() + content,))
        else:
            self._file.write_at(self._data, pieces)
            self._file.write_at(self._start, (self._header(),))

    def open(self) -> BinaryIO:
        return self._file.open_part(self._data, self._octets)

    def entry(self) -> bytes:
        """Return what the directory says of it."""
        return zip_header_writing.format_entry(
            self._name, self._octets, self._crc, self._day, self._start
        )

    def _header(self) -> bytes:
        return zip_header_writing.format_local(self._name, self._octets, self._crc, self._day)

    def _summed(self, pieces: Iterable[Piece]) -> Iterator[Piece]:
        for piece in pieces:
            self._crc = zlib.crc32(piece, self._crc)
            yield piece

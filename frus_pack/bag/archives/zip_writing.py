"""Write a bag as a zip file (PKWARE APPNOTE 6.3, with zip64).

Files are stored, not deflated. Page images are compressed already, and texts are small. Libraries
deflate to different bytes, and here the bytes must be the same everywhere. A stored file also
survives damage beside it. `frus_pack.bag.archives.zip_members` reads what is written here.

Python's zipfile is not used. It writes one file after the other, and another version of it may
write other bytes.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable, Iterator
from datetime import date
from typing import BinaryIO

from frus_pack.bag.archives.zip_header_rules import (
    END,
    END64,
    ENTRY,
    FULL16,
    FULL32,
    LOCAL,
    LOCATOR64,
    MADE_ON_UNIX,
    STORED,
    UTF8,
)
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
        end = format_end(len(self._members), len(entries), self._end)
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
        return format_entry(self._name, self._octets, self._crc, self._day, self._start)

    def _header(self) -> bytes:
        return format_local(self._name, self._octets, self._crc, self._day)

    def _summed(self, pieces: Iterable[Piece]) -> Iterator[Piece]:
        for piece in pieces:
            self._crc = zlib.crc32(piece, self._crc)
            yield piece


_VERSION, _VERSION64 = 20, 45
_ZIP64 = 1
_EARLIEST, _LATEST = date(1980, 1, 1), date(2107, 12, 31)
_MODE = 0o100644 << 16
"""A regular file that anybody may read."""
_MIDNIGHT = 0


def format_local(name: bytes, octets: int, crc: int, day: date) -> bytes:
    """Return the header of a stored file, whose time is the beginning of `day`.

    Zip files have times from 1980 to 2107, without a time zone. Other days become the nearest.
    """
    extra = _long(octets, octets) if octets >= FULL32 else b""
    version, size = (_VERSION64, FULL32) if extra else (_VERSION, octets)
    fixed = LOCAL.pack(b"PK\3\4", version, *_file_fields(name, crc, size, day, extra))
    return fixed + name + extra


def format_entry(name: bytes, octets: int, crc: int, day: date, start: int) -> bytes:
    """Return what the directory says of a stored file whose local header is at `start`."""
    long = [value for value in (octets, octets, start) if value >= FULL32]
    extra = _long(*long) if long else b""
    version, size = _VERSION64 if extra else _VERSION, min(octets, FULL32)
    fixed = ENTRY.pack(
        b"PK\1\2",
        version,
        MADE_ON_UNIX,
        version,
        *_file_fields(name, crc, size, day, extra),
        0,
        0,
        0,
        _MODE,
        min(start, FULL32),
    )
    return fixed + name + extra


def _file_fields(name: bytes, crc: int, size: int, day: date, extra: bytes) -> tuple[int, ...]:
    """Return the fields that both headers of a file have, from its flags on."""
    stored = (_flags(name), STORED, _MIDNIGHT, _dos_date(day))
    return (*stored, crc, size, size, len(name), len(extra))


def format_end(entries: int, octets: int, offset: int) -> bytes:
    """Return what follows a directory of so many entries and bytes that begins at `offset`."""
    count, size, start = min(entries, FULL16), min(octets, FULL32), min(offset, FULL32)
    end = END.pack(b"PK\5\6", 0, 0, count, count, size, start, 0)
    if count < FULL16 and size < FULL32 and start < FULL32:
        return end
    record = END64.pack(
        b"PK\6\6",
        END64.size - 12,
        MADE_ON_UNIX << 8 | _VERSION64,
        _VERSION64,
        0,
        0,
        entries,
        entries,
        octets,
        offset,
    )
    return record + LOCATOR64.pack(b"PK\6\7", 0, offset + octets, 1) + end


def _dos_date(day: date) -> int:
    day = min(max(day, _EARLIEST), _LATEST)
    return (day.year - 1980) << 9 | day.month << 5 | day.day


def _flags(name: bytes) -> int:
    return 0 if name.isascii() else UTF8


def _long(*values: int) -> bytes:
    return struct.pack(f"<2H{len(values)}Q", _ZIP64, 8 * len(values), *values)

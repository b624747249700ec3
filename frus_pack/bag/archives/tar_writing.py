"""Write a bag as a tar file: ustar headers, and pax where they do not suffice (POSIX.1-2017).

`frus_pack.bag.archives.tar_members` reads what is written here.

Python's tarfile is not used. It takes six times as long, and another version of it may write
other bytes.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from itertools import chain
from typing import BinaryIO

from frus_pack.bag.archives.tar_header_rules import BLOCK, byte_sum, padded
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


END = bytes(2 * BLOCK)
"""The end mark."""

_MOST = 8**11 - 1
"""What a header holds: in bytes 8 GiB, in seconds since 1970 the year 2242."""

_NAME_BYTES = 100
_FILE, _EXTENSION = b"0", b"x"
_EXTENSION_NAME = b"././@PaxHeader"
_PADDING = bytes(BLOCK)


def format_header(name: str, octets: int, modified: int) -> bytes:
    """Return what precedes the bytes of a file: its header, and an extended one before if needed.

    It is needed where the name is not ASCII or has more than 100 bytes, and from 8 GiB on.
    `modified` is in seconds since 1970, see `seconds`. The file belongs to nobody in particular
    (user and group 0) and anybody may read it.
    """
    records = b""
    if len(name) > _NAME_BYTES or not name.isascii():
        records += _record(b"path", name.encode())
    if octets > _MOST:
        records += _record(b"size", b"%d" % octets)
    short = name.encode("ascii", "replace")[:_NAME_BYTES]
    header = _block(short, octets if octets <= _MOST else 0, modified, _FILE)
    if not records:
        return header
    extension = _block(_EXTENSION_NAME, len(records), modified, _EXTENSION)
    return extension + records + padding(len(records)) + header


def seconds(day: date) -> int:
    """From 1970 to the beginning of the day (UTC), or to the nearest moment that headers hold."""
    return min(max(int(datetime.combine(day, time(), UTC).timestamp()), 0), _MOST)


def padding(octets: int) -> bytes:
    """Return the padding after so many bytes, which fills their last block."""
    return _PADDING[: padded(octets) - octets]


def _block(name: bytes, octets: int, modified: int, kind: bytes) -> bytes:
    before = b"%b0000644\x000000000\x000000000\x00%011o\x00%011o\x00" % (
        name.ljust(_NAME_BYTES, b"\0"),
        octets,
        modified,
    )
    after, its_sum = _AFTER_CHECKSUM[kind]
    return before + b"%06o\0 " % (byte_sum(before) + its_sum) + after


def _after_checksum(kind: bytes) -> tuple[bytes, int]:
    """Return what follows the checksum of every header of a kind, and its share in the checksum.

    The share includes the eight spaces that the checksum itself counts as.
    """
    after = (kind + bytes(100) + b"ustar\x0000").ljust(BLOCK - 156, b"\0")
    return after, sum(after) + 8 * 0x20


_AFTER_CHECKSUM = {kind: _after_checksum(kind) for kind in (_FILE, _EXTENSION)}


def _record(keyword: bytes, value: bytes) -> bytes:
    """Return a pax record: its own length in decimal, the keyword and the value."""
    rest = b" %b=%b\n" % (keyword, value)
    octets = len(rest)
    while octets != len(rest) + len(b"%d" % octets):
        octets = len(rest) + len(b"%d" % octets)
    return b"%d" % octets + rest

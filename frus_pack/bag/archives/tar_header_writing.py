"""The headers of a tar archive, written: ustar, and pax where that does not suffice
(POSIX.1-2017). What is written here, `frus_pack.bag.archives.tar_members` reads.

Python's tarfile is not used: it takes six times as long, and the bytes have to stay the same
whatever it comes to write.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time

from frus_pack.bag.archives.tar_header_rules import BLOCK, byte_sum, padded

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

"""What a tar header may look like: the forms that every common program reads alike.

The lists below are what GNU tar, bsdtar, Python's tarfile, busybox, 7-Zip, cpio, git and Go write.
The forms are POSIX.1-2017 ustar and pax, GNU, and the headers from before POSIX. Programs
read other forms each in its own way, so that one archive has several contents. Such a header has
a `fault`.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from frus_pack.bag.archives.faults import ambiguous, damaged

BLOCK = 512

Dialect = Literal["posix", "gnu", "v7"]
Kind = Literal[
    "file", "folder", "hard link", "link", "special", "unsupported", "ambiguous", "extension"
]

_DIALECTS: Mapping[bytes, Dialect] = {
    b"ustar\x0000": "posix",
    b"ustar\0\0\0": "posix",  # without a version: no program looks at that
    b"ustar  \0": "gnu",
    bytes(8): "v7",
}
"""The magic and version of a header, bytes 257 to 264."""

_COMMON_KINDS: Mapping[bytes, Kind] = {
    b"\0": "file",  # from before POSIX; Go wrote it in headers of every dialect until 2018
    b"0": "file",
    b"1": "hard link",
    b"2": "link",
    b"3": "special",
    b"4": "special",
    b"5": "folder",
    b"6": "special",
}
_KINDS: Mapping[Dialect, Mapping[bytes, Kind]] = {
    "posix": {**_COMMON_KINDS, **dict.fromkeys((b"x", b"g", b"L", b"K"), "extension")},
    "gnu": {**_COMMON_KINDS, **dict.fromkeys((b"L", b"K"), "extension")},
    "v7": _COMMON_KINDS,
}
"""The type of a header, byte 156."""

_DIALECT_TYPES = frozenset((b"x", b"g", b"L", b"K"))
"""Types that are known, but only where the dialect has them."""

_NUMBER = re.compile(rb" *([0-7]+)[ \0]*")
_UNSET = re.compile(rb"\0*")
_SIZE = slice(124, 136)
_CHECKSUM = slice(148, 156)
_BINARY = frozenset(("user", "group", "modification time"))
"""Fields that hold larger numbers in base 256, after a first byte of 0x80. So does the size."""
_MAY_BE_UNSET = frozenset(("device major", "device minor"))
_NUMBERS = {
    "mode": slice(100, 108),
    "user": slice(108, 116),
    "group": slice(116, 124),
    "modification time": slice(136, 148),
    "checksum": _CHECKSUM,
    "device major": slice(329, 337),
    "device minor": slice(337, 345),
}
_TEXTS = {
    "name": slice(0, 100),
    "link target": slice(157, 257),
    "user name": slice(265, 297),
    "group name": slice(297, 329),
    "name prefix": slice(345, 500),
}
_EMPTY_IN: Mapping[Dialect, slice] = {
    "posix": slice(500, 512),
    "gnu": slice(345, 512),
    "v7": slice(345, 512),
}
"""Bytes that must be zero. Some programs read a GNU header's times here as a name prefix."""

_MARK_OF_PACKING = re.compile(
    rb"\x04\"M\x18|[P-_]\*M\x18|LZIP|(?:[^\0]*[\r\n])?begin(?:-base64)? [0-7]{3} "
)
"""How LZ4, Zstandard, lzip and uuencoded files begin. Names can begin so as well. bsdtar unpacks
such files before it looks for the header of a tar file."""


@dataclass(frozen=True, slots=True)
class Header:
    """One header: its name with the prefix, link target, size in bytes and time in seconds since
    1970. `fault` says why programs do not agree on it, or is empty."""

    name: str
    kind: Kind
    type: bytes
    target: str
    size: int
    modified: int
    fault: str
    dialect: Dialect | None


def read_header(block: bytes, start: int) -> Header:
    """Read the header that starts at byte `start` of the archive.

    Raises ArchiveError if the checksum differs, or if the size is not in a known form. Then the
    place of the next header is unknown.
    """
    verify_checksum(block, start)
    size = _number(block[_SIZE])
    if size is None:
        raise ambiguous(f"the header at byte {start} has no size in a form that all programs read")
    dialect = _DIALECTS.get(block[257:265])
    kind = _KINDS.get(dialect or "v7", {}).get(block[156:157], "unsupported")
    return Header(
        _name(block, dialect),
        kind,
        block[156:157],
        text(_until_nul(block[_TEXTS["link target"]])),
        size,
        _number(block[_NUMBERS["modification time"]]) or 0,
        next(_faults(block, dialect, kind, size), ""),
        dialect,
    )


def looks_like_header(block: bytes) -> bool:
    """Return whether a file that starts with these bytes is a tar archive."""
    if len(block) < BLOCK or not block.strip(b"\0"):
        return False
    number = _NUMBER.fullmatch(block[_CHECKSUM])
    return number is not None and int(number[1], 8) == _checksum(block)


def refuse_two_forms(start: bytes) -> None:
    """Raise ArchiveError if a zip or compressed file begins like a tar file as well.

    Some programs, such as GNU tar and bsdtar, read it as a tar file with other members.
    """
    if looks_like_header(start):
        raise ambiguous("the archive is a tar file as well, and programs choose either")


def refuse_mark_of_packing(start: bytes) -> None:
    """Raise ArchiveError if the first name in a tar file begins like a packed file."""
    if found := _MARK_OF_PACKING.match(start):
        raise ambiguous(f"the archive begins with {found[0]!r}, and programs take it for packed")


def verify_checksum(block: bytes, start: int) -> None:
    """Raise ArchiveError unless a header agrees with its checksum."""
    # Read as leniently as any program does: what is not damage is judged by its form.
    digits = block[_CHECKSUM].strip(b" \0")
    if digits.strip(b"01234567") or not digits or int(digits, 8) != _checksum(block):
        raise damaged(f"the header at byte {start} does not agree with its checksum")


def byte_sum(octets: bytes) -> int:
    """Return the sum of at most 256 bytes, many times faster than `sum` does.

    The lower half of Adler-32 is that sum plus one, modulo 65521 (RFC 1950 §8.2).
    """
    return (zlib.adler32(octets) & 0xFFFF) - 1


def padded(size: int) -> int:
    """Bytes that so many take in an archive, which is made of whole blocks."""
    return -(-size // BLOCK) * BLOCK


def text(octets: bytes) -> str:
    """Names are UTF-8; other bytes become surrogates, which no safe path has."""
    return octets.decode("utf-8", "surrogateescape")


def _faults(block: bytes, dialect: Dialect | None, kind: Kind, size: int) -> Iterator[str]:
    if dialect is None:
        yield f"its header has the unknown magic {block[257:265]!r}"
        return
    if kind == "unsupported" and block[156:157] in _DIALECT_TYPES:
        yield f"a header of its form cannot have the type {text(block[156:157])!r}"
    for name, place in _NUMBERS.items():
        if not _is_number(name, block[place]):
            yield f"its header has the {name} {block[place]!r}, which programs read differently"
    for name, place in _TEXTS.items():
        field = block[place]
        if field[len(_until_nul(field)) :].strip(b"\0"):
            yield f"its header has bytes behind the end of its {name}"
    if block[_EMPTY_IN[dialect]].strip(b"\0"):
        yield "its header has bytes where some programs read a part of its name"
    if kind in ("file", "folder", "extension") and block[_TEXTS["link target"]].strip(b"\0"):
        yield "its header has a link target, and it is not a link"
    if size and kind not in ("file", "extension", "unsupported"):
        yield f"its header gives {size} bytes to what has no content"


def _is_number(name: str, field: bytes) -> bool:
    if field[0] == 0x80 and name in _BINARY:
        return _number(field) is not None
    if name in _MAY_BE_UNSET and _UNSET.fullmatch(field):
        return True
    return _NUMBER.fullmatch(field) is not None


def _number(field: bytes) -> int | None:
    """Return a number in octal digits, or in base 256 where only the first bit of its first byte is
    set."""
    if field[0] == 0x80:
        value = int.from_bytes(field[1:], "big")
        return value if value < 1 << 62 else None
    digits = _NUMBER.fullmatch(field)
    return int(digits[1], 8) if digits else None


def _name(block: bytes, dialect: Dialect | None) -> str:
    name = text(_until_nul(block[_TEXTS["name"]]))
    prefix = text(_until_nul(block[_TEXTS["name prefix"]])) if dialect == "posix" else ""
    return f"{prefix}/{name}" if prefix else name


def _checksum(block: bytes) -> int:
    """Return the sum of a header's bytes, where the checksum field itself counts as eight
    spaces."""
    return byte_sum(block[:148] + block[156:264]) + 8 * 0x20 + byte_sum(block[264:])


def _until_nul(field: bytes) -> bytes:
    return field.partition(b"\0")[0]

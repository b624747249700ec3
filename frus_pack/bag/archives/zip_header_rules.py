"""What a header of a zip archive may say: what every common program reads alike (PKWARE APPNOTE
6.3, with zip64).

The lists below are what Info-ZIP, 7-Zip, bsdtar, Python's zipfile, Java's jar, Go, git and macOS
write. What else a header can say, some programs obey and others do not.
"""

from __future__ import annotations

import re
import stat
import struct
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from frus_pack.bag.tag_files import paths

STORED, DEFLATED = 0, 8
METHODS = frozenset((STORED, DEFLATED))

END = struct.Struct("<4s4H2LH")
LOCATOR64 = struct.Struct("<4sLQL")
END64 = struct.Struct("<4sQ2H2L4Q")
ENTRY = struct.Struct("<4s2B5H3L5H2L")
LOCAL = struct.Struct("<4s5H3L2H")
FULL16, FULL32 = 0xFFFF, 0xFFFFFFFF

MADE_ON_UNIX = 3
_HOSTS = frozenset((0, MADE_ON_UNIX, 10, 11, 14, 19))
"""FAT, Unix, NTFS (10, and 11 in Info-ZIP), VFAT and macOS. What the file's attributes mean
depends on the host, and not for all programs."""

_HOSTS_OF_UTF8 = frozenset((MADE_ON_UNIX, 19))
"""Unix and macOS, where programs take a name as it is, and that is UTF-8."""

_VERSIONS = range(10, 64)
ENCRYPTED = 0x1
SIZES_BEHIND = 0x8
UTF8 = 0x800
_FLAGS = 0x2 | 0x4 | SIZES_BEHIND | UTF8
"""How hard it was packed, sizes behind the data, and a name in UTF-8."""
_OTHERWISE_PACKED = ENCRYPTED | 0x20 | 0x40 | 0x2000
"""Encrypted or patched: a program that cannot read it says so."""

FOLDER_ATTRIBUTE = 0x10
_ATTRIBUTES = 0x1 | 0x2 | 0x4 | 0x20 | 0x80 | 0x800 | 0x2000 | 0x4000 | 0x8000
"""Read-only, hidden, system, archive, normal, compressed and not indexed. Then the bit that macOS
sets on every member, and 7-Zip's mark that the upper half is a mode of Unix."""

_ZIP64 = 0x0001
_UNICODE_NAME = 0x7075
_EXTRA_FIELDS = frozenset(
    (
        _ZIP64,
        _UNICODE_NAME,
        0x000A,  # times of NTFS
        0x4453,  # owner and rights of NTFS
        0x5455,  # times of Unix
        0x5855,  # times and owner of Unix
        0x6375,  # the comment in UTF-8
        0x7855,  # owner of Unix
        0x7875,  # owner of Unix
        0xCAFE,  # the mark of Java's jar
    )
)

_MISREAD = re.compile(rb"[\x01-\x1f\x7f\\]|;[0-9]*\Z")
"""What some programs leave out of a name, or take for a slash; Info-ZIP drops a version of VMS."""


@dataclass(frozen=True, slots=True)
class ZipHeader:
    """What the directory and a member's local header both say of it."""

    name: bytes
    version: int
    flags: int
    method: int
    time: int
    date: int
    crc: int
    packed: int
    size: int


def decoded_name(name: bytes) -> str:
    """Return the name as text. A name that is not UTF-8 becomes one that is not safe."""
    return name.decode("utf-8", "surrogateescape")


def name_fault(name: bytes) -> str:
    """Return why programs do not read a name alike, or an empty text."""
    found = _MISREAD.search(name)
    return f"its name has {found[0].decode()!r}, which programs read differently" if found else ""


def header_faults(header: ZipHeader) -> Iterator[str]:
    """Yield why programs do not read a header alike, whether in the directory or before the
    data."""
    if header.version not in _VERSIONS:
        yield f"it needs version {header.version} of the format, which is unknown"
    if header.flags & ~(_FLAGS | _OTHERWISE_PACKED):
        yield f"it has the unknown flags {header.flags:#06x}"
    if fault := name_fault(header.name):
        yield fault


def entry_faults(
    header: ZipHeader, host: int, internal: int, attributes: int, disk: int
) -> Iterator[str]:
    """Yield why programs do not read an entry of the directory alike."""
    yield from header_faults(header)
    is_folder = header.name.endswith(b"/")
    if host not in _HOSTS:
        yield f"it was made on the unknown system {host}, where attributes mean something else"
    if not header.flags & UTF8 and not header.name.isascii() and host not in _HOSTS_OF_UTF8:
        yield "its name has no mark for UTF-8, so that programs read it in several encodings"
    if internal & ~1:
        yield f"it has the unknown internal attributes {internal:#06x}"
    allowed = _ATTRIBUTES | (FOLDER_ATTRIBUTE if is_folder else 0)
    if attributes & 0xFFFF & ~allowed:
        yield f"it has the attributes {attributes & 0xFFFF:#06x}, which a file does not have"
    form = stat.S_IFMT(attributes >> 16)
    if form not in (0, stat.S_IFDIR if is_folder else stat.S_IFREG):
        yield "its name and its mode do not agree on whether it is a file or a folder"
    if disk:
        yield "it is said to be in another file"
    if is_folder and (header.size or header.crc or header.packed not in (0, 2)):
        yield "it has the name of a folder and the content of a file"


def has_doubtful_encoding(header: ZipHeader, host: int) -> bool:
    """Return whether some programs unpack a file under another name, though it is plain what is
    meant.

    Info-ZIP does not mark names as UTF-8, and Python's zipfile does not read them so. Java and
    Windows mark them, and Info-ZIP does not believe it of their system. bsdtar composes letters
    and accents.
    """
    if header.name.isascii():
        return False
    name = decoded_name(header.name)
    return not (header.flags & UTF8 and host in _HOSTS_OF_UTF8 and paths.composed(name) == name)


def is_otherwise_packed(header: ZipHeader) -> bool:
    """Return whether no program without a password, or a rarer method, reads the member."""
    return bool(header.flags & _OTHERWISE_PACKED) or header.method not in METHODS


def read_extra(extra: bytes) -> Mapping[int, bytes] | None:
    """Return the further fields of a header by their identifiers, or None if they are broken, or
    not each there once."""
    fields: dict[int, bytes] = {}
    at = 0
    while at < len(extra):
        if at + 4 > len(extra):
            return None
        identifier, octets = struct.unpack_from("<2H", extra, at)
        at += 4 + octets
        if at > len(extra) or identifier in fields:
            return None
        fields[identifier] = extra[at - octets : at]
    return fields


def extra_fault(fields: Mapping[int, bytes] | None, name: bytes) -> str:
    """Return why programs do not obey the further fields of a header alike, or an empty text."""
    if fields is None:
        return "its further fields are broken, or one occurs twice"
    if unknown := fields.keys() - _EXTRA_FIELDS:
        return f"it has the unknown further field {min(unknown):#06x}"
    second = fields.get(_UNICODE_NAME)
    if second is not None and second != struct.pack("<BL", 1, zlib.crc32(name)) + name:
        return "it has a second name, which some programs go by"
    return ""


def long_values(fields: Mapping[int, bytes], short: tuple[int, ...]) -> tuple[int, ...] | None:
    """Return the values, each from the zip64 field where it does not fit 32 bits; None if the field
    has other values than those."""
    if FULL32 not in short and _ZIP64 not in fields:
        return short
    field = fields.get(_ZIP64, b"")
    if len(field) != 8 * short.count(FULL32):
        return None
    long = (value for (value,) in struct.iter_unpack("<Q", field))
    return tuple(next(long) if value == FULL32 else value for value in short)

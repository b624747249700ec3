"""The members of a zip archive, from its central directory (PKWARE APPNOTE 6.3, with zip64).

Python's zipfile is not used: it lets members overlap, takes the directory's word for the sizes,
and raises whatever it meets.
"""

from __future__ import annotations

import stat
import struct
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from frus_pack.bag.archives.tar_members import ArchiveError, Kind

ReadAt = Callable[[int, int], bytes]
"""So many bytes from an offset; fewer only where the file ends. Raises ArchiveError."""

STORED, DEFLATED = 0, 8

END = struct.Struct("<4s4H2LH")
LOCATOR64 = struct.Struct("<4sLQL")
END64 = struct.Struct("<4sQ2H2L4Q")
ENTRY = struct.Struct("<4s2B5H3L5H2L")
LOCAL = struct.Struct("<4s5H3L2H")
_LONGEST_COMMENT = 0xFFFF
FULL16, FULL32 = 0xFFFF, 0xFFFFFFFF
MADE_ON_UNIX = 3
UTF8 = 0x800
_ENCRYPTED = 0x1
_SIZES_BEHIND = 0x8
_UNICODE_PATH = 0x7075
_WINDOW = 1 << 20


@dataclass(frozen=True, slots=True)
class ZipMember:
    """A member as the directory has it: sizes in bytes, `start` the offset of its local header.
    `detail` is what makes it unsupported."""

    name: str
    raw_name: bytes
    kind: Kind
    method: int
    crc: int
    packed: int
    size: int
    start: int
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Directory:
    """Where the central directory lies, in bytes, and how many members it announces."""

    entries: int
    octets: int
    offset: int


def find_directory(read: ReadAt, size: int) -> Directory:
    """The central directory of an archive of `size` bytes.

    Raises ArchiveError if there is none where the end of the archive says: right before it.
    """
    tail_offset = max(0, size - END.size - _LONGEST_COMMENT)
    tail = read(tail_offset, size - tail_offset)
    at = tail.rfind(b"PK\5\6")
    if at < 0 or len(tail) - at < END.size:
        raise _damaged("the zip file has no directory at its end")
    _, disk, first_disk, _, entries, octets, offset, comment = END.unpack_from(tail, at)
    end = tail_offset + at
    if at + END.size + comment != len(tail):
        raise _damaged("there are other bytes after the end of the zip file")
    if disk not in (0, FULL16) or first_disk not in (0, FULL16):
        raise ArchiveError("archive-unsupported", "the zip file is split over several files")
    short = Directory(entries, octets, offset)
    directory, directory_end = _find_directory64(read, end, short) or (short, end)
    if directory.offset + directory.octets != directory_end:
        raise _damaged("the zip file's directory is not where its end says")
    return directory


def members(read: ReadAt, directory: Directory) -> Iterator[ZipMember]:
    """The members in the order of the directory.

    Raises ArchiveError where the directory is damaged, or holds more or fewer than announced.
    """
    position, end = directory.offset, directory.offset + directory.octets
    window, window_offset = b"", position
    for _ in range(directory.entries):
        if position + ENTRY.size + 3 * FULL16 > window_offset + len(window):
            window, window_offset = read(position, min(_WINDOW, end - position)), position
        member, octets = _entry(window, position - window_offset)
        yield member
        position += octets
    if position != end:
        raise _damaged("the zip file's directory has not as many entries as it says")


def data_offset(read: ReadAt, member: ZipMember) -> int:
    """Where the member's data starts. Raises ArchiveError if its local header is not there or
    describes another member."""
    header = read(member.start, LOCAL.size)
    if len(header) < LOCAL.size or header[:4] != b"PK\3\4":
        raise _damaged("there is no member where the directory says it is")
    _, _, flags, method, _, _, crc, packed, size, name_size, extra_size = LOCAL.unpack(header)
    name_offset = member.start + LOCAL.size
    if method != member.method or read(name_offset, name_size) != member.raw_name:
        raise _damaged("its local header has another name or method than the directory")
    # Programs that read a zip file from front to back go by these, unless they stand behind.
    pairs = ((crc, member.crc), (packed, member.packed), (size, member.size))
    if not flags & _SIZES_BEHIND and any(one not in (FULL32, other) for one, other in pairs):
        raise _damaged("its local header has another size or CRC than the directory")
    return int(name_offset + name_size + extra_size)


def first_gap(read: ReadAt, members: Iterable[ZipMember], end: int) -> range | None:
    """The first bytes before the directory, which starts at `end`, that are no member's; None if
    there are none. Programs that read a zip file from front to back find members there.

    Where a local header is damaged nothing behind it is looked at. Raises ArchiveError.
    """
    reached = 0
    for member in sorted(members, key=lambda member: member.start):
        if member.start > reached:
            return range(reached, member.start)
        header = read(member.start, LOCAL.size)
        if len(header) < LOCAL.size or header[:4] != b"PK\3\4":
            return None
        _, _, flags, *_, name_size, extra_size = LOCAL.unpack(header)
        data_end = member.start + LOCAL.size + name_size + extra_size + member.packed
        behind = _octets_of_descriptor(read, member, data_end) if flags & _SIZES_BEHIND else 0
        reached = max(reached, data_end + behind)
    return range(reached, end) if reached < end else None


def _octets_of_descriptor(read: ReadAt, member: ZipMember, at: int) -> int:
    """How long the sizes behind a member's data are: with or without a signature, in four bytes
    each or in eight (APPNOTE 4.3.9)."""
    values = (member.crc, member.packed, member.size)
    long = struct.pack("<L2Q", *values)
    forms = [long] if max(values) > FULL32 else [struct.pack("<3L", *values), long]
    found = read(at, 4 + len(long))
    for form in [b"PK\7\x08" + form for form in forms] + forms:
        if found.startswith(form):
            return len(form)
    return 0


def _find_directory64(read: ReadAt, end: int, short: Directory) -> tuple[Directory, int] | None:
    """The directory by the zip64 end record, and that record's offset; None if there is none."""
    locator = read(end - LOCATOR64.size, LOCATOR64.size) if end >= LOCATOR64.size else b""
    if locator[:4] != b"PK\6\7":
        return None
    _, _, offset, _ = LOCATOR64.unpack(locator)
    record = read(offset, END64.size) if offset < end else b""
    if len(record) < END64.size or record[:4] != b"PK\6\6":
        raise _damaged("the zip64 end record is not where it should be")
    _, octets, _, _, _, _, _, entries, directory_octets, directory_offset = END64.unpack(record)
    long = Directory(entries, directory_octets, directory_offset)
    if offset + 12 + octets != end - LOCATOR64.size or not _agree(short, long):
        raise _damaged("the zip64 end record contradicts the end of the zip file")
    return long, offset


def _agree(short: Directory, long: Directory) -> bool:
    return (
        short.entries in (FULL16, long.entries)
        and short.octets in (FULL32, long.octets)
        and short.offset in (FULL32, long.offset)
    )


def _entry(window: bytes, at: int) -> tuple[ZipMember, int]:
    """The member whose entry starts at `at`, and the entry's length in bytes."""
    if len(window) - at < ENTRY.size or window[at : at + 4] != b"PK\1\2":
        raise _damaged("the zip file's directory is damaged")
    fields = ENTRY.unpack_from(window, at)
    _, _, system, _, flags, method, _, _, crc, packed, size, *rest = fields
    name_size, extra_size, comment_size, disk, _, attributes, start = rest
    octets = ENTRY.size + name_size + extra_size + comment_size
    if at + octets > len(window):
        raise _damaged("the zip file's directory breaks off")
    raw_name = window[at + ENTRY.size : at + ENTRY.size + name_size]
    extra = window[at + ENTRY.size + name_size : at + octets - comment_size]
    size, packed, start = _long_sizes(extra, size, packed, start)
    if disk not in (0, FULL16):
        raise ArchiveError("archive-unsupported", "the zip file is split over several files")
    name = _name(raw_name, flags)
    mode = attributes >> 16 if system == MADE_ON_UNIX else 0
    kind, detail = _kind(name, mode, flags, method)
    if kind in ("file", "folder") and _second_name(extra, name) is not None:
        kind, detail = "unsupported", "it has a second name, which some programs go by"
    return ZipMember(name, raw_name, kind, method, crc, packed, size, start, detail), octets


def _long_sizes(extra: bytes, *short: int) -> tuple[int, int, int]:
    """Size, packed size and start, each from the zip64 field where it does not fit 32 bits."""
    long: list[int] = []
    while len(extra) >= 4:
        identifier, octets = struct.unpack_from("<2H", extra)
        if identifier == 1:
            body = extra[4 : 4 + octets]
            long = [value for (value,) in struct.iter_unpack("<Q", body[: len(body) // 8 * 8])]
        extra = extra[4 + octets :]
    if len(long) < short.count(FULL32):
        raise _damaged("a zip64 field is missing")
    values = iter(long)
    size, packed, start = (next(values) if value == FULL32 else value for value in short)
    return size, packed, start


def _second_name(extra: bytes, name: str) -> str | None:
    """The name that Info-ZIP's field for Unicode gives, if that is another (APPNOTE 4.6.9)."""
    while len(extra) >= 4:
        identifier, octets = struct.unpack_from("<2H", extra)
        if identifier == _UNICODE_PATH:
            second = extra[9 : 4 + octets].decode("utf-8", "surrogateescape")
            return second if second != name else None
        extra = extra[4 + octets :]
    return None


def _name(raw_name: bytes, flags: int) -> str:
    if not flags & UTF8:
        # Without the flag it should be code page 437, and from Unix tools mostly is UTF-8.
        try:
            return raw_name.decode("utf-8")
        except UnicodeDecodeError:
            return raw_name.decode("cp437")
    return raw_name.decode("utf-8", "surrogateescape")


def _kind(name: str, mode: int, flags: int, method: int) -> tuple[Kind, str]:
    if stat.S_ISLNK(mode):
        return "link", ""
    if stat.S_ISCHR(mode) or stat.S_ISBLK(mode) or stat.S_ISFIFO(mode) or stat.S_ISSOCK(mode):
        return "special", ""
    if name.endswith("/"):
        return "folder", ""
    if flags & _ENCRYPTED:
        return "unsupported", "it is encrypted"
    if method not in (STORED, DEFLATED):
        return "unsupported", f"it is packed by method {method}, not deflated or stored"
    return "file", ""


def _damaged(message: str) -> ArchiveError:
    return ArchiveError("archive-damaged", message)

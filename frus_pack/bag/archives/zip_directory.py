"""Where the central directory of a zip archive is, by the records at the archive's end."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass

from frus_pack.bag.archives.faults import ambiguous, damaged
from frus_pack.bag.archives.zip_header_rules import END, END64, FULL16, FULL32, LOCATOR64

ReadAt = Callable[[int, int], bytes]
"""So many bytes from an offset; fewer only where the file ends. Raises ArchiveError."""

_END_MARK = b"PK\5\6"
_LONGEST_COMMENT = 0xFFFF


@dataclass(frozen=True, slots=True)
class Directory:
    """The offset of the central directory, how many members it announces, and the records
    behind it."""

    entries: int
    octets: int
    offset: int
    behind: bytes


def has_end(descriptor: int) -> bool:
    """Return whether an open file may end like a zip file. Raises OSError."""
    most = END.size + _LONGEST_COMMENT
    size = os.fstat(descriptor).st_size
    return _END_MARK in os.pread(descriptor, most, max(0, size - most))


def find_directory(read: ReadAt, size: int) -> Directory:
    """Return the central directory of an archive of `size` bytes.

    Raises ArchiveError if there is none where the end of the archive says, right before it; or
    if the numbers there do not agree.
    """
    tail_offset = max(0, size - END.size - _LONGEST_COMMENT)
    tail = read(tail_offset, size - tail_offset)
    at = tail.rfind(_END_MARK)
    if at < 0 or len(tail) - at < END.size:
        raise damaged("the zip file has no directory at its end")
    _, disk, first_disk, here, entries, octets, offset, comment = END.unpack_from(tail, at)
    end = tail_offset + at
    if at + END.size + comment != len(tail):
        raise damaged("there are other bytes after the end of the zip file")
    if b"PK" in tail[at + END.size :]:
        raise ambiguous("the comment of the zip file may be taken for its end")
    if (disk, first_disk) != (0, 0) or here != entries:
        raise ambiguous("the zip file is said to be one of several files")
    short = Directory(entries, octets, offset, tail[at:])
    directory, directory_end = _find_directory64(read, end, short) or (short, end)
    if directory.offset + directory.octets != directory_end:
        raise damaged("the zip file's directory is not where its end says")
    return directory


def _find_directory64(read: ReadAt, end: int, short: Directory) -> tuple[Directory, int] | None:
    """Return the directory by the zip64 end record, and that record's offset; None if there is
    none."""
    locator = read(end - LOCATOR64.size, LOCATOR64.size) if end >= LOCATOR64.size else b""
    if locator[:4] != b"PK\6\7":
        return None
    _, disk, offset, disks = LOCATOR64.unpack(locator)
    record = read(offset, END64.size) if offset < end else b""
    if len(record) < END64.size or record[:4] != b"PK\6\6":
        raise damaged("the zip64 end record is not where it should be")
    _, octets, _, _, here, first_disk, entries, in_all, size, start = END64.unpack(record)
    if (disk, disks, here, first_disk) != (0, 1, 0, 0) or entries != in_all:
        raise ambiguous("the zip file is said to be one of several files")
    long = Directory(in_all, size, start, record + locator + short.behind)
    if octets != END64.size - 12 or offset + END64.size != end - LOCATOR64.size:
        raise damaged("the zip64 end record is not right before the end of the zip file")
    if not _agree(short, long):
        raise damaged("the zip64 end record contradicts the end of the zip file")
    return long, offset


def _agree(short: Directory, long: Directory) -> bool:
    return (
        short.entries in (FULL16, long.entries)
        and short.octets in (FULL32, long.octets)
        and short.offset in (FULL32, long.offset)
    )

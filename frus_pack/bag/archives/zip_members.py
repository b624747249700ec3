"""The members of a zip archive: its central directory, the local header of each, and their places.

An archive may hold a million files, so their places take little memory.

Python's zipfile is not used: it lets members overlap, takes the directory's word for the sizes,
and raises whatever it meets.
"""

from __future__ import annotations

import stat
import struct
from array import array
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from frus_pack.bag.archives import zip_writing
from frus_pack.bag.archives.faults import ambiguous, damaged
from frus_pack.bag.archives.tar_header_rules import Kind
from frus_pack.bag.archives.zip_directory import Directory, ReadAt
from frus_pack.bag.archives.zip_header_rules import (
    ENTRY,
    FULL16,
    FULL32,
    LOCAL,
    SIZES_BEHIND,
    STORED,
    ZipHeader,
    decoded_name,
    entry_faults,
    extra_fault,
    has_doubtful_encoding,
    header_faults,
    is_otherwise_packed,
    long_values,
    name_fault,
    read_extra,
)

_WINDOW = 1 << 20
_AT_LENGTHS, _LENGTHS, _OFFSET = 28, struct.Struct("<3H"), struct.Struct("<L")
_USUAL_EXTRA = 64
_NOT_BEHIND = "the sizes behind its data are not its own"
_FIRST_DAY = date(1980, 1, 1)


@dataclass(frozen=True, slots=True)
class ZipMember:
    """A member as the directory has it; `start` is the offset of its local header in bytes.

    `detail` is what makes it unsupported or ambiguous. `day` is the date it bears, in the form of
    MS-DOS, if its entry is to the byte as this library writes it.
    """

    name: str
    kind: Kind
    header: ZipHeader
    start: int
    detail: str = ""
    day: int | None = None
    doubtful: bool = False
    """Whether some programs unpack it under another name."""


@dataclass(frozen=True, slots=True)
class LocalPart:
    """A member in the archive: the offsets at which its data starts and the member ends.

    `fault` says why programs do not read it alike, or is empty; `day` is as for `ZipMember`.
    """

    data: int
    end: int
    fault: str
    day: int | None


def members(read: ReadAt, directory: Directory) -> Iterator[ZipMember]:
    """Yield the members in the order in which they are in the archive.

    The directory is read twice, so that not all of what it says is held in memory. Raises
    ArchiveError where it is damaged, or holds more or fewer entries than announced.
    """
    starts, positions = array("Q"), array("Q")
    for position, start in _starts(read, directory):
        positions.append(position)
        starts.append(start)
    positions.append(directory.offset + directory.octets)
    for index in array("L", sorted(range(len(starts)), key=starts.__getitem__)):
        position = positions[index]
        yield _entry(read(position, positions[index + 1] - position))


def _starts(read: ReadAt, directory: Directory) -> Iterator[tuple[int, int]]:
    """Yield where each entry of the directory is, and the offset of its local header."""
    position, end = directory.offset, directory.offset + directory.octets
    window, window_offset = b"", position
    for _ in range(directory.entries):
        if position + ENTRY.size + 3 * FULL16 > window_offset + len(window):
            window, window_offset = read(position, min(_WINDOW, end - position)), position
        at = position - window_offset
        octets, start = _measured(window, at)
        yield position, _entry(window[at : at + octets]).start if start == FULL32 else start
        position += octets
    if position != end:
        raise damaged("the zip file's directory has not as many entries as it says")


def read_local(read: ReadAt, member: ZipMember, until: int) -> LocalPart:
    """Return the local header of a member, and where its data is; the next member starts at
    `until`.

    Raises ArchiveError if there is no local header.
    """
    raw = read(member.start, LOCAL.size + len(member.header.name) + _USUAL_EXTRA)
    if len(raw) < LOCAL.size or raw[:4] != b"PK\3\4":
        raise damaged("there is no member where the directory says it is")
    _, version, flags, method, time, date_, crc, packed, size, *sizes = LOCAL.unpack_from(raw)
    octets = LOCAL.size + sum(sizes)
    if len(raw) < octets:
        raw = read(member.start, octets)
    data = member.start + octets
    end = data + member.header.packed
    if member.day is not None and raw[:octets] == _own_local(member.header, member.day):
        return LocalPart(data, end, "", member.day)
    name, extra = raw[LOCAL.size : LOCAL.size + sizes[0]], raw[LOCAL.size + sizes[0] : octets]
    header = ZipHeader(name, version, flags, method, time, date_, crc, packed, size)
    fault = next(_local_faults(member.header, header, extra), "")
    if flags & SIZES_BEHIND:
        behind = _octets_of_descriptor(read, member.header, end, until)
        return LocalPart(data, end + behind, fault or ("" if behind else _NOT_BEHIND), None)
    return LocalPart(data, end, fault, None)


def _measured(window: bytes, at: int) -> tuple[int, int]:
    """Return the length in bytes of the entry that starts at `at`, and the offset it gives."""
    if len(window) - at < ENTRY.size or window[at : at + 4] != b"PK\1\2":
        raise damaged("the zip file's directory is damaged")
    octets = ENTRY.size + sum(_LENGTHS.unpack_from(window, at + _AT_LENGTHS))
    if at + octets > len(window):
        raise damaged("the zip file's directory breaks off")
    (start,) = _OFFSET.unpack_from(window, at + ENTRY.size - _OFFSET.size)
    return octets, start


def _entry(raw: bytes) -> ZipMember:
    """Return the member that an entry of the directory describes."""
    octets, _ = _measured(raw, 0)
    fields = ENTRY.unpack_from(raw)
    _, _, host, version, flags, method, time, date_, crc, packed, size, *rest = fields
    name_size, _, comment_size, disk, internal, attributes, start = rest
    name = raw[ENTRY.size : ENTRY.size + name_size]
    extra = read_extra(raw[ENTRY.size + name_size : octets - comment_size])
    long = long_values(extra or {}, (size, packed, start))
    if long is None:
        raise ambiguous("a zip64 field is missing, or has more values than are wanted")
    size, packed, start = long
    header = ZipHeader(name, version, flags, method, time, date_, crc, packed, size)
    doubtful = has_doubtful_encoding(header, host)
    if raw == _own_entry(header, start):
        detail = name_fault(name)
        own_kind: Kind = "ambiguous" if detail else "file"
        return ZipMember(decoded_name(name), own_kind, header, start, detail, date_, doubtful)
    fault = extra_fault(extra, name) or next(
        entry_faults(header, host, internal, attributes, disk), ""
    )
    kind, detail = _kind(header, stat.S_IFMT(attributes >> 16), fault)
    return ZipMember(decoded_name(name), kind, header, start, detail, None, doubtful)


def _kind(header: ZipHeader, form: int, fault: str) -> tuple[Kind, str]:
    if form == stat.S_IFLNK:
        return "link", ""
    if form not in (0, stat.S_IFREG, stat.S_IFDIR):
        return "special", ""
    if is_otherwise_packed(header):
        return "unsupported", "it is encrypted, or packed in another way than deflated or stored"
    if fault:
        return "ambiguous", fault
    return "folder" if header.name.endswith(b"/") else "file", ""


def _local_faults(central: ZipHeader, local: ZipHeader, extra: bytes) -> Iterator[str]:
    """Yield how a local header differs from the directory, which other programs go by."""
    fields = read_extra(extra)
    if fault := extra_fault(fields, local.name):
        yield fault
    yield from header_faults(local)
    for what in ("name", "flags", "method", "time", "date"):
        if getattr(local, what) != getattr(central, what):
            yield f"its local header has another {what} than the directory"
    sizes = long_values(fields or {}, (local.size, local.packed))
    if sizes is None:
        yield "the zip64 field of its local header has other values than are wanted"
        return
    known = (central.size, central.packed, central.crc)
    for value, right in zip((*sizes, local.crc), known, strict=True):
        if value != right and not (local.flags & SIZES_BEHIND and value == 0):
            yield "its local header has another size or CRC than the directory"


def _octets_of_descriptor(read: ReadAt, header: ZipHeader, at: int, until: int) -> int:
    """Return how many bytes the sizes behind a member's data take (APPNOTE 4.3.9).

    They have a signature or not, and four bytes each or eight. Return 0 if none reach to `until`.
    """
    values = (header.crc, header.packed, header.size)
    long = struct.pack("<L2Q", *values)
    forms = [long] if max(values) > FULL32 else [struct.pack("<3L", *values), long]
    forms += [b"PK\7\x08" + form for form in forms]
    found = read(at, min(4 + len(long), max(until - at, 0)))
    return len(found) if found in forms else 0


@lru_cache(maxsize=64)
def _day(date_: int) -> date | None:
    """Return a date of MS-DOS, if this library may have set it. Other programs set the first of all
    days where they do not want a date."""
    try:
        day = date(1980 + (date_ >> 9), date_ >> 5 & 0xF, date_ & 0x1F)
    except ValueError:
        return None
    return day if day > _FIRST_DAY else None


def _own_local(header: ZipHeader, date_: int) -> bytes | None:
    day = _day(date_)
    if day is None:
        return None
    return zip_writing.format_local(header.name, header.size, header.crc, day)


def _own_entry(header: ZipHeader, start: int) -> bytes | None:
    day = _day(header.date) if header.method == STORED else None
    if day is None:
        return None
    return zip_writing.format_entry(header.name, header.size, header.crc, day, start)


class ZipPlace(NamedTuple):
    """Where a file's data is, and what its headers say of it."""

    data: int
    packed: int
    size: int
    crc: int
    method: int


class ZipPlaces:
    """Where each file is, by its number, and the day both its headers bear."""

    def __init__(self) -> None:
        self.sizes = array("Q")
        self.days = array("H")
        self._data = array("Q")
        self._packed = array("Q")
        self._crcs = array("I")
        self._methods = array("H")

    def add(self, header: ZipHeader, data: int, day: int) -> None:
        """Take the next file; `day` may be `changed_headers.OTHER`."""
        self.sizes.append(header.size)
        self.days.append(day)
        self._data.append(data)
        self._packed.append(header.packed)
        self._crcs.append(header.crc)
        self._methods.append(header.method)

    def __getitem__(self, number: int) -> ZipPlace:
        return ZipPlace(
            self._data[number],
            self._packed[number],
            self.sizes[number],
            self._crcs[number],
            self._methods[number],
        )

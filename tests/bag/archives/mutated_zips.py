"""Zip archives changed in ways that one program passes over and another obeys."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from random import Random

from frus_pack.bag.archives.zip_header_rules import END, ENTRY, LOCAL

_UNICODE = 0x7075


@dataclass(slots=True)
class ZipParts:
    """A member, taken apart: the numbers of its two headers, and all that follows them."""

    local: list[int]
    central: list[int]
    name: bytes
    local_name: bytes
    extra: bytes
    local_extra: bytes
    data: bytes
    behind: bytes


_NAMES = (
    b"bag/data/",
    b"bag/data/new",
    b"bag/data/new/",
    b"bag/data/letter.txt",
    b"./bag/data/new",
    b"bag//data/new",
    b"bag",
    b"bag/",
    b"/",
    b"",
    b"bag/data/a\\b",
    b"bag\\data\\a",
    b"bag/data/a\nb",
    b"bag/data/a\x1bb",
    b"bag/data/a\x7f",
    b"bag/data/a\0b",
    b"bag/data/a:b",
    b"bag/data/a;1",
    b"bag/data/a ",
    b"bag/data/a.",
    b"bag/data/\xff",
    b"bag/data/\xc3\xa9",
    b"bag/data/e\xcc\x81",
    b"__MACOSX/bag/._x",
)

# Version, flags, method, time, date, CRC, packed, size: the same in both headers.
_SHARED: Sequence[Sequence[int]] = (
    (10, 20, 45, 63, 64, 0, 0xFFFF, 20 + 256 * 3),
    (0, 1, 2, 4, 6, 8, 0x10, 0x20, 0x40, 0x80, 0x100, 0x800, 0x808, 0x1000, 0x2000),
    (0, 8, 9, 12, 14, 99),
    (0, 0xFFFF, 1),
    (0, 0xFFFF, 0x21),
    (0, 1, 0xFFFFFFFF),
    (0, 1, 2, 0xFFFFFFFF),
    (0, 1, 2, 0xFFFFFFFF),
)
_FILE, _LINK, _DIRECTORY = 0o100644 << 16, 0o120777 << 16, 0o040755 << 16
_ATTRIBUTES = (0, 0x10, 0x20, 0x8, 0x400, 0x8000, _FILE, _FILE | 0x10, _LINK, _LINK | 0x8000)
_MORE_ATTRIBUTES = (_DIRECTORY, _DIRECTORY | 0x10, 0o010644 << 16, 0o644 << 16)
# Host, disk, internal and external attributes: in the directory alone.
_CENTRAL: dict[int, Sequence[int]] = {
    1: (0, 1, 2, 3, 5, 6, 7, 10, 11, 13, 14, 16, 19, 30, 255),
    13: (0, 1, 0xFFFF),
    14: (0, 1, 2, 0xFFFF),
    15: (*_ATTRIBUTES, *_MORE_ATTRIBUTES),
}


def extra_field(identifier: int, body: bytes) -> bytes:
    return struct.pack("<2H", identifier, len(body)) + body


def unicode_name(name: bytes, of: bytes, version: int = 1) -> bytes:
    return extra_field(_UNICODE, struct.pack("<BL", version, zlib.crc32(of)) + name)


def _extras(name: bytes) -> Sequence[bytes]:
    return (
        unicode_name(b"bag/data/other", name),
        unicode_name(b"bag/data/other", b"x"),
        unicode_name(name, name),
        unicode_name(name, name, 2),
        extra_field(1, struct.pack("<Q", 5)),
        extra_field(1, struct.pack("<2Q", 5, 5)),
        extra_field(1, b""),
        extra_field(0x5455, b"\1" + bytes(4)),
        extra_field(0x7875, b"\1\4\0\0\0\0\4\0\0\0\0"),
        extra_field(0x756E, bytes(4) + struct.pack("<HL2H", 0o120777, 5, 0, 0) + b"/etc/"),
        extra_field(0x6C78, b"\x0f\x03\0\x10\0\0\0\xed\x41"),
        extra_field(0x9901, b"\1\0AE\3\0\0"),
        extra_field(0xCAFE, b""),
        extra_field(0x000A, bytes(32)),
        extra_field(0x2605, bytes(20)),
        extra_field(0xD935, b"\4\0"),
        b"\x55\x54\x50\0",
        b"\0",
    )


def mutated_zip(random: Random, seed: bytes) -> bytes:
    """A zip archive with one to three changes."""
    members = taken_apart(seed)
    for _ in range(random.choice((1, 1, 1, 2, 3))):
        random.choice(_CHANGES)(random, members)
    content = put_together(members)
    if random.random() < 0.2:
        content = _with_other_end(random, content)
    if random.random() < 0.1:
        at = random.randrange(len(content))
        content = content[:at] + bytes([content[at] ^ 1 << random.randrange(8)]) + content[at + 1 :]
    return content


def taken_apart(content: bytes) -> list[ZipParts]:
    *_, entries, _, offset, _ = END.unpack_from(content, content.rindex(b"PK\5\6"))
    members: list[ZipParts] = []
    starts: list[int] = []
    at = offset
    for _ in range(entries):
        central = list(ENTRY.unpack_from(content, at))[1:]
        name_octets, extra_octets, comment_octets = central[10:13]
        start = at + ENTRY.size
        name = content[start : start + name_octets]
        extra = content[start + name_octets : start + name_octets + extra_octets]
        at = start + name_octets + extra_octets + comment_octets
        local = list(LOCAL.unpack_from(content, central[16]))[1:]
        place = central[16] + LOCAL.size
        local_name = content[place : place + local[8]]
        place += local[8]
        local_extra = content[place : place + local[9]]
        place += local[9]
        data = content[place : place + central[8]]
        starts.append(place + central[8])
        members.append(ZipParts(local, central, name, local_name, extra, local_extra, data, b""))
    begins = sorted([*(member.central[16] for member in members), offset])
    for member, end in zip(members, starts, strict=True):
        member.behind = content[end : next(one for one in begins if one >= end)]
    return members


def put_together(members: Sequence[ZipParts]) -> bytes:
    body, directory = b"", b""
    for one in members:
        local = [*one.local[:8], len(one.local_name), len(one.local_extra)]
        central = [*one.central[:10], len(one.name), len(one.extra), 0, *one.central[13:16]]
        directory += ENTRY.pack(b"PK\1\2", *central, len(body)) + one.name + one.extra
        body += LOCAL.pack(b"PK\3\4", *local) + one.local_name + one.local_extra
        body += one.data + one.behind
    count = len(members)
    end = END.pack(b"PK\5\6", 0, 0, count, count, len(directory), len(body), 0)
    return body + directory + end


def _copy(member: ZipParts) -> ZipParts:
    return replace(member, local=list(member.local), central=list(member.central))


def _which(random: Random) -> tuple[bool, bool]:
    """Whether the local header is changed, and whether the directory is."""
    return random.choice(((True, True), (True, True), (True, False), (False, True)))


def _set_shared(random: Random, members: list[ZipParts]) -> None:
    member = random.choice(members)
    index = random.randrange(len(_SHARED))
    value = random.choice(_SHARED[index])
    local, central = _which(random)
    if local:
        member.local[index] = value
    if central:
        member.central[index + 2] = value


def _set_central(random: Random, members: list[ZipParts]) -> None:
    member = random.choice(members)
    index = random.choice((1, 13, 14, 15, 15, 15))
    member.central[index] = random.choice(_CENTRAL[index])
    if index == 15 and random.random() < 0.5:
        member.central[1] = random.choice(_CENTRAL[1])


def _set_name(random: Random, members: list[ZipParts]) -> None:
    member = random.choice(members)
    name = random.choice(_NAMES)
    local, central = _which(random)
    if local:
        member.local_name = name
    if central:
        member.name = name


def _add_extra(random: Random, members: list[ZipParts]) -> None:
    member = random.choice(members)
    field = random.choice(_extras(member.name))
    local, central = _which(random)
    if local:
        member.local_extra += field
    if central:
        member.extra += field


def _set_data(random: Random, members: list[ZipParts]) -> None:
    member = random.choice(members)
    content = random.choice((b"", b"hello", b"bagit.txt", b"PK\3\4"))
    method = random.choice((0, 8))
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    member.data = packer.compress(content) + packer.flush() if method else content
    if random.random() < 0.2:
        member.data += b"hidden"
    member.behind = b""
    numbers = [method, *member.local[3:5], zlib.crc32(content), len(member.data), len(content)]
    member.local[2:8] = numbers
    member.central[4:10] = numbers
    if random.random() < 0.3:
        member.local[1] |= 8
        member.central[3] |= 8
        short = struct.pack("<3L", *numbers[3:])
        long = struct.pack("<L2Q", *numbers[3:])
        member.behind = random.choice((b"PK\7\x08" + short, short, b"PK\7\x08" + long, long, b""))
        if random.random() < 0.7:
            member.local[5:8] = [0, 0, 0]


def _double_or_drop(random: Random, members: list[ZipParts]) -> None:
    index = random.randrange(len(members))
    change = random.randrange(3)
    if change == 0 and len(members) > 1:
        del members[index]
    elif change == 1:
        members.insert(random.randrange(len(members)), _copy(members[index]))
    else:
        added = _copy(members[index])
        added.name = added.local_name = random.choice(_NAMES)
        members.append(added)


def _with_other_end(random: Random, content: bytes) -> bytes:
    at = content.rindex(b"PK\5\6")
    numbers = list(END.unpack_from(content, at))
    index = random.randrange(1, 7)
    numbers[index] = random.choice((0, 1, numbers[index] + 1, 0xFFFF))
    behind = random.choice((b"", b"", b"comment", b"PK\5\6" + bytes(18), b"\0" * 10))
    if random.random() < 0.7:
        numbers[7] = len(behind)
    front = random.choice((b"", b"", b"", b"#!/bin/sh\n"))
    return front + content[:at] + END.pack(*numbers) + behind


_Change = Callable[[Random, list[ZipParts]], None]
_CHANGES: Sequence[_Change] = (
    _set_shared,
    _set_shared,
    _set_central,
    _set_central,
    _set_name,
    _set_name,
    _add_extra,
    _add_extra,
    _set_data,
    _double_or_drop,
)

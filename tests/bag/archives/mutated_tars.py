"""Tar archives changed in ways that one program passes over and another obeys."""

from __future__ import annotations

import tarfile
from collections.abc import Callable, Sequence
from random import Random

BLOCK = 512

_FIELDS: dict[str, tuple[int, int, Sequence[bytes]]] = {
    "name": (
        0,
        100,
        (
            b"bag/data/",
            b"bag/data/letter.txt",
            b"bag/data/new",
            b"./bag/data/new",
            b"bag/data/new/",
            b"bag/data/new//",
            b"bag/data/./new",
            b"bag/data//new",
            b"bag",
            b"bag/",
            b"/",
            b".",
            b"./",
            b"",
            b"bag/data/a\nb",
            b"bag/data/a\tb",
            b"bag/data/a\\b",
            b"bag/data/a:b",
            b"bag/data/a ",
            b"bag/data/a.",
            b"bag/data/a\x7f",
            b"bag/data/new\0hidden",
            b"bag/data/\xff",
            b"bag/data/\xc3\xa9",
            b"bag/data/e\xcc\x81",
            b"._bag",
            b"__MACOSX/bag/x",
            b"x" * 100,
        ),
    ),
    "mode": (
        100,
        8,
        (b"0000000\0", b"0100644\0", b"0040755\0", b"0120777\0", b"\0" * 8, b" 644 \0"),
    ),
    "user": (108, 8, (b"\x80" + b"\0" * 6 + b"\1", b"\xff" * 8, b"-1\0", b"9999999\0", b"\0" * 8)),
    "size": (
        124,
        12,
        (
            b"\0" + b"0000000012\0",
            b"          0\0",
            b"0\0" + b"0" * 9 + b"1",
            b"1\0 2".ljust(12, b"\0"),
            b"+0000000001\0",
            b"-0000000001\0",
            b"0x000000001\0",
            b"1_0".ljust(12, b"\0"),
            b"\x80" + b"\0" * 10 + b"\x0a",
            b"\xff" * 12,
            b"\x80" + b"\xff" * 11,
            b"\0" * 12,
            b" " * 12,
            b"000000001000",
            b"00000001000 ",
            b"00000000000\0",
            b"8".ljust(12, b"\0"),
        ),
    ),
    "time": (136, 12, (b"\xff" * 12, b"77777777777\0", b"-1".ljust(12, b"\0"), b"\0" * 12)),
    "type": (156, 1, [bytes([one]) for one in b"\x000123456789ADIKLMNSVXgx"]),
    "link": (
        157,
        100,
        (b"bag/bagit.txt", b"bag/data/letter.txt", b"./bag/bagit.txt", b"bagit.txt"),
    ),
    "magic": (
        257,
        8,
        (b"ustar\x0000", b"ustar  \0", b"\0" * 8, b"ustar\0\0\0", b"ustar\x0010", b"USTAR\x0000"),
    ),
    "device": (329, 16, (b"\0" * 16, b"0000001\x000000001\0", b" " * 16, b"x" * 16)),
    "prefix": (345, 155, (b"", b"bag", b"bag/data", b"../../evil", b"/", b"bag\0x", b"x" * 155)),
    "star": (476, 24, (b"00000000000 00000000000 ",)),
    "end": (500, 12, (b"\0" * 12, b"\0" * 8 + b"tar\0", b"x" * 12)),
}

_RECORDS = (
    b"path=bag/data/new",
    b"path=bag/data/new/",
    b"path=bag/data/letter.txt",
    b"path=",
    b"path=bag/data/e\xcc\x81",
    b"path=bag/data/\xc3\xa9",
    b"path=./bag/data/new",
    b"path=bag/data/a\nb",
    b"path=bag/data/x\0y",
    b"linkpath=bag/bagit.txt",
    b"size=10",
    b"size=0",
    b"size=00000010",
    b"size=512",
    b"size=-1",
    b"SCHILY.realsize=5",
    b"SCHILY.filetype=directory",
    b"SCHILY.offset=1",
    b"SUN.holesdata= 0 5 10",
    b"GNU.sparse.name=bag/data/new",
    b"GNU.sparse.size=5",
    b"GNU.sparse.major=1",
    b"LIBARCHIVE.symlinktype=dir",
    b"hdrcharset=BINARY",
    b"charset=ISO-IR 8859 1 1998",
    b"mtime=1.5",
    b"mtime=x",
    b"uid=0",
    b"uname=a",
    b"comment=path=bag/data/new",
    b"LIBARCHIVE.xattr.user.a=YQ==",
    b"SCHILY.xattr.user.a=x",
)


def mutated_tar(random: Random, seed: bytes) -> bytes:
    """A tar archive with one to three changes."""
    content = bytearray(seed)
    for _ in range(random.choice((1, 1, 1, 2, 3))):
        random.choice(_CHANGES)(random, content)
    return bytes(content)


def headers(content: bytes | bytearray) -> list[int]:
    """Where the headers of a tar archive are, as far as it is one."""
    found: list[int] = []
    at = 0
    while content[at : at + BLOCK].strip(b"\0"):
        found.append(at)
        digits = bytes(content[at + 124 : at + 136]).strip(b" \0")
        octets = int(digits, 8) if digits and not digits.strip(b"01234567") else 0
        at += BLOCK - -octets // BLOCK * BLOCK
    return found or [0]


def _end(content: bytearray) -> int:
    """Where the end mark of an archive is."""
    octets = len(content.rstrip(b"\0"))
    return octets + -octets % BLOCK


def sign(content: bytearray, at: int) -> None:
    """Bring the checksum of a header up to date."""
    content[at + 148 : at + 156] = b" " * 8
    content[at + 148 : at + 156] = b"%06o\0 " % sum(content[at : at + BLOCK])


def _set_field(random: Random, content: bytearray) -> None:
    at = random.choice(headers(content))
    offset, octets, values = _FIELDS[random.choice(list(_FIELDS))]
    content[at + offset : at + offset + octets] = random.choice(values).ljust(octets, b"\0")
    sign(content, at)


def _flip(random: Random, content: bytearray) -> None:
    at = random.choice(headers(content))
    index = random.choice((random.randrange(BLOCK), random.randrange(345)))
    if at + index < len(content):
        content[at + index] ^= 1 << random.randrange(8)
        if random.random() < 0.8:
            sign(content, at)


def _header(random: Random, name: str, kind: bytes, octets: int) -> bytes:
    info = tarfile.TarInfo(name)
    info.type, info.size = kind, octets
    return info.tobuf(random.choice((tarfile.USTAR_FORMAT, tarfile.GNU_FORMAT)))


def _padded(body: bytes) -> bytes:
    return body + bytes(-len(body) % BLOCK)


def record(rest: bytes) -> bytes:
    """A pax record, its own length in front."""
    octets = len(rest) + 2
    while len(b"%d %b\n" % (octets, rest)) != octets:
        octets = len(b"%d %b\n" % (octets, rest))
    return b"%d %b\n" % (octets, rest)


def _insert_extension(random: Random, content: bytearray) -> None:
    kind = random.choice((b"x", b"x", b"x", b"g", b"L", b"K", b"X"))
    if kind in (b"L", b"K"):
        body = random.choice((b"bag/data/new\0", b"bag/data/new", b"bag/data/d/\0", b"a\0b\0", b""))
    else:
        chosen = random.choices(_RECORDS, k=random.choice((1, 1, 2)))
        body = b"".join(map(record, chosen))
    at = random.choice([*headers(content), _end(content)])
    content[at:at] = _header(random, "././@Header", kind, len(body)) + _padded(body)


def _insert_member(random: Random, content: bytearray) -> None:
    name = random.choice(_FIELDS["name"][2]).decode("utf-8", "surrogateescape").split("\0")[0]
    kind = random.choice((b"0", b"0", b"\0", b"1", b"5", b"7"))
    body = b"" if kind in (b"1", b"5") else random.choice((b"", b"hello", b"x" * 600))
    if random.random() < 0.2:
        body = _header(random, "bag/data/hidden", b"0", 0)
    at = random.choice([*headers(content), _end(content)])
    content[at:at] = _header(random, name, kind, len(body)) + _padded(body)
    if kind == b"1":
        target = random.choice(_FIELDS["link"][2])
        content[at + 157 : at + 257] = target.ljust(100, b"\0")
        sign(content, at)


def _double_or_drop(random: Random, content: bytearray) -> None:
    places = [*headers(content), _end(content)]
    index = random.randrange(len(places) - 1)
    member = content[places[index] : places[index + 1]]
    if random.random() < 0.5:
        del content[places[index] : places[index + 1]]
    else:
        at = random.choice(places)
        content[at:at] = member


def _change_end(random: Random, content: bytearray) -> None:
    end = _end(content)
    more = _header(random, "bag/data/behind", b"0", 5) + _padded(b"hello")
    content[end:] = random.choice(
        (
            b"",
            bytes(BLOCK),
            bytes(2 * BLOCK),
            bytes(5 * BLOCK),
            bytes(700),
            bytes(BLOCK) + more + bytes(2 * BLOCK),
            bytes(2 * BLOCK) + more,
            bytes(2 * BLOCK) + b"x",
            b"x" * BLOCK,
        )
    )
    if random.random() < 0.2:
        del content[random.randrange(len(content)) :]


_Change = Callable[[Random, bytearray], None]
_CHANGES: Sequence[_Change] = (
    _set_field,
    _set_field,
    _set_field,
    _flip,
    _flip,
    _insert_extension,
    _insert_extension,
    _insert_member,
    _insert_member,
    _double_or_drop,
    _change_end,
)

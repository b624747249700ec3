"""The members of a tar archive, from its headers (POSIX.1-2017 pax, ustar and GNU forms).

Python's tarfile is not used: it takes an archive's word for the size of what it reads into
memory, and it cannot tell a damaged archive from one that ends.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal, Protocol

from frus_pack.bag.reader import IrregularityCode

BLOCK = 512
_EMPTY = bytes(BLOCK)
_EXTENSION_OCTETS = 1 << 20
"""What a long name or the records of a pax header may take; real ones take some hundred bytes."""

Kind = Literal["file", "folder", "link", "special", "unsupported"]

_KINDS: Mapping[bytes, Kind] = {
    **dict.fromkeys((b"0", b"\0", b"7"), "file"),
    **dict.fromkeys((b"1", b"2"), "link"),
    **dict.fromkeys((b"3", b"4", b"6"), "special"),
    b"5": "folder",
}
# Their size field, where it is not zero, announces no data.
_WITHOUT_DATA = frozenset((b"1", b"2", b"3", b"4", b"5", b"6"))


class ArchiveError(Exception):
    """An archive cannot be read on from here; `code` says what kind of finding that is."""

    def __init__(self, code: IrregularityCode, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message


@dataclass(frozen=True, slots=True)
class Member:
    """A member: its name as written, size in bytes and, for a file, where its bytes start.

    `detail` is the target of a link, or what makes it unsupported.
    """

    name: str
    kind: Kind
    size: int
    offset: int
    detail: str = ""


class Source(Protocol):
    """The archive's bytes, from front to back."""

    position: int

    def take(self, octets: int) -> bytes:
        """The next bytes; fewer only where the archive ends. Raises ArchiveError."""

    def skip(self, octets: int) -> None:
        """Go on by so many bytes. Raises ArchiveError if there are not as many."""

    def finish(self) -> None:
        """Go on to the end of the bytes. Raises ArchiveError if they are not sound, or hold more
        than the padding of a tape's record, which is zeros."""


def members(source: Source) -> Iterator[Member]:
    """The members in order. Between two steps the caller may take or skip a file's bytes, or
    some of them; the rest is skipped here.

    Raises ArchiveError where the archive is damaged or ends before its end mark.
    """
    while member := _next_member(source):
        end = member.offset + padded(member.size)
        yield member
        source.skip(end - source.position)


def verify_padding(rest: bytes | memoryview) -> None:
    """What follows the end mark fills a record with zeros. Raises ArchiveError if it is more than
    that: a program that reads on finds further members there."""
    if bytes(rest).strip(b"\0"):
        message = "there are other bytes after the end mark of the tar archive"
        raise ArchiveError("archive-hidden-bytes", message)


def looks_like_header(block: bytes) -> bool:
    """Whether a file that starts with these bytes is a tar archive."""
    if len(block) < BLOCK or not block.strip(b"\0"):
        return False
    try:
        _verify_checksum(block, 0)
    except ArchiveError:
        return False
    return True


def _next_member(source: Source) -> Member | None:
    extensions: dict[str, str] = {}
    while True:
        start = source.position
        header = source.take(BLOCK)
        if len(header) < BLOCK:
            raise ArchiveError("archive-damaged", f"the archive breaks off at byte {start}")
        if header == _EMPTY:
            return None
        _verify_checksum(header, start)
        kind = header[156:157]
        if kind not in b"xgLK":
            return _member(header, kind, extensions, source.position)
        size = _number(header[124:136], start)
        if size > _EXTENSION_OCTETS:
            raise ArchiveError("limit-exceeded", f"an extended header has {size} bytes")
        body = source.take(padded(size))
        if len(body) < size:
            raise ArchiveError(
                "archive-damaged", f"the archive breaks off in the header at byte {start}"
            )
        if body[size:].strip(b"\0"):
            message = f"other bytes than zeros fill the extended header at byte {start}"
            raise ArchiveError("archive-hidden-bytes", message)
        _extend(extensions, kind, body[:size], start)


def _extend(extensions: dict[str, str], kind: bytes, body: bytes, start: int) -> None:
    """Take over what an extended header says of the member after it."""
    if kind == b"g":
        if any(_bears_on_content(keyword) for keyword in _pax_records(body, start)):
            message = f"the header at byte {start} gives every file the same name or size"
            raise ArchiveError("archive-unsupported", message)
        return
    if kind == b"x":
        records = _pax_records(body, start)
    else:
        key = "path" if kind == b"L" else "linkpath"
        records = {key: _text(body.partition(b"\0")[0])}
    if extensions and any(extensions.get(key, value) != value for key, value in records.items()):
        # Which of the two counts, programs do not agree on.
        message = f"the header at byte {start} contradicts the one before it"
        raise ArchiveError("archive-unsupported", message)
    extensions.update(records)


def _bears_on_content(keyword: str) -> bool:
    return keyword in ("path", "linkpath", "size") or keyword.startswith("GNU.sparse.")


def _pax_records(body: bytes, start: int) -> dict[str, str]:
    records: dict[str, str] = {}
    while body:
        length, _, _ = body[:20].partition(b" ")
        octets = int(length) if length.isdigit() else 0
        record = body[len(length) + 1 : octets]
        keyword, equals, value = record.partition(b"=")
        if not equals or not record.endswith(b"\n") or octets > len(body):
            raise ArchiveError("archive-damaged", f"a pax header is damaged at byte {start}")
        records[_text(keyword)] = _text(value[:-1])
        body = body[octets:]
    return records


def _member(header: bytes, kind: bytes, extensions: Mapping[str, str], offset: int) -> Member:
    name = extensions.get("path") or _name(header)
    size = 0 if kind in _WITHOUT_DATA else _size(header, extensions, offset)
    found = _KINDS.get(kind, "unsupported")
    if extensions and any(keyword.startswith("GNU.sparse.") for keyword in extensions):
        return Member(name, "unsupported", size, offset, "it is stored as a sparse file")
    if found == "unsupported":
        return Member(name, found, size, offset, f"its type {_text(kind)!r} is none of a file")
    if found == "link":
        target = extensions.get("linkpath") or _string(header[157:257])
        return Member(name, found, size, offset, target)
    if found == "file" and name.endswith("/"):
        found = "folder"  # as the archives before POSIX wrote one
    return Member(name, found, size, offset)


def _size(header: bytes, extensions: Mapping[str, str], offset: int) -> int:
    text = extensions.get("size")
    if text is None:
        return _number(header[124:136], offset - BLOCK)
    if not (text.isascii() and text.isdigit() and len(text) < 20):
        raise ArchiveError("archive-damaged", f"{text[:20]!r} is no size, before byte {offset}")
    return int(text)


def _name(header: bytes) -> str:
    name = _string(header[:100])
    prefix = _string(header[345:500]) if header[257:263] == b"ustar\0" else ""
    return f"{prefix}/{name}" if prefix else name


def _number(field: bytes, start: int) -> int:
    """A number in octal digits, or in GNU's base 256 where the first bit is set."""
    if field[0] == 0x80:
        value = int.from_bytes(field[1:], "big")
        if value < 1 << 62:
            return value
    else:
        digits = field.strip(b" \0") or b"0"
        if not digits.strip(b"01234567"):
            return int(digits, 8)
    raise ArchiveError("archive-damaged", f"a header has no readable size, at byte {start}")


def byte_sum(octets: bytes) -> int:
    """The sum of at most 256 bytes, many times faster than by `sum`: it is one more in the lower
    half of Adler-32, which has it modulo 65521 (RFC 1950 §8.2)."""
    return (zlib.adler32(octets) & 0xFFFF) - 1


def padded(size: int) -> int:
    """Bytes that so many take in an archive, which is made of whole blocks."""
    return -(-size // BLOCK) * BLOCK


def _checksum(header: bytes) -> int:
    """The sum of a header's bytes, where the checksum field itself counts as eight spaces."""
    return byte_sum(header[:148] + header[156:264]) + 8 * 0x20 + byte_sum(header[264:])


def _verify_checksum(header: bytes, start: int) -> None:
    if _checksum(header) != _number(header[148:156], start):
        message = f"the header at byte {start} does not agree with its checksum"
        raise ArchiveError("archive-damaged", message)


def _string(field: bytes) -> str:
    return _text(field.partition(b"\0")[0])


def _text(octets: bytes) -> str:
    return octets.decode("utf-8", "surrogateescape")

"""The members of a tar archive, from front to back.

Python's tarfile is not used. It reads into memory as much as an archive says, and it cannot
distinguish a damaged archive from one that ends.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Protocol

from frus_pack.bag.archives.faults import ArchiveError, ambiguous, damaged, exceeded
from frus_pack.bag.archives.pax_records import read_records, verify_global_records
from frus_pack.bag.archives.tar_header_rules import (
    BLOCK,
    Header,
    Kind,
    padded,
    read_header,
    refuse_mark_of_packing,
    text,
)
from frus_pack.bag.archives.tar_writing import format_header
from frus_pack.bag.tag_files import paths

_EMPTY = bytes(BLOCK)
_EXTENSION_OCTETS = 1 << 20
"""What a long name or the records of a pax header may take; real ones take some hundred bytes."""
_LARGEST_IN_HEADER = 8**11 - 1
_DAY = 24 * 60 * 60


@dataclass(frozen=True, slots=True)
class Member:
    """A member: its name as written, size in bytes and, for a file, where its bytes start.

    `detail` is the target of a link, or what makes it unsupported or ambiguous. `day` is the time
    it bears, in seconds since 1970, if its headers are to the byte as this library writes them.
    """

    name: str
    kind: Kind
    size: int
    offset: int
    detail: str = ""
    day: int | None = None
    doubtful: bool = False
    """Whether bsdtar unpacks it under another name: it composes letters and accents."""


class Source(Protocol):
    """The archive's bytes, from front to back."""

    position: int

    def take(self, octets: int) -> bytes:
        """Return the next bytes; fewer only where the archive ends. Raises ArchiveError."""

    def skip(self, octets: int) -> None:
        """Go on by so many bytes. Raises ArchiveError if there are not as many."""

    def finish(self) -> int:
        """Go on to the end of the bytes, and return how many they were. Raises ArchiveError if
        they are not sound, or hold more than the padding of a tape's record, which is zeros."""


def members(source: Source) -> Iterator[Member]:
    """Yield the members in order, up to the end mark or, where it is missing, the last byte.

    Between two steps the caller may take or skip a file's bytes, or some of them; the rest is
    skipped here. Raises ArchiveError where the archive is damaged, breaks off inside a member, or
    where programs do not agree on where the next member is.
    """
    while member := _next_member(source):
        end = member.offset + padded(member.size)
        yield member
        source.skip(end - source.position)


def verify_padding(rest: bytes | memoryview) -> None:
    """Raise ArchiveError if more than zeros, which fill a record, follow the end mark: a program
    that reads on finds further members there."""
    if bytes(rest).strip(b"\0"):
        message = "there are other bytes after the end mark of the tar archive"
        raise ArchiveError("archive-hidden-bytes", message)


@dataclass(slots=True)
class _Extensions:
    """What the extended headers before a member say of it."""

    types: set[bytes] = field(default_factory=set)
    values: dict[str, str] = field(default_factory=dict)
    fault: str = ""
    is_sparse: bool = False

    def add(self, header: Header, body: bytes, start: int) -> None:
        """Take over one extended header. Raises ArchiveError if it is damaged."""
        if header.type == b"g":
            verify_global_records(body, start)
            return
        # Which of two headers counts, programs do not agree on.
        doubled = header.type in self.types or b"x" in self.types
        doubled = doubled or (header.type == b"x" and len(self.types) > 0)
        self.types.add(header.type)
        if header.type == b"x":
            records = read_records(body, start)
            self.values.update(records.values)
            self.is_sparse |= records.is_sparse
            fault = records.fault
        else:
            name = body.removesuffix(b"\0")
            self.values["path" if header.type == b"L" else "linkpath"] = text(name)
            fault = "" if name and b"\0" not in name else "its long name has a NUL or is empty"
        second = "it has two extended headers" if doubled else ""
        self.fault = self.fault or header.fault or fault or second


def _next_member(source: Source) -> Member | None:
    extensions = _Extensions()
    raw = b""
    while True:
        start = source.position
        block = source.take(BLOCK)
        if block and len(block) < BLOCK:
            raise damaged(f"the archive breaks off at byte {start}")
        if not block or block == _EMPTY:
            if raw:
                raise ambiguous(f"an extended header before byte {start} belongs to no member")
            return None
        if start == 0:
            refuse_mark_of_packing(block)
        header = read_header(block, start)
        raw += block
        if header.kind != "extension":
            if header.type == b"S":
                _skip_sparse_map(source, block)
            return _member(header, extensions, source.position, raw)
        if header.type == b"g" and extensions.types:
            raise ambiguous(f"the header at byte {start} is between a header and its member")
        body, fill = _extension_body(source, header, start)
        raw += body + fill
        extensions.add(header, body, start)


def _skip_sparse_map(source: Source, block: bytes) -> None:
    """Go on to the data of a sparse file of GNU tar, behind the blocks that map its holes."""
    goes_on = block[482]
    while goes_on:
        block = source.take(BLOCK)
        if len(block) < BLOCK:
            raise damaged(f"the archive breaks off at byte {source.position}")
        goes_on = block[504]


def _extension_body(source: Source, header: Header, start: int) -> tuple[bytes, bytes]:
    """Return the content of an extended header, and the zeros that fill its last block."""
    if header.size > _EXTENSION_OCTETS:
        raise exceeded(f"an extended header has {header.size} bytes")
    body = source.take(padded(header.size))
    if len(body) < padded(header.size):
        raise damaged(f"the archive breaks off in the header at byte {start}")
    if body[header.size :].strip(b"\0"):
        message = f"other bytes than zeros fill the extended header at byte {start}"
        raise ArchiveError("archive-hidden-bytes", message)
    return body[: header.size], body[header.size :]


def _member(header: Header, extensions: _Extensions, offset: int, raw: bytes) -> Member:
    values = extensions.values
    name = values.get("path") or header.name
    size = _size(header, values.get("size"), offset)
    doubtful = b"x" in extensions.types and paths.composed(name) != name
    member = Member(name, header.kind, size, offset, doubtful=doubtful)
    if extensions.is_sparse or header.type == b"S":
        return replace(member, kind="unsupported", detail="it is stored as a sparse file")
    if header.kind == "unsupported" and not header.fault:
        detail = f"its type {text(header.type)!r} is not the type of a file or folder"
        return replace(member, detail=detail)
    if fault := extensions.fault or header.fault or _name_fault(header, name, values):
        return replace(member, kind="ambiguous", detail=fault)
    match header.kind:
        case "link" | "hard link":
            return replace(member, detail=values.get("linkpath", header.target))
        case "file" if header.type == b"\0" and name.endswith("/"):
            return replace(member, kind="folder")  # as archives from before POSIX have them
        case "file" if _is_own(raw, name, size, header.modified):
            return replace(member, day=header.modified)
    return member


def _is_own(raw: bytes, name: str, size: int, modified: int) -> bool:
    """Return whether headers are to the byte as this library writes them.

    Their time is the beginning of a day, or the last moment that a header can hold. It is never
    that of the first day of all, which other programs set where they want no time.
    """
    if modified != _LARGEST_IN_HEADER and (modified % _DAY or modified == 0):
        return False
    return paths.unsafe(name) is None and raw == format_header(name, size, modified)


def _size(header: Header, record: str | None, offset: int) -> int:
    """Return the size in bytes, which a record may give only where the header cannot hold it."""
    if record is None:
        return header.size
    if record.isascii() and record.isdigit() and len(record) < 20:
        if int(record) == header.size:
            return header.size
        if int(record) > _LARGEST_IN_HEADER and not header.size:
            return int(record)
    raise ambiguous(f"two sizes are given for the member before byte {offset}")


def _name_fault(header: Header, name: str, values: Mapping[str, str]) -> str:
    """Return why programs do not agree on what a name means."""
    if "linkpath" in values and header.kind not in ("link", "hard link"):
        return "an extended header gives it a link target, and it is not a link"
    if header.type == b"\0" and header.name.endswith("/") and not name.endswith("/"):
        return "its short name is that of a folder, and its long name that of a file"
    if header.kind == "hard link" and name.endswith("/"):
        return "it has the name of a folder and is a link to a file"
    is_old_folder = header.dialect == "v7" and header.type == b"\0" and not header.size
    if header.kind == "file" and name.endswith("/") and not is_old_folder:
        return "it has the name of a folder and the header of a file"
    return ""

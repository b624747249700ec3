"""What a pax extended header may say (POSIX.1-2017), so that every program obeys it alike."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from frus_pack.bag.archives.faults import ambiguous, damaged
from frus_pack.bag.archives.tar_header_rules import text

_TIME = re.compile(rb"-?[0-9]+(?:\.[0-9]*)?")
_NUMBER = re.compile(rb"[0-9]{1,19}")
_TEXT = re.compile(rb"[^\0]+", re.DOTALL)
_ANYTHING = re.compile(rb".*", re.DOTALL)

_WITHOUT_BEARING: Mapping[bytes, re.Pattern[bytes]] = {
    b"mtime": _TIME,
    b"atime": _TIME,
    b"ctime": _TIME,
    b"LIBARCHIVE.creationtime": _TIME,
    b"uid": _NUMBER,
    b"gid": _NUMBER,
    b"SCHILY.dev": _NUMBER,
    b"SCHILY.ino": _NUMBER,
    b"SCHILY.nlink": _NUMBER,
    b"uname": _ANYTHING,
    b"gname": _ANYTHING,
    b"comment": _ANYTHING,
    b"SCHILY.fflags": _ANYTHING,
    b"hdrcharset": re.compile(rb"ISO-IR 10646 2000 UTF-8"),
}
"""Keywords that bear on no name, type or byte of a file, and their values."""

_ATTRIBUTES = re.compile(rb"(?:LIBARCHIVE\.xattr|SCHILY\.xattr|SCHILY\.acl|RHT\.security)\.[^=]+")
"""Keywords of extended attributes, whose values are of any form."""

_OF_A_FILE: Mapping[bytes, re.Pattern[bytes]] = {
    **_WITHOUT_BEARING,
    b"path": _TEXT,
    b"linkpath": _TEXT,
    b"size": _NUMBER,
}

_LENGTH = re.compile(rb"([1-9][0-9]{0,9}) ")


@dataclass(frozen=True, slots=True)
class PaxRecords:
    """What an extended header says. `fault` says why programs do not obey it alike, or is
    empty; `is_sparse` if it says that a file is stored without its zeros."""

    values: Mapping[str, str]
    fault: str
    is_sparse: bool


def read_records(body: bytes, start: int) -> PaxRecords:
    """Return the records of an extended header that starts at byte `start`, for one file.

    Raises ArchiveError if the header is damaged.
    """
    return _read(body, start, _OF_A_FILE)


def verify_global_records(body: bytes, start: int) -> None:
    """Raise ArchiveError if a header for all files that follow bears on any name or size."""
    if fault := _read(body, start, _WITHOUT_BEARING).fault:
        raise ambiguous(f"at byte {start}: {fault}")


def _read(body: bytes, start: int, allowed: Mapping[bytes, re.Pattern[bytes]]) -> PaxRecords:
    values: dict[str, str] = {}
    fault = ""
    for keyword, value in _records(body, start):
        form = _ANYTHING if _ATTRIBUTES.fullmatch(keyword) else allowed.get(keyword)
        name = text(keyword)
        if form is None or not form.fullmatch(value):
            fault = fault or f"its extended header sets {name[:60]!r} to {value[:40]!r}"
        elif name in values:
            fault = fault or f"its extended header has {name[:60]!r} twice"
        values[name] = text(value)
    if sparse := values.get("GNU.sparse.name"):
        values["path"] = sparse
    return PaxRecords(values, fault, any(one.startswith("GNU.sparse.") for one in values))


def _records(body: bytes, start: int) -> Iterator[tuple[bytes, bytes]]:
    """Yield each keyword and value. A record is its own length, a space, ``keyword=value`` and
    LF."""
    at = 0
    while at < len(body):
        length = _LENGTH.match(body, at)
        end = at + int(length[1]) if length else 0
        if length is None or not length.end() < end <= len(body) or body[end - 1 : end] != b"\n":
            raise damaged(f"a pax header is damaged at byte {start}")
        keyword, equals, value = body[length.end() : end - 1].partition(b"=")
        if not equals or not keyword:
            raise damaged(f"a pax header is damaged at byte {start}")
        yield keyword, value
        at = end

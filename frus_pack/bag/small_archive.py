"""An archive that is small enough for memory: taken apart, and put together as it would be
written here.

Taking apart needs no care, and gives anything for an archive that another program wrote: only if
what is put together from it is the same, byte for byte, is it what is in the archive.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator, Mapping
from datetime import date

from frus_pack.bag.archives import tar_headers, zip_headers
from frus_pack.bag.archives.tar_form import BLOCK, padded
from frus_pack.bag.archives.zip_form import LOCAL
from frus_pack.bag.sink import Serialization


def take_apart(archive: bytes, form: Serialization, base: str) -> dict[str, bytes]:
    """The files of an archive that `put_together` makes, by path in the order they have there.
    Raises ValueError for some that it does not."""
    outside = len(f"{base}/".encode())
    return {name[outside:].decode(): content for name, content in _MEMBERS[form](archive)}


def put_together(files: Mapping[str, bytes], form: Serialization, base: str, day: date) -> bytes:
    """The archive that is written of these files in this order; the bag is the folder `base` in
    it, and all is of the beginning of `day`."""
    named = {f"{base}/{path}": content for path, content in files.items()}
    return b"".join(_PARTS[form](named, day))


def _tar_members(archive: bytes) -> Iterator[tuple[bytes, bytes]]:
    at, end = 0, len(archive) - len(tar_headers.END)
    while at < end:
        name, start = archive[at : at + 100].rstrip(b"\0"), at + BLOCK
        if archive[at + 156 : start].startswith(b"x"):  # an extended header, before the usual one
            records, at = start, start + padded(_octets(archive, at))
            name = archive[records:at].partition(b" path=")[2].partition(b"\n")[0]
            start = at + BLOCK
        octets = _octets(archive, at)
        yield name, archive[start : start + octets]
        at = start + padded(octets)


def _octets(archive: bytes, header: int) -> int:
    octets = int(archive[header + 124 : header + 135], 8)
    if octets < 0:
        raise ValueError(f"{octets} is no size")
    return octets


def _tar_parts(files: Mapping[str, bytes], day: date) -> Iterator[bytes]:
    modified = tar_headers.seconds(day)
    for name, content in files.items():
        octets = len(content)
        yield tar_headers.format_header(name, octets, modified)
        yield content
        yield tar_headers.padding(octets)
    yield tar_headers.END


def _zip_members(archive: bytes) -> Iterator[tuple[bytes, bytes]]:
    at, end = 0, len(archive) - LOCAL.size
    while at < end and archive.startswith(b"PK\3\4", at):
        *_, octets, name_octets, _ = LOCAL.unpack_from(archive, at)
        start = at + LOCAL.size + name_octets
        yield archive[at + LOCAL.size : start], archive[start : start + octets]
        at = start + octets


def _zip_parts(files: Mapping[str, bytes], day: date) -> Iterator[bytes]:
    entries, start = b"", 0
    for path, content in files.items():
        name, octets, crc = path.encode(), len(content), zlib.crc32(content)
        local = zip_headers.format_local(name, octets, crc, day)
        entries += zip_headers.format_entry(name, octets, crc, day, start)
        start += len(local) + octets
        yield local
        yield content
    yield entries
    yield zip_headers.format_end(len(files), len(entries), start)


_MEMBERS: Mapping[Serialization, Callable[[bytes], Iterator[tuple[bytes, bytes]]]] = {
    "tar": _tar_members,
    "zip": _zip_members,
}
_PARTS: Mapping[Serialization, Callable[[Mapping[str, bytes], date], Iterator[bytes]]] = {
    "tar": _tar_parts,
    "zip": _zip_parts,
}

"""A bag in a zip file: listed from its directory, unpacked a piece at a time where it lies."""

from __future__ import annotations

import os
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path

from frus_pack.bag.archives import zip_members
from frus_pack.bag.archives.archive_layout import Collected, lay_out
from frus_pack.bag.archives.tar_members import ArchiveError
from frus_pack.bag.archives.zip_members import DEFLATED, ZipMember
from frus_pack.bag.reader import Bag, Limits
from frus_pack.errors import TooLargeError, UnreadableFileError
from frus_pack.storage.digests import FileDigests, Piece
from frus_pack.storage.fixity import HASHES
from frus_pack.storage.parallel import digest_in_batches

_INPUT = 64 << 10
_OUTPUT = 256 << 10
_RAW_DEFLATE = -15  # zlib's word for: no header, and the largest window


@dataclass(frozen=True, slots=True)
class _Place:
    """A member, and the offset in the archive where what follows it starts."""

    member: ZipMember
    until: int


class ZipBag(Bag):
    """A bag in a zip file. Raises OSError if the file cannot be opened."""

    form = "zip"

    def __init__(self, path: Path, limits: Limits) -> None:
        self.path = path
        self._file = path.open("rb", buffering=0)
        self._descriptor = self._file.fileno()
        self._size = os.fstat(self._descriptor).st_size
        collected: Collected[_Place] = Collected()
        try:
            self._list(collected, limits)
        except ArchiveError as error:
            collected.add_irregular(error.code, "", error.message)
            self.cut_short = error.code == "limit-exceeded"
        layout = lay_out(collected)
        self.name = layout.base or path.name
        self._places = layout.files
        self.files = {name: place.member.size for name, place in layout.files.items()}
        self.folders = layout.folders
        self.irregularities = layout.irregularities

    def read(self, path: str, limit: int) -> bytes:
        if self.files[path] > limit:
            raise TooLargeError(f"is larger than {limit} bytes")
        return b"".join(self._pieces(path))

    def digests(
        self, paths: Sequence[str], algorithms: Sequence[str], jobs: int
    ) -> Iterator[FileDigests]:
        def work(batch: Sequence[str]) -> list[FileDigests]:
            return [self._digest(path, algorithms) for path in batch]

        return digest_in_batches(work, paths, self.files, jobs)

    def stream_each(self, paths: Sequence[str]) -> Iterator[tuple[str, Iterator[Piece]]]:
        return ((path, self._pieces(path)) for path in paths)

    def close(self) -> None:
        self._file.close()

    def _pieces(self, path: str) -> Iterator[Piece]:
        try:
            yield from self._unpack(self._places[path])
        except ArchiveError as error:
            raise UnreadableFileError(error.message) from error

    def _list(self, collected: Collected[_Place], limits: Limits) -> None:
        directory = zip_members.find_directory(self._read_at, self._size)
        if directory.entries > limits.members:
            message = f"the archive has more than {limits.members} members"
            raise ArchiveError("limit-exceeded", message)
        found: list[ZipMember] = []
        octets = 0
        for member in zip_members.members(self._read_at, directory):
            found.append(member)
            octets += member.size
            _verify_limits(octets, self._size, limits)
        for place, overlaps in _places(found, directory.offset):
            _take(collected, place, overlaps)
        if gap := zip_members.first_gap(self._read_at, found, directory.offset):
            message = f"bytes {gap.start} to {gap.stop - 1} of the archive belong to no member"
            collected.add_irregular("archive-hidden-bytes", "", message)

    def _digest(self, path: str, algorithms: Sequence[str]) -> FileDigests:
        hashes = [(name, HASHES[name]()) for name in algorithms]
        try:
            for piece in self._unpack(self._places[path]):
                for _, one in hashes:
                    one.update(piece)
        except ArchiveError as error:
            return FileDigests(path, 0, {}, error.message)
        digests = {name: one.hexdigest() for name, one in hashes}
        return FileDigests(path, self.files[path], digests)

    def _unpack(self, place: _Place) -> Iterator[bytes]:
        """The member's bytes. Raises ArchiveError unless they are as many as the directory says
        and agree with its CRC."""
        member = place.member
        start = zip_members.data_offset(self._read_at, member)
        if start + member.packed > place.until:
            raise _damaged("its bytes reach into what follows it in the archive")
        packed = self._packed(start, member.packed)
        octets = crc = 0
        for piece in _inflate(packed) if member.method == DEFLATED else packed:
            octets += len(piece)
            if octets > member.size:
                raise _damaged(f"it unpacks to more than the {member.size} bytes it should have")
            crc = zlib.crc32(piece, crc)
            yield piece
        if octets != member.size:
            raise _damaged(f"it unpacks to {octets} bytes, not {member.size}")
        if crc != member.crc:
            raise _damaged("it does not agree with its CRC")

    def _packed(self, offset: int, octets: int) -> Iterator[bytes]:
        while octets > 0:
            piece = self._read_at(offset, min(octets, _INPUT))
            if not piece:
                raise _damaged("the archive breaks off in it")
            offset += len(piece)
            octets -= len(piece)
            yield piece

    def _read_at(self, offset: int, octets: int) -> bytes:
        try:
            return os.pread(self._descriptor, octets, min(offset, self._size))
        except OSError as error:
            message = f"the archive cannot be read: {error.strerror}"
            raise ArchiveError("unreadable", message) from error


def _inflate(packed: Iterator[bytes]) -> Iterator[bytes]:
    decoder = zlib.decompressobj(_RAW_DEFLATE)
    for piece in packed:
        rest = piece
        while rest and not decoder.eof:
            try:
                unpacked = decoder.decompress(rest, _OUTPUT)
            except zlib.error as error:
                raise _damaged(f"its data is damaged: {error}") from None
            yield unpacked
            rest = decoder.unused_data or decoder.unconsumed_tail
        if rest:
            raise _damaged("there are other bytes after its data")
    yield decoder.flush()
    if not decoder.eof:
        raise _damaged("its data is cut off")


def _verify_limits(octets: int, packed: int, limits: Limits) -> None:
    if octets > limits.octets:
        message = f"the archive holds more than {limits.octets} bytes"
        raise ArchiveError("limit-exceeded", message)
    if limits.is_bomb(packed, octets):
        message = f"the archive unpacks to more than {limits.ratio} times its size"
        raise ArchiveError("limit-exceeded", message)


def _places(members: Sequence[ZipMember], directory: int) -> Iterator[tuple[_Place, bool]]:
    """Each member with the bytes it has for itself, and whether it needs others' too."""
    in_order = sorted(members, key=lambda member: (member.start, member.packed))
    reached = 0
    for member, following in zip_longest(in_order, in_order[1:]):
        until = following.start if following else directory
        # The local header has thirty bytes, the name and perhaps more before the data.
        end = member.start + 30 + len(member.raw_name) + member.packed
        yield _Place(member, until), end > until or member.start < reached
        reached = max(reached, end)


def _take(collected: Collected[_Place], place: _Place, overlaps: bool) -> None:
    name, kind = place.member.name, place.member.kind
    if overlaps:
        message = "its bytes in the archive are in part those of another member"
        collected.add_irregular("archive-overlap", name, message)
    elif kind == "file":
        collected.add_file(name, place)
    elif kind == "folder":
        collected.add_folder(name)
    elif kind == "unsupported":
        collected.add_irregular("archive-unsupported", name, place.member.detail)
    elif kind == "link":
        collected.add_irregular("link", name, "is a link")
    else:
        collected.add_irregular("special-file", name, "is neither a file nor a folder")


def _damaged(message: str) -> ArchiveError:
    return ArchiveError("archive-damaged", message)

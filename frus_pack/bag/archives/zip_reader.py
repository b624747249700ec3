"""A bag in a zip file: listed from its directory, unpacked a piece at a time where it is."""

from __future__ import annotations

import os
import zlib
from collections.abc import Iterator, Sequence
from io import FileIO
from pathlib import Path

from frus_pack.bag.archives import zip_writing
from frus_pack.bag.archives.archive_layout import Collected, lay_out, without_dot
from frus_pack.bag.archives.changed_headers import (
    ALTERED,
    OTHER,
    day_of_own_archive,
    files_with_changed_headers,
)
from frus_pack.bag.archives.faults import (
    ArchiveError,
    ambiguous,
    damaged,
    exceeded,
    unreadable,
)
from frus_pack.bag.archives.tar_header_rules import BLOCK, refuse_two_forms
from frus_pack.bag.archives.zip_directory import Directory, find_directory
from frus_pack.bag.archives.zip_header_rules import DEFLATED, ZipHeader
from frus_pack.bag.archives.zip_members import (
    LocalPart,
    ZipMember,
    ZipPlace,
    ZipPlaces,
    members,
    read_local,
)
from frus_pack.bag.reader import Bag, FileTable, Limits
from frus_pack.bag.tag_files import paths
from frus_pack.bag.tag_files.paths import BagPath
from frus_pack.errors import TooLargeError, UnreadableFileError
from frus_pack.storage.fixity import HASHES, FileDigests, Piece
from frus_pack.storage.parallel import digest_in_batches

_INPUT = 64 << 10
_OUTPUT = 256 << 10
_MARK_OF_A_DISC, _DISC = 32769, b"CD001"
"""Where a file has its mark that is the image of a disc (ECMA-119 §8): bsdtar prefers that form."""
_RAW_DEFLATE = -15  # zlib's word for: no header, and the largest window


class ZipBag(Bag):
    """A bag in a zip file, which `close` closes."""

    form = "zip"

    def __init__(self, path: Path, file: FileIO, limits: Limits) -> None:
        self.path = path
        self._file = file
        self._descriptor = self._file.fileno()
        self._size = os.fstat(self._descriptor).st_size
        self._places = ZipPlaces()
        collected = Collected()
        try:
            self._list(collected, limits)
        except ArchiveError as error:
            collected.irregular.append((error.code, "", error.message))
            self.cut_short = error.code == "limit-exceeded"
        layout = lay_out(collected)
        self.name = layout.base or path.name
        self.files = FileTable(layout.files, self._places.sizes)
        self.beside = FileTable(layout.beside, self._places.sizes)
        self._all = self.files.joined(self.beside)
        self.folders = layout.folders
        self.irregularities = layout.irregularities

    def _read_listed(self, path: BagPath, limit: int) -> bytes:
        if self.files[path] > limit:
            raise TooLargeError(f"is larger than {limit} bytes")
        return b"".join(self._pieces(path))

    def digests(
        self, paths: Sequence[BagPath], algorithms: Sequence[str], jobs: int
    ) -> Iterator[FileDigests]:
        def work(batch: Sequence[BagPath]) -> list[FileDigests]:
            return [self._digest(path, algorithms) for path in batch]

        return digest_in_batches(work, paths, self._all, jobs)

    def stream_each(self, paths: Sequence[BagPath]) -> Iterator[tuple[BagPath, Iterator[Piece]]]:
        return ((path, self._pieces(path)) for path in paths)

    def close(self) -> None:
        self._file.close()

    def _pieces(self, path: BagPath) -> Iterator[Piece]:
        if path not in self._all:
            raise UnreadableFileError("the bag has no such file")
        try:
            yield from self._unpack(self._places[self._all.rows[path]])
        except ArchiveError as error:
            raise UnreadableFileError(error.message) from error

    def _list(self, collected: Collected, limits: Limits) -> None:
        refuse_two_forms(self._read_at(0, BLOCK))
        if self._read_at(_MARK_OF_A_DISC, len(_DISC)) == _DISC:
            raise ambiguous("it is the image of a disc as well, and programs choose either")
        directory = find_directory(self._read_at, self._size)
        if directory.entries > limits.members:
            raise exceeded(f"the archive has more than {limits.members} members")
        collected.add_doubtful(self._take_all(collected, directory, limits))
        days = self._places.days
        day = day_of_own_archive(collected.files, days, len(collected.folders))
        if day is not None:
            for name in files_with_changed_headers(collected.files, days, day):
                collected.add_irregular("archive-damaged", name, ALTERED)
            if directory.behind != zip_writing.format_end(
                directory.entries, directory.octets, directory.offset
            ):
                message = "the end of the zip file is not the one that was written"
                collected.add_irregular("archive-damaged", "", message)

    def _take_all(
        self, collected: Collected, directory: Directory, limits: Limits
    ) -> Sequence[str]:
        """Take each member, in the order of the archive.

        Members must leave no gap. Programs that read a zip file from front to back would find
        others in it.

        Return the names that some programs unpack as others.
        """
        doubtful: list[str] = []
        reached = octets = 0
        for member, until in _with_ends(members(self._read_at, directory), directory.offset):
            octets += member.header.size
            _verify_limits(octets, self._size, limits)
            if member.doubtful:
                doubtful.append(member.name)
            if member.start > reached:
                _take_gap(collected, reached, member.start)
            try:
                local = read_local(self._read_at, member, until)
            except ArchiveError as error:
                collected.add_irregular(error.code, member.name, error.message)
                reached = until
                continue
            overlaps = member.start < reached or local.end > until
            self._take(collected, member, local, overlaps=overlaps)
            reached = max(reached, local.end)
        if reached < directory.offset:
            _take_gap(collected, reached, directory.offset)
        return doubtful

    def _take(
        self, collected: Collected, member: ZipMember, local: LocalPart, *, overlaps: bool
    ) -> None:
        name = member.name
        if overlaps:
            message = "its bytes in the archive are in part the bytes of another member"
            collected.add_irregular("archive-overlap", name, message)
        elif member.kind == "unsupported":
            collected.add_irregular("archive-unsupported", name, member.detail)
        elif member.kind == "link":
            collected.add_irregular("link", name, "is a link")
        elif member.kind == "special":
            collected.add_irregular("special-file", name, "is neither a file nor a folder")
        elif fault := member.detail or local.fault:
            collected.add_irregular("archive-ambiguous", name, fault)
            if unsafe := paths.unsafe(without_dot(name).removesuffix("/")):
                collected.add_irregular("path-unsafe", name, unsafe)
        elif member.kind == "folder":
            self._verify_empty(member.header, local.data)
            collected.add_folder(name)
        elif collected.add_file(name, len(self._places.sizes)):
            day = member.day if member.day == local.day else None
            self._places.add(member.header, local.data, day or OTHER)

    def _verify_empty(self, header: ZipHeader, data: int) -> None:
        """Raise ArchiveError if the data of a folder, of at most two bytes, is not nothing."""
        place = ZipPlace(data, header.packed, header.size, header.crc, header.method)
        for _ in self._unpack(place):
            pass

    def _digest(self, path: BagPath, algorithms: Sequence[str]) -> FileDigests:
        hashes = [(name, HASHES[name]()) for name in algorithms]
        place = self._places[self._all.rows[path]]
        try:
            for piece in self._unpack(place):
                for _, one in hashes:
                    one.update(piece)
        except ArchiveError as error:
            return FileDigests(path, 0, {}, error.message)
        digests = {name: one.hexdigest() for name, one in hashes}
        return FileDigests(path, place.size, digests)

    def _unpack(self, place: ZipPlace) -> Iterator[bytes]:
        """Yield the member's bytes. Raises ArchiveError unless they are as many as the directory
        says and agree with its CRC."""
        packed = self._packed(place.data, place.packed)
        octets = crc = 0
        for piece in _inflate(packed) if place.method == DEFLATED else packed:
            octets += len(piece)
            if octets > place.size:
                raise damaged(f"it unpacks to more than the {place.size} bytes it should have")
            crc = zlib.crc32(piece, crc)
            yield piece
        if octets != place.size:
            raise damaged(f"it unpacks to {octets} bytes, not {place.size}")
        if crc != place.crc:
            raise damaged("it does not agree with its CRC")

    def _packed(self, offset: int, octets: int) -> Iterator[bytes]:
        while octets > 0:
            piece = self._read_at(offset, min(octets, _INPUT))
            if not piece:
                raise damaged("the archive breaks off in it")
            offset += len(piece)
            octets -= len(piece)
            yield piece

    def _read_at(self, offset: int, octets: int) -> bytes:
        try:
            return os.pread(self._descriptor, octets, min(offset, self._size))
        except OSError as error:
            raise unreadable(error) from error


def _inflate(packed: Iterator[bytes]) -> Iterator[bytes]:
    decoder = zlib.decompressobj(_RAW_DEFLATE)
    for piece in packed:
        rest = piece
        while rest and not decoder.eof:
            try:
                unpacked = decoder.decompress(rest, _OUTPUT)
            except zlib.error as error:
                raise damaged(f"its data is damaged: {error}") from None
            yield unpacked
            rest = decoder.unused_data or decoder.unconsumed_tail
        if rest:
            raise damaged("there are other bytes after its data")
    yield decoder.flush()
    if not decoder.eof:
        raise damaged("its data is cut off")


def _verify_limits(octets: int, packed: int, limits: Limits) -> None:
    if octets > limits.octets:
        raise exceeded(f"the archive holds more than {limits.octets} bytes")
    if limits.is_bomb(packed, octets):
        raise exceeded(f"the archive unpacks to more than {limits.ratio} times its size")


def _with_ends(found: Iterator[ZipMember], end: int) -> Iterator[tuple[ZipMember, int]]:
    """Yield each member, and where the next one starts or all of them end."""
    before: ZipMember | None = None
    for member in found:
        if before is not None:
            yield before, member.start
        before = member
    if before is not None:
        yield before, end


def _take_gap(collected: Collected, start: int, end: int) -> None:
    message = f"bytes {start} to {end - 1} of the archive belong to no member"
    collected.add_irregular("archive-hidden-bytes", "", message)

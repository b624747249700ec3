"""A bag in a tar file: the headers are walked once, then files are read where they are."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from io import FileIO
from pathlib import Path

from frus_pack.bag.archives.archive_layout import lay_out
from frus_pack.bag.archives.faults import ArchiveError, damaged, unreadable
from frus_pack.bag.archives.tar_listing import TarListing
from frus_pack.bag.archives.tar_members import verify_padding
from frus_pack.bag.reader import Bag, FileTable, Limits
from frus_pack.bag.tag_files.paths import BagPath
from frus_pack.errors import TooLargeError, UnreadableFileError
from frus_pack.storage.fixity import HASHES, FileDigests, HashMaker, Piece
from frus_pack.storage.parallel import digest_in_batches

_WINDOW = 32 << 10
_WHOLE = 128 << 10
_PIECE = 256 << 10
_LONGEST_PADDING = 16 << 20
"""Far more than a tape's record, and no more than is read at once."""
_BROKEN_OFF = "the archive breaks off in it"


class TarBag(Bag):
    """A bag in an uncompressed tar file, which `close` closes."""

    form = "tar"

    def __init__(self, path: Path, file: FileIO, limits: Limits) -> None:
        self.path = path
        self._file = file
        self._descriptor = self._file.fileno()
        listing = TarListing(limits)
        listing.walk(_Window(self._descriptor), lambda name, member: None)
        layout = lay_out(listing.collected)
        self.name = layout.base or path.name
        self.files = FileTable(layout.files, listing.places.sizes)
        self.beside = FileTable(layout.beside, listing.places.sizes)
        self._all = self.files.joined(self.beside)
        self._offsets = listing.places.offsets
        self.folders = layout.folders
        self.irregularities = layout.irregularities
        self.cut_short = listing.cut_short

    def _read_listed(self, path: BagPath, limit: int) -> bytes:
        offset, size = self._place(path)
        if size > limit:
            raise TooLargeError(f"is larger than {limit} bytes")
        try:
            content = os.pread(self._descriptor, size, offset)
        except OSError as error:
            raise UnreadableFileError(error.strerror or str(error)) from error
        if len(content) < size:
            raise UnreadableFileError(_BROKEN_OFF)
        return content

    def digests(
        self, paths: Sequence[BagPath], algorithms: Sequence[str], jobs: int
    ) -> Iterator[FileDigests]:
        makers = [(name, HASHES[name]) for name in algorithms]
        return digest_in_batches(lambda batch: self._digest(batch, makers), paths, self._all, jobs)

    def stream_each(self, paths: Sequence[BagPath]) -> Iterator[tuple[BagPath, Iterator[Piece]]]:
        return ((path, self._pieces(*self._place(path))) for path in paths)

    def close(self) -> None:
        self._file.close()

    def _place(self, path: BagPath) -> tuple[int, int]:
        """Return where a file's bytes are, and how many."""
        row = self._all.rows[path]
        return self._offsets[row], self._all.sizes[row]

    def _pieces(self, offset: int, size: int) -> Iterator[Piece]:
        buffer = memoryview(bytearray(min(_PIECE, size)))
        octets = 0
        try:
            while octets < size:
                wanted = buffer[: size - octets]
                count = os.preadv(self._descriptor, [wanted], offset + octets)
                if not count:
                    raise UnreadableFileError(_BROKEN_OFF)
                octets += count
                yield wanted[:count]
        except OSError as error:
            raise UnreadableFileError(error.strerror or str(error)) from error

    def _digest(
        self, batch: Sequence[BagPath], makers: Sequence[tuple[str, HashMaker]]
    ) -> list[FileDigests]:
        results: list[FileDigests] = []
        descriptor, place_of, buffer = self._descriptor, self._place, None
        for path in batch:
            place = offset, size = place_of(path)
            try:
                if size > _WHOLE:
                    buffer = buffer or memoryview(bytearray(_PIECE))
                    results.append(_digest_in_pieces(path, descriptor, place, makers, buffer))
                    continue
                content = os.pread(descriptor, size, offset)
            except OSError as error:
                results.append(FileDigests(path, 0, {}, error.strerror or str(error)))
                continue
            if len(content) < size:
                results.append(FileDigests(path, len(content), {}, _BROKEN_OFF))
                continue
            digests = {name: make(content).hexdigest() for name, make in makers}
            results.append(FileDigests(path, size, digests))
        return results


class _Window:
    """An archive's headers, read through a window that is moved over the data between them."""

    def __init__(self, descriptor: int) -> None:
        self.position = 0
        self._descriptor = descriptor
        self._size = os.fstat(descriptor).st_size
        self._start = 0
        self._bytes = b""

    def take(self, octets: int) -> bytes:
        at = self.position - self._start
        if at + octets > len(self._bytes):
            self._move(max(octets, _WINDOW))
            at = 0
        taken = self._bytes[at : at + octets]
        self.position += len(taken)
        return taken

    def skip(self, octets: int) -> None:
        if self.position + octets > self._size:
            raise damaged(f"the archive breaks off at byte {self._size}")
        self.position += octets

    def finish(self) -> int:
        rest = self._size - self.position
        if rest > _LONGEST_PADDING:
            message = f"the archive has more than {_LONGEST_PADDING} bytes after its end mark"
            raise ArchiveError("archive-hidden-bytes", message)
        verify_padding(self.take(rest))
        return rest

    def _move(self, octets: int) -> None:
        try:
            self._bytes = os.pread(self._descriptor, octets, self.position)
        except OSError as error:
            raise unreadable(error) from error
        self._start = self.position


def _digest_in_pieces(
    path: str,
    descriptor: int,
    place: tuple[int, int],
    makers: Sequence[tuple[str, HashMaker]],
    buffer: memoryview,
) -> FileDigests:
    hashes = [(name, make()) for name, make in makers]
    (offset, size), octets = place, 0
    while octets < size:
        wanted = buffer[: size - octets]
        count = os.preadv(descriptor, [wanted], offset + octets)
        if count == 0:
            return FileDigests(path, octets, {}, _BROKEN_OFF)
        octets += count
        for _, one in hashes:
            one.update(wanted[:count])
    return FileDigests(path, octets, {name: one.hexdigest() for name, one in hashes})

"""A bag that is a folder. No link is followed, and nothing but regular files is opened."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Sequence
from pathlib import Path

from frus_pack.bag.reader import Bag, Irregularity, IrregularityCode
from frus_pack.bag.tag_files import paths
from frus_pack.errors import TooLargeError, UnreadableFileError
from frus_pack.storage.digests import FileDigests, Piece
from frus_pack.storage.fixity import HASHES, HashMaker
from frus_pack.storage.parallel import digest_in_batches
from frus_pack.storage.regular_file import OPEN_UNFOLLOWED

_WHOLE = 128 << 10
_PIECE = 256 << 10
_MOST_KEPT = 256 << 10


class FolderBag(Bag):
    """A bag as a folder. Raises OSError if the folder itself cannot be listed.

    Of a small bag, what was digested is kept, so that the very bytes are looked into whose digest
    was right, and none is read twice.
    """

    form = "folder"
    unread = "unreadable"

    def __init__(self, path: Path) -> None:
        self.path = path
        self.name = path.name if path.name not in ("", "..") else path.resolve().name
        self._root = f"{path}{os.sep}"
        listing = _Listing(self._root)
        listing.walk()
        self.files = listing.files
        self.folders = frozenset(listing.folders)
        self.irregularities = tuple(listing.irregularities)
        self._keeps = sum(self.files.values()) <= _MOST_KEPT
        self._kept: dict[str, bytes] = {}

    def read(self, path: str, limit: int) -> bytes:
        kept = self._kept.get(path)
        content = self._read(path, limit) if kept is None else kept
        if len(content) > limit:
            raise TooLargeError(f"is larger than {limit} bytes")
        return content

    def _read(self, path: str, limit: int) -> bytes:
        try:
            descriptor = os.open(self._root + path, OPEN_UNFOLLOWED)
            try:
                return _read_up_to(descriptor, self.files[path], limit + 1)
            finally:
                os.close(descriptor)
        except OSError as error:
            raise UnreadableFileError(f"cannot be read: {_reason(error)}") from error

    def digests(
        self, paths: Sequence[str], algorithms: Sequence[str], jobs: int
    ) -> Iterator[FileDigests]:
        makers = [(name, HASHES[name]) for name in algorithms]
        return digest_in_batches(lambda batch: self._digest(batch, makers), paths, self.files, jobs)

    def stream_each(self, paths: Sequence[str]) -> Iterator[tuple[str, Iterator[Piece]]]:
        return ((path, self._pieces(path)) for path in paths)

    def _pieces(self, path: str) -> Iterator[Piece]:
        try:
            descriptor = os.open(self._root + path, OPEN_UNFOLLOWED)
            try:
                yield from _in_pieces(descriptor)
            finally:
                os.close(descriptor)
        except OSError as error:
            raise UnreadableFileError(f"cannot be read: {_reason(error)}") from error

    def _digest(
        self, batch: Sequence[str], makers: Sequence[tuple[str, HashMaker]]
    ) -> list[FileDigests]:
        """One open, one read and one digest of each algorithm for a small file: where files are
        many and small, this loop is what validating costs."""
        results: list[FileDigests] = []
        root, files, buffer = self._root, self.files, None
        for path in batch:
            size = files[path]
            try:
                descriptor = os.open(root + path, OPEN_UNFOLLOWED)
                try:
                    content = os.read(descriptor, size + 1) if size <= _WHOLE else None
                    if content is not None and len(content) == size:
                        digests = {name: make(content).hexdigest() for name, make in makers}
                        results.append(FileDigests(path, size, digests))
                        if self._keeps:
                            self._kept[path] = content
                        continue
                    buffer = buffer or memoryview(bytearray(_PIECE))
                    results.append(_digest_in_pieces(path, descriptor, makers, buffer))
                finally:
                    os.close(descriptor)
            except OSError as error:
                results.append(FileDigests(path, 0, {}, _reason(error)))
        return results


class FolderFiles:
    """The files below a folder. No link below it is followed, and no path leads out of it."""

    def __init__(self, folder: Path) -> None:
        self._root = f"{folder}{os.sep}"

    def __contains__(self, path: str) -> bool:
        """Whether there is a regular file of this path."""
        if paths.unsafe(path) or self._is_behind_a_link(path):
            return False
        try:
            return stat.S_ISREG(os.lstat(self._root + path).st_mode)
        except OSError:
            return False

    def read(self, path: str, limit: int) -> bytes:
        """A file's bytes. Raises UnreadableFileError, and TooLargeError if there are more than
        `limit`."""
        if fault := paths.unsafe(path):
            raise UnreadableFileError(f"is no path of a bag: {fault}")
        if self._is_behind_a_link(path):
            raise UnreadableFileError("is behind a link")
        try:
            descriptor = os.open(self._root + path, OPEN_UNFOLLOWED)
            try:
                return _read_whole(descriptor, limit)
            finally:
                os.close(descriptor)
        except OSError as error:
            raise UnreadableFileError(f"cannot be read: {error.strerror}") from error

    def _is_behind_a_link(self, path: str) -> bool:
        while path := path.rpartition("/")[0]:
            if os.path.islink(self._root + path):
                return True
        return False


class _Listing:
    """What a folder holds, found without following a link."""

    def __init__(self, root: str) -> None:
        self.root = root
        self.files: dict[str, int] = {}
        self.folders: list[str] = []
        self.irregularities: list[Irregularity] = []

    def walk(self) -> None:
        waiting = [""]
        while waiting:
            below = waiting.pop()
            try:
                with os.scandir(self.root + below) as entries:
                    waiting.extend(f"{folder}/" for folder in self._take(below, entries))
            except OSError as error:
                if not below:
                    raise
                self._irregular("unreadable", below[:-1], f"cannot be listed: {_reason(error)}")

    def _take(self, below: str, entries: Iterator[os.DirEntry[str]]) -> Iterator[str]:
        """Take down one folder's entries; gives its folders, to be walked next."""
        for entry in entries:
            path = below + entry.name
            if fault := paths.unsafe(path):
                self._irregular("path-unsafe", path, fault)
                continue
            try:
                if entry.is_file(follow_symlinks=False):
                    self.files[path] = entry.stat(follow_symlinks=False).st_size
                elif entry.is_dir(follow_symlinks=False):
                    self.folders.append(path)
                    yield path
                else:
                    self._not_a_file(entry, path)
            except OSError as error:
                self._irregular("unreadable", path, f"cannot be read: {_reason(error)}")

    def _not_a_file(self, entry: os.DirEntry[str], path: str) -> None:
        if entry.is_symlink():
            self._irregular("link", path, f"is a link to {os.readlink(entry.path)!r}")
        else:
            self._irregular("special-file", path, "is neither a file nor a folder")

    def _irregular(self, code: IrregularityCode, path: str, message: str) -> None:
        self.irregularities.append(Irregularity(code, path, message))


def _read_up_to(descriptor: int, size: int, most: int) -> bytes:
    """All bytes, or the first `most`; `size` is how many there were when it was listed."""
    content = os.read(descriptor, min(size + 1, most))
    if len(content) == size:
        return content
    pieces = [content]
    octets = len(content)
    while octets < most and (piece := os.read(descriptor, min(most - octets, _PIECE))):
        pieces.append(piece)
        octets += len(piece)
    return b"".join(pieces)


def _in_pieces(descriptor: int) -> Iterator[Piece]:
    status = os.fstat(descriptor)
    if not stat.S_ISREG(status.st_mode):
        raise UnreadableFileError("it is no regular file any more")
    buffer = memoryview(bytearray(min(_PIECE, status.st_size + 1)))
    octets = 0
    while count := os.readv(descriptor, [buffer]):
        octets += count
        if octets > status.st_size:
            raise UnreadableFileError("it grows while it is read")
        yield buffer[:count]


def _reason(error: OSError) -> str:
    return error.strerror or str(error)


def _digest_in_pieces(
    path: str, descriptor: int, makers: Sequence[tuple[str, HashMaker]], buffer: memoryview
) -> FileDigests:
    status = os.fstat(descriptor)
    if not stat.S_ISREG(status.st_mode):
        return FileDigests(path, 0, {}, "it is no regular file any more")
    hashes = [(name, make()) for name, make in makers]
    octets = 0
    while count := os.preadv(descriptor, [buffer], octets):
        octets += count
        if octets > status.st_size:
            return FileDigests(path, octets, {}, "it grows while it is read")
        for _, one in hashes:
            one.update(buffer[:count])
    return FileDigests(path, octets, {name: one.hexdigest() for name, one in hashes})


def _read_whole(descriptor: int, limit: int) -> bytes:
    status = os.fstat(descriptor)
    if not stat.S_ISREG(status.st_mode):
        raise UnreadableFileError("is no regular file")
    if status.st_size > limit:
        raise TooLargeError(f"is larger than {limit} bytes")
    content = os.read(descriptor, status.st_size)
    while len(content) < status.st_size and (more := os.read(descriptor, limit)):
        content += more  # no system reads more than 2 GiB at once
    return content

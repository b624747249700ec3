"""A bag that is a folder. No link is followed, and nothing but regular files is opened."""

from __future__ import annotations

import os
import stat
from array import array
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from frus_pack.bag.reader import MOST_READ, Bag, FileTable, Irregularity, IrregularityCode
from frus_pack.bag.tag_files import paths
from frus_pack.bag.tag_files.paths import BagPath
from frus_pack.errors import TooLargeError, UnreadableFileError
from frus_pack.storage.fixity import HASHES, FileDigests, HashMaker, Piece
from frus_pack.storage.parallel import digest_in_batches
from frus_pack.storage.tree import Tree, TreeReader, from_disk

_WHOLE = 128 << 10
_PIECE = 256 << 10
_MOST_KEPT = 256 << 10


class FolderBag(Bag):
    """A bag as a folder. Raises OSError if the folder itself cannot be listed.

    Of a small bag, what was digested is kept. So the checks look into the very bytes whose digest
    was right, and no file is read twice.
    """

    form = "folder"
    unread = "unreadable"

    def __init__(self, path: Path) -> None:
        self.path = path
        self.name = from_disk(path.name if path.name not in ("", "..") else path.resolve().name)
        self._tree = Tree(os.fspath(path))
        listing = _Listing(self._tree)
        listing.walk()
        self.files = FileTable(listing.rows, listing.sizes)
        self.folders = frozenset(listing.folders)
        self.irregularities = tuple(listing.irregularities)
        self._keeps = sum(listing.sizes) <= _MOST_KEPT
        self._kept: dict[BagPath, bytes] = {}

    def open_file(self, path: BagPath) -> BinaryIO:
        """Open one of `files`, to be read at any position. Raises OSError."""
        with self._tree.reading() as tree:
            return os.fdopen(tree.open(path), "rb")

    def _read_listed(self, path: BagPath, limit: int) -> bytes:
        kept = self._kept.get(path)
        content = self._read_file(path, limit) if kept is None else kept
        if len(content) > limit:
            raise TooLargeError(f"is larger than {limit} bytes")
        return content

    def _read_file(self, path: BagPath, limit: int) -> bytes:
        with _unreadable(), self._tree.reading() as tree:
            descriptor = tree.open(path)
            try:
                return _read_up_to(descriptor, self.files[path], limit + 1)
            finally:
                os.close(descriptor)

    def digests(
        self, paths: Sequence[BagPath], algorithms: Sequence[str], jobs: int
    ) -> Iterator[FileDigests]:
        makers = [(name, HASHES[name]) for name in algorithms]
        return digest_in_batches(lambda batch: self._digest(batch, makers), paths, self.files, jobs)

    def stream_each(self, paths: Sequence[BagPath]) -> Iterator[tuple[BagPath, Iterator[Piece]]]:
        return ((path, self._pieces(path)) for path in paths)

    def _pieces(self, path: BagPath) -> Iterator[Piece]:
        with _unreadable(), self._tree.reading() as tree:
            descriptor = tree.open(path)
            try:
                yield from _in_pieces(descriptor)
            finally:
                os.close(descriptor)

    def _digest(
        self, batch: Sequence[BagPath], makers: Sequence[tuple[str, HashMaker]]
    ) -> list[FileDigests]:
        try:
            with self._tree.reading() as tree:
                return self._digest_in(tree, batch, makers)
        except OSError as error:
            return [FileDigests(path, 0, {}, _reason(error)) for path in batch]

    def _digest_in(
        self, tree: TreeReader, batch: Sequence[BagPath], makers: Sequence[tuple[str, HashMaker]]
    ) -> list[FileDigests]:
        """Digest files, each small one with one open and one read.

        Where files are many and small, this loop is what validating costs.
        """
        results: list[FileDigests] = []
        files, buffer = self.files, None
        for path in batch:
            size = files[path]
            try:
                descriptor = tree.open(path)
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
    """The files below a folder. No link below it is followed, and no path leads out of it.

    Raises UnreadableFileError if the folder cannot be opened.
    """

    def __init__(self, folder: Path) -> None:
        with _unreadable():
            self._tree = Tree(os.fspath(folder))

    def __contains__(self, path: str) -> bool:
        """Return whether there is a regular file of this path."""
        if paths.unsafe(path):
            return False
        try:
            with self._tree.reading() as tree:
                return stat.S_ISREG(tree.status(path).st_mode)
        except OSError:
            return False

    def read(self, path: str, limit: int = MOST_READ) -> bytes:
        """Return a file's bytes. Raises UnreadableFileError, and TooLargeError if there are more
        than `limit`."""
        if fault := paths.unsafe(path):
            raise UnreadableFileError(f"the path is not one of a bag: {fault}")
        with _unreadable(), self._tree.reading() as tree:
            descriptor = tree.open(path)
            try:
                return _read_whole(descriptor, limit)
            finally:
                os.close(descriptor)


class _Listing:
    """What a folder holds, found without following a link."""

    def __init__(self, tree: Tree) -> None:
        self._tree = tree
        self.rows: dict[BagPath, int] = {}
        self.sizes = array("Q")
        self.folders: list[str] = []
        self.irregularities: list[Irregularity] = []

    def walk(self) -> None:
        waiting = [""]
        with self._tree.reading() as tree:
            while waiting:
                below = waiting.pop()
                try:
                    waiting.extend(self._take(tree, below))
                except OSError as error:
                    if not below:
                        raise
                    self._irregular("unreadable", below, f"cannot be listed: {_reason(error)}")

    def _take(self, tree: TreeReader, below: str) -> Iterator[str]:
        """Take down one folder's entries; gives its folders, to be walked next."""
        prefix = f"{below}/" if below else ""
        for entry in tree.entries(below):
            path = prefix + from_disk(entry.name)
            if fault := paths.unsafe(path):
                self._irregular("path-unsafe", path, fault)
                continue
            try:
                if entry.is_file(follow_symlinks=False):
                    self.sizes.append(entry.stat(follow_symlinks=False).st_size)
                    self.rows[BagPath(path)] = len(self.rows)
                elif entry.is_dir(follow_symlinks=False):
                    self.folders.append(path)
                    yield path
                else:
                    self._not_a_file(tree, entry, path)
            except OSError as error:
                self._irregular("unreadable", path, f"cannot be read: {_reason(error)}")

    def _not_a_file(self, tree: TreeReader, entry: os.DirEntry[str], path: str) -> None:
        if entry.is_symlink():
            self._irregular("link", path, f"is a link to {tree.target(path)!r}")
        else:
            self._irregular("special-file", path, "is neither a file nor a folder")

    def _irregular(self, code: IrregularityCode, path: str, message: str) -> None:
        self.irregularities.append(Irregularity(code, path, message))


def _read_up_to(descriptor: int, size: int, most: int) -> bytes:
    """Return all bytes, or the first `most`; `size` is how many there were when it was listed."""
    content = os.read(descriptor, min(size + 1, most))
    if len(content) == size:
        return content
    pieces = [content]
    octets = len(content)
    while octets < most and (piece := os.read(descriptor, min(most - octets, _PIECE))):
        pieces.append(piece)
        octets += len(piece)
    return b"".join(pieces)


@contextmanager
def _unreadable() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise UnreadableFileError(_reason(error)) from error


def _in_pieces(descriptor: int) -> Iterator[Piece]:
    status = os.fstat(descriptor)
    if not stat.S_ISREG(status.st_mode):
        raise UnreadableFileError("it is not a regular file any more")
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
        return FileDigests(path, 0, {}, "it is not a regular file any more")
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
        raise UnreadableFileError("it is not a regular file")
    if status.st_size > limit:
        raise TooLargeError(f"is larger than {limit} bytes")
    content = os.read(descriptor, status.st_size)
    while len(content) < status.st_size and (more := os.read(descriptor, limit)):
        content += more  # no system reads more than 2 GiB at once
    return content

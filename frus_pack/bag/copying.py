"""A bag copied and digested in one pass: what is then checked of it is true of the copy."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from frus_pack.bag.archives.compressed_tar_reader import SpilledTarBag
from frus_pack.bag.folder_reader import FolderBag
from frus_pack.bag.reader import Bag
from frus_pack.bag.tag_files.inventory import manifest_algorithms
from frus_pack.bag.tag_files.paths import BagPath
from frus_pack.errors import StorageError, UnreadableFileError
from frus_pack.storage.fixity import DEFAULT_ALGORITHM, HASHES, Digester, FileDigests, Piece
from frus_pack.storage.new_file import write_new_file
from frus_pack.storage.parallel import all_cores, digest_in_batches
from frus_pack.storage.tree import on_disk

# The last where two names that are different in the bag are one to this file system.
_OF_THE_NAME = (errno.ENAMETOOLONG, errno.EILSEQ, errno.EINVAL, errno.EEXIST)


class CopiedBag(Bag):
    """A bag whose files and folders were copied into the empty folder `copy`, each read once.

    Sizes, bytes and digests are those of the copy, and whatever else was found in the source is
    reported of the source. A file that cannot be read has no copy that can be read.
    Digested are the manifests' algorithms and those of `also` (names of `HASHES`). The source, of
    `opening.open_to_copy`, may be closed then.

    Raises OSError if the copy cannot be written, and StorageError, naming the path, if only one
    of this name cannot.
    """

    def __init__(self, source: Bag, copy: Path, also: Sequence[str] = ()) -> None:
        self.form, self.unread = source.form, source.unread
        self.path, self.name = source.path, source.name
        self.folders, self.irregularities = source.folders, source.irregularities
        self.cut_short = source.cut_short
        wanted = {*also, *manifest_algorithms(source.files) & HASHES.keys()}
        algorithms = sorted(wanted) or [DEFAULT_ALGORITHM]
        _make_folders(source, copy)
        self.copied: Mapping[BagPath, FileDigests] = {
            BagPath(one.path): one for one in _copy_all(source, copy, algorithms)
        }
        """Of each file, what copying it gave."""
        self.files = {path: one.octets for path, one in self.copied.items()}
        self.beside = source.beside
        beside = source.digests(list(self.beside), algorithms, all_cores())
        self._beside = {one.path: one for one in beside}
        self._copy = FolderBag(copy)
        self._refuse_other_bytes(algorithms[0])

    def _read_listed(self, path: BagPath, limit: int) -> bytes:
        return self._readable(path).read(path, limit)

    def open_file(self, path: BagPath) -> BinaryIO:
        return self._readable(path).open_file(path)

    def digests(
        self, paths: Sequence[BagPath], algorithms: Sequence[str], jobs: int
    ) -> Iterator[FileDigests]:
        return (self._beside[path] if path in self._beside else self.copied[path] for path in paths)

    def stream_each(self, paths: Sequence[BagPath]) -> Iterator[tuple[BagPath, Iterator[Piece]]]:
        for path in paths:
            yield from self._readable(path).stream_each([path])

    def _refuse_other_bytes(self, algorithm: str) -> None:
        """Read the copy, and compare sizes and digests with what was read of the source.

        Raises StorageError: a disk, a memory or a file system that errs is found out here.
        """
        read = {path: one for path, one in self.copied.items() if not one.problem}
        paths = [path for path in read if path in self._copy]
        again = {one.path: one for one in self._copy.digests(paths, (algorithm,), all_cores())}
        for path, one in read.items():
            copied = again.get(path)
            wanted = one.octets, one.digests[algorithm]
            if copied is None or (copied.octets, copied.digests.get(algorithm)) != wanted:
                raise StorageError(f"{self.path / path}: its copy differs from what was read")

    def _readable(self, path: BagPath) -> FolderBag:
        if problem := self.copied[path].problem:
            raise UnreadableFileError(problem)
        return self._copy


def _make_folders(source: Bag, copy: Path) -> None:
    for folder in sorted(source.folders):
        with _named(folder):
            (copy / on_disk(folder)).mkdir()


def _copy_all(source: Bag, copy: Path, algorithms: Sequence[str]) -> Iterator[FileDigests]:
    paths = list(source.files)
    if isinstance(source, SpilledTarBag):
        return _move_all(source, copy, algorithms)

    def work(batch: Sequence[BagPath]) -> list[FileDigests]:
        return [
            _copy(path, source.files[path], pieces, copy, algorithms)
            for path, pieces in source.stream_each(batch)
        ]

    return digest_in_batches(work, paths, source.files, all_cores())


def _copy(
    path: str, octets: int, pieces: Iterator[Piece], copy: Path, algorithms: Sequence[str]
) -> FileDigests:
    digester = Digester(algorithms)
    try:
        with _named(path):
            write_new_file(f"{copy}{os.sep}{on_disk(path)}", digester.passing(pieces))
    except UnreadableFileError as error:
        return FileDigests(path, octets, {}, error.reason)
    fixity = digester.fixity()
    return FileDigests(path, fixity.octets, fixity.digests)


def _move_all(
    source: SpilledTarBag, copy: Path, algorithms: Sequence[str]
) -> Iterator[FileDigests]:
    """Give the files that are there their names, and digest those that were not on the way."""
    undigested: list[BagPath] = []
    for path, octets in source.files.items():
        with _named(path):
            digests = source.move(path, copy / on_disk(path), algorithms)
        if digests is None:
            undigested.append(path)
        else:
            yield FileDigests(path, octets, digests)
    source.remove_spill()
    yield from FolderBag(copy).digests(undigested, algorithms, all_cores())


@contextmanager
def _named(path: str) -> Iterator[None]:
    """Raise a StorageError that names a path which this file system cannot hold."""
    try:
        yield
    except OSError as error:
        if error.errno not in _OF_THE_NAME:
            raise
        raise StorageError(f"{path}: cannot be written: {error.strerror}") from error

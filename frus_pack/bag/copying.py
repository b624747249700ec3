"""A bag copied and digested in one pass: what is then checked of it is true of the copy."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from frus_pack.bag.algorithms import HASHES
from frus_pack.bag.fixity import Digester
from frus_pack.bag.folder_reader import FolderBag
from frus_pack.bag.inventory import manifest_algorithms
from frus_pack.bag.reader import Bag, FileDigests, Piece, UnreadableFileError
from frus_pack.storage.new_file import write_new_file


class CopiedBag(Bag):
    """A bag whose files were copied into the empty folder `copy`, each read once.

    Sizes, bytes and digests are those of the copy, and whatever else was found in the source is
    told as of the source. A file that could not be read has no copy that could be read either.
    Digested are the manifests' algorithms and those of `also` (names of `HASHES`). Raises OSError
    if the copy cannot be written. The source may be closed then.
    """

    def __init__(self, source: Bag, copy: Path, also: Sequence[str] = ()) -> None:
        self.form, self.unread = source.form, source.unread
        self.path, self.name = source.path, source.name
        self.folders, self.irregularities = source.folders, source.irregularities
        self.cut_short = source.cut_short
        algorithms = sorted({*also, *manifest_algorithms(source.files) & HASHES.keys()})
        self.copied: Mapping[str, FileDigests] = _copy_all(source, copy, algorithms)
        """Of each file, what copying it gave."""
        self.files = {path: one.octets for path, one in self.copied.items()}
        self._copy = FolderBag(copy)

    def read(self, path: str, limit: int) -> bytes:
        return self._readable(path).read(path, limit)

    def digests(
        self, paths: Sequence[str], algorithms: Sequence[str], jobs: int
    ) -> Iterator[FileDigests]:
        return map(self.copied.__getitem__, paths)

    def stream_each(self, paths: Sequence[str]) -> Iterator[tuple[str, Iterator[Piece]]]:
        for path in paths:
            yield from self._readable(path).stream_each([path])

    def _readable(self, path: str) -> FolderBag:
        if problem := self.copied[path].problem:
            raise UnreadableFileError(problem)
        return self._copy


def _copy_all(source: Bag, copy: Path, algorithms: Sequence[str]) -> dict[str, FileDigests]:
    copied: dict[str, FileDigests] = {}
    problems: dict[str, str] = {}
    folders = {""}
    missing = "it is not there any more"
    try:
        for path, pieces in source.stream_each(list(source.files)):
            _make_folders(copy, path.rpartition("/")[0], folders)
            digester = Digester(algorithms)
            try:
                write_new_file(f"{copy}{os.sep}{path}", digester.passing(pieces))
            except UnreadableFileError as error:
                problems[path] = str(error)
            else:
                fixity = digester.fixity()
                copied[path] = FileDigests(path, fixity.octets, fixity.digests)
    except UnreadableFileError as error:
        missing = str(error)
    for path in source.files.keys() - copied.keys():
        problem = problems.get(path, missing)
        copied[path] = FileDigests(path, source.files[path], {}, problem)
    return copied


def _make_folders(copy: Path, folder: str, made: set[str]) -> None:
    """Make a folder of the copy and those above it, each once."""
    if folder not in made:
        (copy / folder).mkdir(parents=True, exist_ok=True)
        made.add(folder)

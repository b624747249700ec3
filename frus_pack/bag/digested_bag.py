"""A bag whose files were digested already, as they were written or by another check."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import BinaryIO

from frus_pack.bag.reader import Bag
from frus_pack.bag.tag_files.paths import BagPath
from frus_pack.storage.fixity import FileDigests, Piece


class DigestedBag(Bag):
    """An open bag that nobody else writes to, with digests that are known.

    A file is digested anew if its size is another, or an algorithm is missing.
    """

    def __init__(self, bag: Bag, known: Iterable[FileDigests]) -> None:
        self._bag = bag
        self._known = {one.path: one for one in known}
        self.form, self.unread = bag.form, bag.unread
        self.path, self.name = bag.path, bag.name
        self.files, self.beside, self.folders = bag.files, bag.beside, bag.folders
        self.irregularities, self.cut_short = bag.irregularities, bag.cut_short

    def digests(
        self, paths: Sequence[BagPath], algorithms: Sequence[str], jobs: int
    ) -> Iterator[FileDigests]:
        """Yield the digests that are known, and then those of the other files."""
        unknown: list[BagPath] = []
        for path in paths:
            known = self._known.get(path)
            if known and known.octets == self.files[path] and {*algorithms} <= known.digests.keys():
                yield known
            else:
                unknown.append(path)
        yield from self._bag.digests(unknown, algorithms, jobs)

    def open_file(self, path: BagPath) -> BinaryIO:
        """Open one of the files."""
        return self._bag.open_file(path)

    def stream_each(self, paths: Sequence[BagPath]) -> Iterator[tuple[BagPath, Iterator[Piece]]]:
        """Yield the files with their bytes."""
        return self._bag.stream_each(paths)

    def _read_listed(self, path: BagPath, limit: int) -> bytes:
        return self._bag.read(path, limit)

"""A bag that is not written but held against one that stands."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from frus_pack.bag.difference import FOLDER, entries, follows_from_others, told_first
from frus_pack.storage.digests import Piece


class DifferenceError(Exception):
    """What stands is not what would be written; `path` is a file or folder that is not the
    same."""

    def __init__(self, path: str) -> None:
        super().__init__(path)
        self.path = path


class ComparingSink:
    """Takes the files of a bag and keeps nothing of them: each is compared with the same file of
    the bag that stands as a folder, and the first that is not the same ends the writing with a
    DifferenceError. When it has finished, the two have the same files with the same bytes.

    Where it is only in what follows from other files, the error names a file that stands and was
    not written, if there is one.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._left = entries(folder)

    def claim(self, path: str, octets: int) -> _Standing:
        if self._left.get(path) != octets:
            raise self.difference(path)
        del self._left[path]
        parent = path.rpartition("/")[0]
        while self._left.pop(parent, None) == FOLDER:
            parent = parent.rpartition("/")[0]
        return _Standing(self, self._folder / path, path)

    def finish(self) -> None:
        if self._left:
            raise DifferenceError(min(self._left, key=told_first))

    def difference(self, path: str) -> DifferenceError:
        """That this file is not the same."""
        candidates = (path, *self._left) if follows_from_others(path) else (path,)
        return DifferenceError(min(candidates, key=told_first))


@dataclass(frozen=True, slots=True)
class _Standing:
    sink: ComparingSink
    place: Path
    path: str

    def fill(self, pieces: Iterable[Piece]) -> None:
        with self.open() as standing:
            for piece in pieces:
                if standing.read(len(piece)) != piece:
                    raise self.sink.difference(self.path)
            if standing.read(1):
                raise self.sink.difference(self.path)

    def open(self) -> BinaryIO:
        return self.place.open("rb")

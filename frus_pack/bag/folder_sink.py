"""A bag that is written as a folder."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from frus_pack.storage.digests import Piece
from frus_pack.storage.new_file import write_new_file


class FolderSink:
    """Writes into an empty folder that nobody else writes to."""

    def __init__(self, folder: Path) -> None:
        self._root = f"{folder}/"
        self._folders = {""}

    def claim(self, path: str, octets: int) -> _File:
        parent = path.rpartition("/")[0]
        if parent not in self._folders:
            Path(self._root, parent).mkdir(parents=True, exist_ok=True)
            self._folders.add(parent)
        return _File(self._root + path)

    def finish(self) -> None:
        """A folder needs nothing at its end."""


@dataclass(frozen=True, slots=True)
class _File:
    place: str

    def fill(self, pieces: Iterable[Piece]) -> None:
        write_new_file(self.place, pieces)

    def open(self) -> BinaryIO:
        return open(self.place, "rb")

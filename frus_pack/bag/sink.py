"""Where the files of a bag go while it is written: a folder, or an archive that holds one folder.

A file's place is claimed before it is written. An archive has its files in the order of their
claims, whoever writes them when. So the same bag gives the same archive everywhere.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import BinaryIO, Literal, Protocol

from frus_pack.bag.archives.tar_writing import TarSink
from frus_pack.bag.archives.zip_writing import ZipSink
from frus_pack.storage.fixity import Piece
from frus_pack.storage.new_file import OpenFile, make_folders, write_new_file
from frus_pack.storage.system import O_CLOEXEC
from frus_pack.storage.tree import on_disk

Serialization = Literal["tar", "zip"]


class Slot(Protocol):
    """The place of one file, whose size is settled."""

    def fill(self, pieces: Iterable[Piece]) -> None:
        """Write the file, once. There must be as many bytes as were claimed. Raises OSError for
        what the system refuses, and whatever the pieces raise."""

    def open(self) -> BinaryIO:
        """Return what was written, to be read at any position while the sink is open."""


class Sink(Protocol):
    """An empty bag. Slots may be filled by several threads at once; claiming is for one."""

    def claim(self, path: str, octets: int) -> Slot:
        """Return a place for a file of so many bytes. `path` is relative to the bag, with ``/``,
        safe and not claimed yet. Raises OSError."""

    def finish(self) -> None:
        """End what was written. Raises OSError."""


class FolderSink:
    """Writes into an empty folder that no other program writes to."""

    def __init__(self, folder: Path) -> None:
        self._root = f"{folder}/"
        self._folders = {""}

    def claim(self, path: str, octets: int) -> _File:
        place = on_disk(path)
        parent = place.rpartition("/")[0]
        if parent not in self._folders:
            make_folders(Path(self._root), parent)
            self._folders.add(parent)
        return _File(self._root + place)

    def finish(self) -> None:
        """Do nothing: a folder has no end mark."""


@dataclass(frozen=True, slots=True)
class _File:
    place: str

    def fill(self, pieces: Iterable[Piece]) -> None:
        write_new_file(self.place, pieces)

    def open(self) -> BinaryIO:
        return open(self.place, "rb")


_SINKS: Mapping[Serialization, Callable[[OpenFile, str, date], Sink]] = {
    "tar": TarSink,
    "zip": ZipSink,
}

SERIALIZATIONS = tuple(_SINKS)


@contextmanager
def folder_sink(place: Path) -> Iterator[Sink]:
    """A bag as a folder, which must not be there yet. Raises OSError."""
    place.mkdir()
    yield FolderSink(place)


@contextmanager
def archive_sink(serialization: Serialization, place: Path, base: str, day: date) -> Iterator[Sink]:
    """A bag as the folder `base` in an archive, which must not be there yet. All in it is of
    the beginning of `day`. Raises OSError."""
    descriptor = os.open(place, os.O_RDWR | os.O_CREAT | os.O_EXCL | O_CLOEXEC, 0o666)
    try:
        yield sink_into(OpenFile(descriptor), serialization, base, day)
    finally:
        os.close(descriptor)


def sink_into(file: OpenFile, serialization: Serialization, base: str, day: date) -> Sink:
    """Return the sink of a serialization that writes into an open file."""
    return _SINKS[serialization](file, base, day)

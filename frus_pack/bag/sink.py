"""Where the files of a bag go while it is written: a folder, or an archive that holds one folder.

A file's place is claimed before it is written. In an archive files stand in the order in which
their places were claimed, whoever writes them when; that is what makes it the same everywhere.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import BinaryIO, Protocol

from frus_pack.storage.digests import Piece


class Slot(Protocol):
    """The place of one file, whose size is settled."""

    def fill(self, pieces: Iterable[Piece]) -> None:
        """Write the file, once. There must be as many bytes as were claimed. Raises OSError for
        what the system refuses, and whatever the pieces raise."""

    def open(self) -> BinaryIO:
        """What was written, to be read at any position while the sink is open."""


class Sink(Protocol):
    """An empty bag. Slots may be filled by several threads at once; claiming is for one."""

    def claim(self, path: str, octets: int) -> Slot:
        """A place for a file of so many bytes. `path` is relative to the bag, with ``/``, safe
        and not claimed yet. Raises OSError."""

    def finish(self) -> None:
        """Nothing more is coming. Raises OSError."""

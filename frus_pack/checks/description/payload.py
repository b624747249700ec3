"""The payload of a package, as the checks of the document get it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from frus_pack.bag.reader import Bag
from frus_pack.bag.tag_files.inventory import Inventory
from frus_pack.bag.tag_files.paths import BagPath
from frus_pack.errors import TooLargeError, UnreadableFileError


@dataclass(frozen=True)
class Payload:
    """The payload of a package, by path in the bag (``data/metadata.json``), in any form of bag.

    Bytes are read when asked for. An archive that can only be read from front to back keeps its
    small files. It is read through once for `read_each`, so ask for images together.
    """

    bag: Bag
    inventory: Inventory

    @property
    def names(self) -> Sequence[BagPath]:
        """The payload's files in order."""
        return sorted(self.bag.payload)

    @cached_property
    def to_fetch(self) -> Mapping[BagPath, int | None]:
        """The files that fetch.txt lists and the bag does not hold, with their sizes in bytes as
        far as it gives them. The checks of the bag report them."""
        unfetched = self.inventory.unfetched(self.bag.files)
        return {path: entry.length for path, entry in unfetched.items()}

    def read(self, name: str, limit: int = 64 << 20) -> bytes | None:
        """Return a file's bytes, or None.

        That is where it is not there, or has more than `limit` bytes. Where it cannot be read, a
        finding of BagIt reports it.
        """
        if name not in self.bag.files:
            return None
        try:
            return self.bag.read(name, limit)
        except (UnreadableFileError, TooLargeError):
            return None

    def read_each(self, names: Sequence[BagPath], limit: int) -> Iterator[tuple[BagPath, bytes]]:
        """Yield name and bytes of the files that are there, can be read and are not too large.

        They have at most `limit` bytes. They come in any order, each once.
        """
        wanted = [name for name in names if self.bag.files.get(name, limit + 1) <= limit]
        try:
            yield from self.bag.read_each(wanted, limit)
        except UnreadableFileError:
            return

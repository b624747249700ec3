"""Compare an archive with what this library would write from the files that are in it.

`changed_headers` answers a smaller question, without knowing the folder and the day. It finds
headers that were changed in an archive of this library. It accepts the archives of other programs.
The check here also refuses another folder, day or order of files, zeros after the end, and an
archive that another program packed again. Only an archive that passes may be called unchanged.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from datetime import date

from frus_pack.bag.reader import Bag
from frus_pack.bag.sink import Serialization, sink_into
from frus_pack.storage.fixity import Piece
from frus_pack.storage.new_file import OpenFile
from frus_pack.storage.regular_file import OPEN_UNFOLLOWED


def is_unaltered(bag: Bag, form: Serialization, base: str, day: date) -> bool:
    """Return whether an archive is, byte for byte, what `archive_sink` would make of its files.

    The files keep their order, in the folder `base`. Nothing is written. Raises OSError and
    StorageError.
    """
    descriptor = os.open(bag.path, OPEN_UNFOLLOWED)
    try:
        compared = _ComparedFile(descriptor)
        sink = sink_into(compared, form, base, day)
        slots = {path: sink.claim(path, octets) for path, octets in bag.files.items()}
        for path, pieces in bag.stream_each(list(slots)):
            slots[path].fill(pieces)
        sink.finish()
        return compared.is_same and os.fstat(descriptor).st_size == compared.end
    finally:
        os.close(descriptor)


class _ComparedFile(OpenFile):
    """A file that exists, and is compared with what would be written to it."""

    def __init__(self, descriptor: int) -> None:
        super().__init__(descriptor)
        self.is_same = True
        """So far."""
        self.end = 0
        """Where what would be written ends."""

    def write_at(self, offset: int, pieces: Iterable[Piece]) -> None:
        for piece in pieces:
            self.is_same &= os.pread(self._descriptor, len(piece), offset) == piece
            offset += len(piece)
            self.end = max(self.end, offset)

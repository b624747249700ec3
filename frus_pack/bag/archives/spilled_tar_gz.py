"""A bag in a gzipped tar file that is unpacked in the very pass that lists it."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from frus_pack.bag.archives.tar_gz_reader import TarGzBag
from frus_pack.bag.reader import Limits
from frus_pack.storage.digests import Piece
from frus_pack.storage.disk import rename_to_free_name
from frus_pack.storage.fixity import DEFAULT_ALGORITHM, HASHES
from frus_pack.storage.new_file import passing_to_new_file


class SpilledTarGz(TarGzBag):
    """A bag in a .tar.gz file, whose files were written to the new folder `spill`.

    They lie there under numbers, because what they are called in the bag, and whether they are
    of one, is not known before the end. On the way they are digested by the usual algorithm, or
    by those of manifests that come first: others are cheaper made of what was written, by all
    cores. Raises OSError if they cannot be written.
    """

    def __init__(self, path: Path, limits: Limits, spill: Path) -> None:
        self._spill = spill
        self._spilled: dict[str, Path] = {}
        spill.mkdir()
        super().__init__(path, limits, (DEFAULT_ALGORITHM,))

    def move(self, path: str, target: Path, algorithms: Sequence[str]) -> Mapping[str, str] | None:
        """Give one of `files` its place, which has to be free; returns its digests, if all were
        made on the way. Raises OSError."""
        name = self._prefix + path
        rename_to_free_name(self._spilled.pop(name), target)
        if name in self._kept:
            return {one: HASHES[one](self._kept[name]).hexdigest() for one in algorithms}
        digested = self._digested.get(name, {})
        if not digested.keys() >= set(algorithms):
            return None
        return {one: digested[one] for one in algorithms}

    def remove_spill(self) -> None:
        """What is left has no place in the bag. Raises OSError."""
        for place in self._spilled.values():
            place.unlink()
        self._spill.rmdir()

    def _passing(self, name: str, pieces: Iterator[Piece]) -> Iterator[Piece]:
        place = self._spill / str(len(self._spilled))
        self._spilled[name] = place
        return passing_to_new_file(f"{self._spill}{os.sep}{place.name}", pieces)

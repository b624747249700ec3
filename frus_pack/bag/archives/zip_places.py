"""Where the files of a zip archive are, in little memory: it may hold a million."""

from __future__ import annotations

from array import array
from typing import NamedTuple

from frus_pack.bag.archives.zip_header_rules import ZipHeader


class ZipPlace(NamedTuple):
    """Where a file's data is, and what its headers say of it."""

    data: int
    packed: int
    size: int
    crc: int
    method: int


class ZipPlaces:
    """Where each file is, by its number, and the day both its headers bear."""

    def __init__(self) -> None:
        self.sizes = array("Q")
        self.days = array("H")
        self._data = array("Q")
        self._packed = array("Q")
        self._crcs = array("I")
        self._methods = array("H")

    def add(self, header: ZipHeader, data: int, day: int) -> None:
        """Take the next file; `day` may be `changed_headers.OTHER`."""
        self.sizes.append(header.size)
        self.days.append(day)
        self._data.append(data)
        self._packed.append(header.packed)
        self._crcs.append(header.crc)
        self._methods.append(header.method)

    def __getitem__(self, number: int) -> ZipPlace:
        return ZipPlace(
            self._data[number],
            self._packed[number],
            self.sizes[number],
            self._crcs[number],
            self._methods[number],
        )

"""The image file directories of a TIFF (TIFF 6.0, section 2) and of a BigTIFF."""

from __future__ import annotations

import struct
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from frus_pack.images.formats.structure import FlawError, ImageBytes

SIGNATURES = (b"II*\0", b"MM\0*", b"II+\0", b"MM\0+")

_SIZES = {1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 6: 1, 7: 1, 8: 2, 9: 4, 10: 8, 11: 4, 12: 8, 13: 4}
_SIZES |= {16: 8, 17: 8, 18: 8}
_UNSIGNED = {1: "B", 3: "H", 4: "I", 13: "I", 16: "Q", 18: "Q"}
_RATIONAL = 5


@dataclass(frozen=True, slots=True)
class Layout:
    """How a file writes its numbers: the byte order, as `struct` names it, and the sizes of a
    BigTIFF or a classic TIFF."""

    order: str
    big: bool

    @property
    def word(self) -> str:
        return "Q" if self.big else "I"

    @property
    def count(self) -> struct.Struct:
        return struct.Struct(self.order + ("Q" if self.big else "H"))

    @property
    def entry(self) -> struct.Struct:
        return struct.Struct(self.order + ("HHQ8s" if self.big else "HHI4s"))

    @property
    def pointer(self) -> struct.Struct:
        return struct.Struct(self.order + self.word)


@dataclass(frozen=True, slots=True)
class Entry:
    """A tag: the type of its values, how many there are, and where they are."""

    type: int
    count: int
    offset: int

    @property
    def size(self) -> int:
        return self.count * _SIZES[self.type]


@dataclass(frozen=True, slots=True)
class Directory:
    """The tags of one picture; `next` is the offset of the following directory, or 0."""

    source: ImageBytes
    layout: Layout
    offset: int
    entries: Mapping[int, Entry]
    next: int
    end: int
    values_size: int
    """Return the bytes of the values that are outside the directory itself."""

    def integers(self, tag: int, most: int) -> tuple[int, ...]:
        """Return the tag's unsigned whole numbers, none if it is absent; FlawError beyond
        `most`."""
        entry = self.entries.get(tag)
        if entry is None:
            return ()
        letter = _UNSIGNED.get(entry.type)
        if letter is None or entry.count > most:
            raise FlawError(f"is damaged: tag {tag} has a wrong type or count", self.offset)
        data = self.source.read(entry.offset, entry.size, f"tag {tag}")
        return struct.unpack(f"{self.layout.order}{entry.count}{letter}", data)

    def integer(self, tag: int, default: int | None = None) -> int:
        """Return the tag's only number; FlawError if it is absent and there is no default."""
        values = self.integers(tag, 1)
        if not values and default is None:
            raise FlawError(f"is damaged: tag {tag} is missing", self.offset)
        return values[0] if values else default or 0

    def rational(self, tag: int) -> float | None:
        """Return the tag's only fraction; None if it is absent or divides by zero."""
        entry = self.entries.get(tag)
        if entry is None:
            return None
        if (entry.type, entry.count) != (_RATIONAL, 1):
            raise FlawError(f"is damaged: tag {tag} has a wrong type or count", self.offset)
        data = self.source.read(entry.offset, entry.size, f"tag {tag}")
        numerator, denominator = struct.unpack(f"{self.layout.order}II", data)
        return numerator / denominator if denominator else None


def read_header(source: ImageBytes) -> tuple[Layout, int]:
    """Return how the file is laid out and the offset of its first directory."""
    head = source.read(0, 8, "the header")
    if not head.startswith(SIGNATURES):
        raise FlawError("is damaged: it does not begin as a TIFF", 0)
    layout = Layout("<" if head[:2] == b"II" else ">", b"+" in head[2:4])
    at = 8 if layout.big else 4
    return layout, layout.pointer.unpack(source.read(at, at, "the header"))[0]


def read_directory(source: ImageBytes, layout: Layout, offset: int) -> Directory:
    """Return the directory at `offset`; FlawError if it or a value of it is beyond the file's
    end."""
    what = "a directory"
    (count,) = layout.count.unpack(source.read(offset, layout.count.size, what))
    start = offset + layout.count.size
    stop = start + count * layout.entry.size
    table = source.read(start, stop - start + layout.pointer.size, what)
    entries: dict[int, Entry] = {}
    for tag, entry in _entries(layout, start, table[: stop - start]):
        source.require(entry.offset, entry.size, f"tag {tag}")
        entries.setdefault(tag, entry)  # of two alike the first counts, as for libtiff
    (following,) = layout.pointer.unpack(table[stop - start :])
    outside = [entry for entry in entries.values() if entry.size > layout.pointer.size]
    end = max([stop + layout.pointer.size, *(entry.offset + entry.size for entry in outside)])
    size = sum(entry.size for entry in outside)
    return Directory(source, layout, offset, entries, following, end, size)


def _entries(layout: Layout, start: int, table: bytes) -> Iterator[tuple[int, Entry]]:
    for index, (tag, kind, count, value) in enumerate(layout.entry.iter_unpack(table)):
        if kind not in _SIZES:
            continue  # "readers should skip over fields containing an unexpected field type"
        entry = Entry(kind, count, start + (index + 1) * layout.entry.size - len(value))
        if entry.size > len(value):
            entry = Entry(kind, count, layout.pointer.unpack(value)[0])
        yield tag, entry

"""TIFF: its pictures and where their strips or tiles are (TIFF 6.0, sections 3, 8 and 15)."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

from PIL import Image
from PIL.TiffImagePlugin import TiffImageFile

from frus_pack.images.formats import tiff_directory
from frus_pack.images.formats.structure import (
    MAX_EXTRA_BYTES,
    FlawError,
    Frame,
    ImageBytes,
    ImageFormat,
    Resolution,
    Structure,
    resolution,
)
from frus_pack.images.formats.tiff_directory import Directory, read_directory

MAX_DIRECTORIES = 1000
MAX_SAMPLES = 6
"""Samples a pixel: what Pillow decodes, which complains on standard error about more."""

_WIDTH, _HEIGHT, _BITS, _COMPRESSION, _PHOTOMETRIC = 256, 257, 258, 259, 262
_STRIP_OFFSETS, _ORIENTATION, _SAMPLES, _ROWS_PER_STRIP, _STRIP_SIZES = 273, 274, 277, 278, 279
_X_RESOLUTION, _Y_RESOLUTION, _PLANES, _UNIT = 282, 283, 284, 296
_TILE_WIDTH, _TILE_HEIGHT, _TILE_OFFSETS, _TILE_SIZES = 322, 323, 324, 325
# Directories beside the chain of pictures: reduced pictures, Exif, GPS, interoperability.
_SUBDIRECTORIES = (330, 34665, 34853, 40965)
_MAX_PARTS = 1 << 18
"""Strips or tiles of a picture; Pillow takes some 10 µs for each."""
_LARGE_TILE = 1 << 26
_UNCOMPRESSED, _YCBCR, _SEPARATE = 1, 6, 2


@dataclass(frozen=True, slots=True)
class _Grid:
    """The strips or tiles a picture is cut into, a strip being as wide as the picture."""

    offsets: int
    sizes: int
    width: int
    height: int
    tiled: bool


class _PlainTiff(TiffImageFile):
    """Decodes a frame as it is stored.

    Pillow turns it by its Orientation tag, which takes the memory of a second frame, and warns
    about sizes that are within our own limit.
    """

    def load_prepare(self) -> None:
        size = self.tag_v2[_WIDTH], self.tag_v2[_HEIGHT]
        self.im = Image.new("1", (1, 1)).im  # lets the frame before go first
        self.im = Image.new(self.mode, size, color=None).im
        super().load_prepare()

    def load_end(self) -> None:
        return


def read_structure(source: ImageBytes) -> Structure:
    """Return the frames a TIFF declares, once every strip or tile of each is within the file.

    A TIFF has no end of its own: it ends with the last byte that a directory refers to.
    Raises FlawError for a file that is cut off, and where a picture lacks a part.
    """
    layout, offset = tiff_directory.read_header(source)
    frames: list[Frame] = []
    end = tags_size = 0
    seen: set[int] = set()
    while offset:
        directory = _read_once(source, layout, offset, seen)
        frames.append(_frame(directory))
        end = max(end, directory.end, _check_parts(directory, frames[-1]))
        end = max(end, _check_subdirectories(directory, seen))
        tags_size += directory.values_size
        if tags_size > min(source.size, MAX_EXTRA_BYTES):
            raise FlawError("holds too much data in tags, or tags that overlap", offset)
        offset = directory.next
    if not frames:
        raise FlawError("is damaged: it has no directory", 0)
    return Structure(tuple(frames), end)


def read_resolution(source: ImageBytes) -> Resolution | None:
    """Return the resolution that the first directory of a TIFF, or of Exif data, gives."""
    layout, offset = tiff_directory.read_header(source)
    return _resolution(read_directory(source, layout, offset))


def _read_once(
    source: ImageBytes, layout: tiff_directory.Layout, offset: int, seen: set[int]
) -> Directory:
    if offset in seen:
        raise FlawError("is damaged: its directories run in a circle", offset)
    if len(seen) == MAX_DIRECTORIES:
        raise FlawError(f"has more than {MAX_DIRECTORIES} directories", offset)
    seen.add(offset)
    return read_directory(source, layout, offset)


def _check_subdirectories(parent: Directory, seen: set[int]) -> int:
    """Return where the directories end that the parent points to, and all that they refer to."""
    end = 0
    for tag in _SUBDIRECTORIES:
        for offset in parent.integers(tag, MAX_DIRECTORIES):
            directory = _read_once(parent.source, parent.layout, offset, seen)
            end = max(end, directory.end, _check_subdirectories(directory, seen))
            if _STRIP_OFFSETS in directory.entries or _TILE_OFFSETS in directory.entries:
                end = max(end, _check_parts(directory, _frame(directory)))
    return end


def _frame(directory: Directory) -> Frame:
    width, height = directory.integer(_WIDTH), directory.integer(_HEIGHT)
    if not width or not height:
        raise FlawError("is damaged: its picture has no size", directory.offset)
    directory.integer(_ORIENTATION, 1)
    return Frame(width, height, max(_bits(directory)), _resolution(directory))


def _resolution(directory: Directory) -> Resolution | None:
    # Unit 2 is the inch, 3 the centimetre, 1 none; the inch where no unit is given (section 8).
    scale = {2: 1.0, 3: 2.54}.get(directory.integer(_UNIT, 2), 0.0)
    x, y = directory.rational(_X_RESOLUTION), directory.rational(_Y_RESOLUTION)
    return None if x is None or y is None else resolution(x * scale, y * scale)


def _bits(directory: Directory) -> tuple[int, ...]:
    """Bits of each sample of a pixel."""
    samples = directory.integer(_SAMPLES, 1)
    if not 0 < samples <= MAX_SAMPLES:
        raise FlawError(f"has {samples} samples a pixel, not 1 to {MAX_SAMPLES}", directory.offset)
    bits = directory.integers(_BITS, MAX_SAMPLES) or (1,)
    if len(bits) == 1:
        bits *= samples
    if len(bits) != samples or not all(bits):
        raise FlawError("is damaged: bits and samples disagree", directory.offset)
    return bits


def _check_parts(directory: Directory, frame: Frame) -> int:
    """Return where the last strip or tile ends, once all that the frame needs is within the
    file."""
    grid = _grid(directory, frame)
    name = "tile" if grid.tiled else "strip"
    count = _count(directory, frame, grid)
    offsets = directory.integers(grid.offsets, _MAX_PARTS)
    sizes = directory.integers(grid.sizes, _MAX_PARTS)
    if not len(offsets) == len(sizes) == count:
        found = f"{len(offsets)} offsets and {len(sizes)} sizes"
        raise FlawError(f"has {found} of {name}s, not {count}", directory.offset)
    needed = _needed_bytes(directory, frame, grid)
    for index, (offset, size, least) in enumerate(zip(offsets, sizes, needed, strict=True), 1):
        if size < least:
            raise FlawError(f"lacks data: {name} {index} has {size} of {least} bytes", offset)
        directory.source.require(offset, size, f"{name} {index}")
    return max(map(sum, zip(offsets, sizes, strict=True)))


def _grid(directory: Directory, frame: Frame) -> _Grid:
    if _STRIP_OFFSETS in directory.entries:
        rows = min(directory.integer(_ROWS_PER_STRIP, frame.height), frame.height)
        grid = _Grid(_STRIP_OFFSETS, _STRIP_SIZES, frame.width, rows, tiled=False)
    else:
        sides = directory.integer(_TILE_WIDTH), directory.integer(_TILE_HEIGHT)
        grid = _Grid(_TILE_OFFSETS, _TILE_SIZES, *sides, tiled=True)
    area = grid.width * grid.height
    if not 0 < area <= max(frame.width * frame.height, _LARGE_TILE):
        raise FlawError(f"has parts of {grid.width} x {grid.height} pixels", directory.offset)
    return grid


def _parts(frame: Frame, grid: _Grid) -> tuple[int, int]:
    """Return how many strips or tiles are side by side, and how many below each other."""
    return math.ceil(frame.width / grid.width), math.ceil(frame.height / grid.height)


def _planes(directory: Directory) -> tuple[int, ...]:
    """Return the bits that a pixel has in each plane."""
    bits = _bits(directory)
    return bits if directory.integer(_PLANES, 1) == _SEPARATE else (sum(bits),)


def _count(directory: Directory, frame: Frame, grid: _Grid) -> int:
    """Return how many strips or tiles the frame has. A few bytes can say a million."""
    count = math.prod(_parts(frame, grid)) * len(_planes(directory))
    if count > _MAX_PARTS:
        raise FlawError(f"is cut into more than {_MAX_PARTS} parts", directory.offset)
    return count


def _needed_bytes(directory: Directory, frame: Frame, grid: _Grid) -> Iterator[int]:
    """For each strip or tile how many bytes it must have at least: what its pixels take where
    they are not compressed, else one."""
    # Of YCbCr a pixel may have fewer samples than others (section 21).
    plain = directory.integer(_COMPRESSION, _UNCOMPRESSED) == _UNCOMPRESSED
    plain = plain and directory.integer(_PHOTOMETRIC, 0) != _YCBCR
    across, down = _parts(frame, grid)
    for plane in _planes(directory):
        row_size = math.ceil(grid.width * plane / 8)
        for row in range(down):
            rows = grid.height if grid.tiled else min(grid.height, frame.height - row * grid.height)
            yield from [rows * row_size if plain else 1] * across


FORMAT = ImageFormat(
    "TIFF", "image/tiff", (".tif", ".tiff"), tiff_directory.SIGNATURES, read_structure, _PlainTiff
)

"""What the structure of an image file says, before any of it is decoded.

Decoders forgive too much for an archive: Pillow takes a PNG without its end, a JPEG without its
end marker and a JPEG 2000 codestream without its last tiles. So each format's module walks the
file's structure first; that also shows what a file declares before memory is given to it.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import BinaryIO

from PIL.ImageFile import ImageFile

MAX_EXTRA_BYTES = 64 * 1024 * 1024
"""Bytes of a file that may be something else than the picture (profiles, text, private data).
Pillow holds all of it in memory."""

Resolution = tuple[float, float]
"""Dots per inch, horizontal and vertical."""


class FlawError(Exception):
    """The file is not a whole image; `offset` is the byte at which that shows."""

    def __init__(self, message: str, offset: int | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.offset = offset


@dataclass(frozen=True, slots=True)
class Frame:
    """One picture of a file as the file declares it: pixels, bits a sample, dots per inch."""

    width: int
    height: int
    bits: int
    dpi: Resolution | None = None


@dataclass(frozen=True, slots=True)
class Structure:
    """The pictures of a file, at least one, and where the last byte that belongs to them ends."""

    frames: tuple[Frame, ...]
    end: int


class ImageBytes:
    """A file of `size` bytes, read by position; what is beyond its end is a flaw of the image.

    Not a memory map: a map of a file that shrinks, or of a disk that fails, kills the process.
    (libtiff maps the compressed TIFFs it decodes; that cannot be changed from here.)
    """

    def __init__(self, file: BinaryIO, size: int) -> None:
        self._file = file
        self.size = size

    def read(self, offset: int, count: int, what: str) -> bytes:
        """`count` bytes at `offset`; raises FlawError where the file, or `what`, is cut off."""
        self.require(offset, count, what)
        self._file.seek(offset)
        data = self._file.read(count)
        if len(data) != count:
            raise FlawError(f"is cut off in {what}", offset + len(data))
        return data

    def require(self, offset: int, count: int, what: str) -> None:
        """Raises FlawError unless `count` bytes at `offset` are within the file."""
        lacking = offset + count - self.size
        if lacking > 0:
            raise FlawError(f"is cut off: {lacking} bytes of {what} are missing", self.size)


@dataclass(frozen=True, slots=True)
class ImageFormat:
    """A format: the suffixes of its files, the bytes they begin with, and two readers.

    The first reads the structure and raises FlawError. The second is Pillow's, which decodes when
    it is asked to load.
    """

    name: str
    media_type: str
    suffixes: tuple[str, ...]
    signatures: tuple[bytes, ...]
    read_structure: Callable[[ImageBytes], Structure]
    decoder: Callable[[BinaryIO], ImageFile]


METRES_PER_INCH = 0.0254


def resolution(horizontal: float, vertical: float) -> Resolution | None:
    """Return dots per inch to two decimals; None for zero, negative and infinite values."""
    rounded = round(horizontal, 2), round(vertical, 2)
    return rounded if all(math.isfinite(dots) and dots > 0 for dots in rounded) else None

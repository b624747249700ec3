"""PNG: its chunks (PNG specification, third edition, W3C 2025, §5 and §11)."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

from PIL.PngImagePlugin import PngImageFile

from frus_pack.images.formats.structure import (
    MAX_EXTRA_BYTES,
    METRES_PER_INCH,
    FlawError,
    Frame,
    ImageBytes,
    ImageFormat,
    Resolution,
    Structure,
    resolution,
)

_SIGNATURE = b"\x89PNG\r\n\x1a\n"

_BLOCK = 1 << 16


@dataclass(frozen=True, slots=True)
class _Chunk:
    kind: bytes
    start: int
    length: int

    @property
    def end(self) -> int:
        return self.start + self.length + 4

    def data(self, source: ImageBytes, fields: struct.Struct) -> tuple[int, ...]:
        if self.length != fields.size:
            raise FlawError(f"has a {_name(self.kind)} chunk of {self.length} bytes", self.start)
        return fields.unpack(source.read(self.start, self.length, _name(self.kind)))


_IHDR = struct.Struct(">IIBBBBB")
_PHYS = struct.Struct(">IIB")


def read_structure(source: ImageBytes) -> Structure:
    """Return the frame a PNG declares, once every chunk has its checksum and the last one is IEND.

    Raises FlawError for a file that is cut off or altered, and for an animated PNG, whose frames
    are not images of a page.
    """
    frame: Frame | None = None
    dpi: Resolution | None = None
    for chunk in _chunks(source):
        if frame is None:
            frame = _frame(chunk, source)
        elif chunk.kind == b"pHYs":
            dpi = _resolution(*chunk.data(source, _PHYS))
        elif chunk.kind == b"acTL":
            raise FlawError("is an animated PNG, not the image of a page", chunk.start)
        elif chunk.kind == b"IEND":
            return Structure((Frame(frame.width, frame.height, frame.bits, dpi),), chunk.end)
    raise FlawError("is cut off: its IEND chunk is missing", source.size)


def _chunks(source: ImageBytes) -> Iterator[_Chunk]:
    offset = len(_SIGNATURE)
    extra = 0
    while offset < source.size:
        length, kind = struct.unpack(">I4s", source.read(offset, 8, "a chunk's header"))
        chunk = _Chunk(kind, offset + 8, length)
        extra += 0 if kind == b"IDAT" else length
        if extra > MAX_EXTRA_BYTES:
            raise FlawError(f"holds more than {MAX_EXTRA_BYTES} bytes beside its picture", offset)
        _check(chunk, source)
        yield chunk
        offset = chunk.end


def _check(chunk: _Chunk, source: ImageBytes) -> None:
    name = f"its {_name(chunk.kind)} chunk"
    source.require(chunk.start, chunk.length + 4, name)
    checksum = zlib.crc32(chunk.kind)
    for offset in range(chunk.start, chunk.end - 4, _BLOCK):
        block = source.read(offset, min(_BLOCK, chunk.end - 4 - offset), name)
        checksum = zlib.crc32(block, checksum)
    if checksum.to_bytes(4, "big") != source.read(chunk.end - 4, 4, name):
        raise FlawError(f"is damaged: {name} does not match its checksum", chunk.start)


def _frame(chunk: _Chunk, source: ImageBytes) -> Frame:
    if chunk.kind != b"IHDR":
        raise FlawError("is damaged: its first chunk is not IHDR", chunk.start)
    width, height, bits, *_ = chunk.data(source, _IHDR)
    return Frame(width, height, bits)


def _resolution(x: int, y: int, unit: int) -> Resolution | None:
    # Unit 0 gives the shape of a pixel only (§11.3.4.3).
    return resolution(x * METRES_PER_INCH, y * METRES_PER_INCH) if unit == 1 else None


def _name(kind: bytes) -> str:
    return kind.decode("ascii") if kind.isalpha() else repr(kind.decode("latin-1"))


FORMAT = ImageFormat("PNG", "image/png", (".png",), (_SIGNATURE,), read_structure, PngImageFile)

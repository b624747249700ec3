"""JPEG 2000: the boxes of a JP2 file (ISO/IEC 15444-1, annex I) and its codestream (annex A)."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass

from PIL.Jpeg2KImagePlugin import Jpeg2KImageFile

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

MAX_COMPONENTS = 4

_SOC_SIZ = b"\xff\x4f\xff\x51"
_SOT, _EOC = b"\xff\x90", b"\xff\xd9"
_SIZ = struct.Struct(">HH8IH")
_TILE_PART = struct.Struct(">HHIBB")
_RESOLUTION = struct.Struct(">HHHHbb")


@dataclass(frozen=True, slots=True)
class _Box:
    kind: bytes
    start: int
    end: int

    def data(self, source: ImageBytes) -> bytes:
        return source.read(self.start, self.end - self.start, _name(self.kind))


def read_structure(source: ImageBytes) -> Structure:
    """Return the frame a JP2 file declares, once its boxes fill the file and its codestream ends.

    Raises FlawError for a file that is cut off and for a JPX file that is not also a JP2 file.
    Raises it too for bytes after the last box: a JP2 file consists of boxes only (§I.4).
    """
    boxes = list(_boxes(source, 0, source.size))
    file_type, header, codestream = (
        _first(boxes, kind, source) for kind in (b"ftyp", b"jp2h", b"jp2c")
    )
    _check_brand(file_type.data(source))
    if header.end - header.start > MAX_EXTRA_BYTES:
        raise FlawError(f"has a header of more than {MAX_EXTRA_BYTES} bytes", header.start)
    width, height, bits = _codestream_size(source, codestream)
    frame = Frame(width, height, bits, _check_header(source, header, width, height))
    ends = [box.end for box in boxes if box is not codestream]
    return Structure((frame,), max(_codestream_end(source, codestream), *ends))


def _first(boxes: list[_Box], kind: bytes, source: ImageBytes) -> _Box:
    for box in boxes:
        if box.kind == kind:
            return box
    raise FlawError(f"is damaged or cut off: it has no {_name(kind)}", source.size)


def _check_brand(file_type: bytes) -> None:
    # A brand and a version, then the list of what the file is compatible with (§I.5.2).
    brands = (file_type[index : index + 4] for index in (0, *range(8, len(file_type), 4)))
    if b"jp2 " not in brands:
        raise FlawError("is a JPX file that a reader of JP2 need not understand")


def _boxes(source: ImageBytes, start: int, end: int) -> Iterator[_Box]:
    """Yield the boxes between two offsets, one after the other (§I.4)."""
    while start < end:
        length, kind = struct.unpack(">I4s", source.read(start, 8, "a box's header"))
        header = 8
        if length == 1:
            (length,) = struct.unpack(">Q", source.read(start + 8, 8, "a box's header"))
            header = 16
        stop = start + length if length else end
        if stop < start + header:
            raise FlawError("is damaged: a box is smaller than its own header", start)
        if stop > end:
            raise FlawError(f"is cut off: {stop - end} bytes of {_name(kind)} are missing", end)
        yield _Box(kind, start + header, stop)
        start = stop


def _check_header(source: ImageBytes, header: _Box, width: int, height: int) -> Resolution | None:
    """Return the capture resolution, once the header gives the picture the codestream's size."""
    dpi: Resolution | None = None
    sizes: list[tuple[int, ...]] = []
    for box in _boxes(source, header.start, header.end):
        if box.kind == b"ihdr":
            sizes.append(struct.unpack(">II", box.data(source)[:8].ljust(8, b"\0")))
        elif box.kind == b"res ":
            dpi = _capture_resolution(source, box)
    if sizes != [(height, width)]:
        raise FlawError("is damaged: header and codestream differ in size", header.start)
    return dpi


def _capture_resolution(source: ImageBytes, parent: _Box) -> Resolution | None:
    for box in _boxes(source, parent.start, parent.end):
        if box.kind == b"resc" and box.end - box.start == _RESOLUTION.size:
            # Samples a metre, each a fraction and a power of ten, vertical first (§I.5.3.7.1).
            y, y_by, x, x_by, y_power, x_power = _RESOLUTION.unpack(box.data(source))
            if x_by and y_by:
                across = x / x_by * 10.0**x_power * METRES_PER_INCH
                return resolution(across, y / y_by * 10.0**y_power * METRES_PER_INCH)
    return None


def _codestream_size(source: ImageBytes, codestream: _Box) -> tuple[int, int, int]:
    """Width, height and bits a sample, the most of any component (§A.5.1)."""
    start = codestream.start
    if source.read(start, 4, "the codestream") != _SOC_SIZ:
        raise FlawError("is damaged: its codestream does not begin as one", start)
    fields = _SIZ.unpack(source.read(start + 4, _SIZ.size, "the codestream's header"))
    _, _, right, bottom, left, top, *_, components = fields
    if right <= left or bottom <= top or not 0 < components <= MAX_COMPONENTS:
        raise FlawError("is damaged: its codestream has no picture of 1 to 4 components", start)
    depths = source.read(start + 4 + _SIZ.size, 3 * components, "the codestream's header")
    return right - left, bottom - top, max((depth & 0x7F) + 1 for depth in depths[::3])


def _codestream_end(source: ImageBytes, codestream: _Box) -> int:
    """Return where the codestream's end marker ends; every tile-part before it is there in full."""
    offset = codestream.start + 2
    while (marker := source.read(offset, 2, "the codestream")) != _EOC:
        if marker == _SOT:
            fields = _TILE_PART.unpack(source.read(offset + 2, _TILE_PART.size, "a tile-part"))
            # A length of 0 is the last tile-part's, which goes on to the end marker (§A.4.2).
            length = fields[2] or codestream.end - len(_EOC) - offset
        else:
            length = 2 + int.from_bytes(source.read(offset + 2, 2, "the codestream"), "big")
        if length < 4 or offset + length + len(_EOC) > codestream.end:
            raise FlawError("is cut off: its codestream's end marker is missing", offset)
        offset += length
    return offset + len(_EOC)


def _name(kind: bytes) -> str:
    return f"box {kind.decode('latin-1')!r}"


FORMAT = ImageFormat(
    "JPEG 2000",
    "image/jp2",
    (".jp2",),
    (b"\0\0\0\x0cjP  \r\n\x87\n",),
    read_structure,
    Jpeg2KImageFile,
)

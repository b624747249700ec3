"""JPEG: its markers (ITU-T T.81, annex B), the density of JFIF and of Exif."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass

from PIL.JpegImagePlugin import JpegImageFile

from frus_pack.images.formats import tiff
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

MAX_SCANS = 500
"""A progressive JPEG has some ten scans. Each costs a pass over the whole picture, so thousands
of empty ones would keep a decoder busy for hours."""

_SOS, _EOI, _APP0, _APP1 = 0xDA, 0xD9, 0xE0, 0xE1
_FRAME_HEADERS = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_ALONE = frozenset((0x01, *range(0xD0, 0xD9)))
# Segments follow each other closely, scans are long.
_FIRST_BLOCK, _LARGEST_BLOCK = 1 << 10, 1 << 20
# Between segments decoders skip stray bytes; inside a scan FF 00 is data and FF D0–D7 restarts it.
_ANY_MARKER = re.compile(rb"\xff[\x01-\xfe]")
_AFTER_SCAN = re.compile(rb"\xff[\x01-\xcf\xd8-\xfe]")


@dataclass(frozen=True, slots=True)
class _Segment:
    marker: int
    start: int
    length: int

    def data(self, source: ImageBytes) -> bytes:
        return source.read(self.start, self.length, "a segment")


class _PlainJpeg(JpegImageFile):
    """Leaves the Exif data alone: Pillow warns on standard error about a faulty one, and takes 72
    dpi for true where it says nothing."""

    def _read_dpi_from_exif(self) -> None:
        return


def read_structure(source: ImageBytes) -> Structure:
    """Return the frame a JPEG declares, once its end marker is where its last scan ends.

    Whatever follows the end marker (a camera's second picture, padding) is not part of it.
    Raises FlawError for a file that is cut off.
    """
    frame: Frame | None = None
    densities: dict[int, Resolution | None] = {}
    last = 0
    for segment in _segments(source):
        if segment.marker in _FRAME_HEADERS and frame is None:
            frame = _frame(segment, source)
        elif segment.marker in (_APP0, _APP1) and densities.get(segment.marker) is None:
            densities[segment.marker] = _density(segment.data(source))
        last = segment.start
    if frame is None:
        raise FlawError("is damaged: it has no frame header", last)
    dpi = densities.get(_APP0) or densities.get(_APP1)
    return Structure((Frame(frame.width, frame.height, frame.bits, dpi),), last)


def _segments(source: ImageBytes) -> Iterator[_Segment]:
    """Yield every segment to the end marker, which is the last."""
    offset = 2
    scans = 0
    while True:
        marker, offset = _next_marker(source, offset, _AFTER_SCAN if scans else _ANY_MARKER)
        length = 0
        if marker not in _ALONE and marker != _EOI:
            length = int.from_bytes(source.read(offset, 2, "a segment"), "big") - 2
            offset += 2
        if length < 0:
            raise FlawError("is damaged: a segment of negative length", offset)
        source.require(offset, length, "a segment")
        yield _Segment(marker, offset, length)
        if marker == _EOI:
            return
        scans += marker == _SOS
        offset += length
        _refuse_excess(scans, offset)


def _refuse_excess(scans: int, offset: int) -> None:
    if scans > MAX_SCANS:
        raise FlawError(f"has more than {MAX_SCANS} scans", offset)
    if not scans and offset > MAX_EXTRA_BYTES:
        raise FlawError(f"holds more than {MAX_EXTRA_BYTES} bytes before its picture", offset)


def _next_marker(source: ImageBytes, offset: int, pattern: re.Pattern[bytes]) -> tuple[int, int]:
    """Return the next marker's code at or after `offset`, and where its parameters begin."""
    size = _FIRST_BLOCK
    while offset + 1 < source.size:
        block = source.read(offset, min(size, source.size - offset), "a scan")
        if found := pattern.search(block):
            return block[found.start() + 1], offset + found.end()
        offset += len(block) - 1
        size = min(2 * size, _LARGEST_BLOCK)
    raise FlawError("is cut off: its end marker is missing", source.size)


def _frame(segment: _Segment, source: ImageBytes) -> Frame:
    header = segment.data(source)
    if len(header) < 6:
        raise FlawError("is damaged: its frame header is too short", segment.start)
    height, width = int.from_bytes(header[1:3], "big"), int.from_bytes(header[3:5], "big")
    return Frame(width, height, header[0])


def _density(data: bytes) -> Resolution | None:
    if data.startswith(b"JFIF\0") and len(data) >= 12:
        # JFIF 1.02: units 1 dots per inch, 2 per centimetre, 0 the shape of a pixel only.
        scale = {1: 1.0, 2: 2.54}.get(data[7], 0.0)
        x, y = int.from_bytes(data[8:10], "big"), int.from_bytes(data[10:12], "big")
        return resolution(x * scale, y * scale)
    if data.startswith(b"Exif\0\0"):
        return _exif_density(data[6:])
    return None


def _exif_density(data: bytes) -> Resolution | None:
    try:
        return tiff.read_resolution(ImageBytes(io.BytesIO(data), len(data)))
    except FlawError:
        return None  # the picture is whole without its Exif data


FORMAT = ImageFormat(
    "JPEG", "image/jpeg", (".jpg", ".jpeg"), (b"\xff\xd8\xff",), read_structure, _PlainJpeg
)

"""What a page image is, by its content and never by its name, and whether all of it is there."""

from __future__ import annotations

import errno
import io
import logging
import os
from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import dataclass
from io import BufferedReader
from pathlib import Path, PurePath
from threading import Lock
from typing import BinaryIO, TypeVar

from PIL import Image

from frus_pack.errors import Problem, SourceError
from frus_pack.images.formats import jpeg, jpeg2000, png, tiff
from frus_pack.images.formats.structure import (
    FlawError,
    ImageBytes,
    ImageFormat,
    Resolution,
    Structure,
)
from frus_pack.storage.regular_file import open_regular, open_unfollowed

MAX_PIXELS = 200_000_000
"""Pixels a frame: a letter page at 1200 dpi has 135 million. Decoded, that is 0.2 to 0.8 GB."""

LARGE = 50_000_000
"""Pixels. Of frames that are larger, a process decodes one at a time, whatever number of threads
it has: so its memory has a bound."""

UNREADABLE = "unreadable"
"""The kind of problem with a file that the system does not let read: it need not be damaged."""

Look = Callable[[Image.Image], None]
"""Is shown the first frame of an image, decoded, and must neither change nor keep it."""

T = TypeVar("T")

decoding_large = Lock()
"""Held while a frame of more than `LARGE` pixels is decoded."""

_FORMATS = (png.FORMAT, tiff.FORMAT, jpeg.FORMAT, jpeg2000.FORMAT)
_FRAMES_LIMIT = 10
_COPY_AGAIN = "copy it again from where it came, or leave it out"

# Pillow logs every part of a file for debugging. Where a script wants to debug itself and has not
# asked for Pillow's, that would bury what the script says.
_PILLOW = logging.getLogger("PIL")
if _PILLOW.level == logging.NOTSET:
    _PILLOW.setLevel(logging.INFO)


@dataclass(frozen=True, slots=True, kw_only=True)
class ImageFacts:
    """What a file says of its first frame, and how many frames it has.

    Width and height are pixels as stored (an orientation tag turns nothing); `mode` is Pillow's,
    16-bit grey always ``I;16``; `bits` a sample as the file says, even where Pillow keeps fewer;
    `dpi` across and down, to two decimals; `trailing_bytes` counts what follows the image's end.
    """

    media_type: str
    width: int
    height: int
    mode: str
    bits: int
    dpi: Resolution | None
    frames: int
    trailing_bytes: int


class _RefusedError(Exception):
    """A file that is not looked into, or no further; what to say of it."""

    def __init__(self, message: str, advice: str) -> None:
        super().__init__(message)
        self.message = message
        self.advice = advice


def inspect(path: Path, max_pixels: int = MAX_PIXELS) -> ImageFacts:
    """Look inside a PNG, TIFF, JPEG or JPEG 2000 file and decode every frame of it.

    A file that was cut off at any byte before the image's end is found, and so is a PNG with any
    bit altered. Bytes after the end (padding, a camera's second picture) are not a fault, and are
    counted. A JP2 file is an exception: it consists of boxes to its end. A frame of more than
    `max_pixels`, or frames of ten times that together, are refused before they are decoded;
    Pillow's own limits do not apply. One decoded frame is held in memory at a time, and of large
    ones only one in all threads.

    Thread-safe. A link is not followed, because what was found as a file may be one by now.
    Raises SourceError, and nothing else, for a file that cannot be read or that Pillow cannot
    decode. Raises it too for a suffix of another format, and for what is not a whole image.
    """
    try:
        return _inspect_path(path, max_pixels)
    except Exception as error:  # decoders raise whatever damage leads them to
        problem = _problem(str(path), error)
    # Not from within the handler: the cause would keep the decoded frame alive with the error.
    raise SourceError(problem)


def inspect_file(
    file: BinaryIO, name: str, max_pixels: int = MAX_PIXELS, *, look: Look | None = None
) -> ImageFacts:
    """Inspect an open file that can be read at any position, called `name`.

    `look` is given the decoded image, which spares decoding it again. Raises SourceError.
    """
    try:
        return _inspect(file, PurePath(name).suffix, max_pixels, look)
    except Exception as error:
        problem = _problem(name, error)
    raise SourceError(problem)


def open_image(file: BinaryIO, name: str) -> Image.Image:
    """Return the image in an open file called `name`, which Pillow decodes when it is first used,
    and for which the file must stay open. Raises SourceError if its structure is not whole, or it
    is too large; what decoding meets then is Pillow's own error."""
    try:
        image_format, _, _ = _structure(file, PurePath(name).suffix, MAX_PIXELS)
        file.seek(0)
        return image_format.decoder(file)
    except Exception as error:
        problem = _problem(name, error)
    raise SourceError(problem)


def read_structure(path: Path) -> Structure:
    """Return what a file says of its frames, once all of its parts were found.

    Nothing is decoded, so altered pixels are found in a PNG alone. Raises SourceError as `inspect`
    does.
    """
    try:
        with BufferedReader(open_regular(path)) as file:
            return _structure(file, path.suffix, MAX_PIXELS)[1]
    except Exception as error:
        problem = _problem(str(path), error)
    raise SourceError(problem)


def _inspect_path(path: Path, max_pixels: int) -> ImageFacts:
    with BufferedReader(open_unfollowed(path)) as file:
        return _inspect(file, path.suffix, max_pixels, None)


def _structure(file: BinaryIO, suffix: str, max_pixels: int) -> tuple[ImageFormat, Structure, int]:
    """Return the format, the structure, and the size of the file in bytes."""
    size = _size(file)
    image_format = _format(file, suffix)
    structure = image_format.read_structure(ImageBytes(file, size))
    _check_pixels(structure, max_pixels)
    return image_format, structure, size


def _inspect(file: BinaryIO, suffix: str, max_pixels: int, look: Look | None) -> ImageFacts:
    image_format, structure, size = _structure(file, suffix, max_pixels)
    large = any(frame.width * frame.height > LARGE for frame in structure.frames)
    with decoding_large if large else nullcontext():
        mode = _decode(image_format, file, len(structure.frames), look)
    first = structure.frames[0]
    return ImageFacts(
        media_type=image_format.media_type,
        width=first.width,
        height=first.height,
        mode="I;16" if mode.startswith("I") and first.bits == 16 else mode,
        bits=first.bits,
        dpi=first.dpi,
        frames=len(structure.frames),
        trailing_bytes=size - structure.end,
    )


def _size(file: BinaryIO) -> int:
    try:
        return os.fstat(file.fileno()).st_size
    except io.UnsupportedOperation:  # it is one in memory
        size = file.seek(0, os.SEEK_END)
        file.seek(0)
        return size


def _format(file: BinaryIO, suffix: str) -> ImageFormat:
    head = file.read(16)
    if not head:
        raise _RefusedError("is empty", _COPY_AGAIN)
    for image_format in _FORMATS:
        if head.startswith(image_format.signatures):
            if suffix.lower() not in image_format.suffixes:
                proper = " or ".join(image_format.suffixes)
                raise _RefusedError(
                    f"is a {image_format.name} image by its content", f"name it {proper}"
                )
            return image_format
    raise _RefusedError("is not a PNG, TIFF, JPEG or JPEG 2000 image", _COPY_AGAIN)


def _check_pixels(structure: Structure, max_pixels: int) -> None:
    sizes = [frame.width * frame.height for frame in structure.frames]
    if max(sizes) > max_pixels or sum(sizes) > _FRAMES_LIMIT * max_pixels:
        largest = max(structure.frames, key=lambda frame: frame.width * frame.height)
        raise _RefusedError(
            f"declares {largest.width} x {largest.height} pixels in {len(sizes)} frame(s), "
            f"more than the limit of {max_pixels}",
            "check that it is what it should be; it was not decoded",
        )


def _decode(image_format: ImageFormat, file: BinaryIO, frames: int, look: Look | None) -> str:
    """Decode every frame; Pillow's mode of the first."""
    file.seek(0)
    # Given an open file Pillow reads; given a name it maps, and never touches, raw pixels.
    image = image_format.decoder(file)
    mode = image.mode
    for index in range(frames):
        image.seek(index)
        image.load()
        if look is not None and index == 0:
            look(image)
    return mode


def _problem(file: str, error: Exception) -> Problem:
    match error:
        case _RefusedError():
            return Problem(file, error.message, advice=error.advice)
        case FlawError():
            place = "" if error.offset is None else f"byte {error.offset}"
            return Problem(file, error.message, place, _COPY_AGAIN)
        case MemoryError():
            return Problem(file, "takes more memory to decode than there is")
        case OSError() if error.errno not in (None, errno.EINVAL):
            # Pillow's own have no number; EINVAL is a seek to where no file can have bytes.
            advice = "see to its permissions" if isinstance(error, PermissionError) else ""
            message = f"cannot be read: {error.strerror}"
            return Problem(file, message, advice=advice, kind=UNREADABLE)
    return Problem(file, f"cannot be decoded: {error}", advice=_COPY_AGAIN)

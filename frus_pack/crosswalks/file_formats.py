"""File formats as The National Archives' PRONOM knows them (nationalarchives.gov.uk/PRONOM)."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import BinaryIO

REGISTRY = "PRONOM"


@dataclass(frozen=True, slots=True)
class FileFormat:
    """A format: PRONOM's identifier, name and version; None where it has no versions."""

    puid: str
    name: str
    version: str | None = None


_PNG = "Portable Network Graphics"
_JFIF = "JPEG File Interchange Format"
_EXIF = "Exchangeable Image File Format (Compressed)"

BY_MEDIA_TYPE: Mapping[str, tuple[FileFormat, ...]] = {
    "application/json": (FileFormat("fmt/817", "JSON Data Interchange Format"),),
    "application/tei+xml": (FileFormat("fmt/1476", "TEI P5 - Single Text File", "P5"),),
    "text/plain": (FileFormat("x-fmt/111", "Plain Text File"),),
    "image/png": (
        FileFormat("fmt/11", _PNG, "1.0"),
        FileFormat("fmt/12", _PNG, "1.1"),
        FileFormat("fmt/13", _PNG, "1.2"),
    ),
    "image/tiff": (FileFormat("fmt/353", "Tagged Image File Format"),),
    "image/jpeg": (
        FileFormat("fmt/41", "Raw JPEG Stream"),
        FileFormat("fmt/42", _JFIF, "1.00"),
        FileFormat("fmt/43", _JFIF, "1.01"),
        FileFormat("fmt/44", _JFIF, "1.02"),
        FileFormat("x-fmt/398", _EXIF, "2.0"),
        FileFormat("x-fmt/390", _EXIF, "2.1"),
        FileFormat("x-fmt/391", _EXIF, "2.2"),
        FileFormat("fmt/645", _EXIF, "2.2.1"),
        FileFormat("fmt/1507", _EXIF, "2.3.x"),
    ),
    "image/jp2": (FileFormat("x-fmt/392", "JP2 (JPEG 2000 part 1)"),),
}
"""The formats that a file of a media type can be in. Where there are several, only the file's
bytes show which."""

_BY_SUFFIX = {".tif": "image/tiff", ".png": "image/png", ".jpg": "image/jpeg"}

_PNG_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_IN_PNG_1_2 = frozenset((b"iTXt",))
_IN_PNG_1_1 = frozenset((b"iCCP", b"sPLT", b"sRGB"))


def formats_of(media_type: str | None, file: BinaryIO | None = None) -> tuple[FileFormat, ...]:
    """Return the formats that a file can be in; one alone if that is known.

    Args:
        media_type: The file's media type, if known.
        file: The file, open at its beginning. Its bytes distinguish the versions of PNG.
    """
    possible = BY_MEDIA_TYPE.get(media_type or "", ())
    if media_type == "image/png" and file is not None:
        chunks = set(_png_chunks(file))
        version = 2 if chunks & _IN_PNG_1_2 else 1 if chunks & _IN_PNG_1_1 else 0
        return (possible[version],) if b"IEND" in chunks else possible
    return possible


def media_type_of(name: str) -> str | None:
    """Return the media type that the name or address of a published image says."""
    return _BY_SUFFIX.get(PurePosixPath(name).suffix.lower())


def _png_chunks(file: BinaryIO) -> Iterator[bytes]:
    """Yield the types of a PNG file's chunks, by which PRONOM distinguishes its versions."""
    if file.read(len(_PNG_SIGNATURE)) != _PNG_SIGNATURE:
        return
    while len(head := file.read(8)) == 8:
        yield head[4:]
        file.seek(int.from_bytes(head[:4], "big") + 4, os.SEEK_CUR)

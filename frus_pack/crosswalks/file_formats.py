"""File formats as The National Archives' PRONOM knows them (nationalarchives.gov.uk/PRONOM)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

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
"""The formats that a file of a media type can be in. Where there are several it is in one of
them, and the description does not tell which."""

"""Harnesses of page images."""

from __future__ import annotations

import zlib
from collections.abc import Callable
from io import BytesIO

from frus_pack.errors import SourceError
from frus_pack.images.image_inspection import inspect_file

MOST_PIXELS = 4_000_000
"""Few, so that a case takes little time; larger images are refused before they are decoded."""


def png(data: bytes) -> None:
    """A PNG file, as it is and with right checksums, without which little of it is looked into."""
    inspect = image("a.png")
    inspect(data)
    fixed, at = bytearray(data), 8
    while at + 12 <= len(data):
        end = at + 8 + int.from_bytes(data[at : at + 4], "big")
        fixed[end : end + 4] = zlib.crc32(data[at + 4 : end]).to_bytes(4, "big")
        at = end + 4
    inspect(bytes(fixed[: len(data)]))


def image(name: str) -> Callable[[bytes], None]:
    """The harness of one format: an image is decoded, or refused."""

    def inspect(data: bytes) -> None:
        try:
            inspect_file(BytesIO(data), name, MOST_PIXELS)
        except SourceError as error:
            str(error)

    return inspect

"""Harnesses of page images."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO

from frus_pack.errors import SourceError
from frus_pack.images.image_inspection import inspect_file

MOST_PIXELS = 4_000_000
"""Few, so that a case takes little time; larger images are refused before they are decoded."""


def image(name: str) -> Callable[[bytes], None]:
    """The harness of one format: an image is decoded, or refused."""

    def inspect(data: bytes) -> None:
        try:
            inspect_file(BytesIO(data), name, MOST_PIXELS)
        except SourceError as error:
            str(error)

    return inspect

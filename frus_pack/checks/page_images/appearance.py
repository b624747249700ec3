"""How a page image looks at a glance: whether there is anything to be read on it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from PIL import Image

Appearance = Literal["one-colour", "dark", "blank"]
"""Each a code of the table: ``page-images.`` and this."""

_SIDE = 600
"""Pixels of the longer side that are looked at: every fifth or so of a letter page at 300 dpi."""

_MARGIN = 0.05
"""Of width and height, at either side: scans of empty pages have shadows at the edges."""

_SAME = 8
_INK = 32
_DARK = 64
_LEAST_INK = 0.0005
"""Of the pixels: a printed page number alone has less, a short line of text more."""


def appearance(image: Image.Image) -> Appearance | None:
    """Return what is odd about a decoded image; None if nothing is, or it is unknown."""
    grey = _grey(_sampled(image))
    if grey is None:
        return None
    levels = grey.histogram()
    present = [level for level, count in enumerate(levels) if count]
    if present[-1] - present[0] <= _SAME:
        return "one-colour"
    total = sum(levels)
    if sum(level * count for level, count in enumerate(levels)) < _DARK * total:
        return "dark"
    paper = _median(levels, total)
    ink = sum(levels[: max(0, paper - _INK)]) + sum(levels[paper + _INK :])
    return "blank" if ink < _LEAST_INK * total else None


def _sampled(image: Image.Image) -> Image.Image:
    """Single pixels at even distances, which costs next to nothing beside the decoding."""
    width, height = image.size
    scale = min(1.0, _SIDE / max(width, height))
    size = max(1, round(width * scale)), max(1, round(height * scale))
    x, y = width * _MARGIN, height * _MARGIN
    box = (x, y, width - x, height - y)
    sampled = image.resize(size, Image.Resampling.NEAREST, box)
    # Pillow warns on standard error that it cannot keep some transparencies of a palette.
    sampled.info.pop("transparency", None)
    return sampled


def _grey(image: Image.Image) -> Image.Image | None:
    """The image in 256 levels of grey; None for modes that have no plain meaning as such."""
    if image.mode.startswith("I;16"):
        high = 0 if image.mode == "I;16B" else 1
        return Image.frombytes("L", image.size, image.tobytes()[high::2])
    if image.mode in ("1", "L", "LA", "P", "PA", "RGB", "RGBA", "RGBX", "CMYK", "YCbCr"):
        return image.convert("L")
    return image.getchannel(0) if image.mode == "LAB" else None


def _median(levels: Sequence[int], total: int) -> int:
    seen = 0
    for level, count in enumerate(levels):
        seen += count
        if 2 * seen >= total:
            return level
    return len(levels) - 1

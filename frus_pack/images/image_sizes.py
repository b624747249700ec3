"""Sizes of images beside each other: what is usual, and what is far from it."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median_low
from typing import TypeAlias

Size: TypeAlias = tuple[int, int]
"""Width and height in pixels."""


def typical(sizes: Sequence[Size]) -> Size:
    """Return the usual width and height of at least one image. Of two it is the smaller that
    something may have been cut off from."""
    usual = max if len(sizes) == 2 else median_low
    return usual(width for width, _ in sizes), usual(height for _, height in sizes)


def is_far(side: int, usual: int) -> bool:
    """By more than a half: a page that is turned on its side is not."""
    return 2 * side > 3 * usual or 3 * side < 2 * usual


def is_cut(size: Size, usual: Size) -> bool:
    """Return whether an image is as wide as usual and much shorter, or as high and much
    narrower."""
    (width, height), (usual_width, usual_height) = size, usual
    short, narrow = 3 * height < 2 * usual_height, 3 * width < 2 * usual_width
    return (short and not is_far(width, usual_width)) or (
        narrow and not is_far(height, usual_height)
    )


def is_part(size: Size, whole: Size) -> bool:
    """Return whether an image lacks a tenth or more on one side, and nothing to speak of on the
    other."""
    parts = sorted(side / proper for side, proper in zip(size, whole, strict=True))
    return parts[0] <= _PART and abs(parts[1] - 1) <= _SAME


def size_in_words(size: Size) -> str:
    """As findings have it: ``3248 × 5220``."""
    return f"{size[0]} × {size[1]}"


_PART = 0.9
_SAME = 0.02

"""Images of a made volume's pages: a master (TIFF, 1 bit, Group 4) and an access image (PNG) each.

They are as large in pixels as the volume says, small in bytes, and no two pages look alike.
"""

from __future__ import annotations

import random
from pathlib import Path
from typing import Literal

from PIL import Image, ImageDraw

from tests.corpus.truth import Page, Size, Volume

Layout = Literal["by volume", "flat"]

_LINES = 30


def draw(volume: Volume, folder: Path, layout: Layout = "by volume") -> Path:
    """Draw all pages, as ``{volume}/tiff/0371.tif`` and ``{volume}/medium/0371.png`` below the
    folder, or as ``0371.tif`` and ``0371.png`` in it; the folder that holds the volume's."""
    root = folder / volume.id if layout == "by volume" else folder
    masters, access = root, root
    if layout == "by volume":
        masters, access = root / "tiff", root / "medium"
    for place in (masters, access):
        place.mkdir(parents=True, exist_ok=True)
    for page in volume.pages:
        seed = f"{volume.id} {page.facs}"
        master = _drawn(page, page.master, "1", seed)
        master.save(masters / f"{page.facs}.tif", compression="group4")
        image = _drawn(page, page.access, "L", seed)
        image.save(access / f"{page.facs}.png", compress_level=1)
    return root


def _drawn(page: Page, size: Size, mode: Literal["1", "L"], seed: str) -> Image.Image:
    """Lines of a length that is the page's own, and its number."""
    image = Image.new(mode, size, 255)
    pen = ImageDraw.Draw(image)
    chance = random.Random(seed)
    width, height = size
    for line in range(_LINES):
        top = height * (line + 2) // (_LINES + 4)
        end = width * chance.randrange(20, 90) // 100
        pen.rectangle((width // 10, top, max(end, width // 10), top + height // 100), fill=0)
    pen.text((width // 10, 0), page.n, fill=0)
    return image

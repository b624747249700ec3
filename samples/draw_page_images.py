"""Draws the page images of the sample telegram from its transcription.

Run it as ``python samples/draw_page_images.py [FOLDER]``; without FOLDER it writes to the sample's
own ``page-images``. The same version of Pillow draws the same bytes.
"""

from __future__ import annotations

import re
import sys
import textwrap
from collections.abc import Iterator
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

SAMPLE = Path(__file__).resolve().parent / "d12-telegram"
FIRST_PAGE, FIRST_SCAN = 203, 231

SIZE = (433, 696)
MASTER_SCALE = 2
DPI = 72
PAPER, INK = 244, 32
MARGIN, LINE, COLUMNS = 30, 11, 62

PAGE_MARK = re.compile(r"\s*\[Page (\d+)\]\s*")
NOTE = re.compile(r"^  (\d+)\. ", re.MULTILINE)
# Pillow's built-in bitmap font, which every build draws alike, knows Latin-1 only.
TO_LATIN_1 = str.maketrans({"–": "-", "’": "'", "“": '"', "”": '"'})


def main(folder: Path) -> None:
    """Write ``0231.png`` (8-bit grey) and ``0231.tif`` (1 bit, Group 4), and so on."""
    text = (SAMPLE / "transcription.txt").read_text(encoding="utf-8")
    for index, lines in enumerate(pages(text.translate(TO_LATIN_1))):
        image = draw(FIRST_PAGE + index, lines)
        name = f"{FIRST_SCAN + index:04}"
        image.save(folder / f"{name}.png", optimize=True, dpi=(DPI, DPI))
        size = tuple(side * MASTER_SCALE for side in SIZE)
        black_and_white = image.point(lambda grey: 255 if grey > (PAPER + INK) // 2 else 0)
        master = black_and_white.resize((size[0], size[1]), Image.Resampling.NEAREST).convert("1")
        dpi = (DPI * MASTER_SCALE, DPI * MASTER_SCALE)
        master.save(folder / f"{name}.tif", compression="group4", dpi=dpi)


def pages(text: str) -> Iterator[list[str]]:
    """The lines of each page: its part of the text, then the notes whose numbers stand in it."""
    body, _, listed = text.partition("\n\n  1. ")
    numbers_and_notes = NOTE.split("  1. " + listed)[1:]
    notes = list(zip(numbers_and_notes[::2], numbers_and_notes[1::2], strict=True))
    for part in PAGE_MARK.split(body)[::2]:
        here = [note for note in notes if re.search(rf"[A-Za-z.]{note[0]}(?!\d)", part)]
        lines = [line for block in part.split("\n\n") for line in (*wrapped(block), "")]
        yield [*lines, "-" * 20, *(line for n, note in here for line in wrapped(f"{n}. {note}"))]


def wrapped(text: str) -> list[str]:
    return textwrap.wrap(text, COLUMNS)


def draw(page: int, lines: list[str]) -> Image.Image:
    """One printed page in mode L."""
    image = Image.new("L", SIZE, PAPER)
    pen = ImageDraw.Draw(image)
    font = ImageFont.load_default_imagefont()
    header = f"{page}    Foreign Relations, 1958-1960, Volume XCIX (fictional)"
    for number, line in enumerate([header, "", *lines]):
        pen.text((MARGIN, MARGIN + number * LINE), line, fill=INK, font=font)
    return image


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else SAMPLE / "page-images")

"""Draws the page images of the samples: of the telegram and of the volume, from their texts.

Run it as ``python samples/draw_page_images.py [FOLDER]``; without FOLDER it writes to the samples
themselves. The same version of Pillow draws the same bytes.
"""

from __future__ import annotations

import re
import sys
import textwrap
from collections.abc import Iterator
from pathlib import Path

from lxml import etree
from PIL import Image, ImageDraw, ImageFont

SAMPLES = Path(__file__).resolve().parent
TELEGRAM = "d12-telegram"
FIRST_PAGE, FIRST_SCAN = 203, 231
VOLUME = "frus1961-63v98"

SIZE = (433, 696)
MASTER_SCALE = 2
DPI = 72
PAPER, INK = 244, 32
MARGIN, LINE, COLUMNS = 30, 11, 62
RULE = "-" * 20

PAGE_MARK = re.compile(r"\s*\[Page (\d+)\]\s*")
NOTE = re.compile(r"^  (\d+)\. ", re.MULTILINE)
BLOCKS = frozenset(("head", "p", "item", "row", "dateline", "salute", "signed", "list", "lb"))
# Pillow's built-in bitmap font, which every build draws alike, knows Latin-1 only.
TO_LATIN_1 = str.maketrans({"–": "-", "’": "'", "“": '"', "”": '"'})


def main(folder: Path) -> None:
    """Draw the telegram's pages, masters and access images, into its ``page-images``, and access
    images of the volume's into its ``scans/medium``."""
    draw_telegram(folder / TELEGRAM / "page-images")
    draw_volume(folder / VOLUME / "scans" / "medium")


def draw_telegram(images: Path) -> None:
    """Write ``0231.png`` (8-bit grey) and ``0231.tif`` (1 bit, Group 4), and so on."""
    images.mkdir(parents=True, exist_ok=True)
    text = (SAMPLES / TELEGRAM / "transcription.txt").read_text(encoding="utf-8")
    header = "Foreign Relations, 1958-1960, Volume XCIX (fictional)"
    for index, lines in enumerate(pages(text.translate(TO_LATIN_1))):
        image = draw([f"{FIRST_PAGE + index}    {header}", "", *lines])
        name = f"{FIRST_SCAN + index:04}"
        image.save(images / f"{name}.png", optimize=True, dpi=(DPI, DPI))
        size = tuple(side * MASTER_SCALE for side in SIZE)
        master = black_and_white(image).resize((size[0], size[1]), Image.Resampling.NEAREST)
        dpi = (DPI * MASTER_SCALE, DPI * MASTER_SCALE)
        master.convert("1").save(images / f"{name}.tif", compression="group4", dpi=dpi)


def draw_volume(images: Path) -> None:
    """Write ``0011.png`` (1 bit) and so on, named as the volume's ``facs``."""
    images.mkdir(parents=True, exist_ok=True)
    header = "Foreign Relations, 1961-1963, Volume XCVIII (fictional)"
    for page in VolumePages(etree.parse(SAMPLES / VOLUME / f"{VOLUME}.xml")).read():
        image = black_and_white(draw([f"{page.n}    {header}", "", *page.lines()]))
        image.convert("1").save(images / f"{page.facs}.png", optimize=True, dpi=(DPI, DPI))


def black_and_white(image: Image.Image) -> Image.Image:
    return image.point(lambda grey: 255 if grey > (PAPER + INK) // 2 else 0)


def pages(text: str) -> Iterator[list[str]]:
    """The lines of each page: its part of the text, then the notes whose numbers stand in it."""
    body, _, listed = text.partition("\n\n  1. ")
    numbers_and_notes = NOTE.split("  1. " + listed)[1:]
    notes = list(zip(numbers_and_notes[::2], numbers_and_notes[1::2], strict=True))
    for part in PAGE_MARK.split(body)[::2]:
        here = [note for note in notes if re.search(rf"[A-Za-z.]{note[0]}(?!\d)", part)]
        lines = [line for block in part.split("\n\n") for line in (*wrapped(block), "")]
        yield [*lines, RULE, *(line for n, note in here for line in wrapped(f"{n}. {note}"))]


def wrapped(text: str) -> list[str]:
    return textwrap.wrap(text, COLUMNS)


class Printed:
    """A page of the volume: blocks of text, and the notes at its foot."""

    def __init__(self, n: str, facs: str) -> None:
        self.n, self.facs = n, facs
        self.blocks, self.notes = [""], [""]

    def lines(self) -> Iterator[str]:
        """The page's lines, without its header."""
        for block in filter(None, map(str.strip, self.blocks)):
            yield from (*wrapped(" ".join(block.split())), "")
        notes = [" ".join(note.split()) for note in self.notes if note.strip()]
        yield from (RULE, *(line for note in notes for line in wrapped(note))) if notes else ()


class VolumePages:
    """Sets the text of a TEI volume on its pages."""

    def __init__(self, volume: etree._ElementTree) -> None:
        self._root = volume.getroot()
        self._pages: list[Printed] = []

    def read(self) -> list[Printed]:
        """The pages in order."""
        for text in self._root.iterfind("{*}text"):
            self._set(text, in_note=False)
        return self._pages

    def _set(self, element: etree._Element, *, in_note: bool) -> None:
        name = etree.QName(element).localname
        if name == "pb":
            self._pages.append(Printed(element.get("n", ""), element.get("facs", "")))
        elif name == "note" and element.get("rend") != "inline":
            mark = element.get("n", "")
            self._write(mark, in_note=False)
            self._pages[-1].notes.append(f"{mark}. " if mark.isdigit() else f"{mark} ")
            self._set_inside(element, in_note=True)
        elif name not in ("sic", "del"):
            self._set_inside(element, in_note=in_note)
            if name in BLOCKS and not in_note:
                self._pages[-1].blocks.append("")
            elif name in ("cell", "label", "p"):
                self._write("  ", in_note=in_note)

    def _set_inside(self, element: etree._Element, *, in_note: bool) -> None:
        self._write(element.text, in_note=in_note)
        for child in element.iterchildren("*"):
            self._set(child, in_note=in_note)
            self._write(child.tail, in_note=in_note)

    def _write(self, text: str | None, *, in_note: bool) -> None:
        if text and self._pages:
            part = self._pages[-1].notes if in_note else self._pages[-1].blocks
            part[-1] += text.translate(TO_LATIN_1)


def draw(lines: list[str]) -> Image.Image:
    """One printed page in mode L. Raises ValueError if it is too small for the lines."""
    if len(lines) * LINE > SIZE[1] - 2 * MARGIN:
        raise ValueError(f"{len(lines)} lines do not fit on the page that begins {lines[0]!r}")
    image = Image.new("L", SIZE, PAPER)
    pen = ImageDraw.Draw(image)
    font = ImageFont.load_default_imagefont()
    for number, line in enumerate(lines):
        pen.text((MARGIN, MARGIN + number * LINE), line, fill=INK, font=font)
    return image


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else SAMPLES)

"""What has gone wrong with page images in the series, done to a sound volume's.

Each changes the files of a `Shelf`. The numbers are those of issues in the series' tracker.
"""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path

from PIL import Image

from tests.corpus.shelf import FORMATS, Shelf


def shift(shelf: Shelf, by: int) -> None:
    """All images bear numbers that are off by so much (143: by two)."""
    numbers = [page.facs for page in shelf.volume.pages]
    _rename(shelf, {facs: f"{int(facs) + by:04}" for facs in numbers})


def number_from(shelf: Shelf, first: int) -> None:
    """The images are numbered from `first` instead of 1 (101: from 1040)."""
    shift(shelf, first - 1)


def never_scan(shelf: Shelf, first: str, count: int) -> None:
    """So many pages were never scanned; later images moved up to their numbers (144)."""
    numbers = [page.facs for page in shelf.volume.pages]
    place = numbers.index(first)
    remove(shelf, *numbers[place : place + count])
    later = numbers[place + count :]
    _rename(shelf, {facs: f"{int(facs) - count:04}" for facs in later})


def remove(shelf: Shelf, *scans: str) -> None:
    """These have no image."""
    for facs in scans:
        for path in shelf.images(facs):
            path.unlink()


def add(shelf: Shelf, *scans: str) -> None:
    """Images of these numbers, which no page has."""
    for facs in scans:
        for kind, (width, height) in (("tiff", (33, 51)), ("medium", (31, 49))):
            shade = (int(facs) * 7) % 200
            Image.new("L", (width, height), shade).save(shelf.image(facs, kind))


def double(shelf: Shelf, facs: str, instead_of: str) -> None:
    """The image of one page stands under the number of another as well."""
    for kind, _ in FORMATS:
        shutil.copy(shelf.image(facs, kind), shelf.image(instead_of, kind))


def crop(shelf: Shelf, *scans: str) -> None:
    """The lower half of these pages is cut off (268)."""
    for facs in scans:
        for path in shelf.images(facs):
            with Image.open(path) as image:
                _save(image.crop((0, 0, image.width, image.height // 2)), path)


def truncate(shelf: Shelf, *scans: str) -> None:
    """The files of these end in the midst of the image."""
    for facs in scans:
        for path in shelf.images(facs):
            path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def resize_access(shelf: Shelf, *scans: str) -> None:
    """The access images of these are half as wide and high as ``facsimile`` says (308)."""
    for facs in scans:
        path = shelf.image(facs, "medium")
        with Image.open(path) as image:
            _save(image.resize((image.width // 2, image.height // 2)), path)


def _save(image: Image.Image, path: Path) -> None:
    image.save(path, **({"compression": "group4"} if path.suffix == ".tif" else {}))


def _rename(shelf: Shelf, names: Mapping[str, str]) -> None:
    for kind, suffix in FORMATS:
        moved = {new: shelf.image(old, kind) for old, new in names.items()}
        waiting = {
            new: path.rename(path.with_suffix(f".{suffix}.waiting")) for new, path in moved.items()
        }
        for new, path in waiting.items():
            path.rename(shelf.image(new, kind))

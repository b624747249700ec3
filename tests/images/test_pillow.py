"""Pillow still has the methods that are overridden, and images are read as they are stored.

Pillow has no public way to leave out the Exif data of a JPEG or the Orientation of a TIFF. A
release may rename the methods without notice, so pyproject.toml bounds the releases. Raise the
bound when these tests pass with the next one.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image
from PIL.JpegImagePlugin import JpegImageFile
from PIL.TiffImagePlugin import TiffImageFile

from frus_pack.images.formats.jpeg import _PlainJpeg
from frus_pack.images.formats.tiff import _PlainTiff

SIZE = (40, 60)
ORIENTATION = 0x0112
ON_ITS_SIDE = 6


def test_the_overridden_methods_are_still_pillows() -> None:
    assert callable(JpegImageFile._read_dpi_from_exif)
    assert callable(TiffImageFile.load_prepare)
    assert callable(TiffImageFile.load_end)


def test_a_jpeg_with_exif_gets_no_resolution_that_it_does_not_give(tmp_path: Path) -> None:
    path = tmp_path / "page.jpg"
    exif = Image.Exif()
    exif[ORIENTATION] = ON_ITS_SIDE
    Image.new("L", SIZE).save(path, exif=exif)
    with path.open("rb") as file:
        assert "dpi" not in _PlainJpeg(file, str(path)).info


@pytest.mark.filterwarnings("error")
def test_a_tiff_is_decoded_as_it_is_stored(tmp_path: Path) -> None:
    path = tmp_path / "page.tif"
    Image.new("L", SIZE).save(path, tiffinfo={ORIENTATION: ON_ITS_SIDE})
    with path.open("rb") as file:
        plain = _PlainTiff(file, str(path))
        plain.load()
        assert plain.im.size == SIZE

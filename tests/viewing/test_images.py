"""Page images as a browser shows them."""

from __future__ import annotations

import io
import json
import os
import shutil
from pathlib import Path

import pytest
from PIL import Image

import frus_pack
from tests.support.image_files import encoded

NAME = "frus1958-60v99-d12"


def _with_master(samples: Path, folder: Path, name: str, content: bytes) -> Path:
    """The package of a sample whose first page has this master."""
    source = Path(shutil.copytree(samples / "d12-telegram", folder / "d12"))
    for old in (source / "page-images").glob("0231.*"):
        old.unlink()
    (source / "page-images" / name).write_bytes(content)
    (packed,) = frus_pack.pack_all(source, folder / "deposit", jobs=1)
    assert packed.path is not None, packed.error
    return packed.path


def _half_black(mode: str) -> Image.Image:
    """A wide image, black on the left and white on the right."""
    image = Image.new("L", (3000, 600), "white")
    image.paste(0, (0, 0, 1500, 600))
    if mode == "I;16":
        pixels = b"".join(bytes((value, value)) for value in image.tobytes())
        return Image.frombytes("I;16", image.size, pixels)
    return image.convert("RGB").convert(mode)


def _images(site: Path) -> dict[str, Image.Image]:
    folder = site / "frus1958-60v99" / "images"
    return {path.name: Image.open(io.BytesIO(path.read_bytes())) for path in folder.iterdir()}


@pytest.mark.parametrize(
    ("name", "mode", "form"),
    [
        ("0231.tif", "1", "PNG"),
        ("0231.tif", "L", "JPEG"),
        ("0231.tif", "RGB", "JPEG"),
        ("0231.tif", "CMYK", "JPEG"),
        ("0231.tif", "I;16", "JPEG"),
        ("0231.jp2", "RGB", "JPEG"),
    ],
)
def test_a_master_that_no_browser_reads_becomes_one_that_it_does(
    name: str, mode: str, form: str, samples: Path, tmp_path: Path
) -> None:
    content = encoded(_half_black(mode), name.rpartition(".")[2])
    package = _with_master(samples, tmp_path, name, content)
    assert frus_pack.view(package, tmp_path / "site", jobs=1).failed == ()
    (made,) = (one for one in _images(tmp_path / "site").values() if one.size == (2400, 480))
    assert made.format == form
    grey = made.convert("L").tobytes()
    assert (grey[2400 * 240 + 100] < 20, grey[2400 * 240 + 2300] > 235) == (True, True)
    page = (tmp_path / "site" / "frus1958-60v99" / "d12.html").read_text(encoding="utf-8")
    kind = "image/jp2" if name.endswith("jp2") else "image/tiff"
    assert page.count(f'data-note="shown from {kind}"') == (1 if name.endswith("jp2") else 3)


def test_images_that_browsers_read_are_copied(packed_samples: Path, sample_site: Path) -> None:
    package = packed_samples / "frus1958-60v99" / NAME
    copied = {path.read_bytes() for path in (sample_site / "frus1958-60v99" / "images").iterdir()}
    for path in (package / "data" / "page-images").glob("*.png"):
        assert path.read_bytes() in copied


def test_a_derivative_is_made_once(deposit: Path, tmp_path: Path) -> None:
    package = deposit / "frus1958-60v99" / NAME
    frus_pack.view(package, tmp_path / "site", jobs=1)
    folder = tmp_path / "site" / "frus1958-60v99" / "images"
    before = {path.name: path.stat().st_ino for path in folder.iterdir()}
    frus_pack.view(package, tmp_path / "site", again=True, jobs=1)
    assert {path.name: path.stat().st_ino for path in folder.iterdir()} == before


def test_a_lost_image_of_the_site_is_made_anew(deposit: Path, tmp_path: Path) -> None:
    package = deposit / "frus1958-60v99" / NAME
    frus_pack.view(package, tmp_path / "site", jobs=1)
    folder = tmp_path / "site" / "frus1958-60v99" / "images"
    names = sorted(os.listdir(folder))
    (folder / names[0]).unlink()
    assert frus_pack.view(package, tmp_path / "site", jobs=1).made == 1
    assert sorted(os.listdir(folder)) == names


def test_an_image_that_cannot_be_decoded_is_named_and_the_page_is_made(
    deposit: Path, tmp_path: Path
) -> None:
    package = deposit / "frus1958-60v99" / NAME
    image = package / "data" / "page-images" / "0231.tif"
    image.write_bytes(image.read_bytes()[:-4000])
    done = frus_pack.view(package, tmp_path / "site", jobs=1)
    page = (tmp_path / "site" / "frus1958-60v99" / "d12.html").read_text(encoding="utf-8")
    assert (done.failed, done.not_valid) == ((), 1)
    assert "master image: cannot be shown" in page
    assert page.count("<img ") == 5


def test_a_page_shows_the_bytes_of_an_image_and_not_what_is_said_of_it(
    deposit: Path, tmp_path: Path
) -> None:
    """Two pages claim the same digest, and have different images."""
    package = deposit / "frus1958-60v99" / NAME
    listing = package / "data" / "page-images.json"
    pages = json.loads(listing.read_bytes())
    for page in pages["pages"]:
        for rendition in page["renditions"]:
            rendition["sha512"] = "0" * 128
    listing.write_text(json.dumps(pages))
    frus_pack.view(package, tmp_path / "site", jobs=1)
    assert len(_images(tmp_path / "site")) == 6

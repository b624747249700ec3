"""Damage of every kind is found, and nothing but SourceError comes of it."""

from __future__ import annotations

import re
import subprocess
import sys
import time
from pathlib import Path

import pytest
from PIL import Image

from frus_pack.errors import SourceError
from frus_pack.images.image_inspection import ImageFacts, inspect
from tests.support.image_files import SIZE, drawn, encoded, file_of, mutations, png, with_checksums

pytestmark = pytest.mark.slow

EXIF = Image.Exif()
EXIF[0x011A], EXIF[0x011B], EXIF[0x0128], EXIF[0x010E] = 300.0, 300.0, 2, "a page"

WHOLE = {
    "grey.png": file_of("png", dpi=(300, 300)),
    "black-and-white.png": file_of("png", "1"),
    "palette.png": file_of("png", "P"),
    "16-bit.png": file_of("png", "I;16"),
    "raw.tif": file_of("tif", dpi=(300, 300)),
    "raw-rgb.tif": file_of("tif", "RGB"),
    "lzw.tif": file_of("tif", "L", compression="tiff_lzw"),
    "deflate.tif": file_of("tif", "L", compression="tiff_adobe_deflate"),
    "packbits.tif": file_of("tif", "1", compression="packbits"),
    "group3.tif": file_of("tif", "1", compression="group3"),
    "group4.tif": file_of("tif", "1", compression="group4", dpi=(600, 600)),
    "jpeg.tif": file_of("tif", "RGB", compression="jpeg"),
    "16-bit.tif": file_of("tif", "I;16", compression="tiff_lzw"),
    "big.tif": file_of("tif", big_tiff=True),
    "exif.tif": file_of("tif", exif=EXIF),
    "baseline.jpg": file_of("jpg", "RGB"),
    "progressive.jpg": file_of("jpg", "L", progressive=True),
    "exif.jpg": file_of("jpg", "L", exif=EXIF),
    "grey.jp2": file_of("jp2"),
    "tiled.jp2": file_of("jp2", "RGB", tile_size=(16, 16)),
}


def judged(path: Path, content: bytes) -> ImageFacts | SourceError:
    path.write_bytes(content)
    try:
        return inspect(path)
    except SourceError as error:
        return error


@pytest.mark.parametrize("name", WHOLE)
def test_a_file_cut_off_at_any_byte_is_found(tmp_path: Path, name: str) -> None:
    content = WHOLE[name]
    assert isinstance(judged(tmp_path / name, content), ImageFacts)
    passed = [
        length
        for length in range(len(content))
        if isinstance(judged(tmp_path / name, content[:length]), ImageFacts)
    ]
    assert passed == []


def test_a_tiff_of_several_pages_cut_off_at_any_byte_is_found(
    tmp_path: Path,
) -> None:
    content = encoded(drawn("1"), "tif", save_all=True, append_images=[drawn("L"), drawn("RGB")])
    path = tmp_path / "a.tif"
    whole = judged(path, content)
    assert isinstance(whole, ImageFacts)
    end = len(content) - whole.trailing_bytes  # Pillow pads the file after the last page
    accepted = [n for n in range(len(content)) if isinstance(judged(path, content[:n]), ImageFacts)]
    assert accepted == list(range(end, len(content)))


@pytest.mark.parametrize("name", [name for name in WHOLE if name.endswith(".png")])
def test_any_bit_flipped_in_a_png_is_found(tmp_path: Path, name: str) -> None:
    content = WHOLE[name]
    passed = []
    for bit in range(len(content) * 8):
        flipped = bytearray(content)
        flipped[bit // 8] ^= 1 << bit % 8
        if isinstance(judged(tmp_path / name, bytes(flipped)), ImageFacts):
            passed.append(bit)
    assert passed == []


def test_a_png_whose_data_end_early_is_found_despite_right_checksums(tmp_path: Path) -> None:
    path = tmp_path / "a.png"
    content = png((*SIZE, 8, 0, 0, 0, 0))
    assert str(judged(path, content)).startswith(f"{path}: cannot be decoded: ")


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("name", WHOLE)
def test_damage_gives_facts_or_a_source_error_soon(tmp_path: Path, name: str) -> None:
    seed = sorted(WHOLE).index(name)
    slowest = 0.0
    for number, damaged in enumerate(mutations(WHOLE[name], 500, seed)):
        repaired = name.endswith(".png") and number % 4
        started = time.perf_counter()
        verdict = judged(tmp_path / name, with_checksums(damaged) if repaired else damaged)
        slowest = max(slowest, time.perf_counter() - started)
        if isinstance(verdict, SourceError):
            (problem,) = verdict.problems
            assert problem.file == str(tmp_path / name)
            assert re.search(r"\S", problem.message)
            # A cause would keep the decoder's frame in memory with the error.
            assert verdict.__context__ is None
    assert slowest < 5


def test_one_frame_is_in_memory_at_a_time(tmp_path: Path) -> None:
    frame = drawn("L", (4000, 4000))
    path = tmp_path / "a.tif"
    frame.save(path, save_all=True, append_images=[frame] * 5, compression="tiff_adobe_deflate")
    script = (
        "import pathlib, resource, sys\n"
        "from frus_pack.images.image_inspection import inspect\n"
        "before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss\n"
        "frames = inspect(pathlib.Path(sys.argv[1])).frames\n"
        "print(frames, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)\n"
    )
    run = subprocess.run([sys.executable, "-c", script, path], capture_output=True, check=True)
    frames, grown = map(int, run.stdout.split())
    unit = 1 if sys.platform == "darwin" else 1024
    assert frames == 6
    assert grown * unit < 2 * frame.width * frame.height

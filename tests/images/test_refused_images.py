"""Files that are not the image of a page, bombs and unreadable files are refused."""

from __future__ import annotations

import os
import struct
import zlib
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from frus_pack.errors import SourceError
from frus_pack.images.image_inspection import MAX_PIXELS, inspect, inspect_file
from tests.images.inspected import COPY, refusal, written
from tests.support.image_files import chunk, drawn, encoded, file_of, png, tiff


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("a.png", b"", f"is empty ({COPY})"),
        ("a.png", b"not an image", f"is not a PNG, TIFF, JPEG or JPEG 2000 image ({COPY})"),
        ("a.gif", b"GIF89a", f"is not a PNG, TIFF, JPEG or JPEG 2000 image ({COPY})"),
        ("a.tif", file_of("png"), "is a PNG image by its content (name it .png)"),
        ("a.png", file_of("jpg"), "is a JPEG image by its content (name it .jpg or .jpeg)"),
        ("a", file_of("tif"), "is a TIFF image by its content (name it .tif or .tiff)"),
        ("a.jp2", file_of("jp2", no_jp2=True),
         f"is not a PNG, TIFF, JPEG or JPEG 2000 image ({COPY})"),
        ("a.png", file_of("png", save_all=True, append_images=[drawn("1").convert("L")]),
         f"byte 41: is an animated PNG, not the image of a page ({COPY})"),
        ("a.tif", tiff([]), f"byte 0: is damaged: it has no directory ({COPY})"),
        ("a.tif", tiff([{256: 2, 257: 2, 258: 8, 273: 8}], b"abcd"),
         f"byte 12: has 1 offsets and 0 sizes of strips, not 1 ({COPY})"),
        ("a.tif", tiff([{256: 2, 257: 3, 258: 8, 273: 8, 279: 4}], b"abcd"),
         f"byte 8: lacks data: strip 1 has 4 of 6 bytes ({COPY})"),
        ("a.tif", tiff([{256: 2, 257: 2, 258: 8, 273: 8, 277: 9, 279: 4}], b"abcd"),
         f"byte 12: has 9 samples a pixel, not 1 to 6 ({COPY})"),
    ],
)  # fmt: skip
def test_what_is_no_page_image_is_refused(
    tmp_path: Path, name: str, content: bytes, says: str
) -> None:
    path = written(tmp_path, name, content)
    assert refusal(path) == f"{path}: {says}"


def test_directories_in_a_circle_are_refused(tmp_path: Path) -> None:
    content = bytearray(tiff([{256: 2, 257: 2, 258: 8, 262: 1, 273: 8, 279: 4}], b"abcd"))
    assert inspect(written(tmp_path, "good.tif", bytes(content))).frames == 1
    content[-4:] = struct.pack("<I", 12)
    path = written(tmp_path, "a.tif", bytes(content))
    assert refusal(path) == (
        f"{path}: byte 12: is damaged: its directories run in a circle ({COPY})"
    )


def test_a_tiled_tiff_needs_every_tile(tmp_path: Path) -> None:
    tags: dict[int, int | tuple[int, ...]] = {256: 20, 257: 16, 258: 8, 262: 1, 322: 16, 323: 16}
    tiles = {324: (8, 264), 325: (256, 256)}
    good = written(tmp_path, "a.tif", tiff([tags | tiles], bytes(512)))
    assert (inspect(good).width, inspect(good).height) == (20, 16)
    path = written(tmp_path, "b.tif", tiff([tags | {324: 8, 325: 256}], bytes(512)))
    assert refusal(path) == f"{path}: byte 520: has 1 offsets and 1 sizes of tiles, not 2 ({COPY})"


def test_a_bomb_is_refused_by_the_size_it_declares(tmp_path: Path) -> None:
    says = (
        "more than the limit of 200000000 (check that it is what it should be; it was not decoded)"
    )
    bomb = png((50000, 50000, 8, 2, 0, 0, 0), chunk(b"IDAT", zlib.compress(bytes(100))))
    path = written(tmp_path, "a.png", bomb)
    assert refusal(path) == f"{path}: declares 50000 x 50000 pixels in 1 frame(s), {says}"
    second = {256: 30000, 257: 30000, 259: 4, 273: 8, 279: 4}
    first: dict[int, int | tuple[int, ...]] = {256: 2, 257: 2, 258: 8, 262: 1, 273: 8, 279: 4}
    path = written(tmp_path, "a.tif", tiff([first, {**second}], b"abcd"))
    assert refusal(path) == f"{path}: declares 30000 x 30000 pixels in 2 frame(s), {says}"


def test_many_frames_are_refused_by_the_pixels_of_all(tmp_path: Path) -> None:
    frame: dict[int, int | tuple[int, ...]] = {256: 2, 257: 2, 258: 8, 262: 1, 273: 8, 279: 4}
    ten = written(tmp_path, "a.tif", tiff([frame] * 10, b"abcd"))
    assert inspect(ten, max_pixels=4).frames == 10
    path = written(tmp_path, "b.tif", tiff([frame] * 11, b"abcd"))
    assert refusal(path, max_pixels=4) == (
        f"{path}: declares 2 x 2 pixels in 11 frame(s), more than the limit of 4 "
        "(check that it is what it should be; it was not decoded)"
    )


@pytest.mark.parametrize("kind", [b"zTXt", b"iCCP"])
def test_a_bomb_in_text_or_profile_is_refused(tmp_path: Path, kind: bytes) -> None:
    bomb = chunk(kind, b"a\0\0" + zlib.compress(bytes(50 << 20)))
    content = png((1, 1, 8, 0, 0, 0, 0), bomb, chunk(b"IDAT", zlib.compress(b"\0\0")))
    path = written(tmp_path, "a.png", content)
    assert refusal(path).startswith(f"{path}: cannot be decoded: Decompressed data too large")


@pytest.mark.filterwarnings("error")
def test_a_page_within_our_limit_brings_no_warning_of_pillow(tmp_path: Path) -> None:
    page = Image.new("1", (10200, 9000), 1)
    assert Image.MAX_IMAGE_PIXELS is not None
    assert Image.MAX_IMAGE_PIXELS < page.width * page.height < MAX_PIXELS
    path = written(tmp_path, "a.tif", encoded(page, "tif", compression="group4"))
    assert inspect(path).width == 10200


def test_what_cannot_be_read_is_not_called_damaged(tmp_path: Path) -> None:
    path = tmp_path / "a.png"
    assert refusal(path) == (f"{path}: cannot be read: No such file or directory")
    path.mkdir()
    assert refusal(path) == f"{path}: cannot be read: it is not a regular file"
    pipe = tmp_path / "b.png"
    os.mkfifo(pipe)
    assert refusal(pipe) == f"{pipe}: cannot be read: it is not a regular file"


@pytest.mark.skipif(not Path("/proc/self/mem").exists(), reason="needs a file that fails to read")
def test_a_file_that_fails_to_read_is_not_called_damaged() -> None:
    path = Path("/proc/self/mem")
    assert refusal(path) == f"{path}: cannot be read: Input/output error"


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission_is_not_called_damaged(tmp_path: Path) -> None:
    path = written(tmp_path, "a.png", file_of("png"))
    path.chmod(0)
    assert refusal(path) == f"{path}: cannot be read: Permission denied (see to its permissions)"


@pytest.mark.parametrize(
    ("strips", "said"),
    [
        (200_000, "has 1 offsets and 1 sizes of strips, not 200000"),
        (900_000, "is cut into more than 262144 parts"),
    ],
)
def test_a_tiff_of_very_many_strips_that_lists_one_is_refused(strips: int, said: str) -> None:
    fields = {256: 10, 257: strips, 278: 1, 273: 8, 279: 2}  # size, rows a strip, place, bytes
    entries = b"".join(struct.pack("<2H2L", tag, 4, 1, fields[tag]) for tag in sorted(fields))
    content = b"II*\0" + struct.pack("<LH", 8, len(fields)) + entries + bytes(4)
    with pytest.raises(SourceError) as caught:
        inspect_file(BytesIO(content), "a.tif", 10_000_000)
    assert str(caught.value).startswith(f"a.tif: byte 8: {said}")

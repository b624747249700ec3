"""What a page image says of itself, and which files are refused with what words."""

from __future__ import annotations

import os
import struct
import zlib
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from frus_pack.errors import SourceError
from frus_pack.images import image_inspection
from frus_pack.images.image_inspection import MAX_PIXELS, ImageFacts, inspect, inspect_file
from tests.support.image_files import SIZE, chunk, drawn, encoded, file_of, png, tiff

COPY = "copy it again from where it came, or leave it out"


def written(folder: Path, name: str, content: bytes) -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


def refusal(path: Path, **options: Any) -> str:
    with pytest.raises(SourceError) as caught:
        inspect(path, **options)
    return str(caught.value)


@pytest.mark.parametrize(
    ("name", "content", "media_type", "mode", "bits"),
    [
        ("a.png", file_of("png", "1"), "image/png", "1", 1),
        ("a.png", file_of("png", "L"), "image/png", "L", 8),
        ("a.PNG", file_of("png", "RGBA"), "image/png", "RGBA", 8),
        ("a.png", file_of("png", "I;16"), "image/png", "I;16", 16),
        ("a.png", file_of("png", "P", bits=4), "image/png", "P", 4),
        ("a.tif", file_of("tif", "1", compression="group4"), "image/tiff", "1", 1),
        ("a.TIFF", file_of("tif", "P"), "image/tiff", "P", 8),
        ("a.tif", file_of("tif", "CMYK"), "image/tiff", "CMYK", 8),
        ("a.tif", file_of("tif", "I;16", compression="tiff_lzw"), "image/tiff", "I;16", 16),
        ("a.tif", file_of("tif", "I;16B"), "image/tiff", "I;16", 16),
        ("a.tif", file_of("tif", "RGB", compression="jpeg"), "image/tiff", "RGB", 8),
        ("a.tif", file_of("tif", "L", big_tiff=True), "image/tiff", "L", 8),
        ("a.jpg", file_of("jpg", "L"), "image/jpeg", "L", 8),
        ("a.JPEG", file_of("jpg", "CMYK", progressive=True), "image/jpeg", "CMYK", 8),
        ("a.jp2", file_of("jp2", "RGB"), "image/jp2", "RGB", 8),
        ("a.jp2", file_of("jp2", "I;16"), "image/jp2", "I;16", 16),
    ],
)
def test_a_whole_image_tells_its_facts(
    tmp_path: Path, name: str, content: bytes, media_type: str, mode: str, bits: int
) -> None:
    assert inspect(written(tmp_path, name, content)) == ImageFacts(
        media_type=media_type,
        width=SIZE[0],
        height=SIZE[1],
        mode=mode,
        bits=bits,
        dpi=None,
        frames=1,
        trailing_bytes=0,
    )


def test_bits_are_those_of_the_file_where_pillow_keeps_fewer(tmp_path: Path) -> None:
    rows = b"".join(b"\0" + bytes(range(12)) for _ in range(3))
    content = png((2, 3, 16, 2, 0, 0, 0), chunk(b"IDAT", zlib.compress(rows)))
    facts = inspect(written(tmp_path, "a.png", content))
    assert (facts.mode, facts.bits) == ("RGB", 16)


EXIF = Image.Exif()
EXIF[0x011A], EXIF[0x011B], EXIF[0x0128] = 300.0, 301.5, 2


@pytest.mark.parametrize(
    ("name", "content", "dpi"),
    [
        ("a.png", file_of("png", dpi=(300, 600)), (300.0, 600.0)),
        ("a.png", png((1, 1, 8, 0, 0, 0, 0), chunk(b"pHYs", struct.pack(">IIB", 3, 4, 0)),
                      chunk(b"IDAT", zlib.compress(b"\0\0"))), None),
        ("a.tif", file_of("tif", dpi=(1200, 1200)), (1200.0, 1200.0)),
        ("a.tif", file_of("tif", resolution_unit="cm", x_resolution=118.11, y_resolution=118.11),
         (300.0, 300.0)),
        ("a.tif", file_of("tif", resolution_unit=1, x_resolution=3.0, y_resolution=4.0), None),
        ("a.jpg", file_of("jpg", dpi=(150, 151)), (150.0, 151.0)),
        ("a.jpg", file_of("jpg", exif=EXIF), (300.0, 301.5)),
        ("a.jpg", file_of("jpg", exif=b"Exif\0\0II*\0\xff\xff\xff\xff"), None),
    ],
)  # fmt: skip
def test_the_resolution_is_the_files_own_or_none(
    tmp_path: Path, name: str, content: bytes, dpi: tuple[float, float] | None
) -> None:
    assert inspect(written(tmp_path, name, content)).dpi == dpi


def test_the_resolution_of_a_jp2_file_has_signed_powers_of_ten(tmp_path: Path) -> None:
    content = file_of("jp2")
    resc = struct.pack(">I4sHHHHbb", 18, b"resc", 1_1811, 10, 60000, 1, 1, -1)
    box = struct.pack(">I4s", 26, b"res ") + resc
    at = content.index(b"jp2h") - 4
    (length,) = struct.unpack_from(">I", content, at)
    header = struct.pack(">I", length + len(box)) + content[at + 4 : at + length] + box
    content = content[:at] + header + content[at + length :]
    assert inspect(written(tmp_path, "a.jp2", content)).dpi == (152.4, 300.0)


def test_every_frame_of_a_tiff_counts_and_the_first_is_described(tmp_path: Path) -> None:
    others = [drawn("RGB", (5, 40)), drawn("1", (60, 3))]
    content = encoded(drawn("L"), "tif", save_all=True, append_images=others)
    facts = inspect(written(tmp_path, "a.tif", content))
    assert (facts.frames, facts.width, facts.height, facts.mode) == (3, *SIZE, "L")


def test_width_and_height_are_as_stored_whatever_the_orientation(tmp_path: Path) -> None:
    turned = Image.Exif()
    turned[0x0112] = 6
    for suffix in ("tif", "jpg"):
        facts = inspect(written(tmp_path, f"a.{suffix}", file_of(suffix, exif=turned)))
        assert (facts.width, facts.height) == SIZE


@pytest.mark.parametrize("suffix", ["png", "tif", "jpg"])
def test_bytes_after_the_end_are_counted_and_no_fault(tmp_path: Path, suffix: str) -> None:
    path = written(tmp_path, f"a.{suffix}", file_of(suffix) + b"\0" * 512)
    assert inspect(path).trailing_bytes == 512


def test_a_camera_s_second_picture_is_not_part_of_a_jpeg(tmp_path: Path) -> None:
    path = written(tmp_path, "a.jpg", file_of("jpg", "RGB") + file_of("jpg", "L"))
    facts = inspect(path)
    assert (facts.mode, facts.frames, facts.trailing_bytes) == ("RGB", 1, len(file_of("jpg", "L")))


def test_a_jp2_file_consists_of_boxes_to_its_end(tmp_path: Path) -> None:
    content = file_of("jp2")
    xml = struct.pack(">I4s", 11, b"xml ") + b"<a>"
    assert inspect(written(tmp_path, "a.jp2", content + xml)).trailing_bytes == 0
    path = written(tmp_path, "b.jp2", content + xml[:-1])
    place = f"byte {len(content) + 10}"
    assert (
        refusal(path) == f"{path}: {place}: is cut off: 1 bytes of box 'xml ' are missing ({COPY})"
    )


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


def test_threads_do_not_disturb_each_other(tmp_path: Path) -> None:
    kinds = [("png", "L"), ("tif", "RGB"), ("jpg", "RGB"), ("jp2", "L")]
    paths = [
        written(tmp_path, f"{index}.{suffix}", file_of(suffix, mode))
        for index in range(50)
        for suffix, mode in kinds
    ]
    alone = [inspect(path) for path in paths]
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(inspect, paths)) == alone


@pytest.mark.parametrize(("side", "alone"), [(7000, False), (7100, True)])
def test_of_large_images_one_is_decoded_at_a_time(side: int, alone: bool) -> None:
    image = BytesIO()
    Image.new("1", (side, side)).save(image, "PNG")
    held: list[bool] = []
    inspect_file(
        image, "a.png", look=lambda _: held.append(image_inspection.decoding_large.locked())
    )
    assert held == [alone]


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

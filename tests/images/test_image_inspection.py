"""What a page image says of itself."""

from __future__ import annotations

import struct
import zlib
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from frus_pack.images import image_inspection
from frus_pack.images.image_inspection import ImageFacts, inspect, inspect_file
from tests.images.inspected import COPY, refusal, written
from tests.support.image_files import SIZE, chunk, drawn, encoded, file_of, png


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

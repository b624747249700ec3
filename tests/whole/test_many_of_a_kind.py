"""Very many of a kind: packed, or refused by a limit that says so, in time that grows with them."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

import frus_pack
from tests.support.folders import add_images, document_folder
from tests.support.image_files import chunk
from tests.surveying.small_volumes import PAGE, div, volume

MANY = 20_000
IMAGES = 100_000


def _packed(tmp_path: Path, text: str) -> str:
    source = volume(tmp_path, PAGE, div(1, text=text))
    (one,) = frus_pack.pack_all(source, to=tmp_path / "to", jobs=1)
    if one.path is not None:
        assert frus_pack.validate(one.path).ok
    return one.status if one.error is None else str(one.error)


@pytest.mark.parametrize(
    ("piece", "counted"),
    [
        ('w <pb n="{n}" facs="{n:05}" xml:id="pg_{n}"/>', MANY + 1),
        ('w <pb n="" facs="{n:05}"/>', MANY + 1),
        ('w<note n="{n}" xml:id="d1fn{n}">Note.</note> ', MANY),
        ('<ref target="#d{n}">Document {n}</ref> ', MANY),
    ],
    ids=["pages", "pages without a number", "notes", "references"],
)
def test_what_a_description_lists_is_refused_by_its_number(
    tmp_path: Path, piece: str, counted: int
) -> None:
    said = _packed(tmp_path, f"<p>{''.join(piece.format(n=n) for n in range(2, MANY + 2))}</p>")
    assert said.endswith(
        f"makes a data/metadata.json that has {counted} values in one list or object (at most 2000)"
    )


@pytest.mark.parametrize(
    ("around", "piece"),
    [
        ("<list>{}</list>", "<item>i</item>"),
        ("<table>{}</table>", "<row><cell>a</cell><cell>b</cell></row>"),
        ("{}", "<p>p</p>"),
        ("<p>{}</p>", '<persName corresp="#p_A1">Name</persName> '),
    ],
    ids=["items", "rows", "paragraphs", "names"],
)
def test_what_a_text_holds_is_packed(tmp_path: Path, around: str, piece: str) -> None:
    assert _packed(tmp_path, around.format(piece * MANY)) == "packed"


@pytest.mark.slow
def test_a_folder_of_100000_images_is_looked_through_once(tmp_path: Path) -> None:
    scans = tmp_path / "scans"
    scans.mkdir()
    content = BytesIO()
    Image.new("L", (40, 60)).save(content, "PNG")
    for number in range(IMAGES):
        (scans / f"{number:06}.png").write_bytes(content.getvalue())
    source = document_folder(tmp_path / "d7")
    (one,) = frus_pack.pack_all(source, to=tmp_path / "to", images=scans, jobs=1)
    assert one.status == "packed"


@pytest.mark.slow
def test_a_package_of_images_of_200_million_pixels_is_packed_and_checked(tmp_path: Path) -> None:
    side = 14_100
    content = BytesIO()
    Image.new("1", (side, side)).save(content, "PNG")
    whole = content.getvalue()
    assert len(whole) < 64 << 10
    source = document_folder(tmp_path / "d7")
    add_images(source)
    for number, image in enumerate(sorted((source / "page-images").iterdir())):
        text = chunk(b"tEXt", b"n\0%d" % number)  # so that no two are the same
        image.write_bytes(whole[:-12] + text + whole[-12:])
    (one,) = frus_pack.pack_all(source, to=tmp_path / "to", jobs=1)
    assert one.path is not None
    report = frus_pack.validate(one.path)
    assert report.ok
    assert {finding.code for finding in report.findings} == {"page-images.one-colour"}

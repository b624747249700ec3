"""The page images made for tests are as large as the volume says, and no two are alike."""

from __future__ import annotations

from pathlib import Path

from PIL import Image

from tests.corpus import images, volumes
from tests.corpus.shelf import shelve

SCAN = (162, 261)


def test_each_page_has_a_master_and_an_access_image_of_the_sizes_told(tmp_path: Path) -> None:
    volume = volumes.make(documents=4, scan=SCAN)
    root = images.draw(volume, tmp_path)
    assert root == tmp_path / volume.id
    assert sorted(path.name for path in root.iterdir()) == ["medium", "tiff"]
    for page in volume.pages:
        with Image.open(root / "tiff" / f"{page.facs}.tif") as master:
            assert (master.size, master.mode) == (page.master, "1")
        with Image.open(root / "medium" / f"{page.facs}.png") as access:
            assert (access.size, access.mode) == (page.access, "L")
    assert len(list(root.rglob("*.*"))) == 2 * len(volume.pages)


def test_images_can_lie_flat(tmp_path: Path) -> None:
    volume = volumes.make(documents=2, scan=SCAN)
    assert images.draw(volume, tmp_path, "flat") == tmp_path
    names = {f"{page.facs}.{suffix}" for page in volume.pages for suffix in ("tif", "png")}
    assert {path.name for path in tmp_path.iterdir()} == names


def test_no_two_images_are_alike_and_drawing_again_gives_the_same(tmp_path: Path) -> None:
    volume = volumes.make(documents=4, scan=SCAN)
    first, second = (images.draw(volume, tmp_path / name) for name in ("a", "b"))
    drawn = {path.relative_to(first): path.read_bytes() for path in first.rglob("*.*")}
    assert len(set(drawn.values())) == len(drawn)
    assert {path.relative_to(second): path.read_bytes() for path in second.rglob("*.*")} == drawn


def test_masters_of_the_full_size_are_small_files(tmp_path: Path) -> None:
    volume = volumes.make(documents=1)
    shelf = shelve(volume, tmp_path)
    with Image.open(shelf.image("0001")) as master:
        assert (master.width, master.height) >= (3248, 5220)
    assert shelf.image("0001").stat().st_size < 20_000
    assert shelf.xml.read_bytes() == volume.xml

"""Packing a volume again over its page images: each is read again, and none is decoded."""

from __future__ import annotations

import os
import random
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

import frus_pack
from frus_pack import Packed
from tests.corpus import images, volumes
from tests.support.repacking import Form, each_form, forbid_reading, pack


class Scans:
    """A volume of three documents and its page images, small ones."""

    def __init__(self, root: Path) -> None:
        volume = volumes.make(documents=3, scan=(40, 64))
        self.source = root / f"{volume.id}.xml"
        self.source.write_bytes(volume.xml)
        self.folder = images.draw(volume, root / "scans").parent
        self.deposit = root / "deposit"

    def pack(self, **options: Any) -> list[Packed]:
        return pack(self.source, self.deposit, **{"images": self.folder, **options})

    def used(self) -> Path:
        """An image that is in a package."""
        with frus_pack.open_package(self.pack()[0].path or "") as package:
            name = package.pages[0].renditions[0].name
        return next(self.folder.glob(f"*/{name}"))


@pytest.fixture
def scans(tmp_path: Path) -> Scans:
    return Scans(tmp_path)


@each_form
@pytest.mark.parametrize("images_as", ["embedded", "referenced"])
def test_images_are_read_again_and_not_decoded(
    scans: Scans, form: Form, images_as: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    packed = scans.pack(serialize=form, images_as=images_as)
    assert all(set(one.images) == {images_as} for one in packed)
    forbid_reading(monkeypatch)
    again = scans.pack(serialize=form, images_as=images_as)
    assert [one.status for one in again] == ["unchanged"] * 3
    assert [one.images for one in again] == [one.images for one in packed]


def _alter(image: Path) -> None:
    """In a byte, and not in size or time."""
    before = image.stat()
    content = image.read_bytes()
    image.write_bytes(bytes((*content[:-1], content[-1] ^ 1)))
    os.utime(image, ns=(before.st_atime_ns, before.st_mtime_ns))


def _take_away(image: Path) -> None:
    image.unlink()


def _add_another(image: Path) -> None:
    (image.parents[1] / "large").mkdir()
    shutil.copy(image, image.parents[1] / "large")


@pytest.mark.parametrize("change", [_alter, _take_away, _add_another])
def test_a_change_of_an_image_is_found(scans: Scans, change: Callable[[Path], None]) -> None:
    change(scans.used())
    again = scans.pack()
    assert again[0].status == "failed"


@pytest.mark.parametrize("options", [{"images": None}, {"images_as": "referenced"}])
def test_other_images_make_another_package(scans: Scans, options: dict[str, Any]) -> None:
    scans.pack()
    assert [one.status for one in scans.pack(**options)] == ["failed"] * 3


def test_an_embedded_image_that_is_altered_is_found(scans: Scans) -> None:
    image = scans.used()
    embedded = next(scans.deposit.rglob(f"data/page-images/*/{image.name}"))
    _alter(embedded)
    assert scans.pack()[0].status == "failed"


@each_form
def test_a_package_larger_than_memory_is_read_to_its_last_byte(
    scans: Scans, form: Form, monkeypatch: pytest.MonkeyPatch
) -> None:
    noise = random.Random(1).randbytes(3 << 19)
    Image.frombytes("L", (1024, 1536), noise).save(scans.used())
    shutil.rmtree(scans.deposit)
    path = scans.pack(serialize=form)[0].path or Path()
    forbid_reading(monkeypatch)
    assert [one.status for one in scans.pack(serialize=form)] == ["unchanged"] * 3
    for file in (one for one in (path, *path.rglob("*")) if one.is_file()):
        content = file.read_bytes()
        for place in (0, len(content) // 2, len(content) - 1):
            altered = bytearray(content)
            altered[place] ^= 1
            file.write_bytes(altered)
            assert scans.pack(serialize=form)[0].status == "failed", (file, place)
        file.write_bytes(content)
    assert [one.status for one in scans.pack(serialize=form)] == ["unchanged"] * 3

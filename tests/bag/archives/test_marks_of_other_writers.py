"""Marks that other writers leave in archives, and that every program reads alike."""

from __future__ import annotations

import tarfile
import zipfile
from pathlib import Path

import pytest

from tests.support.bags import found, make_bag


@pytest.fixture
def bag(tmp_path: Path) -> Path:
    return make_bag(tmp_path / "bag")


def test_the_attribute_that_macos_sets_on_every_member_says_nothing(bag: Path) -> None:
    archive = bag.with_suffix(".zip")
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as file:
        for path in sorted(bag.rglob("*")):
            if path.is_file():
                info = zipfile.ZipInfo(f"bag/{path.relative_to(bag)}")
                info.external_attr = 0o100644 << 16 | 0x4000
                file.writestr(info, path.read_bytes())
    assert found(archive) == set()


def test_a_tar_header_without_a_version_is_read_as_one_with_it(bag: Path) -> None:
    archive = bag.with_suffix(".tar")
    with tarfile.open(archive, "w", format=tarfile.USTAR_FORMAT) as file:
        file.add(bag, "bag")
    content = bytearray(archive.read_bytes())
    for at in range(0, len(content), 512):
        if content[at + 257 : at + 265] == b"ustar\x0000":
            content[at + 263 : at + 265] = bytes(2)
            content[at + 148 : at + 156] = b" " * 8
            content[at + 148 : at + 156] = b"%06o\0 " % sum(content[at : at + 512])
    archive.write_bytes(content)
    assert found(archive) == set()

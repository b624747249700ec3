"""Marks that other writers leave in archives, and that every program reads alike."""

from __future__ import annotations

import tarfile
import zipfile
from pathlib import Path

import pytest

from tests.bag.archives.mutated_tars import sign
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


@pytest.mark.parametrize("form", [tarfile.USTAR_FORMAT, tarfile.GNU_FORMAT, tarfile.PAX_FORMAT])
def test_a_file_may_have_the_type_from_before_posix_as_go_wrote_it(
    tmp_path: Path, form: int
) -> None:
    bag = make_bag(tmp_path / "bag", {f"data/{'long/' * 30}letter.txt": b"Dear Sir:\n"})
    with tarfile.open(tmp_path / "go.tar", "w", format=form) as file:
        file.add(bag, "bag", filter=_of_old_type)
    assert {code for code, _ in found(tmp_path / "go.tar")} <= {"bag.path-unportable"}


def test_a_short_name_of_a_folder_does_not_stand_for_a_file_of_old_type(tmp_path: Path) -> None:
    name = f"data/{'x' * 90}/letter.txt"  # Python takes the first 100 bytes for a folder
    bag = make_bag(tmp_path / "bag", {name: b"Dear Sir:\n"})
    with tarfile.open(tmp_path / "go.tar", "w", format=tarfile.GNU_FORMAT) as file:
        file.add(bag, "bag", filter=_of_old_type)
    assert ("bag.archive-ambiguous", name) in found(tmp_path / "go.tar")


@pytest.mark.parametrize("form", [tarfile.USTAR_FORMAT, tarfile.GNU_FORMAT])
def test_a_folder_of_old_type_is_refused_where_busybox_makes_a_file_of_it(
    tmp_path: Path, form: int
) -> None:
    bag = make_bag(tmp_path / "bag")
    with tarfile.open(tmp_path / "go.tar", "w", format=form) as file:
        file.add(bag, "bag")
        file.addfile(tarfile.TarInfo("bag/data/new"))
    content = (tmp_path / "go.tar").read_bytes()
    at = content.index(b"bag/data/new\0")
    header = bytearray(content[at : at + 512])
    header[:13], header[156] = b"bag/data/new/", 0
    sign(header, 0)
    (tmp_path / "go.tar").write_bytes(content[:at] + header + content[at + 512 :])
    assert ("bag.archive-ambiguous", "data/new/") in found(tmp_path / "go.tar")


def _of_old_type(member: tarfile.TarInfo) -> tarfile.TarInfo:
    if member.isfile():
        member.type = tarfile.AREGTYPE
    return member

"""A file that is an archive of two forms at once is refused: programs choose either."""

from __future__ import annotations

import io
import struct
import tarfile
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from frus_pack.bag.archives.tar_header_rules import looks_like_header
from tests.bag.archives.mutated_streams import as_tar_too
from tests.support.bags import as_tar, as_tar_gz, as_zip, found, make_bag


def _zip_that_is_a_tar(archive: Path) -> bytes:
    """A zip whose first member has a comment long enough for the header of a tar file."""
    with zipfile.ZipFile(archive) as zipped:
        members = {info.filename: zipped.read(info) for info in zipped.infolist()}
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as zipped:
        for name, content in members.items():
            info = zipfile.ZipInfo(name)
            if target.tell() == 0:
                info.extra = struct.pack("<2HBL", 0x6375, 600, 1, zlib.crc32(b"")) + bytes(595)
            zipped.writestr(info, content)
    return as_tar_too(target.getvalue())


def _zip_with_header(bag: Path) -> Path:
    archive = as_zip(bag)
    archive.write_bytes(_zip_that_is_a_tar(archive))
    return archive


def _gz_with_header(bag: Path) -> Path:
    archive = as_tar_gz(bag)
    content = archive.read_bytes()
    room = struct.pack("<H", 2048) + bytes(2048)
    name = content[10:].partition(b"\0")[0] + b"\0"
    rest = content[10 + len(name) :]
    archive.write_bytes(as_tar_too(content[:3] + b"\x0c" + content[4:10] + room + name + rest))
    return archive


@pytest.mark.parametrize("make", [_zip_with_header, _gz_with_header])
def test_an_archive_that_begins_like_a_tar_file_too_is_refused(
    tmp_path: Path, make: Callable[[Path], Path]
) -> None:
    archive = make(make_bag(tmp_path / "bag"))
    assert looks_like_header(archive.read_bytes()[:512])
    assert ("bag.archive-ambiguous", "") in found(archive)


@pytest.mark.parametrize("gzipped", [False, True])
def test_a_tar_file_named_zip_that_ends_like_one_is_refused(tmp_path: Path, gzipped: bool) -> None:
    hidden = io.BytesIO()
    with zipfile.ZipFile(hidden, "w") as zipped:
        zipped.writestr("bag/data/letter.txt", b"other")
    bag = make_bag(tmp_path / "bag", {"data/z.zip": hidden.getvalue()})
    archive = as_tar(bag, gzipped=gzipped)
    assert found(archive) == set()
    renamed = archive.rename(tmp_path / "bag.zip")
    renamed.write_bytes(renamed.read_bytes() + (hidden.getvalue() if gzipped else b""))
    expected = "bag.archive-damaged" if gzipped else "bag.archive-ambiguous"
    assert expected in {code for code, _ in found(renamed)}


@pytest.mark.parametrize("name", ["BZ2024", "7z", "PK-1"])
def test_a_tar_file_is_not_taken_for_another_by_the_name_of_its_folder(
    tmp_path: Path, name: str
) -> None:
    bag = make_bag(tmp_path / name)
    archive = tmp_path / "one.tar"
    with tarfile.open(archive, "w", format=tarfile.USTAR_FORMAT) as tar:
        tar.add(bag, name)
    assert found(archive) == set()


def test_a_tar_file_with_the_mark_of_bzip2_in_its_first_name_is_refused(tmp_path: Path) -> None:
    bag = make_bag(tmp_path / "BZh9")
    archive = tmp_path / "one.tar"
    with tarfile.open(archive, "w", format=tarfile.USTAR_FORMAT) as tar:
        tar.add(bag, bag.name)
    assert ("bag.archive-ambiguous", "") in found(archive)


@pytest.mark.parametrize("gzipped", [False, True])
@pytest.mark.parametrize(
    "name",
    ['\x04"M\x18@@', "P*M\x18", "LZIP\x01", "begin 644 x\n#86)C\n`\nend", "a\rbegin-base64 600 x"],
)
def test_a_tar_file_whose_first_name_begins_like_a_packed_file_is_refused(
    tmp_path: Path, name: str, gzipped: bool
) -> None:
    bag = make_bag(tmp_path / "bag")
    archive = tmp_path / ("one.tar.gz" if gzipped else "one.tar")
    with tarfile.open(archive, "w:gz" if gzipped else "w", format=tarfile.USTAR_FORMAT) as tar:
        tar.add(bag, name)
    assert ("bag.archive-ambiguous", "") in found(archive)


@pytest.mark.parametrize("name", ["begin", "begin 644", "beginning 644 x", "LZ4", "P*"])
def test_a_first_name_that_only_resembles_the_mark_is_accepted(tmp_path: Path, name: str) -> None:
    bag = make_bag(tmp_path / "bag")
    archive = tmp_path / "one.tar"
    with tarfile.open(archive, "w", format=tarfile.USTAR_FORMAT) as tar:
        tar.add(bag, name)
    assert {code for code, _ in found(archive)} <= {"bag.path-unportable"}


def test_a_zip_file_that_is_the_image_of_a_disc_is_refused(tmp_path: Path) -> None:
    name = "bag/data/disc"
    room = 32768 - (30 + len(name))
    bag = make_bag(tmp_path / "bag", {"data/disc": bytes(room) + b"\x01CD001\x01" + bytes(99)})
    archive = bag.with_suffix(".zip")
    with zipfile.ZipFile(archive, "w") as zipped:
        zipped.write(bag / "data/disc", name)
        for path in sorted(bag.rglob("*.txt")):
            zipped.write(path, path.relative_to(tmp_path))
    assert archive.read_bytes()[32769:32774] == b"CD001"
    assert ("bag.archive-ambiguous", "") in found(archive)

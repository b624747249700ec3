"""Zip files as they come: zip64, and lies about what they hold."""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from frus_pack.validation import validate
from tests.bags import as_zip, codes, found, make_bag


@pytest.fixture
def bag(tmp_path: Path) -> Path:
    return make_bag(tmp_path / "bag", tags=[("Contact-Name", "A. Person")])


def zip64(content: bytes, *, entries: int | None = None, offset: int | None = None) -> bytes:
    """The same zip file with its end written in the zip64 form."""
    at = content.rindex(b"PK\5\6")
    _, _, _, _, count, octets, start, _ = struct.unpack("<4s4H2LH", content[at : at + 22])
    record = struct.pack(
        "<4sQ2H2L4Q", b"PK\6\6", 44, 45, 45, 0, 0, count, entries or count, octets, offset or start
    )
    locator = struct.pack("<4sLQL", b"PK\6\7", 0, at, 1)
    full = 0xFFFF
    end = struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, full, full, 0xFFFFFFFF, 0xFFFFFFFF, 0)
    return content[:at] + record + locator + end


def test_a_zip64_file_is_read(bag: Path) -> None:
    archive = as_zip(bag)
    archive.write_bytes(zip64(archive.read_bytes()))
    assert found(archive) == set()


@pytest.mark.parametrize(
    "lie",
    [
        lambda content: zip64(content, entries=3),
        lambda content: zip64(content, entries=1 << 40),
        lambda content: zip64(content, offset=1 << 60),
        lambda content: zip64(content).replace(b"PK\6\6", b"PK\6\5"),
        lambda content: content + b"more",
        lambda content: b"more" + content,
        lambda content: content[:-2] + b"\xff\xff",
        lambda content: content.replace(b"bag/bagit.txt", b"bag/bagot.txt", 1),
        lambda content: b"PK\5\6",
        lambda content: b"PK\5\6" + bytes(18) + b"PK\3\4",
    ],
)
def test_a_zip_file_that_lies_about_itself_is_damaged(
    bag: Path, lie: Callable[[bytes], bytes]
) -> None:
    archive = as_zip(bag)
    archive.write_bytes(lie(archive.read_bytes()))
    assert codes(validate(archive)) & {"bag.archive-damaged", "bag.limit-exceeded"}


@pytest.mark.parametrize(("field", "value"), [(16, 1), (20, 5), (24, 5), (24, 1 << 20)])
def test_a_lie_about_crc_or_size_in_a_zip_file_is_damage(bag: Path, field: int, value: int) -> None:
    archive = as_zip(bag)
    content = bytearray(archive.read_bytes())
    at = content.rindex(b"bag/data/letter.txt") - 46 + field
    content[at : at + 4] = value.to_bytes(4, "little")
    archive.write_bytes(content)
    assert ("bag.archive-damaged", "data/letter.txt") in found(archive)


def test_an_encrypted_member_is_told(bag: Path) -> None:
    archive = as_zip(bag)
    content = bytearray(archive.read_bytes())
    content[content.rindex(b"bag/data/letter.txt") - 46 + 8] |= 1
    archive.write_bytes(content)
    assert ("bag.archive-unsupported", "data/letter.txt") in found(archive)


def test_data_after_the_end_of_a_packed_member_is_damage(bag: Path) -> None:
    archive = bag.with_suffix(".zip")
    packer = zlib.compressobj(wbits=-15)
    packed = packer.compress(b"x") + packer.flush() + b"hidden"
    with zipfile.ZipFile(archive, "w") as file:
        file.writestr("bag/manifest-md5.txt", packed)
    content = bytearray(archive.read_bytes())
    for at, method, size in ((0, 8, 22), (content.index(b"PK\1\2"), 10, 24)):
        content[at + method] = 8
        content[at + size : at + size + 4] = (1).to_bytes(4, "little")
        content[at + size - 8 : at + size - 4] = zlib.crc32(b"x").to_bytes(4, "little")
    archive.write_bytes(content)
    assert ("bag.archive-damaged", "manifest-md5.txt") in found(archive)

"""Zip files as they come: zip64, and lies about what they hold."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any, BinaryIO

import pytest

from frus_pack.validating.validate import validate
from tests.support.bags import as_zip, codes, found


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
    refused = {"bag.archive-damaged", "bag.archive-ambiguous", "bag.limit-exceeded"}
    assert codes(validate(archive)) & refused


@pytest.mark.parametrize(("field", "value"), [(16, 1), (20, 5), (24, 5), (24, 1 << 20)])
def test_a_crc_or_size_of_the_directory_alone_is_refused(bag: Path, field: int, value: int) -> None:
    archive = as_zip(bag)
    content = bytearray(archive.read_bytes())
    at = content.rindex(b"bag/data/letter.txt") - 46 + field
    content[at : at + 4] = value.to_bytes(4, "little")
    archive.write_bytes(content)
    assert ("bag.archive-ambiguous", "data/letter.txt") in found(archive)


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


def _with_gap(content: bytes, at: int, gap: bytes) -> bytes:
    """A zip file of two members with bytes put in at an offset before its directory."""
    directory = content.index(b"PK\1\2")
    end = content.rindex(b"PK\5\6")
    entries = bytearray(content[directory:end])
    entry = 0
    while entry < len(entries):
        sizes = struct.unpack_from("<3H", entries, entry + 28)
        start = int.from_bytes(entries[entry + 42 : entry + 46], "little")
        if start >= at:
            entries[entry + 42 : entry + 46] = (start + len(gap)).to_bytes(4, "little")
        entry += 46 + sum(sizes)
    moved = bytearray(content[end:])
    moved[16:20] = (directory + len(gap)).to_bytes(4, "little")
    return content[:at] + gap + content[at:directory] + entries + moved


HIDDEN = b"PK\3\4" + bytes(26)


@pytest.mark.parametrize("place", ["front", "between", "before the directory"])
def test_bytes_that_are_no_members_are_told(bag: Path, place: str) -> None:
    archive = as_zip(bag)
    content = archive.read_bytes()
    places = {
        "front": 0,
        "between": content.index(b"PK\3\4", 1),
        "before the directory": content.index(b"PK\1\2"),
    }
    archive.write_bytes(_with_gap(content, places[place], HIDDEN))
    at = places[place]
    assert [(one.code, one.message) for one in validate(archive).findings] == [
        ("bag.archive-hidden-bytes", f"bytes {at} to {at + 29} of the archive belong to no member")
    ]


def test_sizes_behind_a_member_are_no_hidden_bytes_but_others_are(bag: Path) -> None:
    archive = bag.with_suffix(".zip")
    with archive.open("wb") as file, zipfile.ZipFile(_Unseekable(file), "w") as packed:
        for path in sorted(bag.rglob("*")):
            if path.is_file():
                packed.write(path, f"bag/{path.relative_to(bag)}")
    assert found(archive) == set()
    content = archive.read_bytes()
    behind = content.index(b"PK\3\4", 1)
    archive.write_bytes(_with_gap(content, behind, b"x"))
    assert found(archive) == {
        ("bag.archive-ambiguous", "bag-info.txt"),
        ("bag.archive-hidden-bytes", ""),
    }


class _Unseekable(io.RawIOBase):
    """A file that is written from front to back, so that sizes have to stand behind."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file

    def writable(self) -> bool:
        return True

    def write(self, content: Any) -> int:
        return self._file.write(content)

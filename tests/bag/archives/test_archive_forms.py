"""Headers that programs read differently are refused, each by the name of its member."""

from __future__ import annotations

import io
import struct
import tarfile
from collections.abc import Callable
from pathlib import Path

import pytest

from frus_pack.bag.opening import open_unjudged
from frus_pack.bag.reader import Limits
from frus_pack.validating.validate import validate
from tests.bag.archives.mutated_tars import record
from tests.bag.archives.mutated_zips import (
    ZipParts,
    extra_field,
    put_together,
    taken_apart,
    unicode_name,
)
from tests.support.bags import as_tar, as_zip, codes, found, make_bag
from tests.support.tar_members import member, tar_with

LETTER = "data/letter.txt"
AMBIGUOUS = ("bag.archive-ambiguous", LETTER)


@pytest.fixture
def ustar(bag: Path) -> Path:
    """A tar file without extended headers."""
    archive = bag.with_suffix(".tar")
    with tarfile.open(archive, "w", format=tarfile.USTAR_FORMAT) as file:
        file.add(bag, "bag")
    return archive


def with_field(archive: Path, place: int, value: bytes) -> None:
    """Set a field in the header of the letter, and bring the checksum up to date."""
    content = bytearray(archive.read_bytes())
    at = content.index(b"bag/data/letter.txt\0")
    content[at + place : at + place + len(value)] = value
    content[at + 148 : at + 156] = b" " * 8
    content[at + 148 : at + 156] = b"%06o\0 " % sum(content[at : at + 512])
    archive.write_bytes(content)


@pytest.mark.parametrize(
    ("place", "value"),
    [
        (100, b"0o644\0\0\0"),
        (108, b"-000001\0"),
        (30, b"hidden"),
        (136, b"\xff" * 12),
        (157, b"bag/bagit.txt"),
        (257, b"ustar\x0010"),
        (257, b"USTAR\x0000"),
        (300, b"\0x"),
        (329, b"7777777 0000000x"),
        (345, b"\0evil"),
        (500, b"tar\0"),
    ],
)
def test_a_tar_header_of_an_unknown_form_is_refused(ustar: Path, place: int, value: bytes) -> None:
    with_field(ustar, place, value)
    assert AMBIGUOUS in found(ustar)


@pytest.mark.parametrize(
    "size", [b"\x00000000012\0", b"+0000000012\0", b"0x0000000a\0\0", b"\0" * 12, b" " * 12]
)
def test_a_size_that_programs_read_differently_ends_the_reading(ustar: Path, size: bytes) -> None:
    with_field(ustar, 124, size.ljust(12, b"\0"))
    assert ("bag.archive-ambiguous", "") in found(ustar)


def test_a_prefix_in_a_header_of_gnu_is_refused(bag: Path) -> None:
    archive = bag.with_suffix(".tar")
    with tarfile.open(archive, "w", format=tarfile.GNU_FORMAT) as file:
        file.add(bag, "bag")
    with_field(archive, 345, b"../../evil")
    assert AMBIGUOUS in found(archive)


@pytest.mark.parametrize(
    "records",
    [
        (b"SCHILY.realsize=5",),
        (b"SUN.holesdata= 0 5 10",),
        (b"hdrcharset=BINARY",),
        (b"LIBARCHIVE.symlinktype=dir",),
        (b"comment=a", b"comment=b"),
        (b"linkpath=bag/bagit.txt",),
        (b"mtime=yesterday",),
        (b"path=",),
    ],
)
def test_a_record_that_only_some_programs_obey_is_refused(
    ustar: Path, records: tuple[bytes, ...]
) -> None:
    body = b"".join(map(record, records))
    header = member("header", b"x")
    header.size = len(body)
    content = ustar.read_bytes()
    at = content.index(b"bag/data/letter.txt\0")
    block = header.tobuf(tarfile.USTAR_FORMAT) + body + bytes(-len(body) % 512)
    ustar.write_bytes(content[:at] + block + content[at:])
    assert AMBIGUOUS in found(ustar)


def test_an_extended_header_at_the_very_end_is_refused(bag: Path) -> None:
    archive = as_tar(bag)
    content = archive.read_bytes().rstrip(b"\0")
    content += bytes(-len(content) % 512)
    header = member("header", b"x")
    header.size = 12
    block = header.tobuf(tarfile.USTAR_FORMAT) + b"12 path=bag\n".ljust(512, b"\0")
    archive.write_bytes(content + block + bytes(1024))
    assert ("bag.archive-ambiguous", "") in found(archive)


@pytest.mark.parametrize("name", ["/", "bag/data//", "bag/data/new//"])
def test_a_folder_of_an_odd_name_is_refused(bag: Path, name: str) -> None:
    archive = tar_with(bag, (member("x", tarfile.DIRTYPE), b""))
    content = archive.read_bytes()
    folder = member("x", tarfile.DIRTYPE)
    odd = bytearray(folder.tobuf(tarfile.USTAR_FORMAT))
    odd[:100] = name.encode().ljust(100, b"\0")
    odd[148:156] = b" " * 8
    odd[148:156] = b"%06o\0 " % sum(odd)
    at = content.index(b"x/\0")
    archive.write_bytes(content[:at] + bytes(odd) + content[at + 512 :])
    assert "bag.path-unsafe" in codes(validate(archive))


Change = Callable[[ZipParts], object]


def _set(numbers: list[int], index: int, value: int) -> None:
    numbers[index] = value


def _extras(local: bytes, central: bytes) -> Change:
    def change(parts: ZipParts) -> None:
        parts.local_extra, parts.extra = local, central

    return change


SECOND = unicode_name(b"bag/data/other", b"bag/data/letter.txt")
SAME = unicode_name(b"bag/data/letter.txt", b"bag/data/letter.txt")
TIMES = extra_field(0x5455, b"\1\0\0\0\0")


@pytest.mark.parametrize(
    "change",
    [
        _extras(SECOND, b""),
        _extras(b"", SECOND),
        _extras(SAME + SECOND, b""),
        _extras(TIMES + TIMES, TIMES),
        _extras(b"\x55\x54\x50\0", b""),
        _extras(b"\0", b""),
        _extras(extra_field(0x756E, bytes(20)), b""),
        _extras(extra_field(1, struct.pack("<2Q", 5, 5)), b""),
        _extras(extra_field(1, struct.pack("<2Q", 5, 5)) * 2, b""),
        lambda parts: _set(parts.local, 0, 99),
        lambda parts: _set(parts.local, 1, parts.local[1] | 1),
        lambda parts: _set(parts.local, 1, parts.local[1] | 0x800),
        lambda parts: _set(parts.local, 3, 1),
        lambda parts: _set(parts.local, 7, 0xFFFFFFFF),
        lambda parts: _set(parts.central, 1, 2),
        lambda parts: _set(parts.central, 13, 1),
        lambda parts: _set(parts.central, 14, 2),
        lambda parts: _set(parts.central, 15, 0o100644 << 16 | 0x10),
        lambda parts: _set(parts.central, 15, 0o100644 << 16 | 0x400),
        lambda parts: _set(parts.central, 15, 0o040755 << 16),
    ],
)
def test_a_zip_header_of_an_unknown_form_is_refused(bag: Path, change: Change) -> None:
    archive = as_zip(bag)
    members = taken_apart(archive.read_bytes())
    change(next(one for one in members if one.name.endswith(b"letter.txt")))
    archive.write_bytes(put_together(members))
    assert AMBIGUOUS in found(archive)


def test_wrong_sizes_beside_sizes_behind_the_data_are_refused(bag: Path) -> None:
    archive = as_zip(bag)
    members = taken_apart(archive.read_bytes())
    parts = next(one for one in members if one.name.endswith(b"letter.txt"))
    parts.local[1] |= 8
    parts.central[3] |= 8
    parts.behind = b"PK\7\x08" + struct.pack("<3L", *parts.central[7:10])
    parts.local[5:8] = [0, 0, 0]
    archive.write_bytes(put_together(members))
    assert found(archive) == set()
    parts.local[7] = 3
    archive.write_bytes(put_together(members))
    assert found(archive) == {AMBIGUOUS}


@pytest.mark.parametrize(("place", "value"), [(4, 1), (6, 1), (8, 3)])
def test_an_end_that_speaks_of_other_disks_or_counts_is_refused(
    bag: Path, place: int, value: int
) -> None:
    archive = as_zip(bag)
    content = bytearray(archive.read_bytes())
    struct.pack_into("<H", content, content.rindex(b"PK\5\6") + place, value)
    archive.write_bytes(content)
    assert ("bag.archive-ambiguous", "") in found(archive)


def test_faulty_members_are_not_listed_without_end(bag: Path) -> None:
    archive = as_tar(bag)
    with tarfile.open(archive, "a") as file:
        for number in range(3000):
            file.addfile(member(f"bag/data/{number}", tarfile.SYMTYPE, "x"))
    with open_unjudged(archive) as opened:
        assert len(opened.irregularities) == 1001
        assert opened.irregularities[-1].code == "limit-exceeded"
    assert "bag.limit-exceeded" in codes(validate(archive))


def test_what_is_beside_a_bag_is_not_listed_without_end(bag: Path) -> None:
    archive = as_tar(bag)
    with tarfile.open(archive, "a") as file:
        for number in range(3000):
            file.addfile(member(f"{number}/x"), io.BytesIO())
    with open_unjudged(archive) as opened:
        assert len(opened.irregularities) == 101


def test_hard_links_count_as_what_they_unpack_to(tmp_path: Path) -> None:
    bag = make_bag(tmp_path / "bag", {"data/large": bytes(1_000_000)})
    archive = as_tar(bag)
    with tarfile.open(archive, "a") as file:
        for number in range(50):
            file.addfile(member(f"bag/data/{number}", tarfile.LNKTYPE, "bag/data/large"))
    assert "bag.limit-exceeded" in codes(validate(archive, limits=Limits(octets=20_000_000)))

"""Tar files as they come: names, sizes and headers of every kind, and lies about them."""

from __future__ import annotations

import gzip
import os
import tarfile
from pathlib import Path

import pytest

from frus_pack.validating.validate import validate
from tests.support.bags import as_tar, codes, found, make_bag
from tests.support.tar_members import member


def test_tar_names_of_every_kind_are_read(tmp_path: Path) -> None:
    names = ("data/" + "long/" * 20 + "x" * 120, "data/ü", "data/" + "e\u0301" * 60, "data/a b")
    bag = make_bag(tmp_path / "bag", {name: name.encode() for name in names})
    for number in (tarfile.GNU_FORMAT, tarfile.PAX_FORMAT):
        archive = tmp_path / f"{number}.tar"
        with tarfile.open(archive, "w", format=number) as file:
            file.add(bag, "bag")
        # bsdtar composes the accents of a name in a pax header, and of no other.
        composed = {("bag.archive-name-encoding", names[2])}
        assert found(archive) == (composed if number == tarfile.PAX_FORMAT else set())
    assert found(bag) == set()


def test_a_tar_of_the_folder_itself_is_read_with_its_dots(bag: Path) -> None:
    archive = bag.with_suffix(".tar")
    with tarfile.open(archive, "w") as file:
        for path in sorted(bag.rglob("*")):
            file.add(path, f"./{path.relative_to(bag)}", recursive=False)
    assert found(archive) == {("bag.archive-no-base-folder", "")}


def test_a_tar_file_with_an_altered_header_is_damaged(bag: Path) -> None:
    archive = as_tar(bag)
    content = bytearray(archive.read_bytes())
    for index in range(300):
        altered = bytearray(content)
        altered[index] ^= 0x01
        archive.write_bytes(altered)
        assert not validate(archive).ok, index


@pytest.mark.parametrize(
    "size",
    [b"77777777777\0", b"\x80" + b"\x7f" * 11, b"\xff" * 12, b"-0000000001\0", b"1_000000000\0"],
)
def test_a_lie_about_a_size_ends_in_a_finding(bag: Path, size: bytes) -> None:
    archive = as_tar(bag)
    content = bytearray(archive.read_bytes())
    at = content.index(b"bag/bagit.txt")
    content[at + 124 : at + 136] = size
    content[at + 148 : at + 156] = b" " * 8
    content[at + 148 : at + 156] = b"%06o\0 " % sum(content[at : at + 512])
    archive.write_bytes(content)
    assert codes(validate(archive)) & {"bag.archive-damaged", "bag.archive-ambiguous"}
    zipped = archive.with_suffix(".tgz")
    zipped.write_bytes(gzip.compress(content))
    refused = {"bag.archive-damaged", "bag.archive-ambiguous", "bag.limit-exceeded"}
    assert codes(validate(zipped)) & refused


def test_a_size_in_base_256_is_a_size(bag: Path) -> None:
    archive = as_tar(bag)
    content = bytearray(archive.read_bytes())
    at = content.index(b"bag/bagit.txt")
    size = (bag / "bagit.txt").stat().st_size
    content[at + 124 : at + 136] = b"\x80" + size.to_bytes(11, "big")
    content[at + 148 : at + 156] = b" " * 8
    content[at + 148 : at + 156] = b"%06o\0 " % sum(content[at : at + 512])
    archive.write_bytes(content)
    assert found(archive) == set()


@pytest.mark.parametrize(
    ("kind", "body", "code"),
    [
        (b"x", b"garbage", "bag.archive-damaged"),
        (b"x", b"0 a=b\n", "bag.archive-damaged"),
        (b"x", b"-5 a=b\n", "bag.archive-damaged"),
        (b"x", b"99999999999999999999 a=b\n", "bag.archive-damaged"),
        (b"x", b"12 size=-10\n", "bag.archive-ambiguous"),
        (b"x", b"29 size=99999999999999999999\n", "bag.archive-ambiguous"),
        (b"x", b"27 GNU.sparse.realname=abc\n", "bag.archive-unsupported"),
        (b"L", b"x" * ((1 << 20) + 1), "bag.limit-exceeded"),
        (b"L", b"../../evil\0", "bag.path-unsafe"),
        (b"x", b"19 path=../../evil\n", "bag.path-unsafe"),
        (b"S", b"", "bag.archive-unsupported"),
    ],
)
def test_odd_extended_headers_end_in_a_finding(
    bag: Path, kind: bytes, body: bytes, code: str
) -> None:
    archive = as_tar(bag)
    extension = member("bag/data/x", kind)
    extension.size = len(body)
    content = archive.read_bytes().rstrip(b"\0")
    content += bytes(-len(content) % 512)
    content += extension.tobuf(tarfile.USTAR_FORMAT) + body + bytes(-len(body) % 512)
    content += member("bag/data/y").tobuf() + bytes(1024)
    archive.write_bytes(content)
    assert code in codes(validate(archive))


def test_a_gzip_file_of_several_members_and_with_padding_is_whole(bag: Path) -> None:
    archive = as_tar(bag)
    content = archive.read_bytes()
    zipped = bag.with_suffix(".tgz")
    half = len(content) // 2
    parts = gzip.compress(content[:half]) + gzip.compress(b"") + gzip.compress(content[half:])
    zipped.write_bytes(parts + bytes(100))
    assert found(zipped) == set()
    for behind in (b"more", bytes(100) + gzip.compress(b"")):
        zipped.write_bytes(parts + behind)
        assert found(zipped) == {("bag.archive-ambiguous", "")}


def test_a_gzip_file_that_is_no_tar_file_is_damaged(tmp_path: Path) -> None:
    archive = tmp_path / "x.tar.gz"
    archive.write_bytes(gzip.compress(b"hello"))
    assert "bag.archive-damaged" in codes(validate(archive))


@pytest.mark.parametrize("gzipped", [False, True])
def test_bytes_behind_the_end_mark_are_told_and_padding_is_not(bag: Path, gzipped: bool) -> None:
    archive = as_tar(bag)
    content = archive.read_bytes()
    second = make_bag(bag.parent / "second" / "bag", {"data/other": b"other"})
    name = bag.with_suffix(".tar.gz" if gzipped else ".tar")
    packed = gzip.compress if gzipped else bytes
    for behind, expected in (
        (bytes(1 << 20), set()),
        (bytes(5000) + b"x", {("bag.archive-hidden-bytes", "")}),
        (as_tar(second).read_bytes(), {("bag.archive-hidden-bytes", "")}),
    ):
        name.write_bytes(packed(content + behind))
        assert found(name) == expected


@pytest.mark.parametrize("gzipped", [False, True])
def test_bytes_that_fill_a_members_last_block_are_told_with_the_member(
    bag: Path, gzipped: bool
) -> None:
    content = bytearray(as_tar(bag).read_bytes())
    with tarfile.open(as_tar(bag)) as archive:
        first = next(one for one in archive if one.isreg())
    content[first.offset_data + first.size] = 1
    name = bag.with_suffix(".tar.gz" if gzipped else ".tar")
    name.write_bytes(gzip.compress(content) if gzipped else content)
    path = first.name.partition("/")[2]
    assert found(name) == {("bag.archive-hidden-bytes", path)}


def test_bytes_that_fill_an_extended_header_are_told(bag: Path) -> None:
    (bag.parent / "long").mkdir()
    long = make_bag(bag.parent / "long" / "bag", {f"data/{'x' * 120}": b"x"})
    archive = as_tar(long)
    content = bytearray(archive.read_bytes())
    records = content.index(b" path=bag/data/xxx")
    content[records - records % 512 + 511] = 1
    archive.write_bytes(content)
    assert ("bag.archive-hidden-bytes", "") in found(archive)


def test_an_endless_padding_is_not_read_to_its_end(bag: Path) -> None:
    archive = as_tar(bag)
    os.truncate(archive, 1 << 40)
    assert found(archive) == {("bag.archive-hidden-bytes", "")}

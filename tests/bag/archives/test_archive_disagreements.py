"""An archive of which one program unpacks something else than another is not called valid."""

from __future__ import annotations

import io
import struct
import tarfile
import zipfile
import zlib
from pathlib import Path

import pytest

from frus_pack.bag.archives import zip_header_rules
from frus_pack.validating.validate import validate
from tests.support.bags import as_tar, as_zip, found, make_bag


@pytest.fixture
def bag(tmp_path: Path) -> Path:
    return make_bag(tmp_path / "bag", {"data/a.txt": b"one\n", "data/z.txt": b"two\n"})


def header(kind: bytes, body: bytes) -> bytes:
    """An extended header with its blocks of data."""
    info = tarfile.TarInfo("header")
    info.type, info.size = kind, len(body)
    return info.tobuf(tarfile.USTAR_FORMAT) + body + bytes(-len(body) % 512)


def record(keyword: str, value: str) -> bytes:
    """A pax record, its own length in front."""
    rest = f" {keyword}={value}\n".encode()
    length = len(rest) + len(str(len(rest) + 2))
    return f"{length}".encode() + rest


@pytest.mark.parametrize(
    "record",
    [record("path", "bag/data/b.txt"), record("size", "0"), record("GNU.sparse.size", "9")],
)
def test_a_tar_header_that_renames_or_resizes_all_that_follow_is_told(
    bag: Path, record: bytes
) -> None:
    archive = as_tar(bag)
    archive.write_bytes(header(b"g", record) + archive.read_bytes())
    assert ("bag.archive-ambiguous", "") in found(archive)
    assert not validate(archive).ok


def test_a_tar_header_for_all_that_only_comments_is_good(bag: Path) -> None:
    archive = as_tar(bag)
    archive.write_bytes(header(b"g", record("comment", "made today")) + archive.read_bytes())
    assert found(archive) == set()


@pytest.mark.parametrize("kinds", [b"Lx", b"xL"])
def test_two_names_for_one_member_of_a_tar_file_are_refused(bag: Path, kinds: bytes) -> None:
    names = {b"L": b"bag/data/b.txt\0", b"x": record("path", "bag/data/c.txt")}
    archive = as_tar(bag)
    with tarfile.open(archive) as file:
        start = file.getmember("bag/data/a.txt").offset
    content = archive.read_bytes()
    both = b"".join(header(bytes([kind]), names[bytes([kind])]) for kind in kinds)
    archive.write_bytes(content[:start] + both + content[start:])
    name = {b"Lx": "c", b"xL": "b"}[kinds]
    assert ("bag.archive-ambiguous", f"data/{name}.txt") in found(archive)


@pytest.mark.parametrize("field", [14, 18, 22])
def test_a_local_header_of_a_zip_file_with_another_size_or_crc_is_refused(
    bag: Path, field: int
) -> None:
    archive = as_zip(bag)
    with zipfile.ZipFile(archive) as file:
        start = file.getinfo("bag/data/a.txt").header_offset
    content = bytearray(archive.read_bytes())
    struct.pack_into("<L", content, start + field, 5)
    archive.write_bytes(content)
    assert found(archive) == {("bag.archive-ambiguous", "data/a.txt")}


@pytest.mark.parametrize(("name", "told"), [("bag/data/b.txt", True), ("bag/data/a.txt", False)])
def test_a_second_name_in_a_zip_file_is_told_if_it_is_another(
    bag: Path, name: str, told: bool
) -> None:
    info = zipfile.ZipInfo("bag/data/a.txt")
    second = struct.pack("<BL", 1, zlib.crc32(info.filename.encode())) + name.encode()
    info.extra = struct.pack("<2H", 0x7075, len(second)) + second
    archive = bag.with_suffix(".zip")
    with zipfile.ZipFile(archive, "w") as file:
        for path in sorted(path for path in bag.rglob("*") if path.is_file()):
            inside = f"bag/{path.relative_to(bag).as_posix()}"
            file.writestr(info if inside == info.filename else inside, path.read_bytes())
    ambiguous = ("bag.archive-ambiguous", "data/a.txt")
    assert found(archive) == ({ambiguous} if told else set())


def test_sizes_that_stand_behind_a_member_are_good(bag: Path) -> None:
    class Unseekable(io.BytesIO):
        def seekable(self) -> bool:
            return False

        def tell(self) -> int:
            raise OSError

    written = Unseekable()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as file:
        for path in sorted(path for path in bag.rglob("*") if path.is_file()):
            file.write(path, f"bag/{path.relative_to(bag).as_posix()}")
    archive = bag.with_suffix(".zip")
    archive.write_bytes(written.getvalue())
    assert zip_header_rules.LOCAL.unpack_from(written.getvalue())[2] & 0x8
    assert found(archive) == set()

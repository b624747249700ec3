"""An archive of this library is checked to the bit, and to the end of each of its members."""

from __future__ import annotations

import struct
import tarfile
import zipfile
from datetime import date
from pathlib import Path

import pytest

from frus_pack.bag.opening import open_unjudged
from frus_pack.bag.sink import SERIALIZATIONS, Serialization, archive_sink
from frus_pack.bag.writer import BagWriter
from frus_pack.validating.validate import validate
from tests.support.bags import codes, found

LONG = f"data/{'n' * 120}"


def written(folder: Path, form: Serialization, day: date = date(2026, 1, 2)) -> Path:
    place = folder / f"bag.{form}"
    with archive_sink(form, place, "bag", day) as sink:
        writer = BagWriter(sink, ["sha512"])
        writer.add_bytes("data/letter.txt", b"Dear Sir:\n")
        writer.add_bytes(LONG, b"long")
        writer.finish([("Bagging-Date", "2026-01-02"), ("Payload-Oxum", str(writer.oxum))])
    return place


def bits_unnoticed(archive: Path, places: list[int]) -> list[tuple[int, int]]:
    """The bits of these bytes that can change without the archive becoming invalid."""
    original = archive.read_bytes()
    unnoticed = []
    for place in places:
        for bit in range(8):
            altered = bytearray(original)
            altered[place] ^= 1 << bit
            archive.write_bytes(altered)
            if validate(archive).ok:
                unnoticed.append((place, bit))
    return unnoticed


def headers_of_tar(archive: Path) -> list[int]:
    """Every byte of the headers of two files, one of them with an extended header."""
    with tarfile.open(archive) as file:
        short, long = file.getmember("bag/data/letter.txt"), file.getmember(f"bag/{LONG}")
    return [*range(short.offset, short.offset_data), *range(long.offset, long.offset_data)]


def headers_of_zip(archive: Path) -> list[int]:
    """Every byte of the two headers of one file, and of the end."""
    content = archive.read_bytes()
    with zipfile.ZipFile(archive) as file:
        member = file.infolist()[0]
    octets = len(member.filename)
    entry = content.index(b"PK\1\2")
    local = range(member.header_offset, member.header_offset + 30 + octets)
    return [*local, *range(entry, entry + 46 + octets), *range(len(content) - 22, len(content))]


@pytest.mark.slow
@pytest.mark.parametrize("form", SERIALIZATIONS)
def test_no_bit_of_a_header_can_change_unnoticed(tmp_path: Path, form: Serialization) -> None:
    archive = written(tmp_path, form)
    assert validate(archive).ok
    places = headers_of_tar(archive) if form == "tar" else headers_of_zip(archive)
    assert bits_unnoticed(archive, places) == []


def signed(header: bytearray) -> bytes:
    """A tar header with its checksum up to date."""
    header[148:156] = b" " * 8
    header[148:156] = b"%06o\0 " % sum(header)
    return bytes(header)


@pytest.mark.parametrize(
    ("place", "value"),
    [(106, b"5"), (114, b"1"), (122, b"1"), (146, b"1"), (265, b"root"), (336, b"0")],
)
def test_a_header_that_was_changed_with_its_checksum_is_damage(
    tmp_path: Path, place: int, value: bytes
) -> None:
    archive = written(tmp_path, "tar")
    content = bytearray(archive.read_bytes())
    content[place : place + len(value)] = value
    if place == 336:
        content[329:345] = b"0000000\x000000000\0"
    content[:512] = signed(content[:512])
    archive.write_bytes(content)
    assert found(archive) == {("bag.archive-damaged", "data/letter.txt")}


@pytest.mark.parametrize(
    ("local", "entry", "value"),
    [(4, 6, 10), (10, 12, 5), (12, 14, 0x5C23), (None, 4, 0x0314 + 1), (None, 36, 1)],
)
def test_two_headers_that_were_changed_alike_are_damage(
    tmp_path: Path, local: int | None, entry: int, value: int
) -> None:
    archive = written(tmp_path, "zip")
    content = bytearray(archive.read_bytes())
    struct.pack_into("<H", content, content.index(b"PK\1\2") + entry, value)
    if local is not None:
        struct.pack_into("<H", content, local, value)
    archive.write_bytes(content)
    assert ("bag.archive-damaged", "data/letter.txt") in found(archive)


def test_without_its_end_mark_an_archive_of_this_library_is_damaged(tmp_path: Path) -> None:
    archive = written(tmp_path, "tar")
    archive.write_bytes(archive.read_bytes()[:-512])
    assert found(archive) == {("bag.archive-damaged", "")}


@pytest.mark.parametrize("form", SERIALIZATIONS)
def test_a_repacked_archive_is_not_taken_for_one_of_this_library(
    tmp_path: Path, form: Serialization
) -> None:
    archive = written(tmp_path, form)
    other = tmp_path / f"other.{form}"
    with open_unjudged(archive) as bag:
        contents = dict(bag.read_each(list(bag.files), 1 << 20))
    (tmp_path / "bag").mkdir()
    for path, content in contents.items():
        (tmp_path / "bag" / path).parent.mkdir(exist_ok=True)
        (tmp_path / "bag" / path).write_bytes(content)
    if form == "tar":
        with tarfile.open(other, "w") as tar:
            tar.add(tmp_path / "bag", "bag")
    else:
        with zipfile.ZipFile(other, "w") as zipped:
            for path in contents:
                zipped.write(tmp_path / "bag" / path, f"bag/{path}")
    assert codes(validate(other)) == set()


def test_a_name_that_is_not_composed_is_a_warning_in_our_zip_too(tmp_path: Path) -> None:
    place = tmp_path / "bag.zip"
    with archive_sink("zip", place, "bag", date(2026, 1, 2)) as sink:
        writer = BagWriter(sink, ["sha512"])
        writer.add_bytes("data/e\u0301", b"one")
        writer.finish([("Payload-Oxum", str(writer.oxum))])
    assert found(place) == {("bag.archive-name-encoding", "data/e\u0301")}

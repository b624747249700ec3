"""The headers of archives: long names, large files, early and late days."""

from __future__ import annotations

import io
import tarfile
import zipfile
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frus_pack.bag.archives import tar_members, tar_writing, zip_directory, zip_members, zip_writing
from frus_pack.bag.opening import open_unjudged
from frus_pack.bag.sink import archive_sink
from tests.bag.archiving import DAY, archive_of


def _member(header: bytes, octets: int) -> tar_members.Member:
    """What our reader makes of a header, and Python's agrees with."""

    class Source:
        position = 0

        def take(self, wanted: int) -> bytes:
            taken = header[self.position : self.position + wanted]
            self.position += len(taken)
            return taken

        def skip(self, wanted: int) -> None:
            self.position += wanted

        def finish(self) -> int:
            return 0

    member = next(tar_members.members(Source()))
    with tarfile.open(fileobj=io.BytesIO(header)) as archive:
        theirs = archive.next()
    assert theirs is not None
    assert (theirs.name, theirs.size) == (member.name, member.size) == (member.name, octets)
    return member


@given(
    st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1, max_size=300),
    st.sampled_from((0, 1, 8**11 - 1, 8**11, 1 << 40)),
)
def test_headers_are_read_as_they_were_written(name: str, octets: int) -> None:
    name = f"bag/{name}".rstrip("/")
    header = tar_writing.format_header(name, octets, 1)
    assert len(header) % 512 == 0
    assert _member(header, octets).name == name


def test_a_file_of_8_gib_has_its_size_in_an_extended_header() -> None:
    assert len(tar_writing.format_header("bag/a", (8 << 30) - 1, 0)) == 512
    header = tar_writing.format_header("bag/a", 8 << 30, 0)
    assert header[512:1024].rstrip(b"\0") == b"19 size=8589934592\n"
    assert len(header) == 1536


@pytest.mark.parametrize(
    ("day", "seconds", "dos"),
    [
        (date(1899, 5, 1), 0, (1980, 1, 1)),
        (date(1970, 1, 1), 0, (1980, 1, 1)),
        (date(2026, 1, 2), 1767312000, (2026, 1, 2)),
        (date(9999, 12, 31), 8**11 - 1, (2107, 12, 31)),
    ],
)
def test_a_day_that_an_archive_cannot_hold_becomes_the_nearest(
    tmp_path: Path, day: date, seconds: int, dos: tuple[int, int, int]
) -> None:
    with tarfile.open(archive_of(tmp_path, "tar", {}, day)) as tar:
        assert {member.mtime for member in tar} == {seconds}
    with zipfile.ZipFile(archive_of(tmp_path, "zip", {}, day)) as zipped:
        assert {member.date_time for member in zipped.infolist()} == {(*dos, 0, 0, 0)}


@pytest.mark.parametrize(
    ("octets", "start"),
    [(5, 7), (0xFFFFFFFE, 0), (0xFFFFFFFF, 0), (1 << 40, 5), (5, 0xFFFFFFFF), (1 << 40, 1 << 50)],
)
def test_what_does_not_fit_32_bits_stands_in_a_zip64_field(octets: int, start: int) -> None:
    name = "bag/ü".encode()
    entry = zip_writing.format_entry(name, octets, 9, DAY, start)
    place = start + octets
    end = entry + zip_writing.format_end(1, len(entry), place)

    def read(offset: int, wanted: int) -> bytes:
        before = min(max(0, place - offset), wanted)
        after = max(0, offset - place)
        return bytes(before) + end[after : after + wanted - before]

    directory = zip_directory.find_directory(read, place + len(end))
    (member,) = zip_members.members(read, directory)
    header = member.header
    assert (member.name, header.name, header.crc) == ("bag/ü", name, 9)
    assert (header.size, header.packed, member.start) == (octets, octets, start)
    local = zip_writing.format_local(name, octets, 9, DAY)
    assert len(local) == 30 + len(name) + (20 if octets >= 0xFFFFFFFF else 0)


def test_more_than_65534_files_are_counted_in_the_zip64_end(tmp_path: Path) -> None:
    place = tmp_path / "many.zip"
    with archive_sink("zip", place, "bag", DAY) as sink:
        for n in range(65_535):
            sink.claim(str(n), 0).fill(())
        sink.finish()
    with zipfile.ZipFile(place) as archive:
        assert len(archive.namelist()) == 65_535
    with open_unjudged(place) as bag:
        assert len(bag.files) == 65_535

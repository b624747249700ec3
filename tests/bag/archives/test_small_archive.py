"""Small archives taken apart in memory, and put together again as they are written."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from frus_pack.bag.sink import SERIALIZATIONS, Serialization, archive_sink
from frus_pack.bag.small_archive import put_together, take_apart

DAY = date(2026, 1, 2)
FILES = {
    "data/empty": b"",
    "data/block": b"b" * 512,
    "data/more": b"m" * 513,
    f"data/{'long' * 30}": b"\n",
    "data/p\u00e1gina/\u0434.png": b"1 path=x\n",
    "bagit.txt": b"two lines\n",
}

each_form = pytest.mark.parametrize("form", SERIALIZATIONS)


def _written(place: Path, form: Serialization, files: dict[str, bytes], base: str = "bag") -> bytes:
    with archive_sink(form, place, base, DAY) as sink:
        for path, content in files.items():
            sink.claim(path, len(content)).fill([content])
        sink.finish()
    return place.read_bytes()


@each_form
@pytest.mark.parametrize("base", ["bag", "b\u00e4g"])
def test_what_is_written_is_taken_apart_and_put_together(
    tmp_path: Path, form: Serialization, base: str
) -> None:
    archive = _written(tmp_path / "archive", form, FILES, base)
    files = take_apart(archive, form, base)
    assert list(files.items()) == list(FILES.items())
    assert put_together(files, form, base, DAY) == archive


@each_form
def test_another_base_or_day_or_order_makes_another_archive(
    tmp_path: Path, form: Serialization
) -> None:
    archive = _written(tmp_path / "archive", form, FILES)
    assert put_together(FILES, form, "bug", DAY) != archive
    assert put_together(FILES, form, "bag", date(2026, 1, 3)) != archive
    assert put_together(dict(reversed(FILES.items())), form, "bag", DAY) != archive
    assert put_together(take_apart(archive, form, "bug"), form, "bug", DAY) != archive


def _same_files(archive: bytes, form: Serialization) -> bool:
    """Whether an archive is told to be the one that is written of the files."""
    try:
        files = take_apart(archive, form, "bag")
    except ValueError:
        return False
    return files == FILES and put_together(files, form, "bag", DAY) == archive


@each_form
def test_with_any_bit_altered_it_is_not_the_same(tmp_path: Path, form: Serialization) -> None:
    archive = bytearray(_written(tmp_path / "archive", form, FILES))
    assert _same_files(bytes(archive), form)
    for bit in range(8 * len(archive)):
        archive[bit // 8] ^= 1 << bit % 8
        assert not _same_files(bytes(archive), form), bit
        archive[bit // 8] ^= 1 << bit % 8


@each_form
def test_cut_off_or_grown_it_is_not_the_same(tmp_path: Path, form: Serialization) -> None:
    archive = _written(tmp_path / "archive", form, FILES)
    for octets in range(len(archive)):
        assert not _same_files(archive[:octets], form), octets
    assert not _same_files(archive + b"\0", form)
    assert not _same_files(archive + archive, form)


@each_form
def test_a_member_that_stands_twice_is_found(tmp_path: Path, form: Serialization) -> None:
    """In a tar file the second would be unpacked over the first."""
    twice = {**FILES, "data/mora": b"m" * 513}
    archive = _written(tmp_path / "archive", form, twice).replace(b"data/mora", b"data/more")
    files = take_apart(archive, form, "bag")
    assert files == FILES
    assert put_together(files, form, "bag", DAY) != archive


def test_a_size_below_zero_is_none(tmp_path: Path) -> None:
    archive = _written(tmp_path / "archive", "tar", {"data/empty": b""})
    with pytest.raises(ValueError, match="-1 is no size"):
        take_apart(archive.replace(b"0" * 11, b"-0000000001", 1), "tar", "bag")

"""Archives that are too large for memory are held against what would be written, on disk."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from frus_pack.bag.opening import open_bag
from frus_pack.bag.sink import SERIALIZATIONS, Serialization, archive_sink
from frus_pack.bag.unaltered_archive import is_unaltered
from frus_pack.errors import StorageError

DAY = date(2026, 1, 2)
FILES = {
    "data/large": bytes(range(256)) * 300,
    "data/empty": b"",
    f"data/{'long' * 30}": b"",
    "bagit.txt": b"two lines\n",
}

each_form = pytest.mark.parametrize("form", SERIALIZATIONS)


def _write(place: Path, form: Serialization) -> bytes:
    with archive_sink(form, place, "bag", DAY) as sink:
        slots = {path: sink.claim(path, len(content)) for path, content in FILES.items()}
        for path, content in FILES.items():
            slots[path].fill([content[:1000], content[1000:]])
        sink.finish()
    return place.read_bytes()


def _is_as_written(place: Path, form: Serialization, base: str = "bag", day: date = DAY) -> bool:
    try:
        with open_bag(place) as bag:
            return bag.files.keys() == FILES.keys() and is_unaltered(bag, form, base, day)
    except StorageError:
        return False


@each_form
def test_an_archive_is_as_written_but_by_another_name_day_or_form(
    tmp_path: Path, form: Serialization
) -> None:
    place = tmp_path / "archive"
    _write(place, form)
    assert _is_as_written(place, form)
    assert not _is_as_written(place, form, base="bug")
    assert not _is_as_written(place, form, base="longer")
    assert not _is_as_written(place, form, day=DAY + timedelta(days=1))
    assert not _is_as_written(place, "zip" if form == "tar" else "tar")
    assert list(tmp_path.iterdir()) == [place]


@each_form
def test_with_a_byte_outside_its_files_altered_it_is_not(
    tmp_path: Path, form: Serialization
) -> None:
    """What is in its files is for their digests to tell."""
    place = tmp_path / "archive"
    archive = bytearray(_write(place, form))
    outside = set(range(len(archive)))
    for content in FILES.values():
        start = archive.index(content)
        outside -= {*range(start, start + len(content))}
    for at in outside:
        archive[at] ^= 1
        place.write_bytes(archive)
        assert not _is_as_written(place, form), at
        archive[at] ^= 1
    place.write_bytes(archive)
    assert _is_as_written(place, form)


@each_form
def test_cut_off_or_grown_it_is_not(tmp_path: Path, form: Serialization) -> None:
    place = tmp_path / "archive"
    archive = _write(place, form)
    for other in (archive[:-1], archive[:-512], archive + b"\0", archive + bytes(512)):
        place.write_bytes(other)
        assert not _is_as_written(place, form)

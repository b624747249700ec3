"""A bag is written straight into an archive: what other tools read, the same bytes everywhere."""

from __future__ import annotations

import hashlib
import io
import os
import stat
import subprocess
import tarfile
import time
import zipfile
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import bagit
import pytest

from frus_pack.bag.opening import open_unjudged
from frus_pack.bag.sink import SERIALIZATIONS, Serialization, archive_sink, folder_sink
from frus_pack.bag.tag_files.paths import BagPath
from frus_pack.bag.writer import BagWriter, ClaimedFile
from frus_pack.errors import SourceError
from frus_pack.storage.publishing import first_difference
from frus_pack.validating.validate import validate
from tests.bag.archiving import CONTENTS, DAY, LONG, archive_of, write


def _folder(folder: Path, contents: Mapping[str, bytes] = CONTENTS) -> Path:
    with folder_sink(folder / "bag") as sink:
        write(BagWriter(sink, ["sha512"]), contents)
    return folder / "bag"


def _unpacked(archive: Path, into: Path) -> Path:
    """By the tools that everybody has."""
    into.mkdir()
    tool = ["tar", "-C", str(into), "-xf", str(archive)]
    if archive.suffix == ".zip":
        tool = ["unzip", "-q", str(archive), "-d", str(into)]
    # unzip asks the locale what names are in.
    subprocess.run(tool, check=True, env={**os.environ, "LC_ALL": "C.UTF-8"})
    (unpacked,) = into.iterdir()
    return unpacked


@pytest.mark.parametrize("form", SERIALIZATIONS)
def test_an_archive_unpacks_to_the_bag_a_folder_would_be(
    tmp_path: Path, form: Serialization
) -> None:
    unpacked = _unpacked(archive_of(tmp_path, form), tmp_path / "unpacked")
    assert unpacked.name == "bag"
    assert first_difference(unpacked, _folder(tmp_path)) is None
    assert bagit.Bag(str(unpacked)).is_valid()


@pytest.mark.parametrize("form", SERIALIZATIONS)
def test_an_archive_is_a_good_bag_without_unpacking(tmp_path: Path, form: Serialization) -> None:
    archive = archive_of(tmp_path, form)
    assert validate(archive).findings == validate(_folder(tmp_path)).findings
    with open_unjudged(archive) as bag:
        assert dict(bag.read_each(list(map(BagPath, CONTENTS)), 1 << 20)) == CONTENTS


def test_tar_and_unzip_find_nothing_to_object_to(tmp_path: Path) -> None:
    tar, zipped = archive_of(tmp_path, "tar"), archive_of(tmp_path, "zip")
    _unpacked(tar, tmp_path / "unpacked")
    compared = subprocess.run(
        ["tar", "-C", tmp_path / "unpacked", "--compare", "-f", tar], capture_output=True
    )
    assert (compared.returncode, compared.stdout + compared.stderr) == (0, b"")
    tested = subprocess.run(["unzip", "-tq", zipped], capture_output=True, text=True)
    assert (tested.returncode, tested.stderr) == (0, "")
    assert tested.stdout.startswith("No errors detected in compressed data")


def test_members_of_a_tar_file_are_of_one_owner_mode_and_time(tmp_path: Path) -> None:
    with tarfile.open(archive_of(tmp_path, "tar")) as archive:
        members = archive.getmembers()
    assert [member.name for member in members] == [
        *(f"bag/{path}" for path in CONTENTS),
        "bag/bagit.txt",
        "bag/bag-info.txt",
        "bag/manifest-sha512.txt",
        "bag/tagmanifest-sha512.txt",
    ]
    (facts,) = {
        (one.type, one.mode, one.uid, one.gid, one.uname, one.gname, one.mtime) for one in members
    }
    assert facts == (tarfile.REGTYPE, 0o644, 0, 0, "", "", 1767312000)


def test_members_of_a_zip_file_are_stored_and_of_one_mode_and_time(tmp_path: Path) -> None:
    with zipfile.ZipFile(archive_of(tmp_path, "zip")) as archive:
        assert archive.testzip() is None
        members = archive.infolist()
    assert [member.filename for member in members[:6]] == [f"bag/{path}" for path in CONTENTS]
    (facts,) = {
        (one.compress_type, one.create_system, one.external_attr >> 16, one.date_time)
        for one in members
    }
    assert facts == (zipfile.ZIP_STORED, 3, stat.S_IFREG | 0o644, (2026, 1, 2, 0, 0, 0))


@pytest.mark.parametrize(
    ("form", "digest"),
    [
        ("tar", "dd09be5ea72a28a8a2dbe63daf3cd3ddaea6f2a6936c783a9fe714e4c565eeb1"),
        ("zip", "a3df4c98267fe2fab5e774c6558dbb5c16de0d033a2f8e5697e41dcc7d12dc59"),
    ],
)
def test_no_user_umask_or_time_zone_changes_a_byte(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, form: Serialization, digest: str
) -> None:
    contents = {"data/letter.txt": b"Dear Sir:\n", LONG: b"x"}
    monkeypatch.setenv("TZ", "Pacific/Kiritimati")
    time.tzset()
    mask = os.umask(0o077)
    try:
        archive = archive_of(tmp_path, form, contents)
    finally:
        os.umask(mask)
        monkeypatch.undo()
        time.tzset()
    assert stat.S_IMODE(archive.stat().st_mode) == 0o600
    assert hashlib.sha256(archive.read_bytes()).hexdigest() == digest


@pytest.mark.parametrize("form", SERIALIZATIONS)
def test_threads_that_copy_in_any_order_give_the_same_bytes(
    tmp_path: Path, form: Serialization
) -> None:
    contents = {f"data/{n}": bytes([n]) * (n * 3000) for n in range(40)}
    for path, content in contents.items():
        (tmp_path / path.removeprefix("data/")).write_bytes(content)
    place = tmp_path / f"threads.{form}"
    with archive_sink(form, place, "bag", DAY) as sink, ThreadPoolExecutor(4) as pool:
        writer = BagWriter(sink, ["sha512"])
        claimed = [writer.claim(path, tmp_path / path.removeprefix("data/")) for path in contents]
        list(pool.map(ClaimedFile.copy, reversed(claimed)))
        write(writer, {})
    assert place.read_bytes() == archive_of(tmp_path, form, contents).read_bytes()


@pytest.mark.parametrize("form", SERIALIZATIONS)
def test_what_was_copied_can_be_read_back_at_any_position(
    tmp_path: Path, form: Serialization
) -> None:
    content = os.urandom(300_000)
    (tmp_path / "source").write_bytes(content)
    with archive_sink(form, tmp_path / "archive", "bag", DAY) as sink:
        writer = BagWriter(sink, ["sha512"])
        writer.add_bytes("data/before", b"before")
        claimed = writer.claim("data/copy", tmp_path / "source")
        writer.add_bytes("data/after", b"after")
        claimed.copy()
        with claimed.open() as file:
            assert file.read() == content
            assert (file.seek(-5, os.SEEK_END), file.read()) == (299_995, content[-5:])
            assert (file.seek(7), file.read(3)) == (7, content[7:10])
            assert (file.seek(3, os.SEEK_CUR), file.read(1)) == (13, content[13:14])
            assert (file.seek(400_000), file.read()) == (400_000, b"")
            with pytest.raises(OSError, match="negative"):
                file.seek(-1)
            with pytest.raises(io.UnsupportedOperation):
                file.fileno()


@pytest.mark.parametrize("change", ["grown", "shrunk"])
@pytest.mark.parametrize("form", SERIALIZATIONS)
def test_a_file_of_another_size_than_its_place_is_refused(
    tmp_path: Path, form: Serialization, change: str
) -> None:
    source = tmp_path / "source"
    source.write_bytes(bytes(1000))
    with archive_sink(form, tmp_path / "archive", "bag", DAY) as sink:
        claimed = BagWriter(sink, ["sha512"]).claim("data/a", source)
        source.write_bytes(bytes(1001 if change == "grown" else 999))
        with pytest.raises(SourceError, match="changed while it was read"):
            claimed.copy()


@pytest.mark.parametrize(
    ("first", "second"), [("data/a", "data/a/b"), ("data/a/b", "data/a"), ("data/a", "data/a")]
)
def test_a_name_is_a_file_or_a_folder_and_only_once(
    tmp_path: Path, first: str, second: str
) -> None:
    with archive_sink("tar", tmp_path / "archive", "bag", DAY) as sink:
        writer = BagWriter(sink, ["sha512"])
        writer.add_bytes(first, b"")
        with pytest.raises(SourceError, match="is there already"):
            writer.add_bytes(second, b"")


def test_an_archive_is_never_written_over_another(tmp_path: Path) -> None:
    archive = archive_of(tmp_path, "tar")
    before = archive.read_bytes()
    with pytest.raises(FileExistsError):
        archive_of(tmp_path, "tar")
    assert archive.read_bytes() == before

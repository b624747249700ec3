"""Bags in archives of every form: read without unpacking, within limits."""

from __future__ import annotations

import io
import os
import random
import tarfile
from collections.abc import Callable
from pathlib import Path

import pytest

from frus_pack.bag.opening import open_unjudged
from frus_pack.bag.reader import Limits
from frus_pack.bag.tag_files.paths import BagPath
from frus_pack.errors import StorageError
from frus_pack.validating.validate import validate
from tests.support.bags import as_tar, as_tar_gz, as_zip, codes, found, make_bag, outcomes
from tests.support.tar_members import member

FORMS = (as_tar, as_tar_gz, as_zip)
Archive = Callable[[Path], Path]


@pytest.mark.parametrize("archived", FORMS)
@pytest.mark.parametrize(
    "spoil",
    [
        lambda bag: (bag / "data/letter.txt").write_bytes(b"dear Sir:\n"),
        lambda bag: (bag / "data/letter.txt").unlink(),
        lambda bag: (bag / "data/new.txt").write_bytes(b"new"),
        lambda bag: (bag / "bag-info.txt").write_bytes(b"Payload-Oxum: 0.0\n"),
        lambda bag: (bag / "bagit.txt").unlink(),
        lambda bag: (bag / "data/empty").mkdir(),
        lambda bag: (bag / "data/link").symlink_to("/etc/passwd"),
    ],
)
def test_an_archive_has_the_findings_of_its_folder(
    bag: Path, archived: Archive, spoil: Callable[[Path], object]
) -> None:
    spoil(bag)
    archive = archived(bag)
    if (bag / "data/link").is_symlink() and archived is as_zip:
        pytest.skip("zipfile packs the target of a link")
    assert found(archive) == found(bag)


@pytest.mark.parametrize("algorithm", ["md5", "sha1", "sha224", "sha256", "sha512", "blake2b"])
@pytest.mark.parametrize("archived", FORMS)
def test_large_files_are_digested_whatever_the_algorithm(
    tmp_path: Path, archived: Archive, algorithm: str
) -> None:
    noise = random.Random(1).randbytes(3_000_000)
    payload = {"data/large": noise, "data/runs": bytes(900_000), "data/x": b"x"}
    bag = make_bag(tmp_path / "bag", payload, algorithms=[algorithm])
    weak = {("bag.algorithm-weak", "")} if algorithm in ("md5", "sha1") else set()
    assert found(archived(bag)) == weak
    (bag / "data/large").write_bytes(noise[:-1] + bytes([noise[-1] ^ 1]))
    assert found(archived(bag)) == {("bag.payload-altered", "data/large"), *weak}


def test_manifests_at_the_front_say_what_to_digest(bag: Path) -> None:
    (bag / "data/large").write_bytes(bytes(500_000))
    archive = bag.with_suffix(".tgz")
    with tarfile.open(archive, "w:gz") as file:
        for path in sorted(bag.rglob("*"), key=lambda path: path.is_file() and "data" in str(path)):
            file.add(path, Path("bag") / path.relative_to(bag), recursive=False)
    with open_unjudged(archive) as opened:
        (digests,) = opened.digests([BagPath("data/large")], ["sha512", "md5"], 1)
    assert digests.octets == 500_000
    assert set(digests.digests) == {"sha512", "md5"}
    assert found(archive) >= {("bag.payload-file-unlisted", "data/large")}


def test_an_archive_that_is_cut_short_meanwhile_is_unreadable(tmp_path: Path) -> None:
    noise = random.Random(3).randbytes(500_000)
    archive = as_tar_gz(make_bag(tmp_path / "bag", {"data/large": noise}))
    with open_unjudged(archive) as opened:
        os.truncate(archive, 1000)
        (digests,) = opened.digests([BagPath("data/large")], ["sha3512"], 1)
        assert digests.problem == "the archive has changed since"
        with pytest.raises(StorageError, match="reading the archive again failed"):
            opened.read("data/large", 500_000)


@pytest.mark.parametrize("archived", FORMS)
def test_files_of_an_archive_can_be_read_one_by_one_and_together(
    tmp_path: Path, archived: Archive
) -> None:
    noise = random.Random(2)
    payload = {f"data/{number}": noise.randbytes(400_000) for number in range(3)}
    payload["data/s"] = b"s"
    archive = archived(make_bag(tmp_path / "bag", payload))
    with open_unjudged(archive) as opened:
        assert opened.read("data/1", 400_000) == payload["data/1"]
        assert opened.read("data/s", 1) == b"s"
        assert dict(opened.read_each(list(map(BagPath, payload)), 400_000)) == payload
        with pytest.raises(StorageError, match="is larger than 399999 bytes"):
            opened.read("data/1", 399_999)


def test_an_archive_without_a_bag_is_told_so(tmp_path: Path) -> None:
    archive = tmp_path / "none.tar"
    with tarfile.open(archive, "w") as file:
        for name in ("a/x", "b/x"):
            file.addfile(member(name), io.BytesIO())
    assert {("bag.archive-layout", ""), ("bag.declaration-missing", "bagit.txt")} <= found(archive)


@pytest.mark.parametrize("archived", FORMS)
def test_an_archive_cut_off_anywhere_is_not_ok(bag: Path, archived: Archive) -> None:
    archive = archived(bag)
    content = archive.read_bytes()
    # What stands after the end mark of a tar file is padding that nobody needs.
    needed = len(content.rstrip(b"\0")) if archived is as_tar else len(content)
    for length in range(0, needed, 7):
        archive.write_bytes(content[:length])
        report = validate(archive)
        assert not report.ok, length
        if length % 512 or archived is not as_tar:
            assert "bag.archive-damaged" in codes(report), length


@pytest.mark.parametrize("archived", FORMS)
def test_an_archive_with_any_byte_altered_is_noticed_or_is_the_same_bag(
    bag: Path, archived: Archive
) -> None:
    archive = archived(bag)
    original = archive.read_bytes()
    with open_unjudged(archive) as opened:
        files = dict(opened.files)
        contents = dict(opened.read_each(list(files), 1 << 20))
    # Most of a tar file is zeros that fill its blocks; every seventh byte is in each of them.
    for index in range(0, len(original), 7 if archived is as_tar else 1):
        altered = bytearray(original)
        altered[index] ^= 0x55
        archive.write_bytes(altered)
        report = validate(archive)
        if report.ok and not report.findings:
            with open_unjudged(archive) as opened:
                assert dict(opened.read_each(list(opened.files), 1 << 20)) == contents, index


@pytest.mark.parametrize("archived", FORMS)
@pytest.mark.parametrize(
    "limits", [Limits(members=2), Limits(octets=300), Limits(tag_file_octets=100)]
)
def test_limits_end_the_reading(bag: Path, archived: Archive, limits: Limits) -> None:
    report = validate(archived(bag), limits=limits)
    assert not report.ok
    assert "bag.limit-exceeded" in codes(report)
    # What was not reached is not called missing, nor what is known of it wrong.
    untold = ("payload-file-missing", "payload-file-unlisted", "oxum-differs")
    assert not codes(report) & {f"bag.{one}" for one in untold}
    assert outcomes(report)["fixity"] in ("not checked", "failed")


@pytest.mark.parametrize("archived", [as_tar_gz, as_zip])
def test_a_bomb_is_refused_by_its_ratio(
    tmp_path: Path, archived: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    bag = make_bag(tmp_path / "bag", {"data/zeros": bytes(2_000_000)})
    monkeypatch.setattr("frus_pack.bag.reader.RATIO_COUNTS_FROM", 1_000_000)
    archive = archived(bag)
    assert validate(archive, limits=Limits(ratio=2000)).ok
    report = validate(archive, limits=Limits(ratio=50))
    assert "bag.limit-exceeded" in codes(report)


@pytest.mark.parametrize("name", ["x.txt", "x", "x.tar.zst"])
def test_what_is_no_archive_is_no_bag_to_check(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"hello")
    with pytest.raises(StorageError, match="neither a folder nor a tar, tar"):
        validate(tmp_path / name)


@pytest.mark.parametrize("name", ["x.tar", "x.zip", "x.tgz", "x.TAR.GZ", "x.tbz2", "x.tar.xz"])
def test_what_is_called_an_archive_and_is_none_is_damaged(tmp_path: Path, name: str) -> None:
    for content in (b"", b"hello", bytes(1000)):
        (tmp_path / name).write_bytes(content)
        assert not validate(tmp_path / name).ok


def test_nothing_at_the_path_is_an_error_of_the_caller(tmp_path: Path) -> None:
    with pytest.raises(StorageError, match="does not exist"):
        validate(tmp_path / "nothing")
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(StorageError, match="pipe"):
        validate(tmp_path / "pipe")

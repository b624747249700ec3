"""Archives that other people met, or made to deceive: what is right of each."""

from __future__ import annotations

import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

import frus_pack
from frus_pack.errors import FrusPackError
from frus_pack.validating.validate import validate
from tests.support.bags import PAYLOAD, as_tar, as_zip, codes, found, make_bag
from tests.support.deep import take_away


@pytest.fixture
def cases(shared: Path) -> Path:
    """The folder of cases; skips where it is absent."""
    if not (shared / "cases").is_dir():
        pytest.skip(f"needs the cases, and {shared / 'cases'} does not exist")
    return shared / "cases"


@pytest.fixture
def letter(tmp_path: Path) -> Path:
    """A good bag with a transcription."""
    return make_bag(tmp_path / "letter", {"data/transcription.txt": b"Dear Sir:\n", **PAYLOAD})


def made_by(script: Path, *arguments: str | Path) -> None:
    subprocess.run([sys.executable, script, *map(str, arguments)], check=True)


@pytest.mark.parametrize("name", ["letter-payload-last-0.tar", "letter-tag-last-0.tar"])
def test_a_tar_without_end_mark_is_a_bag_with_a_warning(cases: Path, name: str) -> None:
    archive = cases / "bags/tar-without-end-mark" / name
    assert found(archive) == {("bag.archive-end-mark-missing", "")}
    assert validate(archive).ok


def test_a_hard_link_has_the_content_of_the_earlier_file(cases: Path, tmp_path: Path) -> None:
    archive = cases / "bags/hard-link-in-tar/hardlink.tar"
    assert found(archive) == set()
    unpacked = frus_pack.unpack(archive, tmp_path)
    assert (unpacked / "data/a.txt").read_bytes() == (unpacked / "data/b.txt").read_bytes()


@pytest.mark.parametrize(
    ("name", "litter"), [("macos-top-only.tar", "._letter"), ("macosx.zip", "__MACOSX")]
)
def test_what_macos_puts_beside_a_bag_is_a_warning(cases: Path, name: str, litter: str) -> None:
    archive = cases / "bags/macos-litter" / name
    assert ("bag.system-file", litter) in found(archive)
    assert codes(validate(archive)) <= {"bag.system-file", "bag.archive-name-encoding"}
    assert validate(archive).ok


@pytest.mark.parametrize(
    "name", [".DS_Store", "Thumbs.db", "desktop.ini", "._letter", "__MACOSX/x"]
)
def test_what_any_desktop_puts_beside_a_bag_is_a_warning(letter: Path, name: str) -> None:
    with tarfile.open(as_tar(letter), "a") as tar:
        tar.addfile(tarfile.TarInfo(name))
    with zipfile.ZipFile(as_zip(letter), "a") as archive:
        archive.writestr(name, b"left")
    for suffix in (".tar", ".zip"):
        path = letter.with_suffix(suffix)
        assert found(path) == {("bag.system-file", name.partition("/")[0])}
        unpacked = frus_pack.unpack(path, letter.parent / suffix)
        assert [one.name for one in unpacked.parent.iterdir()] == ["letter"]


def test_a_sparse_file_is_refused_and_nothing_else_is_said_of_it(cases: Path) -> None:
    archive = cases / "bags/sparse-tar/sparse-bsdtar.tar"
    assert found(archive) == {("bag.archive-unsupported", "data/disk.img")}


def test_a_payload_of_one_file_that_is_refused_is_not_missing(tmp_path: Path) -> None:
    archive = as_tar(make_bag(tmp_path / "bag", {"data/a.txt": b"Dear"}))
    with tarfile.open(archive) as old, tarfile.open(tmp_path / "new.tar", "w") as new:
        for member in filter(tarfile.TarInfo.isreg, old):
            content = old.extractfile(member)
            if member.name == "bag/data/a.txt":
                member.type = tarfile.CONTTYPE
            new.addfile(member, content)
    assert found(tmp_path / "new.tar") == {("bag.archive-unsupported", "data/a.txt")}


@pytest.mark.parametrize("suffix", ["bz2", "xz"])
def test_tar_bz2_and_tar_xz_are_read_and_unpacked(cases: Path, tmp_path: Path, suffix: str) -> None:
    archive = cases / f"bags/tar-of-bz2/letter.tar.{suffix}"
    assert found(archive) == set()
    unpacked = frus_pack.unpack(archive, tmp_path)
    assert unpacked.name == "letter"
    assert found(unpacked) == set()


def test_an_accent_marked_as_utf_8_is_read_as_it_is(cases: Path, tmp_path: Path) -> None:
    archive = cases / "bags/accented/folders.zip"
    assert found(archive) == set()
    assert (frus_pack.unpack(archive, tmp_path) / "data/sub/é.txt").is_file()


@pytest.mark.parametrize(
    "script",
    [
        "01_tar_folder_with_data.py",
        "03_tar_prefix_without_ustar.py",
        "04_archive_file_named_as_base_folder.py",
        "07_zip_file_with_folder_attribute.py",
    ],
)
def test_an_archive_that_others_unpack_otherwise_is_not_valid(
    cases: Path, letter: Path, tmp_path: Path, script: str
) -> None:
    archive = tmp_path / ("made.zip" if "zip" in script else "made.tar")
    made_by(cases / "hostile" / script, letter, archive)
    report = validate(archive)
    assert not report.ok
    assert "bag.archive-ambiguous" in codes(report)


@pytest.mark.parametrize("host", [0, 2, 3, 5, 10, 16, 19, 30])
def test_a_link_in_a_zip_is_refused_whatever_system_made_it(
    cases: Path, tmp_path: Path, host: int
) -> None:
    archive = tmp_path / "made.zip"
    made_by(cases / "hostile/05_zip_symlink_by_other_host.py", archive, str(host))
    assert ("bag.link", "data/x") in found(archive)
    assert not validate(archive).ok


@pytest.mark.parametrize("wrong", [[], ["wrong digest"]])
def test_a_path_of_1400_folders_blocks_nothing(
    cases: Path, tmp_path: Path, wrong: list[str]
) -> None:
    archive = tmp_path / "deep.tar"
    made_by(cases / "hostile/12_deep_archive_blocks_deposit.py", archive, *wrong)
    assert validate(archive).ok is not bool(wrong)
    for _ in range(2):
        try:
            frus_pack.unpack(archive, tmp_path / "to")
        except FrusPackError:
            continue
    good = make_bag(tmp_path / "good")
    assert frus_pack.unpack(good, tmp_path / "to") == tmp_path / "to/good"
    take_away(tmp_path / "to")  # too deep for the clean-up of the test runner


def test_a_damaged_member_that_no_manifest_lists_is_not_valid(
    cases: Path, letter: Path, tmp_path: Path
) -> None:
    archive = tmp_path / "damaged.zip"
    made_by(cases / "hostile/damaged_unlisted_member.py", letter, archive)
    report = validate(archive)
    assert not report.ok
    assert ("bag.archive-damaged", "notes.txt") in found(archive)

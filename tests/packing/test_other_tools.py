"""What tools of others say of packages: they are bags to them, and stay as they are."""

from __future__ import annotations

import os
import subprocess
import sys
import tarfile
from datetime import date
from pathlib import Path

import pytest

import frus_pack
from frus_pack.storage.publishing import first_difference
from tests.support.folders import add_images, document_folder, read_document

DAY = date(2026, 1, 2)


@pytest.fixture
def package(tmp_path: Path) -> Path:
    document = read_document(add_images(document_folder(tmp_path / "source")))
    return frus_pack.pack(document, tmp_path / "folders", bagging_date=DAY).path


def _bdbag(bag: Path, home: Path, *options: str | Path) -> subprocess.CompletedProcess[str]:
    """bdbag's word on a bag; it keeps its settings below the home folder."""
    command = Path(sys.executable).with_name("bdbag")
    return subprocess.run(
        [command, *(options or ("--validate", "full")), bag],
        env={**os.environ, "HOME": str(home)},
        capture_output=True,
        text=True,
        check=False,
    )


def test_bdbag_finds_a_package_valid_and_leaves_it(tmp_path: Path, package: Path) -> None:
    document = read_document(tmp_path / "source")
    same = frus_pack.pack(document, tmp_path / "same", bagging_date=DAY).path
    said = _bdbag(package, tmp_path)
    assert said.returncode == 0, said.stderr
    assert "is valid" in said.stderr + said.stdout
    assert first_difference(package, same) is None


def test_bdbag_finds_an_unpacked_tar_file_valid(tmp_path: Path) -> None:
    document = read_document(add_images(document_folder(tmp_path / "source")))
    with frus_pack.pack(document, tmp_path, bagging_date=DAY, serialize="tar") as package:
        archive = package.path
    with tarfile.open(archive) as file:
        file.extractall(tmp_path / "unpacked", filter="data")
    said = _bdbag(tmp_path / "unpacked" / archive.stem, tmp_path)
    assert said.returncode == 0, said.stderr


def test_bdbag_finds_an_altered_package_invalid(tmp_path: Path, package: Path) -> None:
    text = package / "data/transcription.txt"
    text.write_bytes(text.read_bytes().replace(b"e", b"i", 1))
    assert _bdbag(package, tmp_path).returncode != 0


CONFORMS = "Bag structure conforms to specified profile"


@pytest.mark.parametrize(
    ("profile", "told"),
    [
        ("btr", CONFORMS),
        ("duraspace-btr", CONFORMS),
        # To bdbag an empty list allows nothing, though the profile requires SHA-1.
        ("duraspace-fedora", "Required payload manifest type(s) ['sha1'] not allowed"),
    ],
)
def test_bdbag_finds_that_a_package_meets_the_profile_it_was_packed_for(
    tmp_path: Path, shared: Path, profile: str, told: str
) -> None:
    file = shared / f"profiles/{profile}.json"
    document = read_document(document_folder(tmp_path / "source"))
    info = [("Source-Organization", "Kestanian State Archive")]
    path = frus_pack.pack(document, tmp_path, bagging_date=DAY, profile=file, bag_info=info).path
    said = _bdbag(path, tmp_path, "--validate-profile", "bag-only", "--profile-path", file)
    assert told in said.stderr
    assert (said.returncode == 0) == (told == CONFORMS)


def test_bdbag_finds_that_a_package_for_no_profile_names_none(
    tmp_path: Path, shared: Path, package: Path
) -> None:
    file = shared / "profiles/btr.json"
    said = _bdbag(package, tmp_path, "--validate-profile", "bag-only", "--profile-path", file)
    assert said.returncode != 0
    assert "Bag does not contain a BagIt-Profile-Identifier" in said.stdout

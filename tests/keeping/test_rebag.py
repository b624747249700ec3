"""Manifests made anew for what was changed on purpose, and for nothing else."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import bagit
import pytest

import frus_pack
from frus_pack.errors import StorageError
from tests.keeping.auditing import flip
from tests.support.bags import as_tar, as_zip, make_bag

PAYLOAD = {"data/letter.txt": b"Dear Sir:\n", "data/maps/map.txt": b"a map\n"}


@pytest.fixture
def bag(tmp_path: Path) -> Path:
    """A bag with two payload files."""
    return make_bag(tmp_path / "bag", PAYLOAD, tags=[("Contact-Name", "Maria Kest")])


def assert_valid(bag: Path) -> None:
    """Three opinions on the same bag."""
    assert frus_pack.validate(bag).ok
    bagit.Bag(str(bag)).validate()
    for manifest in bag.glob("*manifest-*.txt"):
        tool = manifest.stem.partition("-")[2] + "sum"
        subprocess.run([tool, "--quiet", "-c", manifest.name], cwd=bag, check=True)


def test_a_named_edit_is_taken_into_the_manifests(bag: Path) -> None:
    (bag / "data/letter.txt").write_bytes(b"Dear Madam:\n")
    result = frus_pack.rebag(bag, changed=["data/letter.txt"])
    assert result.changes == {"data/letter.txt": "altered"}
    assert_valid(bag)
    info = (bag / "bag-info.txt").read_text()
    assert info == "Payload-Oxum: 18.2\nContact-Name: Maria Kest\n"


def test_an_edit_that_was_not_named_is_refused(bag: Path) -> None:
    (bag / "data/letter.txt").write_bytes(b"Dear Madam:\n")
    flip(bag / "data/maps/map.txt")
    (bag / "data/new.txt").write_bytes(b"new")
    before = {path: path.read_bytes() for path in bag.rglob("*") if path.is_file()}
    with pytest.raises(frus_pack.ChangedFilesError) as caught:
        frus_pack.rebag(bag, changed=["data/letter.txt"])
    assert caught.value.changes == {"data/maps/map.txt": "altered", "data/new.txt": "added"}
    assert {path: path.read_bytes() for path in bag.rglob("*") if path.is_file()} == before


def test_files_added_and_removed_on_purpose(bag: Path) -> None:
    (bag / "data/new.txt").write_bytes(b"new")
    shutil.rmtree(bag / "data/maps")
    result = frus_pack.rebag(bag, changed=["data/new.txt", "data/maps/map.txt"])
    assert result.changes == {"data/maps/map.txt": "missing", "data/new.txt": "added"}
    assert_valid(bag)


def test_an_algorithm_is_added_and_another_dropped(tmp_path: Path) -> None:
    bag = make_bag(tmp_path / "bag", PAYLOAD, algorithms=["md5"])
    result = frus_pack.rebag(bag, algorithms=["sha256", "sha512"])
    assert (result.before, result.algorithms) == (("md5",), ("sha256", "sha512"))
    names = sorted(path.name for path in bag.glob("*manifest-*.txt"))
    assert names == [
        "manifest-sha256.txt",
        "manifest-sha512.txt",
        "tagmanifest-sha256.txt",
        "tagmanifest-sha512.txt",
    ]
    assert_valid(bag)


def test_a_damaged_file_is_not_rebagged_with_another_algorithm(bag: Path) -> None:
    flip(bag / "data/letter.txt")
    with pytest.raises(frus_pack.ChangedFilesError, match=r"data/letter\.txt: altered"):
        frus_pack.rebag(bag, algorithms=["sha256"])


def test_files_of_a_folder_are_not_copied(bag: Path) -> None:
    before = (bag / "data/maps/map.txt").stat().st_ino
    (bag / "data/letter.txt").write_bytes(b"Dear Madam:\n")
    frus_pack.rebag(bag, changed=["data/letter.txt"])
    assert (bag / "data/maps/map.txt").stat().st_ino == before
    assert [path.name for path in bag.parent.iterdir()] == ["bag"]


def test_nothing_to_do_is_nothing_done(bag: Path) -> None:
    before = bag.stat().st_ino
    assert not frus_pack.rebag(bag).needed
    assert bag.stat().st_ino == before


def test_a_dry_run_writes_nothing(bag: Path) -> None:
    assert frus_pack.rebag(bag, algorithms=["md5"], dry_run=True).needed
    assert not (bag / "manifest-md5.txt").exists()


@pytest.mark.parametrize("form", ["tar", "zip"])
def test_archives_are_rebagged(bag: Path, form: str) -> None:
    archive = as_tar(bag) if form == "tar" else as_zip(bag)
    frus_pack.rebag(archive, algorithms=["sha256"])
    with frus_pack.open_bag(archive) as opened:
        assert "manifest-sha256.txt" in opened.files
    assert frus_pack.validate(archive).ok


def test_an_unknown_algorithm_is_refused(bag: Path) -> None:
    with pytest.raises(ValueError, match="'crc32' is not one of md5, sha1, sha256, sha512"):
        frus_pack.rebag(bag, algorithms=["crc32"])


def test_a_folder_that_is_not_a_bag_is_refused(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    with pytest.raises(StorageError, match=r"cannot be rebagged: it has no bagit\.txt"):
        frus_pack.rebag(tmp_path)


def test_a_bag_in_another_encoding_is_refused(bag: Path) -> None:
    declaration = bag / "bagit.txt"
    declaration.write_text(declaration.read_text().replace("UTF-8", "ISO-8859-1"))
    with pytest.raises(StorageError, match="only UTF-8 can be written"):
        frus_pack.rebag(bag, changed=["bagit.txt"])


def test_a_bag_with_a_manifest_that_was_not_read_is_refused(bag: Path) -> None:
    before = (bag / "manifest-sha512.txt").read_bytes()
    with pytest.raises(StorageError) as caught:
        frus_pack.rebag(bag, algorithms=["sha256"], limits=frus_pack.Limits(tag_file_octets=200))
    message = "manifest-sha512.txt: is larger than 200 bytes"
    assert str(caught.value) == f"{bag}: cannot be rebagged: {message}"
    assert (bag / "manifest-sha512.txt").read_bytes() == before


def test_a_bag_whose_name_is_not_unicode_is_rebagged(bag: Path) -> None:
    odd = Path(os.fsdecode(os.fsencode(bag.parent) + b"/caf\xe9"))
    bag.rename(odd)
    (odd / "data/letter.txt").write_bytes(b"Dear Madam:\n")
    assert frus_pack.rebag(odd, changed=["data/letter.txt"]).changes == {
        "data/letter.txt": "altered"
    }
    assert frus_pack.validate(odd).ok


def test_several_paths_are_told_apart_from_one(bag: Path) -> None:
    with pytest.raises(TypeError, match="bag: give a path, not list"):
        frus_pack.rebag([bag])  # type: ignore[arg-type]

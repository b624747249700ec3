"""Packages as items for DSpace: valid ones, whole, and a bag again when one wants it back."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

import pytest

import frus_pack
from frus_pack import InvalidPackageError, PackageExistsError, SourceError
from frus_pack.storage.publishing import first_difference
from tests.ocfl.packages import NAME, make_package, tree
from tests.support.bags import as_tar, as_tar_gz, as_zip, make_bag
from tests.support.commands import run_command


def as_folder(bag: Path) -> Path:
    return bag


@pytest.mark.parametrize("form", [as_folder, as_tar, as_tar_gz, as_zip])
def test_every_file_of_the_bag_is_a_bitstream(tmp_path: Path, form: Callable[[Path], Path]) -> None:
    package = make_package(tmp_path)
    item = frus_pack.export_dspace(form(package), tmp_path / "items")
    assert item == tmp_path / "items" / NAME
    listed = [line.split("\t")[0] for line in (item / "contents").read_text().splitlines()]
    others = {"dublin_core.xml", "metadata_dspace.xml", "contents"}
    assert sorted(listed) == sorted(path.name for path in item.iterdir() if path.name not in others)
    contents = sorted(path.read_bytes() for path in package.rglob("*") if path.is_file())
    assert sorted((item / name).read_bytes() for name in listed) == contents


def test_an_item_can_be_made_a_bag_again(tmp_path: Path) -> None:
    package = make_package(tmp_path)
    item = frus_pack.export_dspace(package, tmp_path / "items")
    bag = tmp_path / "bag"
    by_digest = {hashlib.sha512(path.read_bytes()).hexdigest(): path for path in item.iterdir()}
    manifests = [item / name for name in ("manifest-sha512.txt", "tagmanifest-sha512.txt")]
    for line in "".join(manifest.read_text() for manifest in manifests).splitlines():
        digest, path = line.split(maxsplit=1)
        (bag / path).parent.mkdir(parents=True, exist_ok=True)
        (bag / path).write_bytes(by_digest[digest].read_bytes())
    (bag / manifests[1].name).write_bytes(manifests[1].read_bytes())
    assert first_difference(bag, package) is None


def test_the_same_item_is_left_alone_and_another_is_an_error(tmp_path: Path) -> None:
    package = make_package(tmp_path)
    item = frus_pack.export_dspace(package, tmp_path / "items")
    before = tree(item)
    assert frus_pack.export_dspace(package, tmp_path / "items") == item
    assert tree(item) == before
    with pytest.raises(PackageExistsError, match="something else exists here"):
        frus_pack.export_dspace(make_package(tmp_path / "b", "Port"), tmp_path / "items")
    assert tree(item) == before


def test_what_is_not_valid_or_no_package_is_not_exported(tmp_path: Path) -> None:
    package = make_package(tmp_path)
    (package / "data/transcription.txt").write_bytes(b"Another text")
    with pytest.raises(InvalidPackageError, match=r"\[bag\.payload-altered\]"):
        frus_pack.export_dspace(package, tmp_path / "items")
    with pytest.raises(SourceError, match="not a package of frus-pack"):
        frus_pack.export_dspace(make_bag(tmp_path / "bag"), tmp_path / "items")
    assert not (tmp_path / "items").exists()


def test_an_item_is_never_made_in_what_it_is_made_of(tmp_path: Path) -> None:
    package = make_package(tmp_path / "deposit")
    before = tree(tmp_path)
    with pytest.raises(SourceError, match="is inside the source"):
        frus_pack.export_dspace(package, package / "items")
    done = run_command("export", "deposit", "--as", "dspace", "--to", "deposit/items", cwd=tmp_path)
    said = "failed     deposit/items: is inside the source deposit (name a place outside)\n"
    assert (done.returncode, done.stdout, done.stderr) == (1, "", said)
    assert tree(tmp_path) == before


def test_the_command_makes_an_archive_of_items(tmp_path: Path) -> None:
    make_package(tmp_path / "a")
    make_package(tmp_path / "b", document="d8")
    done = run_command("export", "a", "b", "none", "--as", "dspace", "--to", "items", cwd=tmp_path)
    assert done.returncode == 1
    assert done.stdout.splitlines() == [
        "Needs attention:",
        "  none",
        "2 exported, 1 failed",
    ]
    assert done.stderr == "failed     none: does not exist\n"
    made = sorted(path.name for path in (tmp_path / "items").iterdir())
    assert made == ["frus1958-60v99-d7", "frus1958-60v99-d8"]

"""Holey bags that are filled from a local mirror, with proven files or not at all."""

from __future__ import annotations

from pathlib import Path

import bagit
import pytest

import frus_pack
from frus_pack.errors import StorageError
from tests.keeping.auditing import flip
from tests.support.bags import as_tar, make_bag, seal

PAYLOAD = {"data/letter.txt": b"Dear Sir:\n", "data/1.tif": b"one", "data/deep/2.tif": b"two"}
ADDRESSES = {
    "data/1.tif": "https://static.example.org/frus/v1/tiff/0001.tif",
    "data/deep/2.tif": "https://static.example.org/frus/v1/tiff/0002%20b.tif",
}


@pytest.fixture
def holey(tmp_path: Path) -> Path:
    """A bag without two of its three files."""
    bag = make_bag(tmp_path / "bag", PAYLOAD)
    lines = [f"{ADDRESSES[path]} {len(PAYLOAD[path])} {path}\n" for path in ADDRESSES]
    (bag / "fetch.txt").write_text("".join(lines))
    seal(bag)
    for path in ADDRESSES:
        (bag / path).unlink()
    (bag / "data/deep").rmdir()
    assert not frus_pack.validate(bag).ok
    return bag


def mirror(folder: Path, names: dict[str, str]) -> Path:
    """A mirror with the files under these names."""
    for path, name in names.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(PAYLOAD[path])
    return folder


def test_an_address_that_is_not_a_uri_is_of_no_use(holey: Path, tmp_path: Path) -> None:
    text = (holey / "fetch.txt").read_text()
    (holey / "fetch.txt").write_text(text.replace("//static.example.org/frus/v1/tiff/0001", "//[x"))
    seal(holey)
    place = mirror(tmp_path / "mirror", {"data/deep/2.tif": "0002 b.tif"})
    with pytest.raises(frus_pack.UnavailableFilesError) as caught:
        frus_pack.complete(holey, mirror=place)
    assert str(caught.value) == (
        f"{holey}: not completed: 1 file is not in the mirror\n"
        f"{holey}: data/1.tif: is not in {place}"
    )


LAYOUTS = {
    "host and path": {
        "data/1.tif": "static.example.org/frus/v1/tiff/0001.tif",
        "data/deep/2.tif": "static.example.org/frus/v1/tiff/0002 b.tif",
    },
    "path": {
        "data/1.tif": "frus/v1/tiff/0001.tif",
        "data/deep/2.tif": "frus/v1/tiff/0002 b.tif",
    },
    "an end of the path": {
        "data/1.tif": "tiff/0001.tif",
        "data/deep/2.tif": "v1/tiff/0002 b.tif",
    },
    "name": {"data/1.tif": "0001.tif", "data/deep/2.tif": "0002 b.tif"},
}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_holey_bag_is_filled(holey: Path, tmp_path: Path, layout: str) -> None:
    given = mirror(tmp_path / "mirror", LAYOUTS[layout])
    result = frus_pack.complete(holey, mirror=given)
    assert result.added == {path: given / name for path, name in LAYOUTS[layout].items()}
    assert frus_pack.validate(holey).ok
    bagit.Bag(str(holey)).validate()
    assert frus_pack.complete(holey, mirror=given).added == {}


def test_nothing_is_added_while_one_file_is_wrong(holey: Path, tmp_path: Path) -> None:
    given = mirror(tmp_path / "mirror", LAYOUTS["name"])
    flip(given / "0002 b.tif")
    with pytest.raises(frus_pack.UnavailableFilesError) as caught:
        frus_pack.complete(holey, mirror=given)
    assert caught.value.reasons == {"data/deep/2.tif": f"{given / '0002 b.tif'} has other bytes"}
    assert not (holey / "data/1.tif").exists()


def test_files_that_the_mirror_lacks_are_listed(holey: Path, tmp_path: Path) -> None:
    (tmp_path / "mirror").mkdir()
    with pytest.raises(frus_pack.UnavailableFilesError, match="2 files are not in the mirror"):
        frus_pack.complete(holey, mirror=tmp_path / "mirror")


def test_a_second_run_adds_what_the_first_did_not(holey: Path, tmp_path: Path) -> None:
    given = mirror(tmp_path / "mirror", LAYOUTS["name"])
    (holey / "data/1.tif").write_bytes(PAYLOAD["data/1.tif"])
    assert list(frus_pack.complete(holey, mirror=given).added) == ["data/deep/2.tif"]
    assert frus_pack.validate(holey).ok


def test_a_bag_without_fetch_txt_is_refused(tmp_path: Path) -> None:
    bag = make_bag(tmp_path / "bag", PAYLOAD)
    with pytest.raises(StorageError, match=r"has no fetch\.txt"):
        frus_pack.complete(bag, mirror=tmp_path)


def test_an_archive_is_refused(holey: Path, tmp_path: Path) -> None:
    with pytest.raises(StorageError, match="is an archive: unpack it"):
        frus_pack.complete(as_tar(holey), mirror=tmp_path)

"""A seal tells whether a bag is as the one who sealed it wrote it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

import pytest

from frus_pack.bag.opening import open_bag
from frus_pack.bag.seal import read_sealed
from frus_pack.bag.sink import FolderSink
from frus_pack.bag.writer import BagWriter

LARGE = bytes(2 << 20)


def _sealed(folder: Path, algorithms: tuple[str, ...] = ("sha256", "md5")) -> Path:
    folder.mkdir()
    writer = BagWriter(FolderSink(folder), algorithms, seal="X-Seal")
    writer.add_bytes("data/b/50%", b"two\n")
    writer.add_bytes("data/large", LARGE)
    writer.add_tag_file("notes/seen.txt", b"seen")
    writer.finish([("Contact-Name", "X-Seal: 1\nB. Orlan"), ("Bagging-Date", "2026-01-02")])
    return folder


def test_a_seal_is_the_digest_of_what_is_before_it_and_of_all_other_files(tmp_path: Path) -> None:
    bag = _sealed(tmp_path / "bag")
    before = "Contact-Name: X-Seal: 1\n  B. Orlan\nBagging-Date: 2026-01-02\n"
    paths = ("bagit.txt", "data/b/50%", "data/large", "manifest-md5.txt", "manifest-sha256.txt")
    for path in (*paths, "notes/seen.txt"):
        digest = hashlib.sha512((bag / path).read_bytes()).hexdigest()
        before += f"{digest}  {path.replace('%', '%25')}\n"
    seal = hashlib.sha256(before.encode()).hexdigest()
    assert (bag / "bag-info.txt").read_text().splitlines()[-1] == f"X-Seal: {seal}"


def test_of_a_sealed_bag_the_small_files_are_given(tmp_path: Path) -> None:
    path = _sealed(tmp_path / "bag")
    with open_bag(path) as bag:
        contents = read_sealed(bag, "X-Seal")
    files = (one for one in path.rglob("*") if one.is_file())
    everything = {str(one.relative_to(path)): one.read_bytes() for one in files}
    assert everything.pop("data/large") == LARGE
    assert contents == everything


def test_a_seal_of_another_label_is_none(tmp_path: Path) -> None:
    with open_bag(_sealed(tmp_path / "bag")) as bag:
        assert read_sealed(bag, "Y-Seal") is None


def _change_the_case_of_a_digest(bag: Path) -> None:
    manifest = bag / "tagmanifest-md5.txt"
    digest, rest = manifest.read_text().split(" ", 1)
    manifest.write_text(f"{digest.upper()} {rest}")


def _remove_a_tag_manifest(bag: Path) -> None:
    (bag / "tagmanifest-md5.txt").unlink()


def _add_a_tag_manifest(bag: Path) -> None:
    (bag / "tagmanifest-sha1.txt").write_text("")


@pytest.mark.parametrize(
    "change", [_change_the_case_of_a_digest, _remove_a_tag_manifest, _add_a_tag_manifest]
)
def test_tag_manifests_are_as_they_are_written(
    tmp_path: Path, change: Callable[[Path], None]
) -> None:
    path = _sealed(tmp_path / "bag")
    change(path)
    with open_bag(path) as bag:
        assert read_sealed(bag, "X-Seal") is None


@pytest.mark.parametrize("place", [0, 1 << 20, -1])
def test_a_large_file_is_sealed_to_its_last_byte(tmp_path: Path, place: int) -> None:
    path = _sealed(tmp_path / "bag")
    altered = bytearray(LARGE)
    altered[place] ^= 1
    (path / "data/large").write_bytes(altered)
    with open_bag(path) as bag:
        assert read_sealed(bag, "X-Seal") is None


def test_a_name_that_no_manifest_can_hold_breaks_it(tmp_path: Path) -> None:
    path = _sealed(tmp_path / "bag")
    (path / " odd").write_bytes(b"")
    with open_bag(path) as bag:
        assert read_sealed(bag, "X-Seal") is None

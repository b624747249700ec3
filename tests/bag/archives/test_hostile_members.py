"""What an archive must not hold: paths that lead out of it, links, devices, doubles."""

from __future__ import annotations

import gzip
import tarfile
import zipfile
from pathlib import Path

import pytest

from tests.support.bags import as_zip, found
from tests.support.tar_members import member, tar_with


@pytest.fixture
def undisturbed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working directory that has to stay as it is: what leads out of a bag often leads here."""
    place = tmp_path / "elsewhere" / "deep" / "working"
    place.mkdir(parents=True)
    monkeypatch.chdir(place)
    return place


@pytest.mark.parametrize(
    ("name", "kind", "target", "expected"),
    [
        ("../../evil", tarfile.REGTYPE, "", ("bag.path-unsafe", "../../evil")),
        ("/tmp/evil", tarfile.REGTYPE, "", ("bag.path-unsafe", "/tmp/evil")),  # noqa: S108
        ("bag/data/../../evil", tarfile.REGTYPE, "", ("bag.path-unsafe", "data/../../evil")),
        ("C:\\evil", tarfile.REGTYPE, "", ("bag.path-unsafe", "C:\\evil")),
        ("bag/data/a\\b", tarfile.REGTYPE, "", ("bag.path-unportable", "data/a\\b")),
        ("~/evil", tarfile.REGTYPE, "", ("bag.path-unsafe", "~/evil")),
        ("bag/../../evil", tarfile.DIRTYPE, "", ("bag.path-unsafe", "../../evil")),
        ("bag/data/l", tarfile.SYMTYPE, "/etc/passwd", ("bag.link", "data/l")),
        ("bag/data/l", tarfile.LNKTYPE, "bag/data/none", ("bag.link", "data/l")),
        ("bag/data/l", tarfile.LNKTYPE, "bag/bagit.txt", ("bag.payload-file-unlisted", "data/l")),
        ("bag/data/dev", tarfile.CHRTYPE, "", ("bag.special-file", "data/dev")),
        ("bag/data/dev", tarfile.BLKTYPE, "", ("bag.special-file", "data/dev")),
        ("bag/data/pipe", tarfile.FIFOTYPE, "", ("bag.special-file", "data/pipe")),
        ("bag/data/what", b"Z", "", ("bag.archive-unsupported", "data/what")),
        ("bag/bagit.txt", tarfile.REGTYPE, "", ("bag.archive-duplicate-member", "bagit.txt")),
        ("./bag/bagit.txt", tarfile.REGTYPE, "", ("bag.archive-duplicate-member", "bagit.txt")),
        ("bag/BagIt.txt", tarfile.REGTYPE, "", ("bag.path-collision", "BagIt.txt")),
        (
            "bag/bagit.txt/x",
            tarfile.REGTYPE,
            "",
            ("bag.archive-duplicate-member", "bagit.txt"),
        ),
        ("evil/x", tarfile.REGTYPE, "", ("bag.archive-layout", "evil")),
        ("evil", tarfile.REGTYPE, "", ("bag.archive-layout", "evil")),
    ],
)
def test_a_hostile_member_is_a_finding_and_nothing_is_written(
    bag: Path,
    undisturbed: Path,
    name: str,
    kind: bytes,
    target: str,
    expected: tuple[str, str],
) -> None:
    archive = tar_with(bag, (member(name, kind, target), b"evil"))
    before = sorted(undisturbed.parents[2].rglob("*"))
    assert expected in found(archive)
    zipped = archive.with_suffix(".tar.gz")
    zipped.write_bytes(gzip.compress(archive.read_bytes()))
    assert expected in found(zipped)
    zipped.unlink()
    assert sorted(undisturbed.parents[2].rglob("*")) == before


@pytest.mark.parametrize(
    ("name", "mode", "expected"),
    [
        ("../../evil", 0, ("bag.path-unsafe", "../../evil")),
        ("/etc/evil", 0, ("bag.path-unsafe", "/etc/evil")),
        ("bag/data/..\\evil", 0, ("bag.path-unsafe", "data/..\\evil")),
        ("bag/data/l", 0o120777, ("bag.link", "data/l")),
        ("bag/data/pipe", 0o010644, ("bag.special-file", "data/pipe")),
        ("bag/BAGIT.TXT", 0, ("bag.path-collision", "BAGIT.TXT")),
        ("evil/x", 0, ("bag.archive-layout", "evil")),
        ("bag/data/x/", 0, ("bag.empty-folder", "data/x")),
    ],
)
def test_a_hostile_zip_member_is_a_finding(
    bag: Path, undisturbed: Path, name: str, mode: int, expected: tuple[str, str]
) -> None:
    archive = as_zip(bag)
    with zipfile.ZipFile(archive, "a") as file:
        info = zipfile.ZipInfo("x")
        info.filename, info.external_attr = name, mode << 16
        file.writestr(info, b"" if name.endswith("/") else b"evil")
    assert expected in found(archive)
    assert list(undisturbed.iterdir()) == []


def test_the_same_member_twice_in_a_zip_is_a_finding(bag: Path) -> None:
    archive = as_zip(bag)
    with zipfile.ZipFile(archive, "a") as file, pytest.warns(UserWarning, match="Duplicate"):
        file.writestr("bag/bagit.txt", b"BagIt-Version: 0.1\n")
    assert found(archive) == {("bag.archive-duplicate-member", "bagit.txt")}

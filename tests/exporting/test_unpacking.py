"""Bags out of archives: byte for byte, checked on the way, or not at all."""

from __future__ import annotations

import gzip
import hashlib
import os
import random
import tarfile
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

import frus_pack
from frus_pack import InvalidPackageError, Limits, PackageExistsError, StorageError
from frus_pack.package.paths import TEI_PATH
from frus_pack.storage.publishing import first_difference
from tests.ocfl.packages import NAME, make_package, tree
from tests.support.bags import as_tar, as_tar_gz, as_zip, make_bag, seal

Form = Callable[[Path], Path]


def as_folder(bag: Path) -> Path:
    return bag


ARCHIVES: tuple[Form, ...] = (as_tar, as_tar_gz, as_zip)
FORMS = (as_folder, *ARCHIVES)


def noise(octets: int) -> bytes:
    return random.Random(octets).randbytes(octets)


@pytest.mark.parametrize("form", FORMS)
def test_a_package_comes_out_as_it_was_packed(tmp_path: Path, form: Form) -> None:
    package = make_package(tmp_path)
    unpacked = frus_pack.unpack(form(package), tmp_path / "to")
    assert unpacked == tmp_path / "to" / NAME
    assert first_difference(unpacked, package) is None
    assert [path.name for path in (tmp_path / "to").iterdir()] == [NAME]
    assert frus_pack.validate(unpacked).ok


@pytest.mark.parametrize("form", FORMS)
def test_so_does_a_bag_of_any_origin_its_empty_folders_too(tmp_path: Path, form: Form) -> None:
    payload = {f"data/{name}": noise(name) for name in (0, 700, 300_000, 900_000)}
    bag = make_bag(tmp_path / "bag", payload, algorithms=["md5", "sha512"], version="0.97")
    (bag / "data/more/and more").mkdir(parents=True)
    unpacked = frus_pack.unpack(form(bag), tmp_path / "to")
    assert first_difference(unpacked, bag) is None


@pytest.mark.parametrize("form", FORMS)
def test_names_that_differ_in_case_only_are_two_files_where_they_can_be(
    tmp_path: Path, form: Form
) -> None:
    bag = make_bag(tmp_path / "bag", {"data/a": b"one", "data/A": b"two"})
    if len(list((bag / "data").iterdir())) < 2:
        pytest.skip("this file system does not tell them apart")
    assert first_difference(frus_pack.unpack(form(bag), tmp_path / "to"), bag) is None


@pytest.mark.parametrize("form", ARCHIVES)
def test_the_archive_is_gone_through_once(tmp_path: Path, form: Form) -> None:
    payload = {f"data/{number}": noise(1_000_000 + number) for number in range(4)}
    archive = form(make_bag(tmp_path / "bag", payload))
    before = _octets_read()
    frus_pack.unpack(archive, tmp_path / "to")
    # Once the archive, and once the copy, which is compared with what was read.
    octets = archive.stat().st_size
    assert 1.9 * octets < _octets_read() - before < 2.2 * octets


def _octets_read() -> int:
    """Bytes this process has read so far, from wherever."""
    if not os.access("/proc/self/io", os.R_OK):
        pytest.skip("/proc/self/io does not tell what is read")
    return int(Path("/proc/self/io").read_text().split()[1])


@pytest.mark.parametrize("form", FORMS)
def test_an_unusual_algorithm_is_held_against_its_manifest(tmp_path: Path, form: Form) -> None:
    bag = make_bag(tmp_path / "bag", {"data/a": noise(400_000)}, algorithms=["sha3_512"])
    for name in ("manifest", "tagmanifest"):
        (bag / f"{name}-sha3_512.txt").rename(bag / f"{name}-sha3512.txt")
    (bag / "tagmanifest-sha3512.txt").unlink()
    archive = form(bag)
    assert first_difference(frus_pack.unpack(archive, tmp_path / "to"), bag) is None
    (bag / "data/a").write_bytes(noise(400_000)[:-1] + b"!")
    with pytest.raises(InvalidPackageError, match=r"data/a: .*\[bag\.payload-altered\]"):
        frus_pack.unpack(form(bag), tmp_path / "again")


@pytest.mark.parametrize("form", FORMS)
def test_what_is_not_valid_is_not_unpacked_and_the_report_says_why(
    tmp_path: Path, form: Form
) -> None:
    package = make_package(tmp_path)
    (package / "data/transcription.txt").write_bytes(b"Another text")
    source = form(package)
    with pytest.raises(InvalidPackageError) as refused:
        frus_pack.unpack(source, tmp_path / "to")
    assert refused.value.report == frus_pack.validate(source)
    assert not (tmp_path / "to").exists()


def test_the_document_is_checked_and_not_only_the_bag(tmp_path: Path) -> None:
    package = make_package(tmp_path)
    (package / TEI_PATH).write_bytes(b"<TEI/>")
    manifest = package / "manifest-sha512.txt"
    lines = [line for line in manifest.read_text().splitlines() if TEI_PATH not in line]
    manifest.write_text("\n".join([*lines, f"{_sha512(package / TEI_PATH)}  {TEI_PATH}"]) + "\n")
    seal(package)
    with pytest.raises(InvalidPackageError, match=r"\[transcription\.tei-unreadable\]"):
        frus_pack.unpack(as_tar(package), tmp_path / "to")


def _sha512(path: Path) -> str:
    with open(path, "rb") as file:
        return hashlib.file_digest(file, "sha512").hexdigest()


@pytest.mark.parametrize("form", FORMS)
def test_the_same_that_stands_there_is_left_alone(tmp_path: Path, form: Form) -> None:
    source = form(make_package(tmp_path))
    unpacked = frus_pack.unpack(source, tmp_path / "to")
    before = tree(unpacked)
    assert frus_pack.unpack(source, tmp_path / "to") == unpacked
    assert tree(unpacked) == before
    assert [path.name for path in (tmp_path / "to").iterdir()] == [NAME]


def test_a_folder_is_unpacked_to_where_it_stands_and_left_alone(tmp_path: Path) -> None:
    package = make_package(tmp_path)
    before = tree(package)
    assert frus_pack.unpack(package, package.parent) == package
    assert tree(package) == before


@pytest.mark.parametrize("other", ["a package", "a file", "a link to the same"])
def test_something_else_under_the_name_is_an_error(tmp_path: Path, other: str) -> None:
    archive = as_tar(make_package(tmp_path))
    to = tmp_path / "to"
    to.mkdir()
    if other == "a package":
        make_package(tmp_path / "b", "Port").rename(to / NAME)
    elif other == "a file":
        (to / NAME).write_bytes(b"mine")
    else:
        (to / NAME).symlink_to(tmp_path / "nowhere")
    before = tree(to)
    with pytest.raises(PackageExistsError, match="something else exists here"):
        frus_pack.unpack(archive, to)
    assert {path: one[1] for path, one in tree(to).items()} == {
        path: one[1] for path, one in before.items()
    }


@pytest.mark.parametrize(
    ("name", "called"), [("box.tar", "box"), ("a.b.TAR", "a.b"), ("box", "box"), (".tar", ".tar")]
)
def test_a_bag_that_lies_bare_in_an_archive_is_called_as_that(
    tmp_path: Path, name: str, called: str
) -> None:
    bag = make_bag(tmp_path / "bag")
    with tarfile.open(tmp_path / name, "w") as file:
        file.add(bag, ".")
    unpacked = frus_pack.unpack(tmp_path / name, tmp_path / "to")
    assert unpacked == tmp_path / "to" / called
    assert first_difference(unpacked, bag) is None


@pytest.mark.parametrize("place", [".", "data", "data/not/there"])
def test_a_bag_is_not_unpacked_into_itself(tmp_path: Path, place: str) -> None:
    bag = make_bag(tmp_path / "bag")
    before = tree(bag)
    with pytest.raises(StorageError, match="is inside the bag to be unpacked"):
        frus_pack.unpack(bag, bag / place)
    assert tree(bag) == before


@pytest.mark.parametrize("form", ARCHIVES)
@pytest.mark.parametrize(
    "limits", [Limits(members=2), Limits(octets=300), Limits(tag_file_octets=100)]
)
def test_limits_end_it_and_nothing_is_left(tmp_path: Path, form: Form, limits: Limits) -> None:
    archive = form(make_bag(tmp_path / "bag"))
    with pytest.raises(InvalidPackageError, match=r"\[bag\.limit-exceeded\]"):
        frus_pack.unpack(archive, tmp_path / "to", limits=limits)
    assert not (tmp_path / "to").exists()


@pytest.mark.parametrize("form", [as_tar_gz, as_zip])
def test_a_bomb_is_refused_by_its_ratio(
    tmp_path: Path, form: Form, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive = form(make_bag(tmp_path / "bag", {"data/zeros": bytes(2_000_000)}))
    monkeypatch.setattr("frus_pack.bag.reader.RATIO_COUNTS_FROM", 1_000_000)
    with pytest.raises(InvalidPackageError, match=r"\[bag\.limit-exceeded\]"):
        frus_pack.unpack(archive, tmp_path / "to", limits=Limits(ratio=50))
    assert not (tmp_path / "to").exists()
    assert frus_pack.unpack(archive, tmp_path / "to", limits=Limits(ratio=2000)).is_dir()


@pytest.mark.parametrize("form", ARCHIVES)
@pytest.mark.parametrize("path", ["data/" + "n" * 300, "data/" + "f" * 300 + "/x"])
def test_a_name_that_no_file_system_holds_is_told(tmp_path: Path, form: Form, path: str) -> None:
    bag = make_bag(tmp_path / "bag", {"data/short": b"x"})
    manifest = bag / "manifest-sha512.txt"
    manifest.write_text(manifest.read_text().replace("data/short", path))
    seal(bag)
    with pytest.raises(StorageError, match=f"{path.removesuffix('/x')}: cannot be written: File"):
        frus_pack.unpack(_renamed(form(bag), path), tmp_path / "to")
    assert not (tmp_path / "to").exists()


def _renamed(archive: Path, path: str) -> Path:
    """An archive of the form and the members of another, but for the name of data/short."""
    renamed = archive.with_name(f"renamed-{archive.name}")
    if archive.suffix == ".zip":
        with zipfile.ZipFile(archive) as old, zipfile.ZipFile(renamed, "w") as new:
            for one in old.infolist():
                new.writestr(one.filename.replace("data/short", path), old.read(one))
        return renamed
    with tarfile.open(archive) as old_tar, tarfile.open(renamed, "w") as new_tar:
        for member in old_tar:
            content = old_tar.extractfile(member)
            member.name = member.name.replace("data/short", path)
            new_tar.addfile(member, content)
    if archive.suffix == ".gz":
        renamed.write_bytes(gzip.compress(renamed.read_bytes()))
    return renamed


@pytest.mark.parametrize("name", ["nothing", "letter.txt"])
def test_what_is_no_bag_is_told(tmp_path: Path, name: str) -> None:
    (tmp_path / "letter.txt").write_bytes(b"Dear Sir")
    with pytest.raises(StorageError, match=str(tmp_path / name)):
        frus_pack.unpack(tmp_path / name, tmp_path / "to")
    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]


@pytest.mark.parametrize("form", [as_folder, as_tar])
def test_a_place_that_is_none_is_told(tmp_path: Path, form: Form) -> None:
    source = form(make_bag(tmp_path / "bag"))
    (tmp_path / "to").write_bytes(b"mine")
    (tmp_path / "circle").symlink_to("circle")
    for place in ("to", "to/more", "circle"):
        with pytest.raises(
            StorageError, match=f"{place}: (is a file, not a|cannot make the) folder"
        ):
            frus_pack.unpack(source, tmp_path / place)
    assert (tmp_path / "to").read_bytes() == b"mine"

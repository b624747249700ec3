"""A bag is copied and digested in one pass, and judged as the copy is."""

from __future__ import annotations

import random
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from frus_pack.bag.copying import CopiedBag
from frus_pack.bag.opening import open_to_copy, open_unjudged
from frus_pack.bag.reader import Limits
from frus_pack.bag.tag_files.paths import BagPath
from frus_pack.errors import StorageError, UnreadableFileError
from frus_pack.storage.publishing import first_difference
from frus_pack.validating.validate import ValidationOptions, report_on, validate
from tests.support.bags import PAYLOAD, as_tar, as_tar_gz, as_zip, codes, digest, make_bag, write

LARGE = {"data/large.bin": random.Random(1).randbytes(1_024_000), **PAYLOAD}


def as_folder(bag: Path) -> Path:
    return bag


FORMS = (as_folder, as_tar, as_tar_gz, as_zip)


def copy_of(path: Path, folder: Path) -> CopiedBag:
    folder.mkdir()
    with open_to_copy(path, Limits(), folder) as source:
        return CopiedBag(source, folder, also=["sha512"])


@pytest.mark.parametrize("form", FORMS)
def test_the_copy_has_every_byte_and_the_same_report(
    tmp_path: Path, form: Callable[[Path], Path]
) -> None:
    bag = make_bag(tmp_path / "bag", LARGE, algorithms=["md5", "sha256"])
    copied = copy_of(form(bag), tmp_path / "copy")
    assert first_difference(bag, tmp_path / "copy") is None
    assert report_on(copied, ValidationOptions()) == validate(form(bag))
    assert copied.copied[BagPath("data/large.bin")].digests == {
        algorithm: digest(LARGE["data/large.bin"], algorithm)
        for algorithm in ("md5", "sha256", "sha512")
    }
    ((_, pieces),) = copied.stream_each([BagPath("data/large.bin")])
    assert b"".join(map(bytes, pieces)) == LARGE["data/large.bin"]


@pytest.mark.parametrize("form", FORMS)
def test_what_is_altered_before_it_is_copied_is_found_in_the_copy(
    tmp_path: Path, form: Callable[[Path], Path]
) -> None:
    bag = make_bag(tmp_path / "bag", LARGE)
    (bag / "data/large.bin").write_bytes(bytes(1_024_000))
    report = report_on(copy_of(form(bag), tmp_path / "copy"), ValidationOptions())
    assert codes(report) == {"bag.payload-altered"}


def test_a_file_that_is_cut_off_in_the_archive_is_never_taken_for_read(tmp_path: Path) -> None:
    archive = as_tar(make_bag(tmp_path / "bag", LARGE))
    folder = tmp_path / "copy"
    folder.mkdir()
    with open_unjudged(archive) as source:
        archive.write_bytes(archive.read_bytes()[:4096])  # since it was opened
        copied = CopiedBag(source, folder)
    assert "bag.archive-damaged" in codes(report_on(copied, ValidationOptions()))
    with pytest.raises(UnreadableFileError, match="breaks off"):
        copied.read("data/large.bin", 1 << 20)


def test_a_file_that_is_gone_or_a_link_since_it_was_listed_is_unreadable(tmp_path: Path) -> None:
    bag, folder = make_bag(tmp_path / "bag"), tmp_path / "copy"
    folder.mkdir()
    with open_unjudged(bag) as source:
        (bag / "data/letter.txt").unlink()
        (bag / "data/100%.txt").unlink()
        (bag / "data/100%.txt").symlink_to(bag / "bagit.txt")
        copied = CopiedBag(source, folder)
    unreadable = {path for path, one in copied.copied.items() if one.problem}
    assert unreadable == {"data/letter.txt", "data/100%.txt"}
    report = report_on(copied, ValidationOptions())
    assert codes(report) == {"bag.unreadable"}
    said = {one.message for one in report.findings if one.location == "data/letter.txt"}
    assert said == {"cannot be read: No such file or directory"}
    with pytest.raises(UnreadableFileError, match=r"^cannot be read: No such file or directory$"):
        copied.read("data/letter.txt")


def test_the_sizes_are_those_of_the_copy(tmp_path: Path) -> None:
    bag, folder = make_bag(tmp_path / "bag"), tmp_path / "copy"
    folder.mkdir()
    with open_unjudged(bag) as source:
        (bag / "data/letter.txt").write_bytes(b"Dear")
        copied = CopiedBag(source, folder)
    assert copied.files[BagPath("data/letter.txt")] == 4
    assert codes(report_on(copied, ValidationOptions())) == {
        "bag.payload-altered",
        "bag.oxum-differs",
    }


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("path", ["bagit.txt", "data"])
def test_a_copy_never_overwrites(tmp_path: Path, form: Callable[[Path], Path], path: str) -> None:
    source, folder = form(make_bag(tmp_path / "bag")), tmp_path / "copy"
    write(folder, {path: b"mine"})
    with (
        open_to_copy(source, Limits(), folder) as opened,
        pytest.raises(StorageError, match=f"{path}: cannot be written: File exists"),
    ):
        CopiedBag(opened, folder)
    assert (folder / path).read_bytes() == b"mine"


@pytest.mark.parametrize("damaged", [False, True])
def test_litter_beside_the_bag_is_read_when_the_bag_is_copied(
    tmp_path: Path, damaged: bool
) -> None:
    bag = make_bag(tmp_path / "bag")
    archive = as_zip(bag)
    with zipfile.ZipFile(archive, "a") as file:
        file.writestr("__MACOSX/bag/._letter", b"a resource fork")
    if damaged:
        content = archive.read_bytes()
        archive.write_bytes(content.replace(b"a resource fork", b"A resource fork"))
    report = report_on(copy_of(archive, tmp_path / "copy"), ValidationOptions())
    assert codes(report) == {"bag.system-file"} | ({"bag.archive-damaged"} if damaged else set())
    assert report == validate(archive)

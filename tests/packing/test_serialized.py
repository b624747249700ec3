"""Packages as archives: made, left alone and replaced as folders are, and read as they stand."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tarfile
import zipfile
from datetime import date
from pathlib import Path

import bagit
import pytest

import frus_pack
from frus_pack import PackageExistsError, SourceError, StorageError
from frus_pack.bag.sink import SERIALIZATIONS, Serialization
from frus_pack.storage.publishing import first_difference
from tests.support.folders import METADATA, NAME, TEXT, add_images, document_folder, read_document

DAY = date(2026, 1, 2)
FORMS = pytest.mark.parametrize("form", SERIALIZATIONS)


def _names(archive: Path) -> list[str]:
    if archive.suffix == ".zip":
        with zipfile.ZipFile(archive) as zipped:
            return zipped.namelist()
    with tarfile.open(archive) as tar:
        return tar.getnames()


def _unpacked(archive: Path, into: Path) -> Path:
    if archive.suffix == ".zip":
        shutil.unpack_archive(archive, into)
    else:
        shutil.unpack_archive(archive, into, filter="data")
    return into / archive.stem


@FORMS
def test_a_package_is_one_archive_with_one_folder(
    tmp_path: Path, folder: Path, form: Serialization
) -> None:
    document = read_document(folder)
    with frus_pack.pack(document, tmp_path / "d", bagging_date=DAY, serialize=form) as package:
        assert package.path == tmp_path / f"d/{NAME}.{form}"
    assert [path.name for path in package.path.parent.iterdir()] == [package.path.name]
    assert _names(package.path) == [
        f"frus1958-60v99-d7/{name}"
        for name in (
            "data/metadata.json",
            "data/transcription.txt",
            "data/transcription.xml",
            "data/page-images/p11.png",
            "data/page-images/p12.png",
            "data/page-images.json",
            "bagit.txt",
            "bag-info.txt",
            "manifest-sha512.txt",
            "tagmanifest-sha512.txt",
        )
    ]


@FORMS
def test_it_unpacks_to_the_very_package_that_a_folder_is(
    tmp_path: Path, folder: Path, form: Serialization
) -> None:
    document = read_document(folder)
    archive = frus_pack.pack(document, tmp_path / "d", bagging_date=DAY, serialize=form).path
    expected = frus_pack.pack(document, tmp_path / "e", bagging_date=DAY).path
    unpacked = _unpacked(archive, tmp_path / "unpacked")
    assert first_difference(unpacked, expected) is None
    assert bagit.Bag(str(unpacked)).is_valid()


@FORMS
def test_it_is_validated_as_it_stands(tmp_path: Path, folder: Path, form: Serialization) -> None:
    document = read_document(folder)
    archive = frus_pack.pack(document, tmp_path / "d", serialize=form).path
    as_folder = frus_pack.pack(document, tmp_path / "e").path
    report = frus_pack.validate(archive)
    assert report.ok
    assert report.findings == frus_pack.validate(as_folder).findings
    assert {check.outcome for check in report.checks} == {"passed"}


@FORMS
def test_it_is_opened_as_it_stands(tmp_path: Path, folder: Path, form: Serialization) -> None:
    document = read_document(folder)
    with frus_pack.pack(document, tmp_path / "d", bagging_date=DAY, serialize=form) as package:
        assert package.metadata == document.metadata
        assert package.transcription == TEXT
        assert package.tei.getroot().tag == "{http://www.tei-c.org/ns/1.0}TEI"
        assert [page.renditions[0].file for page in package.pages] == [
            "page-images/p11.png",
            "page-images/p12.png",
        ]
        assert ("Bagging-Date", "2026-01-02") in package.bag_info.pairs
        with pytest.raises(StorageError, match=rf"d7\.{form}: is an archive, and bagit reads"):
            package.bagit()


@FORMS
def test_packing_again_changes_nothing_even_on_another_day(
    tmp_path: Path, folder: Path, form: Serialization
) -> None:
    first = frus_pack.pack(read_document(folder), tmp_path / "d", bagging_date=DAY, serialize=form)
    before = (first.path.stat().st_mtime_ns, first.path.read_bytes())
    (outcome,) = frus_pack.pack_all([folder], tmp_path / "d", serialize=form)
    assert (outcome.status, outcome.path) == ("unchanged", first.path)
    assert (first.path.stat().st_mtime_ns, first.path.read_bytes()) == before


@FORMS
def test_another_package_of_the_name_is_an_error_unless_replaced(
    tmp_path: Path, folder: Path, form: Serialization
) -> None:
    old = frus_pack.pack(read_document(folder), tmp_path / "d", serialize=form)
    content = old.path.read_bytes()
    with (folder / "metadata.yaml").open("a") as metadata:
        metadata.write("x-more: yes\n")
    with pytest.raises(PackageExistsError, match="another package of this document exists here"):
        frus_pack.pack(read_document(folder), tmp_path / "d", serialize=form)
    assert old.path.read_bytes() == content
    new = frus_pack.pack(read_document(folder), tmp_path / "d", serialize=form, replace=True)
    assert new.metadata.extra == {"x-more": "yes"}
    assert [path.name for path in (tmp_path / "d").iterdir()] == ["frus1958-60v99"]


@FORMS
def test_a_damaged_archive_is_not_called_unchanged(
    tmp_path: Path, folder: Path, form: Serialization
) -> None:
    document = read_document(folder)
    archive = frus_pack.pack(document, tmp_path / "d", serialize=form).path
    content = archive.read_bytes()
    with tarfile.open(archive.with_name("other.tar"), "w") as other:
        other.add(_unpacked(archive, tmp_path / "unpacked"), "frus1958-60v99-d7")
    repacked = archive.with_name("other.tar").read_bytes()
    for damaged in (
        content.replace(b"harbor", b"Harbor", 1),
        content[:-600],
        content + b"\0",
        repacked,
        b"no archive",
    ):
        archive.write_bytes(damaged)
        for replace in (False, True):
            with pytest.raises(PackageExistsError, match="never replaced: move it away"):
                frus_pack.pack(document, tmp_path / "d", serialize=form, replace=replace)
        assert archive.read_bytes() == damaged


@FORMS
def test_a_folder_and_an_archive_of_one_document_are_two_packages(
    tmp_path: Path, folder: Path, form: Serialization
) -> None:
    document = read_document(folder)
    frus_pack.pack(document, tmp_path / "d")
    with (folder / "metadata.yaml").open("a") as metadata:
        metadata.write("x-more: yes\n")
    frus_pack.pack(read_document(folder), tmp_path / "d", serialize=form)
    names = sorted(path.name for path in (tmp_path / "d/frus1958-60v99").iterdir())
    assert names == ["frus1958-60v99-d7", f"frus1958-60v99-d7.{form}"]
    assert [report.ok for report in frus_pack.validate_all([tmp_path / "d"])] == [True, True]


@FORMS
def test_something_else_under_the_name_is_told_as_that(
    tmp_path: Path, folder: Path, form: Serialization
) -> None:
    place = tmp_path / f"d/{NAME}.{form}"
    place.mkdir(parents=True)
    (place / "mine").touch()
    for replace in (False, True):
        with pytest.raises(PackageExistsError, match="something that is not a package exists here"):
            frus_pack.pack(read_document(folder), tmp_path / "d", serialize=form, replace=replace)
    assert (place / "mine").exists()


@FORMS
def test_an_unsound_image_leaves_nothing(tmp_path: Path, folder: Path, form: Serialization) -> None:
    image = folder / "page-images/p12.png"
    image.write_bytes(image.read_bytes()[:-5])
    with pytest.raises(SourceError, match=r"source/page-images/p12\.png: "):
        frus_pack.pack(read_document(folder), tmp_path / "d", serialize=form)
    assert not (tmp_path / "d").exists()


@FORMS
def test_the_number_of_workers_changes_no_byte(tmp_path: Path, form: Serialization) -> None:
    for n in range(6):
        metadata = METADATA.replace("d7", f"d{n}")
        add_images(document_folder(tmp_path / "all" / str(n), {"metadata.yaml": metadata}))
    for jobs in (1, 3):
        outcomes = frus_pack.pack_all(
            [tmp_path / "all"], tmp_path / f"d{jobs}", jobs=jobs, bagging_date=DAY, serialize=form
        )
        assert [outcome.status for outcome in outcomes] == ["packed"] * 6
    assert first_difference(tmp_path / "d1", tmp_path / "d3") is None


def test_many_packages_can_be_made_and_looked_at_without_closing_any(
    tmp_path: Path, folder: Path
) -> None:
    document = read_document(folder)
    before = len(os.listdir("/proc/self/fd"))
    for n in range(5):
        package = frus_pack.pack(document, tmp_path / str(n), serialize="tar")
        assert len(os.listdir("/proc/self/fd")) <= before + 1
        assert package.metadata.id == "d7"
    package.close()
    package.close()
    assert package.transcription == TEXT


def test_the_command_makes_archives(tmp_path: Path, folder: Path) -> None:
    command = [sys.executable, "-m", "frus_pack", "pack", str(folder), "--to", "d"]
    done = subprocess.run(
        [*command, "--serialize", "zip"], cwd=tmp_path, capture_output=True, text=True
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == f"packed     d/{NAME}.zip  (2 pages; images: 2 embedded)\n"
    wrong = subprocess.run([*command, "--serialize", "rar"], cwd=tmp_path, capture_output=True)
    assert wrong.returncode == 2


def test_a_profile_that_wants_tar_files_gets_them_and_nothing_else(
    tmp_path: Path, folder: Path
) -> None:
    profile = tmp_path / "profile.json"
    wanted = {
        "BagIt-Profile-Info": {
            "BagIt-Profile-Identifier": "urn:x-test:tar",
            "Source-Organization": "Kestanian State Archive",
            "External-Description": "Tar files",
            "Version": "1.0",
        },
        "Serialization": "required",
        "Accept-Serialization": ["application/tar"],
        "Accept-BagIt-Version": ["1.0"],
    }
    profile.write_text(json.dumps(wanted))
    document = read_document(folder)
    with pytest.raises(SourceError, match="ask for another form with serialize="):
        frus_pack.pack(document, tmp_path / "d", profile=profile, serialize="zip")
    package = frus_pack.pack(document, tmp_path / "d", profile=profile, serialize="tar")
    assert frus_pack.validate(package.path, profile=profile).ok
    unasked = frus_pack.pack(document, tmp_path / "another", profile=profile)
    assert unasked.path.name == package.path.name
    wanted |= {"Serialization": "forbidden"}
    profile.write_text(json.dumps(wanted))
    with pytest.raises(SourceError, match="see to it with serialize="):
        frus_pack.pack(document, tmp_path / "d", profile=profile, serialize="tar")


def test_an_unknown_form_is_refused(tmp_path: Path, folder: Path) -> None:
    with pytest.raises(ValueError, match="'rar' is not one of the forms tar and zip"):
        frus_pack.pack(read_document(folder), tmp_path, serialize="rar")  # type: ignore[arg-type]

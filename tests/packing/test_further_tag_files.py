"""Tag files that BagIt does not define: descriptions in other forms, and the caller's own."""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any, Literal

import pytest

import frus_pack
from frus_pack.crosswalks.forms import CROSSWALKS
from frus_pack.validating.validate import validate
from tests.support.folders import assert_accepted, document_folder

DAY = date(2026, 1, 2)
UNREADABLE = "--tag-file: absent.txt: does not exist\n"
OWN = {"aptrust-info.txt": b"Title: Letter\n", "custom/ours.txt": b""}


def _tags(package: frus_pack.Package) -> set[str]:
    manifest = (package.path / "tagmanifest-sha512.txt").read_text()
    return {line.split("  ", 1)[1] for line in manifest.splitlines()}


def test_included_forms_are_what_export_gives(tmp_path: Path, document: frus_pack.Document) -> None:
    package = frus_pack.pack(document, tmp_path / "deposit", include=CROSSWALKS, tag_files=OWN)
    for crosswalk in CROSSWALKS.values():
        assert package.read(crosswalk.path) == frus_pack.export(package, crosswalk.name)
    for path, content in OWN.items():
        assert package.read(path) == content
    included = {crosswalk.path for crosswalk in CROSSWALKS.values()}
    bagits = {"bagit.txt", "bag-info.txt", "manifest-sha512.txt"}
    assert _tags(package) == {*bagits, *OWN, *included}


def test_with_all_of_them_every_tool_accepts_the_package(
    tmp_path: Path, document: frus_pack.Document
) -> None:
    package = frus_pack.pack(document, tmp_path / "deposit", include=CROSSWALKS, tag_files=OWN)
    assert_accepted(package)
    report = validate(package.path, cross_check=True)
    bare = frus_pack.pack(document, tmp_path / "without")
    assert report.findings == validate(bare.path).findings
    assert {check.outcome for check in report.checks} == {"passed"}


def test_the_payload_is_the_same_with_and_without(
    tmp_path: Path, document: frus_pack.Document
) -> None:
    bare = frus_pack.pack(document, tmp_path / "one", bagging_date=DAY)
    full = frus_pack.pack(document, tmp_path / "two", bagging_date=DAY, include=CROSSWALKS)
    assert bare.read("manifest-sha512.txt") == full.read("manifest-sha512.txt")
    # The recipe and the seal are over the other tag files too.
    assert bare.bag_info.pairs[:-2] == full.bag_info.pairs[:-2]


def test_packing_again_another_day_changes_nothing(
    tmp_path: Path, document: frus_pack.Document, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "86400")
    package = frus_pack.pack(document, tmp_path / "deposit", include=["premis"], tag_files=OWN)
    before = package.read("metadata/premis.xml")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "864000")
    again = frus_pack.pack(document, tmp_path / "deposit", include=["premis"], tag_files=OWN)
    assert again.read("metadata/premis.xml") == before
    with pytest.raises(frus_pack.PackageExistsError, match="another package of this document"):
        frus_pack.pack(document, tmp_path / "deposit")


REFUSED = {
    "bagit.txt": "BagIt defines what it holds",
    "Bag-Info.txt": "BagIt defines what it holds",
    "fetch.txt": "BagIt defines what it holds",
    "manifest-md5.txt": "BagIt defines what it holds",
    "tagmanifest-sha512.txt": "BagIt defines what it holds",
    "data/more.txt": "it is the payload's",
    "DATA": "it is the payload's",
    "../outside.txt": "it contains '..'",
    "/etc/passwd": "it is absolute",
    "CON.txt": "'CON.txt' is a name that Windows reserves",
    "a b ": "'a b ' ends in a space or a dot, which Windows drops",
    "": "it is empty",
}


@pytest.mark.parametrize("path", REFUSED)
def test_a_path_no_tag_file_can_have_is_refused_before_writing(
    tmp_path: Path, document: frus_pack.Document, path: str
) -> None:
    with pytest.raises(ValueError, match="cannot be a tag file of a package") as told:
        frus_pack.pack(document, tmp_path / "deposit", tag_files={path: b""})
    assert str(told.value) == f"{path!r} cannot be a tag file of a package: {REFUSED[path]}"
    assert not (tmp_path / "deposit").exists()


@pytest.mark.parametrize(
    ("one", "other"),
    [("notes.txt", "Notes.txt"), ("notes", "notes/a.txt"), ("metadata/mods.xml", None)],
)
def test_two_that_collide_are_refused(
    tmp_path: Path, document: frus_pack.Document, one: str, other: str | None
) -> None:
    given = {one: b"", **({other: b""} if other else {})}
    include = [] if other else ["mods"]
    with pytest.raises(ValueError, match="cannot both be tag files of a package"):
        frus_pack.pack(document, tmp_path / "deposit", tag_files=given, include=include)


def test_an_unknown_form_is_refused(tmp_path: Path, document: frus_pack.Document) -> None:
    with pytest.raises(ValueError, match="'marc' is not one of the forms oai_dc, "):
        frus_pack.pack(document, tmp_path / "deposit", include=["marc"])


def test_the_command_takes_them(tmp_path: Path) -> None:
    document_folder(tmp_path / "source")
    (tmp_path / "info.txt").write_bytes(b"Title: Letter\n")
    command = [sys.executable, "-m", "frus_pack", "pack", "source", "--to", "deposit"]
    further = ["--include", "mods", "--include", "mods", "--tag-file"]
    run = [*command, *further, "aptrust-info.txt=info.txt"]
    done = subprocess.run(run, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    package = frus_pack.open_package(tmp_path / "deposit/frus1958-60v99/frus1958-60v99-d7")
    assert package.read("aptrust-info.txt") == b"Title: Letter\n"
    assert "metadata/mods.xml" in _tags(package)
    wrong = subprocess.run([*command, *further, "info.txt"], cwd=tmp_path, capture_output=True)
    assert wrong.returncode == 2
    assert b"'info.txt' is not of the form NAME=FILE" in wrong.stderr
    absent = [*command, *further, "a.txt=absent.txt"]
    told = subprocess.run(absent, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert told.returncode == 2
    assert told.stderr.endswith(f"Error: Invalid value for {UNREADABLE}")


@pytest.mark.parametrize("form", ["tar", "zip"])
def test_an_archive_holds_the_same_as_a_folder(
    tmp_path: Path, document: frus_pack.Document, form: Literal["tar", "zip"]
) -> None:
    made: dict[str, Any] = {"include": CROSSWALKS, "tag_files": OWN, "bagging_date": DAY}
    folder = frus_pack.pack(document, tmp_path / "deposit", **made)
    with frus_pack.pack(document, tmp_path / "deposit", serialize=form, **made) as archive:
        for crosswalk in CROSSWALKS.values():
            assert archive.read(crosswalk.path) == folder.read(crosswalk.path)
            assert frus_pack.export(archive, crosswalk.name) == folder.read(crosswalk.path)
    assert validate(archive.path, cross_check=True).ok

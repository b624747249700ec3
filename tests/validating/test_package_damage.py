"""No damage of a package goes unseen, not even where its manifests were made to fit."""

from __future__ import annotations

import itertools
import json
from pathlib import Path

import pytest

import frus_pack
from frus_pack.package.paths import METADATA_PATH, PAGE_IMAGES_PATH, TEI_PATH, TEXT_PATH
from frus_pack.reports.report import Report
from frus_pack.validating.validate import validate
from tests.support.folders import document_folder
from tests.support.image_files import drawn, encoded
from tests.support.packages import change

pytestmark = pytest.mark.slow

MANIFEST, TAG_MANIFEST, IMAGE = "manifest-sha512.txt", "tagmanifest-sha512.txt", "data/page-images"
IMAGE += "/p1.png"
FILES = (
    *("bag-info.txt", "bagit.txt", METADATA_PATH, PAGE_IMAGES_PATH, IMAGE, TEXT_PATH, TEI_PATH),
    *(MANIFEST, TAG_MANIFEST),
)
DESCRIPTION = """\
volume: {id: frus1948v01p1}
id: d7
title: Note
kind: note
language: en
rights: none
"""
WORDS = "7. Note1\n\n[Page 1] It is so.\n\n  1. Source: Ibid.\n"


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """The smallest there is that has everything: a note, a page and its image."""
    files: dict[str, str | bytes | None] = {
        "metadata.yaml": DESCRIPTION,
        "transcription.txt": WORDS,
        "page-images/p1.png": _picture(),
    }
    (document,) = frus_pack.read(document_folder(tmp_path / "source", files))
    package = frus_pack.pack(document, tmp_path / "deposit").path
    assert sorted(path.relative_to(package).as_posix() for path in files_of(package)) == sorted(
        FILES
    )
    report = validate(package)
    assert report.findings == ()
    assert {check.outcome for check in report.checks} == {"passed"}
    return package


def _picture() -> bytes:
    return encoded(drawn("L", (12, 18)), "png")


def files_of(package: Path) -> list[Path]:
    return [path for path in package.rglob("*") if path.is_file()]


def told(report: Report) -> set[tuple[str, str]]:
    return {(one.code, one.location) for one in report.findings}


def altered(name: str) -> tuple[str, str]:
    return ("bag.payload-altered" if name.startswith("data/") else "bag.tag-file-altered", name)


def flipped(content: bytes, index: int) -> bytes:
    """With one bit of a byte the other way round; which one, the place tells."""
    return content[:index] + bytes([content[index] ^ 1 << index % 8]) + content[index + 1 :]


@pytest.mark.parametrize("name", [name for name in FILES if name != TAG_MANIFEST])
def test_each_byte_is_protected(package: Path, name: str) -> None:
    original = (package / name).read_bytes()
    for index in range(len(original)):
        (package / name).write_bytes(flipped(original, index))
        report = validate(package, jobs=1)
        assert not report.ok, index
        assert altered(name) in told(report), index


def test_each_byte_of_the_tag_manifest_is_noticed(package: Path) -> None:
    original = (package / TAG_MANIFEST).read_bytes()
    for index in range(len(original)):
        content = flipped(original, index)
        (package / TAG_MANIFEST).write_bytes(content)
        report = validate(package, jobs=1)
        assert report.findings, index
        in_digest = len(original[:index].rpartition(b"\n")[2]) < 128
        assert report.ok == (in_digest and content.lower() == original), index


LOST = {
    **{path: ("bag.payload-file-missing", path) for path in FILES if path.startswith("data/")},
    "bagit.txt": ("bag.declaration-missing", "bagit.txt"),
    "bag-info.txt": ("bag.tag-file-missing", "bag-info.txt"),
    MANIFEST: ("bag.payload-manifest-missing", ""),
    TAG_MANIFEST: ("bag.tag-manifest-missing", ""),
}


@pytest.mark.parametrize("name", FILES)
def test_a_deleted_a_renamed_and_a_shortened_file_are_named(package: Path, name: str) -> None:
    content = (package / name).read_bytes()
    (package / name).rename(package / f"{name}.old")
    assert LOST[name] in told(validate(package))
    (package / f"{name}.old").unlink()
    assert LOST[name] in told(validate(package))
    for length in (0, 1, len(content) // 2, len(content) - 1):
        (package / name).write_bytes(content[:length])
        report = validate(package)
        # Without its last line end a tag manifest says all it said.
        is_whole = name == TAG_MANIFEST and length == len(content) - 1
        assert report.ok == is_whole, length
        assert name == TAG_MANIFEST or altered(name) in told(report), length
        assert report.findings, length


@pytest.mark.parametrize(("one", "other"), list(itertools.combinations(FILES, 2)))
def test_two_files_swapped_are_named(package: Path, one: str, other: str) -> None:
    content = (package / one).read_bytes()
    (package / one).write_bytes((package / other).read_bytes())
    (package / other).write_bytes(content)
    report = validate(package)
    assert not report.ok
    protects = {MANIFEST: FILES, TAG_MANIFEST: FILES}
    unprotected = {*protects.get(one, ()), *protects.get(other, ())}
    assert {altered(name) for name in {one, other} - unprotected} <= told(report)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("data/notes.txt", "bag.payload-file-unlisted"),
        ("data/page-images/p2.png", "bag.payload-file-unlisted"),
        ("notes.txt", "bag.tag-file-unlisted"),
    ],
)
def test_an_added_file_is_named(package: Path, name: str, expected: str) -> None:
    (package / name).write_bytes(b"x")
    assert (expected, name) in told(validate(package))


def test_a_forged_transcription_is_noticed_at_each_byte(package: Path, thorough: bool) -> None:
    """With manifests that fit it: the reading text is not the original that is recorded, and the
    TEI is not what is derived from it."""
    text, xml = (package / TEXT_PATH).read_bytes(), (package / TEI_PATH).read_bytes()
    for index in range(len(text)):
        report = validate(change(package, {TEXT_PATH: flipped(text, index)}), jobs=1)
        assert ("transcription.original-altered", TEXT_PATH) in told(report), index
    change(package, {TEXT_PATH: text})
    for index in range(0, len(xml), 1 if thorough else 7):
        report = validate(change(package, {TEI_PATH: flipped(xml, index)}), jobs=1)
        assert {code.partition(".")[0] for code, _ in told(report)} == {"transcription"}, index


def test_a_forged_image_is_noticed_at_each_byte(package: Path) -> None:
    content = (package / IMAGE).read_bytes()
    for index in range(len(content)):
        report = validate(change(package, {IMAGE: flipped(content, index)}), jobs=1)
        digest = "data/page-images.json#/pages/0/renditions/0/sha512"
        assert ("page-images.digest-differs", digest) in told(report), index


def test_a_description_that_names_another_text_is_noticed_at_each_byte(package: Path) -> None:
    """Of a description, what the text, the bag or the images say cannot be forged."""
    data = json.loads((package / METADATA_PATH).read_bytes())
    for key in ("number", "title", "pages", "notes", "id", "original", "schema"):
        spelled = json.dumps(data[key])
        for index in [place for place, one in enumerate(spelled) if one.isalnum()]:
            other = "x" if spelled[index] != "x" else "y"
            forged = {**data, key: json.loads(spelled[:index] + f"{other}" + spelled[index + 1 :])}
            report = validate(change(package, {METADATA_PATH: json.dumps(forged).encode()}), jobs=1)
            assert not report.ok or key == "original", (key, index)

"""Packages: what is in them, that they are the same everywhere, and that none is ever half."""

from __future__ import annotations

import os
import shutil
from datetime import date
from pathlib import Path

import pytest

import frus_pack
from frus_pack import PackageExistsError, SourceError, StorageError
from frus_pack.storage.publishing import first_difference
from tests.support.folders import (
    METADATA,
    NAME,
    TEXT,
    add_images,
    assert_accepted,
    document_folder,
    read_document,
)

DAY = date(2026, 1, 2)


def test_a_package_holds_this_and_nothing_else(tmp_path: Path, folder: Path) -> None:
    package = frus_pack.pack(read_document(folder), tmp_path / "deposit", bagging_date=DAY)
    assert package.path == tmp_path / "deposit" / NAME
    assert sorted(str(p.relative_to(package.path)) for p in package.path.rglob("*")) == [
        "bag-info.txt",
        "bagit.txt",
        "data",
        "data/metadata.json",
        "data/page-images",
        "data/page-images.json",
        "data/page-images/p11.png",
        "data/page-images/p12.png",
        "data/transcription.txt",
        "data/transcription.xml",
        "manifest-sha512.txt",
        "tagmanifest-sha512.txt",
    ]
    assert package.read("data/transcription.txt") == TEXT.encode()
    original = (folder / "page-images/p11.png").read_bytes()
    assert package.read("data/page-images/p11.png") == original
    assert_accepted(package)


def test_bag_info_says_what_is_given_and_then_what_is_ours(tmp_path: Path, folder: Path) -> None:
    given = [("Source-Organization", "Kestanian State Archive"), ("Contact-Name", "A. Dravec")]
    package = frus_pack.pack(
        read_document(folder), tmp_path / "deposit", bagging_date=DAY, bag_info=given
    )
    sizes = [path.stat().st_size for path in (package.path / "data").rglob("*") if path.is_file()]
    assert package.bag_info.pairs[:-2] == (
        *given,
        ("External-Identifier", "frus1958-60v99/d7"),
        (
            "External-Description",
            "7. Letter From President Orlan to the Secretary of State. frus1958-60v99",
        ),
        ("Bag-Group-Identifier", "frus1958-60v99"),
        ("Bagging-Date", "2026-01-02"),
        ("Payload-Oxum", f"{sum(sizes)}.{len(sizes)}"),
        ("Bag-Size", f"{sum(sizes) / 1000:.1f} kB"),
        ("Bag-Software-Agent", f"frus-pack {frus_pack.__version__}"),
        ("FRUS-Package-Profile", "urn:x-frus-pack:bagit-profile:1"),
    )
    labels = [label for label, _ in package.bag_info.pairs[-2:]]
    assert labels == ["FRUS-Package-Recipe", "FRUS-Package-Seal"]
    assert_accepted(package)


def test_page_images_are_described_as_they_are(tmp_path: Path, folder: Path) -> None:
    package = frus_pack.pack(read_document(folder), tmp_path / "deposit")
    page = package.pages[0]
    (rendition,) = page.renditions
    assert (page.page, page.sequence, page.url) == (
        "11",
        1,
        "https://history.state.gov/historicaldocuments/frus1958-60v99/pg_11",
    )
    assert (rendition.status, rendition.role, rendition.media_type) == (
        "embedded",
        "access",
        "image/png",
    )
    assert (rendition.width, rendition.height, rendition.mode, rendition.bits) == (40, 60, "L", 8)
    assert rendition.file == "page-images/p11.png"
    assert rendition.octets == (folder / "page-images/p11.png").stat().st_size


def test_referenced_images_are_described_and_left_where_they_are(
    tmp_path: Path, folder: Path
) -> None:
    (document,) = frus_pack.read(folder, images_as="referenced")
    package = frus_pack.pack(document, tmp_path / "deposit")
    assert not (package.path / "data/page-images").exists()
    (rendition,) = package.pages[0].renditions
    assert (rendition.status, rendition.name, rendition.width) == ("referenced", "p11.png", 40)
    assert_accepted(package)


def test_a_page_without_any_image_says_so(tmp_path: Path) -> None:
    package = frus_pack.pack(read_document(document_folder(tmp_path / "s")), tmp_path / "deposit")
    assert [page.renditions[0].status for page in package.pages] == ["missing", "missing"]
    assert_accepted(package)


def test_a_scan_that_shows_two_pages_is_kept_once(tmp_path: Path) -> None:
    metadata = METADATA + "facs: {11: '0041', 12: '0041'}\n"
    folder = document_folder(tmp_path / "s", {"metadata.yaml": metadata})
    add_images(folder, ("0041.png",))
    package = frus_pack.pack(read_document(folder), tmp_path / "deposit")
    assert [page.renditions[0].file for page in package.pages] == ["page-images/0041.png"] * 2
    assert_accepted(package)


@pytest.mark.parametrize("algorithms", [["md5"], ["sha256", "sha512"], ["sha1", "sha256"]])
def test_any_of_the_standards_algorithms_serve(
    tmp_path: Path, folder: Path, algorithms: list[str]
) -> None:
    package = frus_pack.pack(read_document(folder), tmp_path / "deposit", algorithms=algorithms)
    manifests = sorted(path.name for path in package.path.glob("manifest-*"))
    assert manifests == sorted(f"manifest-{algorithm}.txt" for algorithm in algorithms)
    assert_accepted(package)


def test_the_same_document_gives_the_same_bytes_anywhere(tmp_path: Path, folder: Path) -> None:
    one = frus_pack.pack(read_document(folder), tmp_path / "one", bagging_date=DAY)
    shutil.copytree(folder, tmp_path / "elsewhere/copy")
    for path in (tmp_path / "elsewhere").rglob("*"):
        os.utime(path, (1, 1))
        path.chmod(0o700)
    other = frus_pack.pack(
        read_document(tmp_path / "elsewhere/copy"), tmp_path / "other", bagging_date=DAY
    )
    assert first_difference(one.path, other.path) is None


def test_the_bagging_date_is_the_argument_the_environment_or_today(
    tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "86400")
    document = read_document(folder)
    package = frus_pack.pack(document, tmp_path / "a", bagging_date=DAY)
    assert ("Bagging-Date", "2026-01-02") in package.bag_info.pairs
    package = frus_pack.pack(document, tmp_path / "b")
    assert ("Bagging-Date", "1970-01-02") in package.bag_info.pairs
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "tomorrow")
    with pytest.raises(ValueError, match="SOURCE_DATE_EPOCH is 'tomorrow'"):
        frus_pack.pack(document, tmp_path / "c")


def test_packing_again_changes_nothing_even_on_another_day(tmp_path: Path, folder: Path) -> None:
    first = frus_pack.pack(read_document(folder), tmp_path / "deposit", bagging_date=DAY)
    before = {path: path.stat().st_mtime_ns for path in first.path.rglob("*")}
    (outcome,) = frus_pack.pack_all([folder], tmp_path / "deposit")
    assert outcome.status == "unchanged"
    assert {path: path.stat().st_mtime_ns for path in first.path.rglob("*")} == before


def test_another_package_of_the_name_is_an_error_unless_replaced(
    tmp_path: Path, folder: Path
) -> None:
    deposit = tmp_path / "deposit"
    old = frus_pack.pack(read_document(folder), deposit, bagging_date=DAY)
    tag_manifest = old.read("tagmanifest-sha512.txt")
    with (folder / "metadata.yaml").open("a") as metadata:
        metadata.write("x-more: yes\n")
    with pytest.raises(PackageExistsError, match="another package of this document exists here"):
        frus_pack.pack(read_document(folder), deposit)
    assert frus_pack.open_package(old.path).read("tagmanifest-sha512.txt") == tag_manifest
    new = frus_pack.pack(read_document(folder), deposit, replace=True)
    assert new.metadata.extra == {"x-more": "yes"}
    assert ("Bagging-Date", "2026-01-02") not in new.bag_info.pairs
    assert sorted(path.name for path in deposit.iterdir()) == ["frus1958-60v99"]
    assert_accepted(new)


@pytest.mark.parametrize("damage", ["altered", "missing", "added"])
def test_a_damaged_package_is_not_called_unchanged(
    tmp_path: Path, folder: Path, damage: str
) -> None:
    package = frus_pack.pack(read_document(folder), tmp_path / "deposit")
    text = package.path / "data/transcription.txt"
    if damage == "altered":
        text.write_bytes(text.read_bytes().replace(b"open", b"shut"))
    elif damage == "missing":
        text.unlink()
    else:
        (package.path / "data/transcription.bak").touch()
    for replace in (False, True):
        with pytest.raises(PackageExistsError, match="its seal is broken or missing"):
            frus_pack.pack(read_document(folder), tmp_path / "deposit", replace=replace)


def test_a_document_altered_in_a_script_is_checked_again(tmp_path: Path, folder: Path) -> None:
    from dataclasses import replace

    document = read_document(folder)
    wrong = replace(document, metadata=replace(document.metadata, number="8"))
    with pytest.raises(SourceError, match="/number"):
        frus_pack.pack(wrong, tmp_path / "deposit")
    with pytest.raises(SourceError, match="/original/sha512"):
        frus_pack.pack(replace(document, original=b"7. Other\n"), tmp_path / "deposit")
    assert not (tmp_path / "deposit").exists()


@pytest.mark.parametrize("damage", ["cut off", "no image", "wrong suffix", "bomb"])
def test_an_unsound_image_is_refused_by_its_own_name_and_nothing_is_left(
    tmp_path: Path, folder: Path, damage: str
) -> None:
    image = folder / "page-images/p12.png"
    content = image.read_bytes()
    if damage == "cut off":
        image.write_bytes(content[:-5])
    elif damage == "no image":
        image.write_bytes(b"not an image")
    elif damage == "wrong suffix":
        image.rename(folder / "page-images/p12.tif")
    else:
        image.write_bytes(content[:16] + b"\x7f\xff\xff\xff" * 2 + content[24:])
    with pytest.raises(SourceError, match=r"source/page-images/p12\.(png|tif): "):
        frus_pack.pack(read_document(folder), tmp_path / "deposit")
    assert not (tmp_path / "deposit").exists()


def test_a_deposit_inside_the_source_is_refused(tmp_path: Path, folder: Path) -> None:
    document = read_document(folder)
    for deposit in (folder, folder / "deposit"):
        with pytest.raises(SourceError, match="is inside the source"):
            frus_pack.pack(document, deposit)
    assert not (folder / "deposit").exists()


def test_every_unsound_image_is_told(tmp_path: Path, folder: Path) -> None:
    for name in ("p11.png", "p12.png"):
        (folder / "page-images" / name).write_bytes(b"not an image")
    with pytest.raises(SourceError) as caught:
        frus_pack.pack(read_document(folder), tmp_path / "deposit")
    assert [Path(one.file).name for one in caught.value.problems] == ["p11.png", "p12.png"]


def test_a_title_that_tag_files_cannot_hold_is_packed_all_the_same(tmp_path: Path) -> None:
    title = "Letter From President\x96Orlan"
    files: dict[str, str | bytes | None] = {
        "transcription.txt": f"7. {title}\n\nDear Sir.\n",
        "metadata.yaml": METADATA.replace(
            "title: Letter From President Orlan to the Secretary of State\n", ""
        ),
    }
    package = frus_pack.pack(
        read_document(document_folder(tmp_path / "s", files)), tmp_path / "deposit"
    )
    assert package.metadata.title == title
    told = dict(package.bag_info)["External-Description"]
    assert told == "7. Letter From President Orlan. frus1958-60v99"
    assert_accepted(package)


def test_something_else_under_the_name_is_told_as_that(tmp_path: Path, folder: Path) -> None:
    place = tmp_path / "deposit" / NAME
    place.parent.mkdir(parents=True)
    place.write_bytes(b"mine")
    for replace in (False, True):
        with pytest.raises(PackageExistsError, match="something that is not a package exists here"):
            frus_pack.pack(read_document(folder), tmp_path / "deposit", replace=replace)
    assert place.read_bytes() == b"mine"


def test_what_cannot_be_asked_for_is_refused(tmp_path: Path, folder: Path) -> None:
    document = read_document(folder)
    with pytest.raises(ValueError, match="'crc32' is not one of the algorithms"):
        frus_pack.pack(document, tmp_path / "deposit", algorithms=["crc32"])
    with pytest.raises(ValueError, match="Payload-Oxum is written by frus-pack"):
        frus_pack.pack(document, tmp_path / "deposit", bag_info=[("Payload-Oxum", "1.1")])


def test_opening_what_is_no_package_says_so(tmp_path: Path) -> None:
    with pytest.raises(StorageError, match=r"is not a package: it has no bagit\.txt"):
        frus_pack.open_package(tmp_path)


def test_a_package_opens_with_its_texts_and_its_bag(tmp_path: Path, folder: Path) -> None:
    package = frus_pack.pack(read_document(folder), tmp_path / "deposit")
    assert package.transcription == TEXT
    assert package.metadata == read_document(folder).metadata
    root = package.tei.getroot()
    assert root.tag == "{http://www.tei-c.org/ns/1.0}TEI"
    assert package.bagit().is_valid()

"""Packages: what is in them, that they are the same everywhere, and that none is ever half."""

from __future__ import annotations

import json
import os
import shutil
import threading
from datetime import date
from pathlib import Path

import bagit
import bagit_profile
import pytest

import frus_pack
from frus_pack import Document, Package, PackageExistsError, SourceError, StorageError, schemas
from frus_pack.bag.difference import first_difference
from tests.folders import METADATA, NAME, TEXT, add_images, document_folder

DAY = date(2026, 1, 2)


def _document(folder: Path) -> Document:
    (document,) = frus_pack.read(folder)
    return document


def _accepted(package: Package) -> None:
    """Every tool that knows the standards agrees."""
    bag = bagit.Bag(str(package.path))
    bag.validate()
    profile = schemas.load(schemas.PROFILE)
    identifier = profile["BagIt-Profile-Info"]["BagIt-Profile-Identifier"]
    judge = bagit_profile.Profile(identifier, profile=profile)
    assert judge.validate_serialization(str(package.path))
    assert judge.validate(bag), str(judge.report)
    assert schemas.faults(schemas.DOCUMENT, json.loads(package.read("data/metadata.json"))) == ()
    assert (
        schemas.faults(schemas.PAGE_IMAGES, json.loads(package.read("data/page-images.json"))) == ()
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return add_images(document_folder(tmp_path / "source"))


def test_a_package_holds_this_and_nothing_else(tmp_path: Path, folder: Path) -> None:
    package = frus_pack.pack(_document(folder), tmp_path / "deposit", bagging_date=DAY)
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
    _accepted(package)


def test_bag_info_says_what_is_given_and_then_what_is_ours(tmp_path: Path, folder: Path) -> None:
    given = [("Source-Organization", "Kestanian State Archive"), ("Contact-Name", "A. Dravec")]
    package = frus_pack.pack(
        _document(folder), tmp_path / "deposit", bagging_date=DAY, bag_info=given
    )
    sizes = [path.stat().st_size for path in (package.path / "data").rglob("*") if path.is_file()]
    assert package.bag_info == (
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
        ("BagIt-Profile-Identifier", "urn:x-frus-pack:bagit-profile:1"),
    )
    _accepted(package)


def test_page_images_are_described_as_they_are(tmp_path: Path, folder: Path) -> None:
    package = frus_pack.pack(_document(folder), tmp_path / "deposit")
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
    _accepted(package)


def test_a_page_without_any_image_says_so(tmp_path: Path) -> None:
    package = frus_pack.pack(_document(document_folder(tmp_path / "s")), tmp_path / "deposit")
    assert [page.renditions[0].status for page in package.pages] == ["missing", "missing"]
    _accepted(package)


def test_a_scan_that_shows_two_pages_is_kept_once(tmp_path: Path) -> None:
    metadata = METADATA + "facs: {11: '0041', 12: '0041'}\n"
    folder = document_folder(tmp_path / "s", {"metadata.yaml": metadata})
    add_images(folder, ("0041.png",))
    package = frus_pack.pack(_document(folder), tmp_path / "deposit")
    assert [page.renditions[0].file for page in package.pages] == ["page-images/0041.png"] * 2
    _accepted(package)


@pytest.mark.parametrize("algorithms", [["md5"], ["sha256", "sha512"], ["sha1", "sha256"]])
def test_any_of_the_standards_algorithms_serve(
    tmp_path: Path, folder: Path, algorithms: list[str]
) -> None:
    package = frus_pack.pack(_document(folder), tmp_path / "deposit", algorithms=algorithms)
    manifests = sorted(path.name for path in package.path.glob("manifest-*"))
    assert manifests == sorted(f"manifest-{algorithm}.txt" for algorithm in algorithms)
    _accepted(package)


def test_the_same_document_gives_the_same_bytes_anywhere(tmp_path: Path, folder: Path) -> None:
    one = frus_pack.pack(_document(folder), tmp_path / "one", bagging_date=DAY)
    shutil.copytree(folder, tmp_path / "elsewhere/copy")
    for path in (tmp_path / "elsewhere").rglob("*"):
        os.utime(path, (1, 1))
        path.chmod(0o700)
    other = frus_pack.pack(
        _document(tmp_path / "elsewhere/copy"), tmp_path / "other", bagging_date=DAY
    )
    assert first_difference(one.path, other.path) is None


def test_the_bagging_date_comes_from_the_argument_the_environment_or_today(
    tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "86400")
    document = _document(folder)
    package = frus_pack.pack(document, tmp_path / "a", bagging_date=DAY)
    assert ("Bagging-Date", "2026-01-02") in package.bag_info
    package = frus_pack.pack(document, tmp_path / "b")
    assert ("Bagging-Date", "1970-01-02") in package.bag_info
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "tomorrow")
    with pytest.raises(ValueError, match="SOURCE_DATE_EPOCH is 'tomorrow'"):
        frus_pack.pack(document, tmp_path / "c")


def test_packing_again_changes_nothing_even_on_another_day(tmp_path: Path, folder: Path) -> None:
    first = frus_pack.pack(_document(folder), tmp_path / "deposit", bagging_date=DAY)
    before = {path: path.stat().st_mtime_ns for path in first.path.rglob("*")}
    (outcome,) = frus_pack.pack_all([folder], tmp_path / "deposit")
    assert outcome.status == "unchanged"
    assert {path: path.stat().st_mtime_ns for path in first.path.rglob("*")} == before


def test_another_package_of_the_name_is_an_error_unless_replaced(
    tmp_path: Path, folder: Path
) -> None:
    deposit = tmp_path / "deposit"
    old = frus_pack.pack(_document(folder), deposit, bagging_date=DAY)
    tag_manifest = old.read("tagmanifest-sha512.txt")
    with (folder / "metadata.yaml").open("a") as metadata:
        metadata.write("x-more: yes\n")
    with pytest.raises(PackageExistsError, match=r"its data/metadata\.json differs"):
        frus_pack.pack(_document(folder), deposit)
    assert frus_pack.open_package(old.path).read("tagmanifest-sha512.txt") == tag_manifest
    new = frus_pack.pack(_document(folder), deposit, replace=True)
    assert new.metadata.extra == {"x-more": "yes"}
    assert ("Bagging-Date", "2026-01-02") not in new.bag_info
    assert sorted(path.name for path in deposit.iterdir()) == ["frus1958-60v99"]
    _accepted(new)


@pytest.mark.parametrize("damage", ["altered", "missing", "added"])
def test_a_damaged_package_is_not_called_unchanged(
    tmp_path: Path, folder: Path, damage: str
) -> None:
    package = frus_pack.pack(_document(folder), tmp_path / "deposit")
    text = package.path / "data/transcription.txt"
    if damage == "altered":
        text.write_bytes(text.read_bytes().replace(b"open", b"shut"))
    elif damage == "missing":
        text.unlink()
    else:
        (package.path / "data/transcription.bak").touch()
    with pytest.raises(PackageExistsError, match="its data/transcription"):
        frus_pack.pack(_document(folder), tmp_path / "deposit")


def test_a_document_altered_in_a_script_is_checked_again(tmp_path: Path, folder: Path) -> None:
    from dataclasses import replace

    document = _document(folder)
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
        frus_pack.pack(_document(folder), tmp_path / "deposit")
    assert not (tmp_path / "deposit").exists()


def test_a_deposit_inside_the_source_is_refused(tmp_path: Path, folder: Path) -> None:
    document = _document(folder)
    for deposit in (folder, folder / "deposit"):
        with pytest.raises(SourceError, match="lies inside the source"):
            frus_pack.pack(document, deposit)
    assert not (folder / "deposit").exists()


@pytest.mark.parametrize("place", [".", "deposit", "../all/deposit"])
def test_nothing_is_written_into_a_source(tmp_path: Path, place: str) -> None:
    folder = document_folder(tmp_path / "all/one")
    before = (folder.stat().st_mtime_ns, folder.parent.stat().st_mtime_ns)
    for source in (folder, folder.parent):
        (outcome,) = frus_pack.pack_all(source, source / place if place[0] != "." else source)
        assert "lies inside the source" in str(outcome.error)
    assert (folder.stat().st_mtime_ns, folder.parent.stat().st_mtime_ns) == before


def test_every_unsound_image_is_told(tmp_path: Path, folder: Path) -> None:
    for name in ("p11.png", "p12.png"):
        (folder / "page-images" / name).write_bytes(b"not an image")
    with pytest.raises(SourceError) as caught:
        frus_pack.pack(_document(folder), tmp_path / "deposit")
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
        _document(document_folder(tmp_path / "s", files)), tmp_path / "deposit"
    )
    assert package.metadata.title == title
    told = dict(package.bag_info)["External-Description"]
    assert told == "7. Letter From President Orlan. frus1958-60v99"
    _accepted(package)


@pytest.mark.parametrize("date", ["2026\x01", "yesterday", ""])
def test_a_damaged_package_in_the_way_stops_nothing_else(
    tmp_path: Path, folder: Path, date: str
) -> None:
    package = frus_pack.pack(_document(folder), tmp_path / "deposit", bagging_date=DAY)
    bag_info = package.path / "bag-info.txt"
    bag_info.write_text(bag_info.read_text().replace("2026-01-02", date))
    other = document_folder(tmp_path / "o", {"metadata.yaml": METADATA.replace("d7", "d8")})
    outcomes = list(frus_pack.pack_all([folder, other], tmp_path / "deposit", jobs=1))
    assert [one.status for one in outcomes] == ["failed", "packed"]


def test_something_else_under_the_name_is_told_as_that(tmp_path: Path, folder: Path) -> None:
    place = tmp_path / "deposit" / NAME
    place.parent.mkdir(parents=True)
    place.write_bytes(b"mine")
    for replace in (False, True):
        with pytest.raises(PackageExistsError, match="something that is no package stands here"):
            frus_pack.pack(_document(folder), tmp_path / "deposit", replace=replace)
    assert place.read_bytes() == b"mine"


def test_what_cannot_be_asked_for_is_refused(tmp_path: Path, folder: Path) -> None:
    document = _document(folder)
    with pytest.raises(ValueError, match="'crc32' is none of the algorithms"):
        frus_pack.pack(document, tmp_path / "deposit", algorithms=["crc32"])
    with pytest.raises(ValueError, match="Payload-Oxum is written by frus-pack"):
        frus_pack.pack(document, tmp_path / "deposit", bag_info=[("Payload-Oxum", "1.1")])


def test_threads_pack_side_by_side(tmp_path: Path) -> None:
    folders = [
        document_folder(tmp_path / f"s{n}", {"metadata.yaml": METADATA.replace("d7", f"d{n}")})
        for n in range(8)
    ]
    failures: list[BaseException] = []

    def pack(folder: Path) -> None:
        try:
            frus_pack.pack(_document(folder), tmp_path / "deposit")
        except BaseException as error:  # reported below: a thread cannot fail a test
            failures.append(error)

    threads = [threading.Thread(target=pack, args=(one,)) for one in folders]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    for n in range(8):
        path = tmp_path / "deposit/frus1958-60v99" / f"frus1958-60v99-d{n}"
        _accepted(frus_pack.open_package(path))


def test_two_packing_the_same_document_at_once_make_one_package(
    tmp_path: Path, folder: Path
) -> None:
    document = _document(folder)
    statuses: list[str] = []

    def pack() -> None:
        statuses.extend(one.status for one in frus_pack.pack_all([folder], tmp_path / "deposit"))

    threads = [threading.Thread(target=pack) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(statuses) == ["packed", *["unchanged"] * 5]
    assert document.name == frus_pack.open_package(tmp_path / "deposit" / NAME).path.name


def test_the_number_of_workers_changes_no_byte(tmp_path: Path) -> None:
    for n in range(12):
        document_folder(
            tmp_path / "all" / str(n), {"metadata.yaml": METADATA.replace("d7", f"d{n}")}
        )
    for jobs in (1, 3):
        outcomes = list(
            frus_pack.pack_all(
                [tmp_path / "all"], tmp_path / f"deposit{jobs}", jobs=jobs, bagging_date=DAY
            )
        )
        assert [outcome.status for outcome in outcomes] == ["packed"] * 12
    assert first_difference(tmp_path / "deposit1", tmp_path / "deposit3") is None


def test_one_bad_document_fails_alone(tmp_path: Path) -> None:
    good = document_folder(tmp_path / "good")
    bad = document_folder(tmp_path / "bad", {"transcription.txt": "7. No note1\n"})
    outcomes = list(frus_pack.pack_all([bad, good, tmp_path / "none"], tmp_path / "deposit"))
    by_source = {Path(outcome.source).name: outcome for outcome in outcomes}
    assert {name: one.status for name, one in by_source.items()} == {
        "good": "packed",
        "bad": "failed",
        "none": "failed",
    }
    assert sorted(path.name for path in (tmp_path / "deposit").iterdir()) == ["frus1958-60v99"]


def test_two_sources_of_one_document_never_pass_for_two_packages(tmp_path: Path) -> None:
    one = document_folder(tmp_path / "one")
    two = document_folder(tmp_path / "two", {"metadata.yaml": METADATA + "x-n: 2\n"})
    for replace in (False, True):
        outcomes = list(frus_pack.pack_all([one, two], tmp_path / f"{replace}", replace=replace))
        assert sorted(outcome.status for outcome in outcomes) == ["failed", "packed"]


def test_a_deposit_that_cannot_be_written_is_one_error(tmp_path: Path, folder: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(StorageError, match="cannot make the deposit"):
        list(frus_pack.pack_all([folder], tmp_path / "file/deposit"))


def test_opening_what_is_no_package_says_so(tmp_path: Path) -> None:
    with pytest.raises(StorageError, match=r"is no package: it has no bagit\.txt"):
        frus_pack.open_package(tmp_path)


def test_a_package_opens_with_its_texts_and_its_bag(tmp_path: Path, folder: Path) -> None:
    package = frus_pack.pack(_document(folder), tmp_path / "deposit")
    assert package.transcription == TEXT
    assert package.metadata == _document(folder).metadata
    root = package.tei.getroot()
    assert root.tag == "{http://www.tei-c.org/ns/1.0}TEI"
    assert package.bagit().is_valid()

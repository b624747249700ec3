"""Packages go into an OCFL storage root, whole and valid or not at all, and come out as they were.

What stands there afterwards is judged by ocfl-py.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

import frus_pack
from frus_pack import InvalidPackageError, SourceError, StorageError
from frus_pack.storage.publishing import first_difference
from tests.ocfl.objects import digest
from tests.ocfl.packages import DOCUMENT, IDENTIFIER, NAME, make_package, tree
from tests.ocfl.validating import complaints
from tests.support.bags import as_tar, as_tar_gz, as_zip, make_bag

WITHOUT_ADDRESS = {"W008"}  # of the user, whom nobody named


def as_folder(bag: Path) -> Path:
    return bag


FORMS = (as_folder, as_tar, as_tar_gz, as_zip)


@pytest.mark.parametrize("form", FORMS)
def test_a_package_becomes_an_object_and_comes_back_byte_for_byte(
    tmp_path: Path, form: Callable[[Path], Path]
) -> None:
    package = make_package(tmp_path)
    root = tmp_path / "new/root"
    outcome = frus_pack.ingest(
        form(package), ocfl=root, message="Accession 7", user="A. Person", address="mailto:a@b.org"
    )
    assert (outcome.status, outcome.identifier, outcome.version) == ("ingested", IDENTIFIER, "v1")
    assert outcome.path is not None
    assert complaints(root) == set()
    back = frus_pack.retrieve(DOCUMENT, ocfl=root, to=tmp_path / "back")
    assert back == tmp_path / "back/frus1958-60v99" / NAME
    assert first_difference(back, package) is None
    note = json.loads((outcome.path / "inventory.json").read_bytes())["versions"]["v1"]
    assert note["message"] == "Accession 7"
    assert note["user"] == {"name": "A. Person", "address": "mailto:a@b.org"}


def test_the_root_declares_itself_and_holds_nothing_else(tmp_path: Path) -> None:
    frus_pack.ingest(make_package(tmp_path), ocfl=tmp_path / "root")
    first_digits = hashlib.sha256(IDENTIFIER.encode()).hexdigest()[:3]
    names = {
        path.relative_to(tmp_path / "root").as_posix() for path in (tmp_path / "root").iterdir()
    }
    assert names == {"0=ocfl_1.1", "ocfl_layout.json", "extensions", first_digits}
    assert [path.name for path in (tmp_path / "root/extensions").iterdir()] == [
        "0004-hashed-n-tuple-storage-layout"
    ]


def test_a_changed_package_is_a_further_version_of_what_changed(tmp_path: Path) -> None:
    first, second = (make_package(tmp_path / subject, subject) for subject in ("Harbor", "Port"))
    root = tmp_path / "root"
    frus_pack.ingest(first, ocfl=root)
    outcome = frus_pack.ingest(second, ocfl=root)
    assert (outcome.status, outcome.version) == ("ingested", "v2")
    assert outcome.path is not None
    content = outcome.path / "v2/content"
    assert sorted(
        path.relative_to(content).as_posix() for path in content.rglob("*") if path.is_file()
    ) == [
        "bag-info.txt",
        "data/metadata.json",
        "manifest-sha512.txt",
        "tagmanifest-sha512.txt",
    ]
    assert all(path.stat().st_nlink == 1 for path in root.rglob("*") if path.is_file())
    assert complaints(root) == WITHOUT_ADDRESS
    for version, package in (("v1", first), ("v2", second), (None, second)):
        back = frus_pack.retrieve(
            IDENTIFIER, ocfl=root, to=tmp_path / f"back-{version}", version=version
        )
        assert first_difference(back, package) is None


def test_a_version_that_takes_back_a_change_stores_nothing(tmp_path: Path) -> None:
    first, second = (make_package(tmp_path / subject, subject) for subject in ("Harbor", "Port"))
    for package in (first, second, first):
        outcome = frus_pack.ingest(package, ocfl=tmp_path / "root")
    assert (outcome.status, outcome.version) == ("ingested", "v3")
    assert outcome.path is not None
    assert not (outcome.path / "v3/content").exists()
    assert complaints(tmp_path / "root") == WITHOUT_ADDRESS
    back = frus_pack.retrieve(DOCUMENT, ocfl=tmp_path / "root", to=tmp_path / "back")
    assert first_difference(back, first) is None


def test_content_that_stands_twice_in_a_package_is_stored_once(tmp_path: Path) -> None:
    package = make_package(tmp_path)
    (package / "a.txt").write_bytes(b"a")  # tag files that no manifest lists are warned of
    (package / "notes").mkdir()
    (package / "notes/b.txt").write_bytes(b"a")
    outcome = frus_pack.ingest(package, ocfl=tmp_path / "root")
    assert outcome.path is not None
    manifest = json.loads((outcome.path / "inventory.json").read_bytes())["manifest"]
    assert manifest[digest(b"a")] == ["v1/content/a.txt"]
    assert not (outcome.path / "v1/content/notes").exists()
    assert complaints(tmp_path / "root") == WITHOUT_ADDRESS
    back = frus_pack.retrieve(DOCUMENT, ocfl=tmp_path / "root", to=tmp_path / "back")
    assert first_difference(back, package) is None


@pytest.mark.parametrize("form", FORMS)
def test_the_same_package_is_unchanged_and_nothing_is_written(
    tmp_path: Path, form: Callable[[Path], Path]
) -> None:
    package = make_package(tmp_path)
    first = frus_pack.ingest(package, ocfl=tmp_path / "root")
    assert first.path is not None
    before = tree(first.path)
    again = frus_pack.ingest(form(package), ocfl=tmp_path / "root")
    assert (again.status, again.version, again.path) == ("unchanged", "v1", first.path)
    assert tree(first.path) == before


def test_the_same_ingest_gives_the_same_bytes_with_any_number_of_workers(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    for number in range(5):
        make_package(tmp_path / f"{number}", document=f"d{number}")
    packages = sorted(tmp_path.glob("*/deposit"))
    for jobs in (1, 2):
        outcomes = list(frus_pack.ingest_all(packages, ocfl=tmp_path / f"root-{jobs}", jobs=jobs))
        assert [one.status for one in outcomes] == ["ingested"] * 5
    assert first_difference(tmp_path / "root-1", tmp_path / "root-2") is None
    inventory = next((tmp_path / "root-1").glob("*/*/*/*/inventory.json")).read_bytes()
    assert json.loads(inventory)["versions"]["v1"]["created"] == "2023-11-14T22:13:20Z"


@pytest.mark.parametrize("form", FORMS)
def test_what_is_not_valid_is_not_ingested_and_the_report_says_why(
    tmp_path: Path, form: Callable[[Path], Path]
) -> None:
    package = make_package(tmp_path)
    (package / "data/transcription.txt").write_bytes(b"Another text")
    bad = form(package)
    with pytest.raises(InvalidPackageError) as raised:
        frus_pack.ingest(bad, ocfl=tmp_path / "root")
    assert raised.value.report == frus_pack.validate(bad)
    said = str(raised.value).splitlines()
    assert said[0] == f"{bad}: is not valid"
    assert "data/transcription.txt: its checksum differs (sha512) [bag.payload-altered]" in said
    assert not (tmp_path / "root").exists()


def test_a_bag_whose_document_is_not_sound_is_not_ingested(tmp_path: Path) -> None:
    package = make_package(tmp_path)
    metadata = json.loads((package / "data/metadata.json").read_bytes())
    metadata["title"] = "Another Title"
    payload = {
        path.relative_to(package).as_posix(): path.read_bytes()
        for path in (package / "data").rglob("*")
        if path.is_file()
    }
    payload["data/metadata.json"] = json.dumps(metadata).encode()
    tags = frus_pack.open_package(package).bag_info.pairs
    bag = make_bag(
        tmp_path / "bag", payload, tags=[one for one in tags if one[0] != "Payload-Oxum"]
    )
    with pytest.raises(InvalidPackageError) as raised:
        frus_pack.ingest(bag, ocfl=tmp_path / "root")
    assert {one.code for one in raised.value.report.errors} == {
        "transcription.header-differs",
        "transcription.metadata-differs",
    }


def test_one_that_fails_fails_alone(tmp_path: Path) -> None:
    good, bad = (make_package(tmp_path / name, document=name) for name in ("d1", "d2"))
    (bad / "data/metadata.json").unlink()
    missing = tmp_path / "missing"
    outcomes = {
        one.source: one
        for one in frus_pack.ingest_all([bad, missing, good], ocfl=tmp_path / "root")
    }
    assert {source: one.status for source, one in outcomes.items()} == {
        str(good): "ingested",
        str(bad): "failed",
        str(missing): "failed",
    }
    assert isinstance(outcomes[str(bad)].error, InvalidPackageError)
    assert str(outcomes[str(missing)].error) == f"{missing}: does not exist"


def test_a_bag_that_is_no_package_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="is a valid bag, but not a package of frus-pack"):
        frus_pack.ingest(make_bag(tmp_path / "bag"), ocfl=tmp_path / "root")
    assert not (tmp_path / "root").exists()


def test_a_folder_that_would_be_lost_is_an_error(tmp_path: Path) -> None:
    package = make_package(tmp_path)
    (package / "notes").mkdir()
    with pytest.raises(SourceError, match="notes: is an empty folder, which OCFL cannot keep"):
        frus_pack.ingest(package, ocfl=tmp_path / "root")
    assert not (tmp_path / "root").exists()


def test_an_executor_of_the_callers_shares_the_work(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(3):
        make_package(tmp_path / f"{number}", document=f"d{number}")
    monkeypatch.chdir(tmp_path)
    with ThreadPoolExecutor(2) as executor:
        outcomes = list(frus_pack.ingest_all(["0", "1", "2"], ocfl="root", executor=executor))
    assert [one.status for one in outcomes] == ["ingested"] * 3
    assert all(one.path and one.path.is_relative_to(tmp_path / "root") for one in outcomes)
    assert complaints(tmp_path / "root") == WITHOUT_ADDRESS


def test_two_packages_of_one_document_in_one_run_are_told(tmp_path: Path) -> None:
    first, second = (make_package(tmp_path / subject, subject) for subject in ("Harbor", "Port"))
    outcomes = list(frus_pack.ingest_all([first, second], ocfl=tmp_path / "root", jobs=1))
    assert [one.status for one in outcomes] == ["ingested", "failed"]
    assert f"became v2 of {IDENTIFIER}, and so did {first} in the same run" in str(
        outcomes[1].error
    )
    assert complaints(tmp_path / "root") == WITHOUT_ADDRESS


def test_a_root_inside_what_is_to_be_ingested_is_refused(tmp_path: Path) -> None:
    package = make_package(tmp_path)
    for ingest in (frus_pack.ingest, frus_pack.ingest_all):
        with pytest.raises(StorageError, match="is inside a bag"):
            ingest(package, ocfl=package / "root")
    assert not (package / "root").exists()


def test_a_user_has_a_name_and_an_address_a_scheme(tmp_path: Path) -> None:
    package = make_package(tmp_path)
    with pytest.raises(ValueError, match=r"'a@b\.org' is not a URI"):
        frus_pack.ingest(package, ocfl=tmp_path / "root", user="A", address="a@b.org")
    with pytest.raises(ValueError, match="is not Unicode text"):
        frus_pack.ingest(package, ocfl=tmp_path / "root", message="\udc80")
    assert not (tmp_path / "root").exists()


def test_a_date_that_is_none_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "today")
    with pytest.raises(ValueError, match="'today', not a number of seconds"):
        frus_pack.ingest(make_package(tmp_path), ocfl=tmp_path / "root")


def test_the_place_of_an_object_that_something_else_has_is_left_alone(tmp_path: Path) -> None:
    outcome = frus_pack.ingest(make_package(tmp_path), ocfl=tmp_path / "root")
    assert outcome.path is not None
    for path in outcome.path.iterdir():
        if path.is_file():
            path.unlink()
    before = tree(outcome.path)
    with pytest.raises(StorageError, match=r"inventory\.json: does not exist"):
        frus_pack.ingest(make_package(tmp_path / "again", "Port"), ocfl=tmp_path / "root")
    assert tree(outcome.path) == before

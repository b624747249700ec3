"""Storage roots and objects are validated as OCFL, and their packages with every check."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path
from random import Random

import pytest

import frus_pack
from frus_pack.keeping.ledger_rows import Recorded
from frus_pack.ocfl.layout import CONFIGURATION, EXTENSION, HashedLayout
from tests.ocfl.objects import make_object
from tests.ocfl.validating import complaints
from tests.support.bags import make_bag, write
from tests.support.traffic import needs_counts, traffic

FIRST = "frus1958-60v99/frus1958-60v99-d12"


@pytest.fixture(scope="module")
def ingested(samples: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A storage root with the samples; copy it before you change it."""
    folder = tmp_path_factory.mktemp("ingested")
    list(frus_pack.pack_all([samples], folder / "deposit", jobs=1, bagging_date=date(2026, 1, 2)))
    list(frus_pack.ingest_all([folder / "deposit"], ocfl=folder / "root"))
    return folder / "root"


@pytest.fixture
def root(ingested: Path, tmp_path: Path) -> Path:
    """A storage root of one's own."""
    return Path(shutil.copytree(ingested, tmp_path / "root"))


@pytest.fixture
def stored(root: Path) -> Path:
    """One object of the root."""
    return sorted(root.glob("*/*/*/*/"))[0]


def errors(root: Path) -> list[tuple[str, str]]:
    """Code and location of each error in all reports on a root."""
    reports = frus_pack.validate_all([root], jobs=1)
    return [(one.code, one.location) for report in reports for one in report.errors]


def audited(root: Path, ledger: Path) -> list[Recorded]:
    """What an audit says that is not as before."""
    checks = frus_pack.audit(root, ledger=ledger, jobs=1)
    return [one for one in checks if one.outcome != "as-before"]


def test_a_root_has_a_report_of_its_own_and_one_for_each_object(root: Path) -> None:
    reports = list(frus_pack.validate_all([root], jobs=1))
    assert len(reports) == 12
    assert all(report.ok for report in reports)
    assert [check.family for check in reports[0].checks] == ["ocfl"]
    assert [check.family for check in reports[1].checks] == [
        "ocfl",
        "bag",
        "fixity",
        "profile",
        "metadata",
        "transcription",
        "page-images",
    ]


def test_validate_takes_a_root_with_all_of_its_objects(root: Path, stored: Path) -> None:
    report = frus_pack.validate(root)
    assert report.ok
    assert report.bytes > 0
    (stored / "inventory.json").write_text("{}")
    assert not frus_pack.validate(root).ok


def test_a_flipped_bit_in_any_version_is_found(root: Path, stored: Path) -> None:
    file = next(stored.glob("v1/content/data/transcription.txt"))
    file.write_bytes(file.read_bytes().replace(b" ", b"\t", 1))
    path = "v1/content/data/transcription.txt"
    assert errors(root) == [("ocfl.object-invalid", path)]


def test_a_package_that_ocfl_holds_well_and_that_is_invalid_is_found(
    root: Path, stored: Path, tmp_path: Path
) -> None:
    """The digests of OCFL agree, and those of the bag do not: it was ingested so elsewhere."""
    import hashlib

    file = stored / "v1/content/data/transcription.txt"
    old = hashlib.sha512(file.read_bytes()).hexdigest()
    file.write_bytes(file.read_bytes().replace(b" ", b"\t", 1))
    new = hashlib.sha512(file.read_bytes()).hexdigest()
    for folder in (stored, stored / "v1"):
        inventory = folder / "inventory.json"
        inventory.write_text(inventory.read_text().replace(old, new))
        digest = hashlib.sha512(inventory.read_bytes()).hexdigest()
        (folder / "inventory.json.sha512").write_text(f"{digest} inventory.json\n")
    assert ("bag.payload-altered", "data/transcription.txt") in errors(root)


@needs_counts
@pytest.mark.parametrize("algorithm", ["sha512", "sha256"])
def test_the_content_of_an_object_is_read_once(tmp_path: Path, algorithm: str) -> None:
    noise = Random(1).randbytes
    bag = make_bag(tmp_path / "bag", {f"data/{n}.bin": noise(4 << 20) for n in range(2)})
    files = {path.relative_to(bag).as_posix(): path.read_bytes() for path in bag.rglob("*.*")}
    stored = make_object(tmp_path / "object", [files], algorithm=algorithm)
    assert traffic(lambda: frus_pack.validate(stored)) == (8, 0)
    assert [one.code for one in frus_pack.validate(stored).errors] == []
    ledger = tmp_path / "fixity.sqlite"
    assert traffic(lambda: audited(stored, ledger)) == (8, 0)


def test_a_stray_file_and_an_empty_folder_are_found(root: Path) -> None:
    top = next(path for path in root.iterdir() if len(path.name) == 3)
    (top / "notes.txt").write_text("stray")
    (top / "empty").mkdir()
    assert errors(root) == [
        ("ocfl.empty-folder", f"{top.name}/empty"),
        ("ocfl.stray-file", f"{top.name}/notes.txt"),
    ]


def test_an_object_at_another_place_than_its_layout_has_is_found(root: Path, stored: Path) -> None:
    elsewhere = root / "elsewhere"
    stored.rename(elsewhere)
    for folder in stored.parents[:3]:
        if not list(folder.iterdir()):
            folder.rmdir()
    assert ("ocfl.object-misplaced", "elsewhere/inventory.json") in errors(root)


UNKNOWN: dict[str, Callable[[Path], object]] = {
    "another layout": lambda root: (root / "ocfl_layout.json").write_text(
        json.dumps({"extension": "0002-flat-direct-storage-layout", "description": ""})
    ),
    "no layout": lambda root: (root / "ocfl_layout.json").unlink(),
    "other parameters": lambda root: (root / CONFIGURATION).write_text(
        json.dumps({"extensionName": EXTENSION, "digestAlgorithm": "whirlpool"})
    ),
}


@pytest.mark.parametrize("kind", UNKNOWN)
def test_a_root_of_a_layout_that_is_not_known_here_is_valid_all_the_same(
    root: Path, kind: str
) -> None:
    UNKNOWN[kind](root)
    reports = list(frus_pack.validate_all([root], jobs=1))
    assert [(one.code, one.severity) for one in reports[0].findings] == [
        ("ocfl.layout-unknown", "warning")
    ]
    assert len(reports) == 12
    assert all(report.ok for report in reports)
    assert frus_pack.validate(root).ok


def _older(root: Path) -> None:
    (root / "0=ocfl_1.1").unlink()
    (root / "0=ocfl_1.0").write_bytes(b"ocfl_1.0\n")


def test_a_root_of_ocfl_1_0_holds_no_objects_of_1_1(root: Path, tmp_path: Path) -> None:
    _older(root)
    assert {code for code, _ in errors(root)} == {"ocfl.object-newer"}
    assert len(errors(root)) == 11
    back = frus_pack.retrieve("frus1958-60v99/d12", ocfl=root, to=tmp_path / "back")
    assert frus_pack.validate(back).ok


def test_a_root_of_ocfl_1_0_is_valid_with_its_own_objects(tmp_path: Path) -> None:
    bag = make_bag(tmp_path / "bag")
    files = {one.relative_to(bag).as_posix(): one.read_bytes() for one in bag.rglob("*.*")}
    root, identifier = tmp_path / "root", "info:frus/frus1958-60v99/d12"
    write(root, HashedLayout().files())
    place = root / HashedLayout().path(identifier)
    make_object(place, [files], identifier=identifier, specification="1.0")
    (root / "0=ocfl_1.1").write_bytes(b"")
    _older(root)
    assert errors(root) == []
    assert complaints(root) <= {"W008"}


def test_a_root_below_a_folder_is_found(root: Path) -> None:
    assert len(list(frus_pack.validate_all([root.parent], jobs=1))) == 12


def test_an_audit_of_a_root_finds_what_was_altered(
    root: Path, stored: Path, tmp_path: Path
) -> None:
    ledger = tmp_path / "fixity.sqlite"
    assert {one.outcome for one in audited(root, ledger)} == {"new"}
    assert audited(root, ledger) == []
    file = stored / "v1/content/bagit.txt"
    file.write_bytes(b"BagIt-Version: 0.97\n")
    (one,) = audited(root, ledger)
    assert (one.outcome, one.place) == ("altered", stored)


def test_a_new_version_is_changed_and_not_altered(
    root: Path, samples: Path, tmp_path: Path
) -> None:
    ledger = tmp_path / "fixity.sqlite"
    audited(root, ledger)
    later = tmp_path / "later"
    list(frus_pack.pack_all([samples / "d12-telegram"], later, bagging_date=date(2026, 1, 2)))
    frus_pack.amend(later / FIRST, {"place": "Lima"}, reason="misread", agent="M. Kest")
    frus_pack.ingest(later / FIRST, ocfl=root)
    (one,) = audited(root, ledger)
    assert (one.outcome, one.identifier) == ("changed", "info:frus/frus1958-60v99/d12")


def test_objects_behind_a_link_in_the_root_are_not_left_out_in_silence(
    root: Path, stored: Path, tmp_path: Path
) -> None:
    top = root / stored.relative_to(root).parts[0]
    top.rename(tmp_path / "elsewhere")
    top.symlink_to(tmp_path / "elsewhere")
    (root / "notes.txt").write_text("a file in the root is allowed\n")
    assert errors(root) == [("ocfl.stray-file", top.name), ("bag.unreadable", "")]

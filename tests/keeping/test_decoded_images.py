"""Images that an audit decoded: the next one relies on their digests, and only on these."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

import frus_pack
from frus_pack import InvalidPackageError
from tests.keeping.auditing import audit, flip, query
from tests.support.bags import as_tar, as_zip, codes
from tests.support.packages import seal_as_packed

TELEGRAM = "frus1958-60v99/frus1958-60v99-d12"
AGAIN = "6 images have the digests with which they were decoded before"


@pytest.fixture
def package(deposit: Path) -> Path:
    """A package with six page images."""
    return deposit / TELEGRAM


def remark(place: Path, ledger: Path) -> str:
    """What the next audit says of how the page images were checked."""
    (one,) = frus_pack.audit(place, ledger=ledger, jobs=1)
    assert one.check is not None
    (check,) = [check for check in one.check.report.checks if check.family == "page-images"]
    return check.reason


def make_blank(ledger: Path) -> None:
    """Let the ledger say of each image what no image shows: who reports it did not decode it."""
    query(ledger, "UPDATE decoded_image SET appearance = 'blank'")


def blank(place: Path, ledger: Path) -> int:
    """How many images the next audit calls blank."""
    (one,) = frus_pack.audit(place, ledger=ledger, jobs=1)
    assert one.check is not None
    return sum(found.code == "page-images.blank" for found in one.check.report.findings)


def same(path: Path) -> Path:
    return path


def ingested(package: Path) -> Path:
    """The package in a storage root; its object."""
    root = package.parent / "storage"
    list(frus_pack.ingest_all(package, ocfl=root, jobs=1))
    return next(path.parent for path in root.glob("*/*/*/*/inventory.json"))


@pytest.mark.parametrize("form", [same, as_tar, as_zip, ingested])
def test_the_second_audit_decodes_nothing(
    package: Path, ledger: Path, form: Callable[[Path], Path]
) -> None:
    place = form(package)
    assert remark(place, ledger) == ""
    assert remark(place, ledger) == AGAIN
    make_blank(ledger)
    assert blank(place, ledger) == 6


def test_findings_are_those_of_a_validation(package: Path, ledger: Path) -> None:
    findings = frus_pack.validate(package).findings
    for _ in range(2):
        (one,) = frus_pack.audit(package, ledger=ledger, jobs=1)
        assert one.check is not None
        assert one.check.report.findings == findings


def test_an_altered_image_is_decoded_again(package: Path, ledger: Path) -> None:
    audit(package, ledger)
    image = sorted((package / "data/page-images").iterdir())[0]
    flip(image)
    (one,) = frus_pack.audit(package, ledger=ledger, jobs=1)
    assert one.check is not None
    assert one.outcome == "altered"
    assert one.check.report == frus_pack.validate(package)
    flip(image)
    assert remark(package, ledger) == AGAIN


def test_what_another_version_decoded_is_decoded_again(package: Path, ledger: Path) -> None:
    audit(package, ledger)
    make_blank(ledger)
    query(ledger, "UPDATE decoded_image SET decoder = 'frus-pack 0.3.0, Pillow 9.0.0'")
    assert blank(package, ledger) == 0
    assert query(ledger, "SELECT count(DISTINCT decoder), count(*) FROM decoded_image") == [(1, 6)]
    assert remark(package, ledger) == AGAIN


@pytest.mark.parametrize(
    ("facts", "appearance"),
    [("{}", None), ("{", None), ("[]", None), (b"\xff", None), (None, "torn")],
)
def test_an_image_whose_row_is_damaged_is_decoded_again(
    package: Path, ledger: Path, facts: str | bytes | None, appearance: str | None
) -> None:
    audit(package, ledger)
    sql = "UPDATE decoded_image SET facts = coalesce(?, facts), appearance = ?"
    query(ledger, sql, facts, appearance)
    assert remark(package, ledger) == ""
    assert remark(package, ledger) == AGAIN


def test_a_replaced_image_is_decoded_and_the_others_are_not(
    package: Path, ledger: Path, tmp_path: Path
) -> None:
    audit(package, ledger)
    name = sorted(path.name for path in (package / "data/page-images").iterdir())[0]
    Image.new("L", (40, 60), 7).save(tmp_path / name)
    frus_pack.amend(package, images={name: tmp_path / name}, reason="why", agent="who")
    assert remark(package, ledger) == AGAIN.replace("6", "5")
    assert remark(package, ledger) == AGAIN


def test_a_package_that_moved_keeps_what_is_known_of_its_images(
    package: Path, ledger: Path
) -> None:
    audit(package.parent, ledger)
    moved = package.rename(package.with_name("moved"))
    assert audit(package.parent, ledger)["moved"] == "moved"
    assert remark(moved, ledger) == AGAIN


def test_images_of_an_invalid_package_are_decoded_each_time(package: Path, ledger: Path) -> None:
    (package / "data/more.txt").write_text("more")
    assert audit(package, ledger) == {package.name: "invalid"}
    assert query(ledger, "SELECT count(*) FROM decoded_image") == [(0,)]


def test_an_amendment_decodes_only_what_its_ledger_does_not_know(
    package: Path, ledger: Path
) -> None:
    frus_pack.amend(package, {"place": "Lima"}, reason="why", agent="who", ledger=ledger)
    assert remark(package, ledger) == AGAIN
    make_blank(ledger)
    frus_pack.amend(package, {"place": "Quito"}, reason="why", agent="who", ledger=ledger)
    assert query(ledger, "SELECT DISTINCT appearance FROM decoded_image") == [("blank",)]


@pytest.mark.parametrize("form", [same, as_tar])
def test_an_image_altered_under_a_new_seal_is_not_valid_for_a_ledger(
    package: Path, ledger: Path, form: Callable[[Path], Path]
) -> None:
    image = sorted((package / "data/page-images").iterdir())[0]
    content = image.read_bytes()
    broken = content[:-20] + bytes(8) + content[-12:]
    image.write_bytes(broken)
    pages = (package / "data/page-images.json").read_text()
    (package / "data/page-images.json").write_text(
        pages.replace(hashlib.sha512(content).hexdigest(), hashlib.sha512(broken).hexdigest())
    )
    seal_as_packed(package)
    assert codes(frus_pack.validate(package)) == {"page-images.undecodable"}
    place = form(package)
    with pytest.raises(InvalidPackageError, match=image.name):
        frus_pack.amend(place, {"place": "Lima"}, reason="why", agent="who", ledger=ledger)
    assert query(ledger, "SELECT * FROM fixity_check") == []


def test_images_that_a_repair_decoded_are_not_decoded_again(
    package: Path, packed_samples: Path, ledger: Path
) -> None:
    flip(package / "data/transcription.txt")
    frus_pack.repair(package, replicas=[packed_samples / TELEGRAM], ledger=ledger)
    assert remark(package, ledger) == AGAIN

"""Holey packages: page images that are listed in fetch.txt, and taken from a mirror later."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import bagit
import bagit_profile
import pytest

import frus_pack
from frus_pack import Package
from frus_pack.crosswalks.forms import CrosswalkForm
from frus_pack.document import schemas
from frus_pack.storage.publishing import first_difference
from tests.packing.fetched import DAY, IMAGES, SERIES, packed, source
from tests.support.folders import assert_accepted
from tests.support.packages import SCANS, scan


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return source(tmp_path / "source")


@pytest.fixture
def holey(folder: Path, tmp_path: Path) -> Path:
    return packed(folder, tmp_path / "holey").path


def codes(report: frus_pack.Report) -> list[str]:
    return [one.code for one in report.findings]


def test_the_images_are_listed_and_left_out(holey: Path) -> None:
    sizes = [len(IMAGES[f"{name}.png"]) for name in SCANS]
    assert (holey / "fetch.txt").read_text() == "".join(
        f"{SERIES}/medium/{name}.png {size} data/page-images/{name}.png\n"
        for name, size in zip(SCANS, sizes, strict=True)
    )
    assert not (holey / "data/page-images").exists()
    manifest = (holey / "manifest-sha512.txt").read_text()
    assert manifest.count("data/page-images/") == len(SCANS)
    assert "fetch.txt" in (holey / "tagmanifest-sha512.txt").read_text()


def test_all_but_fetch_txt_is_as_if_they_were_embedded(
    holey: Path, folder: Path, tmp_path: Path
) -> None:
    embedded = packed(folder, tmp_path / "embedded", "embedded").path
    same = [*(one.relative_to(holey) for one in (holey / "data").iterdir())]
    for name in (*same, Path("manifest-sha512.txt")):
        assert (holey / name).read_bytes() == (embedded / name).read_bytes()
    oxum = dict(frus_pack.open_package(holey).bag_info)["Payload-Oxum"]
    assert oxum == dict(frus_pack.open_package(embedded).bag_info)["Payload-Oxum"]


def test_it_is_valid_only_for_those_who_will_fetch(holey: Path) -> None:
    assert codes(frus_pack.validate(holey)) == ["bag.payload-file-unfetched"] * 3
    report = frus_pack.validate(holey, allow_unfetched=True)
    assert codes(report) == ["bag.payload-file-to-fetch"] * 3
    assert report.ok


@pytest.mark.parametrize("form", [None, "tar", "zip"])
def test_completed_it_holds_what_an_embedded_package_holds(
    folder: Path, tmp_path: Path, form: Any
) -> None:
    holey = packed(folder, tmp_path / "holey", serialize=form).path
    bag = frus_pack.unpack(holey, tmp_path / "in", allow_unfetched=True) if form else holey
    added = frus_pack.complete(bag, mirror=folder / "page-images").added
    assert list(added) == [f"data/page-images/{name}.png" for name in SCANS]
    embedded = packed(folder, tmp_path / "embedded", "embedded").path
    assert first_difference(bag / "data", embedded / "data") is None
    assert codes(frus_pack.validate(bag)) == []
    assert_accepted(Package(bag))


def test_other_tools_say_the_same(holey: Path, folder: Path) -> None:
    bag = bagit.Bag(str(holey))
    listed = {(address, path) for address, _, path in bag.fetch_entries()}
    assert listed == {
        (f"{SERIES}/medium/{name}.png", f"data/page-images/{name}.png") for name in SCANS
    }
    assert not bag.is_valid()
    profile = schemas.load(schemas.PROFILE)
    judge = bagit_profile.Profile("urn:x-frus-pack:bagit-profile:1", profile=profile)
    bag.info["BagIt-Profile-Identifier"] = "urn:x-frus-pack:bagit-profile:1"
    assert judge.validate(bag), str(judge.report)
    frus_pack.complete(holey, mirror=folder / "page-images")
    assert bagit.Bag(str(holey)).is_valid()


@pytest.mark.parametrize("form", [None, "tar", "zip"])
def test_the_same_again_is_unchanged_but_embedded_is_another(
    folder: Path, tmp_path: Path, form: Any
) -> None:
    deposit = tmp_path / "deposit"
    options = {"bagging_date": DAY, "serialize": form, "jobs": 1}
    for status in ("packed", "unchanged"):
        (outcome,) = frus_pack.pack_all(folder, deposit, images_as="fetched", **options)
        assert (outcome.status, dict(outcome.images)) == (status, {"to fetch": 3})
    (outcome,) = frus_pack.pack_all(folder, deposit, **options)
    assert isinstance(outcome.error, frus_pack.PackageExistsError)


def test_a_completed_package_is_unchanged(holey: Path, folder: Path) -> None:
    frus_pack.complete(holey, mirror=folder / "page-images")
    (outcome,) = frus_pack.pack_all(folder, holey.parents[1], images_as="fetched", jobs=1)
    assert (outcome.status, dict(outcome.images)) == ("unchanged", {"embedded": 3})


def test_a_completed_package_with_another_image_is_not(holey: Path, folder: Path) -> None:
    frus_pack.complete(holey, mirror=folder / "page-images")
    (holey / "data/page-images/0041.png").write_bytes(IMAGES["0042.png"])
    (outcome,) = frus_pack.pack_all(folder, holey.parents[1], images_as="fetched", jobs=1)
    assert "its seal is broken" in str(outcome.error)


def test_a_volume_is_packed_so_without_reading_it_again(samples: Path, tmp_path: Path) -> None:
    volume = samples / "frus1961-63v98"
    for status in ("packed", "unchanged"):
        outcomes = list(
            frus_pack.pack_all(
                volume, tmp_path, images=volume / "scans", images_as="fetched", jobs=1
            )
        )
        assert {one.status for one in outcomes} == {status}
        assert sum(one.images["to fetch"] for one in outcomes) == 12


def test_its_list_of_images_is_compared_with_fetch_txt(holey: Path) -> None:
    fetch = holey / "fetch.txt"
    fetch.write_text(fetch.read_text().replace("0041.png ", "0041.png 1"))
    found = frus_pack.validate(holey, allow_unfetched=True).errors
    assert {one.code for one in found} == {"bag.tag-file-altered", "page-images.record-differs"}


def test_unpacking_takes_it_only_on_request(holey: Path, tmp_path: Path) -> None:
    with pytest.raises(frus_pack.InvalidPackageError) as error:
        frus_pack.unpack(holey, tmp_path / "in")
    assert str(error.value).count("(fill it from a local mirror with frus-pack complete)") == 3
    copy = frus_pack.unpack(holey, tmp_path / "in", allow_unfetched=True)
    assert first_difference(copy, holey) is None


def test_unpacking_on_request_takes_nothing_else_that_is_wrong(holey: Path, tmp_path: Path) -> None:
    (holey / "data/transcription.txt").write_text("other")
    with pytest.raises(frus_pack.InvalidPackageError):
        frus_pack.unpack(holey, tmp_path / "in", allow_unfetched=True)
    assert not list((tmp_path / "in").glob("[!.]*"))


def test_a_storage_root_refuses_it_until_it_is_complete(
    holey: Path, folder: Path, tmp_path: Path
) -> None:
    with pytest.raises(frus_pack.InvalidPackageError, match="frus-pack complete"):
        frus_pack.ingest(holey, ocfl=tmp_path / "root")
    frus_pack.complete(holey, mirror=folder / "page-images")
    assert frus_pack.ingest(holey, ocfl=tmp_path / "root").version == "v1"
    assert frus_pack.ingest(holey, ocfl=tmp_path / "root").status == "unchanged"


@pytest.mark.parametrize("form", ["mods", "mets", "premis", "ro-crate"])
def test_a_record_is_made_only_of_a_complete_package(holey: Path, form: CrosswalkForm) -> None:
    with pytest.raises(frus_pack.StorageError, match="3 of its files are still to be fetched"):
        frus_pack.export(holey, form)


def test_included_records_are_those_of_the_complete_package(folder: Path, tmp_path: Path) -> None:
    forms = ["mets", "premis", "ro-crate"]
    holey = packed(folder, tmp_path / "holey", include=forms)
    embedded = packed(folder, tmp_path / "embedded", "embedded", include=forms)
    for path in ("metadata/mets.xml", "metadata/premis.xml", "ro-crate-metadata.json"):
        assert holey.read(path) == embedded.read(path)


def test_it_is_amended_before_it_is_complete(holey: Path, folder: Path) -> None:
    frus_pack.amend(holey, {"place": "Lima"}, reason="misread", agent="M. Kest")
    report = frus_pack.validate(holey, allow_unfetched=True)
    assert {one.code for one in report.findings} == {"bag.payload-file-to-fetch"}
    frus_pack.complete(holey, mirror=folder / "page-images")
    assert codes(frus_pack.validate(holey)) == []


def test_an_image_that_has_an_address_is_not_replaced(
    holey: Path, folder: Path, tmp_path: Path
) -> None:
    frus_pack.complete(holey, mirror=folder / "page-images")
    (tmp_path / "better.png").write_bytes(scan(7))
    with pytest.raises(frus_pack.AmendmentError, match=r"fetch\.txt says where to fetch"):
        frus_pack.amend(
            holey, images={"0041": tmp_path / "better.png"}, reason="better", agent="M. Kest"
        )


def test_a_replica_can_fill_it_too(holey: Path, folder: Path, tmp_path: Path) -> None:
    full = Path(shutil.copytree(holey, tmp_path / "replica" / holey.name))
    frus_pack.complete(full, mirror=folder / "page-images")
    repaired = frus_pack.repair(holey, replicas=full, keep_damaged=tmp_path / "damaged")
    assert list(repaired.taken) == [f"data/page-images/{name}.png" for name in SCANS]
    assert first_difference(holey, full) is None

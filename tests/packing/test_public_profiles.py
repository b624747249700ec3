"""The profiles that repositories publish: packed and validated, or refused with what is missing."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

import frus_pack
from tests.packing.public_profiles import COMPLETED, INFO, PACKED, REFUSED, UNMET, WITH_APTRUST_INFO


@pytest.mark.parametrize("name", PACKED)
def test_a_package_meets_the_profile(
    tmp_path: Path, shared: Path, document: frus_pack.Document, name: str
) -> None:
    profile = shared / f"profiles/{name}.json"
    suffix, algorithms, remarks = PACKED[name]
    package = frus_pack.pack(
        document,
        tmp_path / "deposit",
        profile=profile,
        bag_info=INFO,
        bagging_date=date(2026, 1, 2),
    )
    report = frus_pack.validate(package.path, profile=profile)
    assert report.ok
    told = [one.message for one in report.findings if one.code == "profile.read-as-meant"]
    assert (package.path.suffix, told) == (suffix, remarks)
    with frus_pack.open_bag(package.path) as bag:
        manifests = {path for path in bag.files if path.startswith("manifest-")}
    assert manifests == {f"manifest-{one}.txt" for one in algorithms}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_missing_is_said_before_anything_is_written(
    tmp_path: Path, shared: Path, document: frus_pack.Document, name: str
) -> None:
    profile = shared / f"profiles/{name}.json"
    with pytest.raises(frus_pack.SourceError) as refused:
        frus_pack.pack(document, tmp_path / "deposit", profile=profile, bag_info=INFO)
    told = [
        ": ".join(part for part in (one.place, one.message) if part)
        + (f" ({one.advice})" if one.advice else "")
        for one in refused.value.problems
    ]
    assert told == REFUSED[name]
    assert not (tmp_path / "deposit").exists()


@pytest.mark.parametrize("name", COMPLETED)
def test_a_package_with_what_was_missing_meets_the_profile(
    tmp_path: Path, shared: Path, document: frus_pack.Document, name: str
) -> None:
    profile = shared / f"profiles/{name}.json"
    info, tag_files, suffix, remarks = COMPLETED[name]
    package = frus_pack.pack(
        document,
        tmp_path / "deposit",
        profile=profile,
        bag_info=info,
        tag_files=dict.fromkeys(tag_files, b"{}"),
    )
    report = frus_pack.validate(package.path, profile=profile)
    assert report.ok
    told = [one.message for one in report.findings if one.code == "profile.read-as-meant"]
    assert (package.path.suffix, told) == (suffix, remarks)


def test_every_public_profile_is_met_or_it_is_known_why_not(shared: Path) -> None:
    profiles = {path.stem for path in (shared / "profiles").glob("*.json")}
    assert profiles == {*PACKED, *REFUSED}
    assert {*REFUSED} == {*COMPLETED, *WITH_APTRUST_INFO, *UNMET}


def test_a_profile_without_versions_accepts_every_version(
    tmp_path: Path, shared: Path, document: frus_pack.Document
) -> None:
    package = frus_pack.pack(document, tmp_path / "deposit")
    report = frus_pack.validate(package.path, profile=shared / "profiles/whikloj-test.json")
    told = [one.message for one in report.findings if one.code == "profile.read-as-meant"]
    assert told == ["Accept-BagIt-Version is missing, and every version was accepted"]
    assert "profile.version-not-accepted" not in {one.code for one in report.findings}


def test_single_values_and_numbers_are_read_as_meant(
    tmp_path: Path, shared: Path, document: frus_pack.Document
) -> None:
    package = frus_pack.pack(document, tmp_path / "deposit", serialize="zip")
    report = frus_pack.validate(package.path, profile=shared / "profiles/ocrd.json")
    told = [one.message for one in report.findings if one.code == "profile.read-as-meant"]
    assert told == [
        "Accept-Serialization is a single value, and was read as a list of one",
        "Version is a number, and was read as a text",
    ]

"""A package is of BagIt 1.0, or of 0.97 where it is asked for or the profile accepts no other."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import pytest

import frus_pack


@pytest.mark.parametrize("serialize", [None, "tar", "zip"])
def test_a_package_of_bagit_0_97_is_valid_to_everyone(
    tmp_path: Path, document: frus_pack.Document, serialize: Literal["tar", "zip"] | None
) -> None:
    package = frus_pack.pack(
        document, tmp_path / "deposit", bagit_version="0.97", serialize=serialize
    )
    report = frus_pack.validate(package.path)
    assert report.ok
    assert "bag.version-older" in {one.code for one in report.findings}
    declaration = b"BagIt-Version: 0.97\nTag-File-Character-Encoding: UTF-8\n"
    assert package.read("bagit.txt") == declaration
    if serialize is None:
        assert package.bagit().is_valid()
        assert package.bagit().version == "0.97"


def test_a_profile_of_0_97_alone_is_met_without_asking(
    tmp_path: Path, shared: Path, document: frus_pack.Document
) -> None:
    package = frus_pack.pack(
        document,
        tmp_path / "deposit",
        profile=shared / "profiles/datacrate.json",
        tag_files={"CATALOG.html": b"<p/>", "CATALOG.json": b"{}"},
    )
    assert package.read("bagit.txt").startswith(b"BagIt-Version: 0.97\n")
    assert frus_pack.validate(package.path, profile=shared / "profiles/datacrate.json").ok


def test_a_version_that_cannot_be_written_is_refused(
    tmp_path: Path, document: frus_pack.Document
) -> None:
    with pytest.raises(ValueError, match=r"^'0.96' is not one of the versions 1.0 and 0.97$"):
        frus_pack.pack(document, tmp_path, bagit_version="0.96")  # type: ignore[arg-type]


def test_another_version_is_another_package(tmp_path: Path, document: frus_pack.Document) -> None:
    frus_pack.pack(document, tmp_path / "deposit")
    with pytest.raises(frus_pack.PackageExistsError):
        frus_pack.pack(document, tmp_path / "deposit", bagit_version="0.97")

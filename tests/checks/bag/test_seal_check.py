"""A package that another program changed is reported, though it agrees with its manifests."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import bagit
import pytest

import frus_pack
from tests.support.bags import as_tar, found, seal
from tests.support.packages import make_package

CHANGED = ("bag.changed-since-sealed", "bag-info.txt")
LOST = ("bag.sealed-tag-manifest-missing", "tagmanifest-sha512.txt")


def _edit_with_bagit(package: Path) -> None:
    bag = bagit.Bag(str(package))
    bag.info["Contact-Name"] = "A. Dravec"
    bag.save()


def _add_a_tag_file(package: Path) -> None:
    (package / "notes.txt").write_text("seen")
    seal(package)


def _change_the_case_of_a_digest(package: Path) -> None:
    manifest = package / "tagmanifest-sha512.txt"
    manifest.write_text(re.sub("^[0-9a-f]+", lambda one: one[0].upper(), manifest.read_text()))


def _remove_the_seal(package: Path) -> None:
    info = package / "bag-info.txt"
    info.write_text(re.sub("FRUS-Package-Seal: .*\n", "", info.read_text()))
    seal(package)


@pytest.mark.parametrize(
    "edit",
    [
        *(_edit_with_bagit, _add_a_tag_file, _change_the_case_of_a_digest, _remove_the_seal),
    ],
)
def test_a_package_that_another_program_changed_is_reported(
    package: Path, edit: Callable[[Path], None]
) -> None:
    assert CHANGED not in found(package)
    edit(package)
    for path in (package, as_tar(package)):
        assert CHANGED in found(path)
        assert frus_pack.validate(path).ok


def test_what_disagrees_with_the_manifests_is_reported_as_that_alone(package: Path) -> None:
    (package / "data/transcription.txt").write_text("other")
    codes = {code for code, _ in found(package)}
    assert "bag.payload-altered" in codes
    assert "bag.changed-since-sealed" not in codes


def test_a_sealed_package_without_its_tag_manifest_is_not_valid(package: Path) -> None:
    (package / "tagmanifest-sha512.txt").unlink()
    assert LOST in found(package)
    report = frus_pack.validate(package)
    assert ("bag", "failed") in {(one.family, one.outcome) for one in report.checks}


@pytest.mark.parametrize("algorithms", [["md5"], ["sha512", "md5"], ["sha256"]])
def test_a_seal_is_compared_whatever_the_manifests_have(
    tmp_path: Path, algorithms: list[str]
) -> None:
    (document,) = frus_pack.read(make_package(tmp_path).parents[2] / "source")
    package = frus_pack.pack(document, tmp_path / "other", algorithms=algorithms).path
    assert CHANGED not in found(package)
    _edit_with_bagit(package)
    assert CHANGED in found(package)

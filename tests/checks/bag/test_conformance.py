"""The Library of Congress's conformance suite."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from frus_pack.bag.opening import open_unjudged
from frus_pack.bag.tag_files.inventory import read_inventory
from frus_pack.validating.validate import validate
from tests.conftest import REPOSITORY
from tests.support.bags import codes, exit_status

SHARED = Path(os.environ.get("FRUS_PACK_SHARED", REPOSITORY.parent / "shared"))
SUITE = SHARED / "bagit-conformance"
WEAK = {"bag.algorithm-weak", "bag.version-older"}

pytestmark = pytest.mark.skipif(not SUITE.is_dir(), reason=f"needs the suite in {SUITE}")


def bags(kind: str) -> list[Path]:
    return sorted(path for path in SUITE.glob(f"v*/{kind}/*") if path.is_dir())


def name(bag: Path) -> str:
    return bag.relative_to(SUITE).as_posix()


@pytest.mark.parametrize("bag", bags("valid"), ids=name)
def test_valid_bags_have_no_error(bag: Path) -> None:
    report = validate(bag)
    assert report.errors == ()
    assert report.ok
    assert exit_status(bag) == 0


@pytest.mark.parametrize(
    "bag", [*bags("invalid"), *bags("linux-only"), *bags("windows-only")], ids=name
)
def test_invalid_bags_have_an_error_on_every_system(bag: Path) -> None:
    assert not validate(bag).ok
    assert exit_status(bag) == 1


@pytest.mark.parametrize("bag", bags("warning"), ids=name)
def test_bags_to_warn_about_have_a_finding(bag: Path) -> None:
    report = validate(bag)
    assert codes(report) - WEAK
    assert exit_status(bag) == (0 if report.ok else 1)


@pytest.mark.parametrize(
    ("bag", "expected"),
    [
        ("v0.97/invalid/baginfo-missing-encoding", "bag.declaration-malformed"),
        ("v0.97/invalid/bom-in-bagit.txt", "bag.declaration-bom"),
        ("v0.97/invalid/corrupt-data-file", "bag.payload-altered"),
        ("v0.97/invalid/corrupt-tag-file", "bag.tag-file-altered"),
        ("v0.97/invalid/extra-file-in-bag", "bag.payload-file-unlisted"),
        ("v0.97/invalid/invalid-version-number", "bag.declaration-malformed"),
        ("v0.97/invalid/missing-baginfo", "bag.tag-file-missing"),
        ("v0.97/invalid/missing-bagit.txt", "bag.declaration-missing"),
        ("v0.97/invalid/out-of-scope-file-paths-using-dot-notation", "bag.path-unsafe"),
        ("v0.97/invalid/out-of-scope-file-paths-using-dot-notation-for-fetch", "bag.path-unsafe"),
        (
            "v0.97/invalid/same-filename-listed-twice-with-different-hashes",
            "bag.manifest-conflict",
        ),
        ("v0.97/warning/duplicate-file-with-different-case", "bag.path-collision"),
        ("v0.97/warning/made-with-md5sum-tools", "bag.older-syntax"),
        ("v0.97/warning/relative-path", "bag.path-dot-slash"),
        (
            "v0.97/warning/same-filename-listed-twice-with-different-normalization",
            "bag.path-normalisation-differs",
        ),
        ("v0.97/warning/same-filename-listed-twice-with-the-same-hash", "bag.older-syntax"),
        ("v0.97/warning/special-system-files", "bag.system-file"),
        ("v1.0/invalid/bagit-with-invalid-whitespace", "bag.declaration-malformed"),
        ("v1.0/invalid/notAllManifestsListAllFiles", "bag.payload-file-unlisted"),
        ("v1.0/invalid/same-filename-listed-twice-with-different-hashes", "bag.manifest-conflict"),
        ("v1.0/invalid/same-filename-listed-twice-with-the-same-hash", "bag.manifest-duplicate"),
        ("v0.97/valid/UTF-16-encoded-tag-files", "bag.encoding-not-utf-8"),
        ("v0.97/valid/uncommon-metadata-separators", "bag.older-syntax"),
    ],
)
def test_the_finding_is_the_one_that_one_would_name(bag: str, expected: str) -> None:
    assert expected in codes(validate(SUITE / bag))


@pytest.mark.parametrize("kind", ["linux-only", "windows-only"])
def test_paths_that_lead_out_are_all_called_unsafe(kind: str) -> None:
    for bag in bags(kind):
        assert "bag.path-unsafe" in codes(validate(bag))


def test_the_holey_bags_of_the_suite_hold_all_their_files() -> None:
    for bag in SUITE.glob("v*/valid/holey-bag"):
        assert "bag.payload-file-unfetched" not in codes(validate(bag))


@pytest.mark.parametrize("version", ["v0.96", "v0.97"])
def test_a_holey_bag_is_accepted_only_where_it_may_be_fetched_later(
    version: str, tmp_path: Path
) -> None:
    bag = tmp_path / "holey-bag"
    shutil.copytree(SUITE / version / "valid/holey-bag", bag)
    with open_unjudged(bag) as opened:
        fetch = read_inventory(opened, 1 << 20).fetch
    assert fetch is not None
    for entry in fetch.entries:
        (bag / entry.path).unlink()
    assert exit_status(bag) == 1
    assert {"bag.payload-file-unfetched"} == {one.code for one in validate(bag).errors}
    assert exit_status(bag, "--allow-unfetched") == 0

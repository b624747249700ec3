"""The seam through which the checks of a document get the payload."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from frus_pack.bag.opening import open_unjudged
from frus_pack.bag.tag_files.inventory import read_inventory
from frus_pack.bag.tag_files.paths import BagPath
from frus_pack.checks.description import packaged_document
from frus_pack.checks.description.packaged_document import PackagedDocument
from frus_pack.requirements.finding import Check, Finding
from frus_pack.validating.validate import validate
from tests.support.bags import PAYLOAD, as_tar, as_tar_gz, as_zip, make_bag

OURS = "urn:x-frus-pack:bagit-profile:1"


class Letters:
    """A family that objects to letters without an address."""

    family = "bag"

    def __call__(self, packaged: PackagedDocument) -> Iterator[Finding]:
        for name, content in packaged.read_each(packaged.names, 1 << 20):
            if b"Sir" in content:
                yield Finding("bag.system-file", name, "has no address")


@pytest.mark.parametrize("archived", [lambda bag: bag, as_tar, as_tar_gz, as_zip])
def test_a_family_reads_the_payload_of_every_form_of_bag(
    tmp_path: Path, archived: Callable[[Path], Path]
) -> None:
    bag = archived(make_bag(tmp_path / "bag"))
    with open_unjudged(bag) as opened:
        packaged = PackagedDocument(opened, read_inventory(opened, 1 << 20))
        assert packaged.names == sorted(PAYLOAD)
        assert packaged.read("data/letter.txt") == b"Dear Sir:\n"
        assert packaged.read("data/letter.txt", 9) is None
        assert packaged.read("data/nothing") is None
        assert dict(packaged.read_each([*map(BagPath, PAYLOAD), BagPath("data/nothing")], 20)) == {
            "data/letter.txt": b"Dear Sir:\n",
            "data/100%.txt": b"",
        }
        findings, checks = packaged_document.check_family(packaged, Letters())
    assert [one.location for one in findings] == ["data/letter.txt"]
    assert checks == [Check("bag", "passed")]


def test_what_is_no_package_is_not_checked_as_one(tmp_path: Path) -> None:
    report = validate(make_bag(tmp_path / "bag"))
    for family in ("metadata", "transcription", "page-images"):
        assert Check(family, "not checked", "not a frus-pack package") in report.checks


def test_a_package_says_that_it_is_one_by_its_profile(tmp_path: Path) -> None:
    bag = make_bag(tmp_path / "bag", tags=[("bagit-profile-identifier", OURS)])
    with open_unjudged(bag) as opened:
        assert packaged_document.is_package(read_inventory(opened, 1 << 20), OURS)
        assert not packaged_document.is_package(read_inventory(opened, 1 << 20), "urn:other")

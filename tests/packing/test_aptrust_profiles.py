"""The tag file that APTrust's profiles ask for is packed, checked and refused if it is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

import frus_pack
from tests.packing.public_profiles import INFO, WITH_APTRUST_INFO

APTRUST_INFO = "Title: Letter\nAccess: Institution\nStorage-Option: Standard\n"


@pytest.mark.parametrize("name", WITH_APTRUST_INFO)
def test_a_package_for_aptrust_has_its_tag_file(
    tmp_path: Path, shared: Path, document: frus_pack.Document, name: str
) -> None:
    profile = shared / f"profiles/{name}.json"
    package = frus_pack.pack(
        document,
        tmp_path / "deposit",
        profile=profile,
        bag_info=INFO,
        tag_files={"aptrust-info.txt": APTRUST_INFO.encode()},
    )
    assert package.path.suffix == WITH_APTRUST_INFO[name]
    assert frus_pack.validate(package.path, profile=profile).ok


def test_the_tags_of_aptrusts_file_are_checked(
    tmp_path: Path, shared: Path, document: frus_pack.Document
) -> None:
    profile = shared / "profiles/aptrust-v2.3-dart.json"
    wrong = APTRUST_INFO.replace("Institution", "Nobody").replace("Title: Letter\n", "")
    with pytest.raises(frus_pack.SourceError) as refused:
        frus_pack.pack(
            document,
            tmp_path / "wrong",
            profile=profile,
            bag_info=INFO,
            tag_files={"aptrust-info.txt": wrong.encode()},
        )
    told = [(one.place, one.message, one.advice) for one in refused.value.problems]
    advice = "give it with tag_files="
    accepted = "'Nobody', but Consortia | Institution | Restricted"
    assert told == [
        ("aptrust-info.txt", "Title is required", advice),
        (
            "aptrust-info.txt",
            f"Access has a value that is not accepted, {accepted}",
            advice,
        ),
    ]


def test_duraspaces_further_rules_of_aptrusts_file_are_checked(
    tmp_path: Path, shared: Path, document: frus_pack.Document
) -> None:
    profile = shared / "profiles/duraspace-aptrust.json"
    for content, refusals in (
        (APTRUST_INFO.replace("Institution", "Nobody"), 1),
        (APTRUST_INFO.replace("Title: Letter\n", ""), 1),
        ("Other: 1\n", 3),
    ):
        with pytest.raises(frus_pack.SourceError) as refused:
            frus_pack.pack(
                document,
                tmp_path / "wrong",
                profile=profile,
                bag_info=INFO,
                tag_files={"aptrust-info.txt": content},
            )
        assert [one.place for one in refused.value.problems] == ["aptrust-info.txt"] * refusals
    package = frus_pack.pack(
        document,
        tmp_path / "right",
        profile=profile,
        bag_info=INFO,
        tag_files={"aptrust-info.txt": APTRUST_INFO},
    )
    report = frus_pack.validate(package.path, profile=profile)
    assert report.ok
    assert [one.message for one in report.findings if one.code == "profile.read-as-meant"] == [
        "Other-Info was read as the rules of aptrust-info.txt"
    ]

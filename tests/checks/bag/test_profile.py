"""BagIt Profiles: every key checked, every violation told, a broken profile refused."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from frus_pack.bag.tag_files.profile import covers, read_profile
from frus_pack.reports.report import Report
from frus_pack.requirements.table import ROWS
from frus_pack.validating.validate import validate
from tests.checks.bag.profiles import IDENTIFIER, MINIMAL, profile_file
from tests.support.bags import as_tar, as_tar_gz, as_zip, make_bag, outcomes, replace, seal, write

TAGS = [
    ("BagIt-Profile-Identifier", IDENTIFIER),
    ("Source-Organization", "Office of\nthe Historian"),
    ("Contact-Name", "A"),
    ("contact-name", "B"),
]


@pytest.fixture
def bag(tmp_path: Path) -> Path:
    return make_bag(tmp_path / "bag", tags=TAGS, further={"notes/read.me": b"x"})


def violations(bag: Path, **keys: object) -> list[tuple[str, str]]:
    report = validate(bag, profile=profile_file(bag.parent, **keys))
    return [(one.code, one.location) for one in report.findings if one.family == "profile"]


def test_a_bag_that_conforms_has_no_findings(bag: Path) -> None:
    report = validate(
        bag,
        profile=profile_file(
            bag.parent,
            Bag_Info={
                "Source-Organization": {
                    "required": True,
                    "values": ["Office of the Historian"],
                    "repeatable": False,
                    "description": "Who sends it",
                },
                "Contact-Email": {"required": False},
                "Anything": {},
            },
            Manifests_Required=["SHA-512"],
            Manifests_Allowed=["SHA-512", "sha256"],
            Tag_Manifests_Required=["sha512"],
            Tag_Manifests_Allowed=["sha512"],
            Tag_Files_Required=["notes/read.me"],
            Tag_Files_Allowed=["notes/*"],
            Payload_Files_Required=["data/letter.txt", "data/images/"],
            Payload_Files_Allowed=["data/*.txt", "data/images/*"],
            Allow_Fetch__txt=False,
            Fetch__txt_Required=False,
            Data_Empty=False,
            Serialization="optional",
            Accept_Serialization=["application/zip"],
        ),
    )
    assert report.findings == ()
    assert outcomes(report)["profile"] == "passed"


CONTACT_NAME = {"Contact-Name": {"repeatable": False, "values": ["A"]}}

VIOLATIONS: dict[str, tuple[dict[str, object], list[tuple[str, str]]]] = {
    "tag-missing": (
        {"Bag_Info": {"Contact-Phone": {"required": True}}},
        [("profile.tag-missing", "bag-info.txt")],
    ),
    "tag-value": ({"Bag_Info": CONTACT_NAME}, [("profile.tag-value", "bag-info.txt")]),
    "tag-repeated": ({"Bag_Info": CONTACT_NAME}, [("profile.tag-repeated", "bag-info.txt")]),
    "manifest-missing": ({"Manifests_Required": ["md5"]}, [("profile.manifest-missing", "")]),
    "manifest-not-allowed": (
        {"Manifests_Allowed": ["md5"]},
        [("profile.manifest-not-allowed", "manifest-sha512.txt")],
    ),
    "tag-manifest-missing": (
        {"Tag_Manifests_Required": ["md5", "sha1"]},
        [("profile.tag-manifest-missing", "")] * 2,
    ),
    "tag-manifest-not-allowed": (
        {"Tag_Manifests_Allowed": ["md5"]},
        [("profile.tag-manifest-not-allowed", "tagmanifest-sha512.txt")],
    ),
    "tag-file-missing": (
        {"Tag_Files_Required": ["notes/more", "bag-info.txt"]},
        [("profile.tag-file-missing", "notes/more")],
    ),
    "tag-file-not-allowed": (
        {"Tag_Files_Allowed": ["notes/*.txt"]},
        [("profile.tag-file-not-allowed", "notes/read.me")],
    ),
    "payload-missing": (
        {"Payload_Files_Required": ["data/index.xml", "data/audio/", "data/images/"]},
        [("profile.payload-missing", "data/audio/"), ("profile.payload-missing", "data/index.xml")],
    ),
    "payload-not-allowed": (
        {"Payload_Files_Allowed": ["data/l*.txt", "data/100?.txt"]},
        [
            ("profile.payload-not-allowed", "data/100%.txt"),
            ("profile.payload-not-allowed", "data/images/0371.png"),
        ],
    ),
    "fetch-missing": ({"Fetch__txt_Required": True}, [("profile.fetch-missing", "fetch.txt")]),
    "payload-not-empty": ({"Data_Empty": True}, [("profile.payload-not-empty", "data")]),
    "serialization": (
        {"Serialization": "required", "Accept_Serialization": ["application/tar"]},
        [("profile.serialization", "")],
    ),
    "version-not-accepted": (
        {"Accept_BagIt_Version": ["0.96", "0.97"]},
        [("profile.version-not-accepted", "bagit.txt")],
    ),
    "read-as-meant": ({"Manifests_Allowed": []}, [("profile.read-as-meant", "")]),
    "key-unknown": ({"Manifest_Required": ["md5"]}, [("profile.key-unknown", "")]),
}


@pytest.mark.parametrize("what", VIOLATIONS)
def test_each_key_is_checked(bag: Path, what: str) -> None:
    keys, expected = VIOLATIONS[what]
    assert set(expected) <= set(violations(bag, **keys))
    assert f"profile.{what}" in {code for code, _ in expected}


def test_no_row_of_the_table_is_without_a_test() -> None:
    others = {
        *("identifier-missing", "fetch-not-allowed", "serialization-not-accepted"),
    }
    rows = {row.code.partition(".")[2] for row in ROWS if row.family == "profile"}
    assert rows == VIOLATIONS.keys() | others


def test_a_bag_that_names_no_profile_or_another_does_not_conform(tmp_path: Path) -> None:
    bag = make_bag(tmp_path / "bag")
    assert violations(bag) == [("profile.identifier-missing", "bag-info.txt")]
    bag = make_bag(tmp_path / "other", tags=[("BagIt-Profile-Identifier", "https://a/b")])
    report = validate(bag, profile=profile_file(tmp_path))
    assert [(one.expected, one.found) for one in report.findings] == [(IDENTIFIER, "https://a/b")]


def test_every_violation_is_told_at_once(bag: Path) -> None:
    keys = [keys for keys, _ in VIOLATIONS.values()]
    merged = {key: value for one in keys for key, value in one.items()}
    merged |= {"Tag_Files_Required": [], "Manifests_Required": [], "Payload_Files_Required": []}
    merged |= {"Tag_Manifests_Required": [], "Manifest_Required": []}
    assert len({code for code, _ in violations(bag, **merged)}) == 11


def test_a_bag_without_bag_info_lacks_what_is_required(bag: Path) -> None:
    (bag / "bag-info.txt").unlink()
    assert violations(bag, Bag_Info={"Contact-Name": {"required": True}}) == [
        ("profile.identifier-missing", "bag-info.txt"),
        ("profile.tag-missing", "bag-info.txt"),
    ]


def test_fetch_can_be_forbidden(bag: Path) -> None:
    write(bag, {"fetch.txt": b"http://a/ - data/letter.txt\n"})
    seal(bag)
    assert violations(bag, Allow_Fetch__txt=True) == []
    assert violations(bag, Allow_Fetch__txt=False) == [("profile.fetch-not-allowed", "fetch.txt")]


@pytest.mark.parametrize(
    ("archived", "types"),
    [
        (as_tar, ["application/x-tar"]),
        (as_tar, ["application/tar"]),
        (as_tar_gz, ["application/gzip"]),
        (as_zip, ["application/pdf", "application/ZIP"]),
    ],
)
def test_the_kind_of_archive_has_to_be_accepted(
    bag: Path, archived: Callable[[Path], Path], types: list[str]
) -> None:
    archive = archived(bag)
    accepted = {"Serialization": "required", "Accept_Serialization": types}
    assert violations(archive, **accepted) == []
    refused = {"Serialization": "optional", "Accept_Serialization": ["application/x-7z"]}
    assert violations(archive, **refused) == [("profile.serialization-not-accepted", "")]
    assert violations(archive, Serialization="forbidden") == [("profile.serialization", "")]
    assert violations(archive) == []


def test_an_empty_payload_may_be_one_empty_file(tmp_path: Path) -> None:
    tags = [("BagIt-Profile-Identifier", IDENTIFIER)]
    for name, payload in (("a", {}), ("b", {"data/.keep": b""})):
        assert violations(make_bag(tmp_path / name, payload, tags=tags), Data_Empty=True) == []
    two = make_bag(tmp_path / "c", {"data/a": b"", "data/b": b""}, tags=tags)
    assert violations(two, Data_Empty=True) == [("profile.payload-not-empty", "data")]


@pytest.mark.parametrize(
    ("pattern", "path", "covered"),
    [
        ("*", "data/a/b", True),
        ("data/*", "data/a/b", True),
        ("data/*.txt", "data/a.txt", True),
        ("data/*.txt", "data/a.txt.gz", False),
        ("data/a?", "data/ab", False),
        ("data/a?", "data/a?", True),
        ("data/[ab]", "data/a", False),
        ("data/[ab]", "data/[ab]", True),
        ("data/a.txt", "data/aXtxt", False),
        ("data/*", "data/a\nb", True),
    ],
)
def test_only_the_asterisk_stands_for_other_characters(
    pattern: str, path: str, covered: bool
) -> None:
    assert covers([pattern], path) == covered


def test_many_asterisks_take_no_longer_than_few() -> None:
    assert not covers(["data/" + "*a" * 30], "data/" + "a" * 200 + "b")


def test_a_profile_without_bag_info_and_without_version_is_one(tmp_path: Path) -> None:
    keys = dict(MINIMAL)
    info = dict(keys["BagIt-Profile-Info"])
    del info["BagIt-Profile-Version"]  # which makes it one of 1.1
    path = tmp_path / "profile.json"
    path.write_text(json.dumps({**keys, "BagIt-Profile-Info": info}))
    assert read_profile(path).tags == ()


def own(report: Report) -> list[str]:
    return [one.message for one in report.findings if one.family == "profile"]


def test_our_own_profile_applies_by_itself_to_what_names_it(tmp_path: Path) -> None:
    tags = [("BagIt-Profile-Identifier", "urn:x-frus-pack:bagit-profile:1")]
    bag = make_bag(tmp_path / "bag", tags=tags)
    report = validate(bag)
    assert "Bagging-Date is required" in own(report)
    assert outcomes(report)["profile"] == "failed"
    replace(bag, "bag-info.txt", b"frus-pack", b"no-pack")
    assert own(validate(bag)) == []
    assert outcomes(validate(bag))["profile"] == "not checked"

"""A repository's own profile is met, or what is missing is said before anything is written."""

from __future__ import annotations

import json
import tarfile
from pathlib import Path
from typing import Any

import bagit
import bagit_profile
import pytest

import frus_pack
from frus_pack.validating.validate import validate
from tests.checks.bag.profiles import MINIMAL
from tests.conftest import REPOSITORY
from tests.support.commands import run_command
from tests.support.folders import add_images, document_folder

PROFILES = REPOSITORY / "tests/profiles"
BTR, APTRUST = PROFILES / "btr.json", PROFILES / "aptrust.json"
INFO = (("Source-Organization", "Kestanian State Archive"),)
APTRUST_INFO = b"Title: Letter\nAccess: Institution\nStorage-Option: Standard\n"
VOLUME = "frus1958-60v99"
NOT_ACCEPTED = "is not accepted"
OURS = "urn:x-frus-pack:bagit-profile:1"


def identifier(profile: Path) -> str:
    info = json.loads(profile.read_text())["BagIt-Profile-Info"]
    return str(info["BagIt-Profile-Identifier"])


def profile_file(folder: Path, **keys: object) -> Path:
    named = {key.replace("__", ".").replace("_", "-"): value for key, value in keys.items()}
    path = folder / "profile.json"
    path.write_text(json.dumps({**MINIMAL, **named}))
    return path


def problems(document: frus_pack.Document, deposit: Path, **settings: Any) -> list[tuple[str, str]]:
    """Place and message of all that stands against packing; nothing was written."""
    with pytest.raises(frus_pack.SourceError) as told:
        frus_pack.pack(document, deposit, **settings)
    assert not deposit.exists()
    return [(one.place, one.message) for one in told.value.problems]


def test_a_package_meets_beyond_the_repository_and_ours(
    tmp_path: Path, document: frus_pack.Document
) -> None:
    package = frus_pack.pack(document, tmp_path / "deposit", profile=BTR, bag_info=INFO)
    report = validate(package.path, profile=BTR)
    assert [one for one in report.findings if one.severity != "information"] == []
    named = f"{identifier(BTR)}, {OURS}"
    assert ("profile", "passed", named) in {
        (one.family, one.outcome, one.reason) for one in report.checks
    }
    judge = bagit_profile.Profile(identifier(BTR), profile=json.loads(BTR.read_text()))
    assert judge.validate(package.bagit()), str(judge.report)


def test_a_package_that_names_anothers_profile_is_still_known_as_ours(
    tmp_path: Path, document: frus_pack.Document
) -> None:
    package = frus_pack.pack(document, tmp_path / "deposit", profile=BTR, bag_info=INFO)
    assert package.bag_info.pairs[-4:-2] == (
        ("BagIt-Profile-Identifier", identifier(BTR)),
        ("FRUS-Package-Profile", OURS),
    )
    report = validate(package.path)
    assert ("profile", "passed", OURS) in {
        (one.family, one.outcome, one.reason) for one in report.checks
    }
    assert {one.outcome for one in report.checks} == {"passed"}


def test_what_is_missing_for_beyond_the_repository_is_said(
    tmp_path: Path, document: frus_pack.Document
) -> None:
    assert problems(document, tmp_path / "deposit", profile=BTR) == [
        ("bag-info.txt", "Source-Organization is required")
    ]


def test_a_package_meets_aptrusts(tmp_path: Path, document: frus_pack.Document) -> None:
    tag_files = {"aptrust-info.txt": APTRUST_INFO}
    package = frus_pack.pack(
        document, tmp_path / "deposit", profile=APTRUST, bag_info=INFO, tag_files=tag_files
    )
    assert package.path.name == "frus1958-60v99-d7.tar"
    report = validate(package.path, profile=APTRUST)
    assert [one for one in report.findings if one.severity != "information"] == []
    unpacked = tmp_path / "unpacked"
    with tarfile.open(package.path) as archive:
        archive.extractall(unpacked, filter="data")
    (base,) = unpacked.iterdir()
    assert base.name == package.path.stem
    assert (base / "aptrust-info.txt").read_bytes() == APTRUST_INFO
    assert sorted(path.name for path in base.glob("*manifest-*")) == [
        "manifest-md5.txt",
        "manifest-sha512.txt",
        "tagmanifest-md5.txt",
        "tagmanifest-sha512.txt",
    ]
    profile = json.loads(APTRUST.read_text())
    judge = bagit_profile.Profile(identifier(APTRUST), profile=profile)
    assert judge.validate(bagit.Bag(str(base))), str(judge.report)


def test_everything_that_is_missing_for_aptrust_is_said_at_once(
    tmp_path: Path, document: frus_pack.Document
) -> None:
    settings = {"algorithms": ["sha512"], "serialize": "zip"}
    assert problems(document, tmp_path / "deposit", profile=APTRUST, **settings) == [
        ("bag-info.txt", "Source-Organization is required"),
        ("", "a manifest of md5 is required"),
        ("aptrust-info.txt", "the tag file is required"),
        ("", "a bag as zip is not accepted, but application/tar"),
    ]


def test_algorithms_that_a_profile_requires_are_chosen(
    tmp_path: Path, document: frus_pack.Document
) -> None:
    profile = profile_file(tmp_path, Manifests_Required=["md5"], Tag_Manifests_Required=["SHA-256"])
    package = frus_pack.pack(document, tmp_path / "deposit", profile=profile)
    names = sorted(path.name for path in package.path.glob("manifest-*"))
    assert names == ["manifest-md5.txt", "manifest-sha256.txt", "manifest-sha512.txt"]
    assert validate(package.path, profile=profile).ok


def test_sha512_is_left_out_where_it_is_not_allowed(
    tmp_path: Path, document: frus_pack.Document
) -> None:
    allowed = ["md5", "sha256"]
    profile = profile_file(tmp_path, Manifests_Allowed=allowed, Tag_Manifests_Allowed=allowed)
    package = frus_pack.pack(document, tmp_path / "deposit", profile=profile)
    assert [path.name for path in package.path.glob("manifest-*")] == ["manifest-sha256.txt"]
    assert validate(package.path, profile=profile).ok


def test_the_strongest_algorithm_stands_beside_the_required_one(
    tmp_path: Path, document: frus_pack.Document
) -> None:
    profile = profile_file(
        tmp_path, Manifests_Required=["md5"], Manifests_Allowed=["md5", "sha256"]
    )
    package = frus_pack.pack(document, tmp_path / "deposit", profile=profile)
    names = sorted(path.name for path in package.path.glob("manifest-*"))
    assert names == ["manifest-md5.txt", "manifest-sha256.txt"]


@pytest.mark.parametrize(
    ("accepted", "suffix"),
    [
        (["application/zip", "application/tar"], ".zip"),
        (["application/zip", "application/x-tar"], ".tar"),
        (["application/tar"], ".tar"),
    ],
)
def test_the_form_is_one_that_the_official_validator_accepts(
    tmp_path: Path, document: frus_pack.Document, accepted: list[str], suffix: str
) -> None:
    profile = profile_file(tmp_path, Serialization="required", Accept_Serialization=accepted)
    package = frus_pack.pack(document, tmp_path / "deposit", profile=profile)
    assert package.path.suffix == suffix
    if suffix == ".zip" or "application/x-tar" in accepted:
        judge = bagit_profile.Profile("x", profile=json.loads(profile.read_text()))
        assert judge.validate_serialization(str(package.path))


REFUSED: dict[str, tuple[dict[str, object], list[tuple[str, str]]]] = {
    "an algorithm that cannot be written": (
        {"Manifests_Required": ["sha3512"]},
        [("", "a manifest of sha3512 is required")],
    ),
    "a value": (
        {"Bag_Info": {"Source-Organization": {"values": ["Another"]}}},
        [
            (
                "bag-info.txt",
                f"Source-Organization has a value that {NOT_ACCEPTED}, '{INFO[0][1]}', but Another",
            )
        ],
    ),
    "a tag once": (
        {"Bag_Info": {"Contact-Name": {"repeatable": False}}},
        [("bag-info.txt", "Contact-Name occurs 2 times, but once")],
    ),
    "an older BagIt": (
        {"Accept_BagIt_Version": ["0.96"]},
        [("bagit.txt", "the BagIt version is not accepted, '1.0', but 0.96")],
    ),
    "a fetch.txt": (
        {"Fetch__txt_Required": True},
        [("fetch.txt", "fetch.txt is required")],
    ),
    "an archive": (
        {"Serialization": "required", "Accept_Serialization": ["application/x-7z-compressed"]},
        [("", "serialising is required, and the bag is a folder")],
    ),
    "no tag files": (
        {"Tag_Files_Allowed": []},
        [("custom/ours.txt", "the tag file is not allowed")],
    ),
    "another payload": (
        {"Payload_Files_Allowed": ["data/*.txt", "data/*.xml", "data/page-images*"]},
        [("data/metadata.json", "the file is not allowed")],
    ),
    "no images": (
        {"Payload_Files_Allowed": ["data/*.json", "data/transcription.*"]},
        [
            ("data/page-images/p11.png", "the file is not allowed"),
            ("data/page-images/p12.png", "the file is not allowed"),
        ],
    ),
    "a document of another kind": (
        {"Payload_Files_Required": ["data/page-images/p11.png", "data/page-images/p13.png"]},
        [("data/page-images/p13.png", "the file is required")],
    ),
    "another volume": (
        {"Bag_Info": {"Bag-Group-Identifier": {"values": ["other"]}}},
        [
            (
                "bag-info.txt",
                f"Bag-Group-Identifier has a value that {NOT_ACCEPTED}, '{VOLUME}', but other",
            )
        ],
    ),
    "no payload": (
        {"Data_Empty": True},
        [("data", "the payload has to be empty, or one file of no bytes, '4 files'")],
    ),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_cannot_be_met_is_refused_before_anything_is_written(
    tmp_path: Path, document: frus_pack.Document, case: str
) -> None:
    keys, expected = REFUSED[case]
    info = (*INFO, ("Contact-Name", "A"), ("Contact-Name", "B"))
    settings = {"bag_info": info, "tag_files": {"custom/ours.txt": b""}}
    profile = profile_file(tmp_path, **keys)
    assert problems(document, tmp_path / "deposit", profile=profile, **settings) == expected


def test_values_that_only_a_package_has_are_left_to_validating(
    tmp_path: Path, document: frus_pack.Document
) -> None:
    profile = profile_file(tmp_path, Bag_Info={"Payload-Oxum": {"values": ["1.1"]}})
    package = frus_pack.pack(document, tmp_path / "deposit", profile=profile)
    assert [one.code for one in validate(package.path, profile=profile).errors] == [
        "profile.tag-value"
    ]


def test_a_broken_profile_is_refused(tmp_path: Path, document: frus_pack.Document) -> None:
    profile = tmp_path / "profile.json"
    profile.write_text("{}")
    told = problems(document, tmp_path / "deposit", profile=profile)
    assert ("/BagIt-Profile-Info", "is missing, or is not an object") in told


def test_many_documents_are_refused_once(tmp_path: Path) -> None:
    for name in ("one", "two", "three"):
        document_folder(tmp_path / "all" / name)
    done = run_command("pack", "all", "--to", "deposit", "--profile", str(BTR), cwd=tmp_path)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == (
        f"frus-pack: {identifier(BTR)}: bag-info.txt: Source-Organization is required"
        " (give it with --bag-info)\n"
    )
    assert not (tmp_path / "deposit").exists()


def test_a_document_that_a_profile_has_no_place_for_fails_alone(tmp_path: Path) -> None:
    metadata = (document_folder(tmp_path / "all/one") / "metadata.yaml").read_text()
    other = metadata.replace("id: d7", "id: d8")
    add_images(document_folder(tmp_path / "all/two", {"metadata.yaml": other}))
    allowed = ["data/*.json", "data/transcription.*"]
    profile = profile_file(tmp_path, Payload_Files_Allowed=allowed)
    done = run_command("pack", "all", "--to", "deposit", "--profile", str(profile), cwd=tmp_path)
    assert done.returncode == 1
    assert done.stdout.splitlines()[-1] == "1 failed, 1 packed"
    assert len(done.stderr.splitlines()) == 2
    assert "data/page-images/p11.png: the file is not allowed" in done.stderr

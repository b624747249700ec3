"""The profiles that repositories publish: packed and validated, or refused with what is missing."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Literal

import pytest

import frus_pack
from tests.support.folders import document_folder, read_document

INFO = [("Source-Organization", "Kestanian State Archive")]
DART = "the profile is in DART's own form, and was read as the BagIt Profile it means"
BAGGER = "is a profile in the Bagger's own form, which lists fields and has no identifier"
AS_NO_LIMIT = "{}-Allowed is empty, and was read as no limit"
APTRUST_INFO = "Title: Letter\nAccess: Institution\nStorage-Option: Standard\n"

PACKED: dict[str, tuple[str, set[str], list[str]]] = {
    "bdbag": (".tar", {"md5", "sha256", "sha512"}, []),
    "btr-dart": ("", {"sha512"}, [DART]),
    "btr": ("", {"sha512"}, []),
    "duraspace-btr": ("", {"sha512"}, []),
    "duraspace-fedora": (
        "",
        {"sha1", "sha512"},
        [AS_NO_LIMIT.format("Manifests"), AS_NO_LIMIT.format("Tag-Manifests")],
    ),
}
REQUIRED = "is required"
FILE_REQUIRED = "the tag file is required"
ORGANIZATIONS = "'Kestanian State Archive', but Simon Fraser University | York University"
SOURCE = "bag-info.txt: Source-Organization has a value that is not accepted"
VERSION = "ask for another with bagit_version="
ANOTHER = "give another with bag_info="
REFUSED: dict[str, list[str]] = {
    "bar": [
        f"{SOURCE}, {ORGANIZATIONS} ({ANOTHER})",
        *(
            f"bag-info.txt: {name} {REQUIRED} (give it with bag_info=)"
            for name in ("Organization-Address", "Contact-Name", "Contact-Email", "Bag-Count")
        ),
        f"DPN/dpnFirstNode.txt: {FILE_REQUIRED} (give it with tag_files=)",
        f"DPN/dpnRegistry: {FILE_REQUIRED} (give it with tag_files=)",
        f"bagit.txt: the BagIt version is not accepted, '1.0', but 0.96 ({VERSION})",
    ],
    "foo": [
        f"{SOURCE}, {ORGANIZATIONS} ({ANOTHER})",
        f"bag-info.txt: Contact-Phone {REQUIRED} (give it with bag_info=)",
    ],
    "datacrate": [
        f"CATALOG.{suffix}: {FILE_REQUIRED} (give it with tag_files=)"
        for suffix in ("html", "json")
    ],
    "whikloj-test": [
        *(
            f"bag-info.txt: Contact-{name} {REQUIRED} (give it with bag_info=)"
            for name in ("Name", "Email")
        ),
        f"{SOURCE}, 'Kestanian State Archive', but BagItTools ({ANOTHER})",
        f"tagFiles/special-tags.txt: {FILE_REQUIRED} (give it with tag_files=)",
    ],
    "aptrust-v2.3-dart": [f"aptrust-info.txt: {FILE_REQUIRED} (give it with tag_files=)"],
    "bdbag-ro": [f"metadata/manifest.json: {FILE_REQUIRED} (give it with tag_files=)"],
    "duraspace-aptrust": [f"aptrust-info.txt: {FILE_REQUIRED} (give it with tag_files=)"],
    "duraspace-metaarchive": [
        f"bag-info.txt: Contact-{name} {REQUIRED} (give it with bag_info=)"
        for name in ("Name", "Phone", "Email")
    ],
    "duraspace-perseids": [f"metadata/manifest.json: {FILE_REQUIRED} (give it with tag_files=)"],
    "lzv": [
        *(
            f"bag-info.txt: {name} {REQUIRED} (give it with bag_info=)"
            for name in ("Origin-System-Identifier", "DC-Title", "DC-Rights", "Bagging-DateTime")
        ),
        *(
            f"data/{name}: the file is not allowed"
            for name in ("metadata.json", "transcription.txt", "transcription.xml")
        ),
        "data/page-images.json: the file is not allowed",
    ],
    "ocrd": [f"bag-info.txt: Ocrd-Identifier {REQUIRED} (give it with bag_info=)"],
    **{
        f"loc-bagger-{name}": [
            f"{BAGGER} (ask the repository for its BagIt Profile (JSON with BagIt-Profile-Info))"
        ]
        for name in ("edeposit", "ndnp", "sanc")
    },
}


CONTACT = [(f"Contact-{name}", "known@example.org") for name in ("Name", "Phone", "Email")]
OCRD = [("Ocrd-Identifier", "frus/d7")]
COMPLETED: dict[str, tuple[list[tuple[str, str]], tuple[str, ...], str, list[str]]] = {
    "foo": ([("Source-Organization", "York University"), CONTACT[1]], (), ".zip", []),
    "whikloj-test": (
        [("Source-Organization", "BagItTools"), *CONTACT],
        ("tagFiles/special-tags.txt",),
        "",
        ["Accept-BagIt-Version is missing, and every version was accepted"],
    ),
    "bdbag-ro": (INFO, ("metadata/manifest.json",), ".tar", []),
    "datacrate": (INFO, ("CATALOG.html", "CATALOG.json"), "", []),
    "duraspace-metaarchive": ([*INFO, *CONTACT], (), "", []),
    "duraspace-perseids": (INFO, ("metadata/manifest.json",), ".tar", []),
    "ocrd": (
        [*INFO, *OCRD],
        (),
        ".zip",
        [
            "Accept-Serialization is a single value, and was read as a list of one",
            "Version is a number, and was read as a text",
        ],
    ),
}
"""What each of these profiles asks for: labels and tag files; the form and the remarks."""
UNMET = frozenset(("bar", "lzv", "loc-bagger-edeposit", "loc-bagger-ndnp", "loc-bagger-sanc"))
"""Profiles that no package can meet: of BagIt 0.96, of another payload, or in a form of its own."""
WITH_APTRUST_INFO = {"aptrust-v2.3-dart": ".tar", "duraspace-aptrust": ""}


@pytest.fixture
def document(tmp_path: Path) -> frus_pack.Document:
    return read_document(document_folder(tmp_path / "source"))


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
    package = frus_pack.pack(
        document,
        tmp_path / "right",
        profile=profile,
        bag_info=INFO,
        tag_files={"aptrust-info.txt": APTRUST_INFO.encode()},
    )
    assert package.path.suffix == ".tar"
    assert frus_pack.validate(package.path, profile=profile).ok


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


def test_every_public_profile_is_packed_or_refused_here(shared: Path) -> None:
    published = {path.stem for path in (shared / "profiles").glob("*.json")}
    assert published == {*PACKED, *REFUSED}

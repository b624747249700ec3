"""What is wrong with a profile is an error of the caller, and all of it is reported."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from frus_pack.errors import SourceError
from frus_pack.validating.validate import validate
from tests.checks.bag.profiles import profile_file


def problems(path: Path) -> list[str]:
    with pytest.raises(SourceError) as raised:
        validate(path.parent, profile=path)
    return [f"{problem.place}: {problem.message}" for problem in raised.value.problems]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", ": is not JSON: Expecting value (line 1, column 1)"),
        (b"[]", ": is not a BagIt Profile: the JSON is not an object"),
        (b'{"a": 1, "a": 2}', ": is not JSON: the key 'a' occurs twice"),
        (b"[" * 100_000, ": is not JSON: "),
        (b"\xff\xfe\xff", ": is not JSON: "),
    ],
)
def test_what_is_no_profile_is_an_error_of_the_caller(
    tmp_path: Path, content: bytes, message: str
) -> None:
    path = tmp_path / "profile.json"
    path.write_bytes(content)
    (problem,) = problems(path)
    assert problem.startswith(message)


def test_a_profile_that_cannot_be_read_is_an_error_of_the_caller(tmp_path: Path) -> None:
    assert problems(tmp_path / "nothing.json") == [": does not exist"]
    assert problems(tmp_path) == [": is not a regular file"]


def test_all_that_is_wrong_with_a_profile_is_told(tmp_path: Path) -> None:
    path = tmp_path / "profile.json"
    path.write_text(
        json.dumps(
            {
                "BagIt-Profile-Info": {"BagIt-Profile-Version": "2.0", "Version": 1},
                "Bag-Info": {"A": {"required": "true", "values": [1]}, "B": []},
                "Payload-Files-Required": [["data/a"]],
                "Allow-Fetch.txt": "no",
                "Serialization": "maybe",
            }
        )
    )
    assert problems(path) == [
        "/BagIt-Profile-Info/BagIt-Profile-Identifier: is required, and is a text",
        "/BagIt-Profile-Info/Source-Organization: is required, and is a text",
        "/BagIt-Profile-Info/External-Description: is required, and is a text",
        "/BagIt-Profile-Info/BagIt-Profile-Version: is not a version that is known here",
        "/Bag-Info/A/required: is not of the type bool",
        "/Bag-Info/B: is not an object",
        "/Payload-Files-Required: is not a list of texts",
        "/Allow-Fetch.txt: is neither true nor false",
        "/Serialization: is not forbidden, required or optional",
    ]


@pytest.mark.parametrize(
    ("keys", "place"),
    [
        ({"Manifests_Required": ["md5"], "Manifests_Allowed": ["sha1"]}, "/Manifests-Required"),
        ({"Tag_Files_Required": ["a"], "Tag_Files_Allowed": ["b*"]}, "/Tag-Files-Required"),
        ({"Payload_Files_Required": ["data/a/"], "Payload_Files_Allowed": ["data/b/*"]}, None),
        ({"Fetch__txt_Required": True, "Allow_Fetch__txt": False}, "/Fetch.txt-Required"),
        ({"Serialization": "required"}, "/Accept-Serialization"),
    ],
)
def test_a_profile_that_contradicts_itself_is_an_error_of_the_caller(
    tmp_path: Path, keys: dict[str, object], place: str | None
) -> None:
    (problem,) = problems(profile_file(tmp_path, **keys))
    assert problem.startswith(place or "/Payload-Files-Required")

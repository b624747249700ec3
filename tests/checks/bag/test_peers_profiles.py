"""What other checkers of BagIt Profiles fall over, or do not see."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from frus_pack.errors import SourceError
from frus_pack.validating.validate import validate
from tests.support.bags import append, exit_status, make_bag, outcomes


def profile(place: Path, **keys: object) -> Path:
    """A BagIt Profile, without Bag-Info unless that is among `keys`."""
    about = {
        "BagIt-Profile-Identifier": "https://example.org/profile.json",
        "BagIt-Profile-Version": "1.4.0",
        "Source-Organization": "Archive",
        "External-Description": "Letters",
        "Version": "1",
    }
    loaded = {"BagIt-Profile-Info": about, "Accept-BagIt-Version": ["1.0"], **keys}
    path = place / "profile.json"
    path.write_text(json.dumps(loaded))
    return path


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        ({}, set()),
        (
            {"Payload-Files-Required": ["data/letter.txt", "data/page.png"]},
            {("profile.payload-missing", "data/page.png")},
        ),
        ({"Data-Empty": True}, {("profile.payload-not-empty", "data")}),
        (
            {"Payload-Files-Allowed": ["data/*.txt"]},
            {("profile.payload-not-allowed", "data/images/0371.png")},
        ),
    ],
)
def test_a_profile_without_bag_info_and_with_keys_of_1_4_is_checked_whole(
    tmp_path: Path, keys: dict[str, object], expected: set[tuple[str, str]]
) -> None:
    named = [("BagIt-Profile-Identifier", "https://example.org/profile.json")]
    bag = make_bag(tmp_path / "bag", tags=named)
    path = profile(tmp_path, **keys)
    findings = {(one.code, one.location) for one in validate(bag, profile=path).findings}
    assert findings == expected
    assert exit_status(bag, "--profile", str(path)) == (1 if expected else 0)


def test_a_profile_that_cannot_be_had_is_the_callers_matter(tmp_path: Path) -> None:
    bag = make_bag(tmp_path / "bag")
    with pytest.raises(SourceError, match="does not exist"):
        validate(bag, profile=tmp_path / "none.json")
    assert exit_status(bag, "--profile", str(tmp_path / "none.json")) == 2
    append(bag, "bag-info.txt", b"BagIt-Profile-Identifier: https://localhost:9/profile.json\n")
    report = validate(bag)
    assert (report.ok, outcomes(report)["profile"]) == (True, "not checked")

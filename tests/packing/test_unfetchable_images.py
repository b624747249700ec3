"""Images that cannot be left to be fetched are refused; profiles decide about fetch.txt."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import frus_pack
from frus_pack.document import schemas
from tests.packing.fetched import SERIES, packed, source
from tests.support.image_files import drawn, encoded
from tests.support.packages import scan


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return source(tmp_path / "source")


def refusals(error: pytest.ExceptionInfo[frus_pack.SourceError]) -> list[tuple[str, str]]:
    return [(Path(one.file).name, one.message) for one in error.value.problems]


def test_an_image_without_an_address_is_refused(tmp_path: Path) -> None:
    folder = source(tmp_path / "source", {"p12.png": scan(1)}, facs=False)
    with pytest.raises(frus_pack.SourceError) as error:
        packed(folder, tmp_path / "deposit")
    message = "cannot be left to be fetched: the series has no known address for it"
    assert refusals(error) == [("p12.png", message)]


def test_an_address_of_another_format_is_refused(tmp_path: Path) -> None:
    folder = source(tmp_path / "source", {"0042.jpg": encoded(drawn("L", (60, 90)), "jpg")})
    with pytest.raises(frus_pack.SourceError) as error:
        packed(folder, tmp_path / "deposit")
    address = f"{SERIES}/medium/0042.png"
    message = f"cannot be left to be fetched: its address {address} is of another format"
    assert refusals(error) == [("0042.jpg", message)]


def test_two_images_of_one_address_must_be_the_same(tmp_path: Path) -> None:
    images = {"0042.png": scan(42), "p12.png": scan(12)}
    with pytest.raises(frus_pack.SourceError) as error:
        packed(source(tmp_path / "source", images), tmp_path / "deposit")
    message = (
        f"has the address of data/page-images/0042.png, and other bytes: {SERIES}/medium/0042.png"
    )
    assert refusals(error) == [("p12.png", message)]
    twice = {"0042.png": scan(42), "p12.png": scan(42)}
    assert packed(source(tmp_path / "twice", twice), tmp_path / "deposit").path.exists()


def test_a_damaged_image_is_refused(tmp_path: Path) -> None:
    folder = source(tmp_path / "source", {"0042.png": scan(42)[:-9]})
    with pytest.raises(frus_pack.SourceError, match=r"0042\.png"):
        packed(folder, tmp_path / "deposit")


def test_without_sha512_nothing_would_prove_them(folder: Path, tmp_path: Path) -> None:
    with pytest.raises(frus_pack.SourceError) as error:
        packed(folder, tmp_path / "deposit", algorithms=["sha256"])
    message = "cannot be left to be fetched: the bag has no sha512 manifest"
    assert refusals(error)[0] == ("0041.png", message)
    both = packed(folder, tmp_path / "deposit", algorithms=["sha256", "sha512"])
    assert frus_pack.validate(both.path, allow_unfetched=True).ok


def test_a_profile_that_forbids_fetch_txt_is_met_or_said(folder: Path, tmp_path: Path) -> None:
    own = schemas.load(schemas.PROFILE)
    info = {**own["BagIt-Profile-Info"], "BagIt-Profile-Identifier": "https://example.org/p.json"}
    for allowed, images_as in ((False, "fetched"), (True, "fetched"), (False, "embedded")):
        profile = tmp_path / "profile.json"
        profile.write_text(
            json.dumps({**own, "BagIt-Profile-Info": info, "Allow-Fetch.txt": allowed})
        )
        deposit = tmp_path / f"{allowed}-{images_as}"
        if allowed or images_as == "embedded":
            assert packed(folder, deposit, images_as, profile=profile).path.exists()
            continue
        with pytest.raises(frus_pack.SourceError) as error:
            packed(folder, deposit, images_as, profile=profile)
        (problem,) = error.value.problems
        assert problem.message == "fetch.txt is not allowed"
        assert problem.advice == "embed the images: images_as='embedded'"


def test_a_profile_that_requires_fetch_txt_is_met(folder: Path, tmp_path: Path) -> None:
    own = schemas.load(schemas.PROFILE)
    info = {**own["BagIt-Profile-Info"], "BagIt-Profile-Identifier": "https://example.org/p.json"}
    profile = tmp_path / "profile.json"
    profile.write_text(json.dumps({**own, "BagIt-Profile-Info": info, "Fetch.txt-Required": True}))
    package = packed(folder, tmp_path / "deposit", profile=profile)
    assert frus_pack.validate(package.path, profile=profile, allow_unfetched=True).ok
    with pytest.raises(frus_pack.SourceError, match=r"fetch\.txt is required"):
        packed(folder, tmp_path / "other", "embedded", profile=profile)

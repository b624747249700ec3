"""Images that are not whole, not as recorded, or have nothing to be read on them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from frus_pack.checks.page_images import inspection as page_image_inspection
from frus_pack.package.paths import PAGE_IMAGES_PATH
from frus_pack.validating.validate import validate
from tests.requirements import proven
from tests.support.bags import as_tar, as_tar_gz, as_zip, digest, outcomes, replace, seal, write
from tests.support.image_files import encoded
from tests.support.packages import SCANS, change, make_package, scan, told

MIDDLE = "data/page-images/0042.png"
OCTETS, DIGEST = str(len(scan(42))), digest(scan(42))
ARCHIVED = [lambda bag: bag, as_tar, as_tar_gz, as_zip]


def _at(pointer: str) -> str:
    return f"data/page-images.json#/pages/{pointer}"


@pytest.mark.parametrize("archived", ARCHIVED)
@pytest.mark.parametrize(
    ("content", "place", "message"),
    [
        (b"", "", "is empty"),
        (b"GIF89a", "", "is not a PNG, TIFF, JPEG or JPEG 2000 image"),
        (scan(42, "jpg"), "", "is a JPEG image by its content"),
        (
            scan(42)[:-20],
            f", byte {len(scan(42)) - 20}",
            "is cut off: 8 bytes of its 'IDAT' chunk are missing",
        ),
    ],
    ids=["empty", "other", "misnamed", "cut off"],
)
def test_an_image_that_is_not_whole_is_told(
    package: Path, archived: Any, content: bytes, place: str, message: str
) -> None:
    changed = change(package, {MIDDLE: content})
    findings = told(archived(changed))
    if place:
        message = next(one[2] for one in findings if one[0] == "page-images.undecodable")
        assert message.startswith("is cut off: ")
    differs = (_at("1/renditions/0/bytes"), f"is not as {MIDDLE} has it", OCTETS)
    digest_differs = (_at("1/renditions/0/sha512"), f"is not the digest of {MIDDLE}", DIGEST)
    assert findings == [
        ("page-images.digest-differs", *digest_differs, digest(content)),
        ("page-images.record-differs", *differs, str(len(content))),
        ("page-images.undecodable", f"{MIDDLE}{place}", message, None, None),
    ]


def test_the_digest_is_that_of_the_manifest_or_else_of_the_file(package: Path) -> None:
    """Another manifest is as good; then the image is read for its digest."""
    manifest = (package / "manifest-sha512.txt").read_text()
    lines = [line.partition("  ")[2] for line in manifest.splitlines()]
    md5 = {path: digest((package / path).read_bytes(), "md5") for path in lines}
    text = "".join(f"{value}  {path}\n" for path, value in md5.items())
    (package / "manifest-sha512.txt").unlink()
    (package / "tagmanifest-sha512.txt").unlink()
    write(package, {"manifest-md5.txt": text.encode()})
    seal(package, "md5")
    assert [one[0] for one in told(package)] == ["bag.algorithm-weak", "bag.changed-since-sealed"]
    content = (package / PAGE_IMAGES_PATH).read_text().replace(DIGEST, "0" * 128).encode()
    old = md5[PAGE_IMAGES_PATH].encode()
    replace(package, "manifest-md5.txt", old, digest(content, "md5").encode())
    (package / "tagmanifest-sha512.txt").unlink()
    write(package, {PAGE_IMAGES_PATH: content})
    seal(package, "md5")
    message = f"is not the digest of {MIDDLE}"
    assert told(package)[0] == (
        "page-images.digest-differs",
        _at("1/renditions/0/sha512"),
        message,
        "0" * 128,
        DIGEST,
    )


def test_an_image_altered_after_packing_is_told_once(package: Path) -> None:
    """The manifest says so; what is recorded agrees with the manifest."""
    content = bytearray((package / MIDDLE).read_bytes())
    content[-30] ^= 1
    (package / MIDDLE).write_bytes(content)
    assert [one[:2] for one in told(package)] == [
        ("bag.payload-altered", MIDDLE),
        ("page-images.undecodable", f"{MIDDLE}, byte 41"),
    ]


@pytest.mark.parametrize("archived", [as_tar, as_tar_gz, as_zip])
def test_an_image_too_large_to_be_read_out_of_an_archive_was_not_checked(
    package: Path, archived: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    limit = len(scan(42)) - 1
    monkeypatch.setattr(page_image_inspection, "LARGEST_IN_ARCHIVE", limit)
    larger = [name for name in SCANS if len(scan(int(name))) > limit]
    assert "0042" in larger
    too_many = "too many to be read out of an archive"
    expected = []
    for name in larger:
        message = f"was not checked: it has {len(scan(int(name)))} bytes, {too_many}"
        place = f"data/page-images/{name}.png"
        expected.append(("page-images.not-checked", place, message, None, None))
    assert told(archived(package)) == expected
    assert told(package) == []


def test_an_image_that_cannot_be_read_makes_its_family_failed(package: Path) -> None:
    archive = as_zip(package)
    content = bytearray(archive.read_bytes())
    at = content.index(f"{MIDDLE}".encode()) + 60
    content[at : at + 8] = bytes(8)
    archive.write_bytes(content)
    message = "was not checked: it cannot be read"
    assert told(archive)[1:] == [("page-images.image-unreadable", MIDDLE, message, None, None)]
    assert outcomes(validate(archive))["page-images"] == "failed"


@pytest.mark.parametrize(
    ("image", "code", "message"),
    [
        (
            Image.new("L", (60, 90), 100),
            "one-colour",
            "is of one colour: there is nothing to be read on it",
        ),
        (Image.linear_gradient("L").point(lambda level: level // 4), "dark", "is very dark"),
        (
            Image.effect_noise((400, 600), 3).point(lambda level: level + 100),
            "blank",
            "seems to be an empty page",
        ),
    ],
)
def test_a_page_with_nothing_to_read_is_told(
    tmp_path: Path, image: Image.Image, code: str, message: str
) -> None:
    # A width and height of its own, so that nothing else is odd about it.
    images = {"0042.png": encoded(image, "png")}
    package = make_package(tmp_path, images=images)
    assert told(package) == [(f"page-images.{code}", MIDDLE, message, None, None)]


@pytest.mark.parametrize("archived", ARCHIVED)
def test_in_any_number_of_threads_the_same_is_found(
    tmp_path: Path, archived: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    images = {f"{name}.png": scan(int(name), size=(900, 1300)) for name in SCANS}
    images |= {f"{name}.tif": scan(int(name), "tif", size=(900, 1300)) for name in SCANS}
    package = make_package(tmp_path, images=images)
    damaged = {"data/page-images/0041.tif": b"II*", MIDDLE: images["0042.png"][:-40]}
    place = archived(change(package, damaged))
    monkeypatch.setattr(page_image_inspection, "all_cores", lambda: 1)
    findings = validate(place).findings
    assert {one.location for one in findings if one.code == "page-images.undecodable"} == {
        "data/page-images/0041.tif",
        f"{MIDDLE}, byte {len(images['0042.png']) - 40}",
    }
    for cores in (2, 5):
        monkeypatch.setattr(page_image_inspection, "all_cores", lambda cores=cores: cores)
        assert validate(place).findings == findings


def test_each_row_has_a_test() -> None:
    told_of = {"undecodable", "record-differs", "digest-differs", "not-checked", "image-unreadable"}
    told_of |= {"one-colour", "dark", "blank"}
    assert {f"page-images.{what}" for what in told_of} == proven.PAGE_IMAGE_CONTENT

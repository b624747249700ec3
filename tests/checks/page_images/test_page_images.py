"""What is wrong with pages and their images is told, each fault with its place, and alone."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from frus_pack.document import schemas
from tests.requirements import proven
from tests.support.bags import digest
from tests.support.packages import (
    Change,
    Told,
    change,
    change_page_images,
    scan,
    told,
)

MIDDLE = "data/page-images/0042.png"


def _at(pointer: str) -> str:
    return f"data/page-images.json#/pages/{pointer}"


def _set(*pointer: str | int, to: object) -> Change:
    """Put a value at a place below the pages."""

    def changed(data: Any) -> None:
        place = data["pages"]
        for step in pointer[:-1]:
            place = place[step]
        place[pointer[-1]] = to

    return changed


def _recorded(key: str, to: object, found: str) -> tuple[Change, list[Told]]:
    """A property of the middle page's image that is recorded otherwise."""
    message = f"is not as {MIDDLE} has it"
    place, expected = _at(f"1/renditions/0/{key}"), str(to)
    return (
        _set(1, "renditions", 0, key, to=to),
        [("page-images.record-differs", place, message, expected, found)],
    )


OCTETS = str(len(scan(42)))
DIGEST = digest(scan(42))
CHANGED: dict[str, tuple[Change, list[Told]]] = {
    "another version of the schema": (
        lambda data: data.update(schema="urn:x-frus-pack:schema:page-images:9"),
        [
            (
                "page-images.schema-version",
                "data/page-images.json#/schema",
                "follows another version of the schema than is known here, and was not checked",
                schemas.identifier(schemas.PAGE_IMAGES),
                "urn:x-frus-pack:schema:page-images:9",
            )
        ],
    ),
    "a size of nothing": (
        _set(1, "renditions", 0, "width", to=0),
        [
            (
                "page-images.schema",
                _at("1/renditions/0/width"),
                "0 is less than the minimum of 1",
                "Pixels a row.",
                "0",
            )
        ],
    ),
    "another page": (
        _set(1, "page", to="12a"),
        [
            (
                "page-images.facs-differs",
                _at("1/facs"),
                "is not the scan number of the description",
                "nothing",
                "0042",
            ),
            (
                "page-images.pages-differ",
                _at("1/page"),
                "is not the page of the description",
                "12",
                "12a",
            ),
        ],
    ),
    "another scan": (
        _set(2, "facs", to="0044"),
        [
            (
                "page-images.facs-differs",
                _at("2/facs"),
                "is not the scan number of the description",
                "0043",
                "0044",
            ),
            (
                "page-images.name-differs",
                _at("2/renditions/0/file"),
                "is not named as an image of page 13",
                "0044 or p13",
                "page-images/0043.png",
            ),
            (
                "page-images.name-differs",
                _at("2/renditions/0/name"),
                "is not named as an image of page 13",
                "0044 or p13",
                "0043.png",
            ),
            (
                "page-images.name-differs",
                _at("2/renditions/0/url"),
                "is not named as an image of page 13",
                "0044 or p13",
                "https://static.history.state.gov/frus/frus1958-60v99/medium/0043.png",
            ),
            (
                "page-images.sequence-offset",
                _at("2/facs"),
                "page 13: scan numbers rise by 2 and printed numbers by 1",
                "0043",
                "0044",
            ),
        ],
    ),
    "a wrong place in the list": (
        _set(1, "sequence", to=3),
        [
            (
                "page-images.sequence-wrong",
                _at("1/sequence"),
                "is not the page's place in the list",
                "2",
                "3",
            ),
        ],
    ),
    "a width": _recorded("width", 61, "60"),
    "a height": _recorded("height", 91, "90"),
    "a mode": _recorded("mode", "RGB", "L"),
    "bits": _recorded("bits", 1, "8"),
    "a format": _recorded("media_type", "image/tiff", "image/png"),
    "frames": _recorded("frames", 2, "1"),
    "bytes": _recorded("bytes", 10, OCTETS),
    "a resolution": (
        _set(1, "renditions", 0, "dpi", to=[300, 300]),
        [
            (
                "page-images.record-differs",
                _at("1/renditions/0/dpi"),
                f"is not as {MIDDLE} has it",
                "300 × 300",
                "nothing",
            )
        ],
    ),
    "a digest": (
        _set(1, "renditions", 0, "sha512", to="0" * 128),
        [
            (
                "page-images.digest-differs",
                _at("1/renditions/0/sha512"),
                f"is not the digest of {MIDDLE}",
                "0" * 128,
                DIGEST,
            )
        ],
    ),
    "an image that does not exist": (
        _set(1, "renditions", 0, "file", to="page-images/p12.png"),
        [
            (
                "page-images.file-missing",
                _at("1/renditions/0/file"),
                "data/page-images/p12.png does not exist",
                None,
                None,
            ),
            ("page-images.file-unlisted", MIDDLE, "is listed as the image of no page", None, None),
        ],
    ),
    "a name of the volume's own, by reel and frame": (
        _set(2, "renditions", 0, "name", to="0003/0001.TIF"),
        [],
    ),
    "a way out of the package": (
        _set(1, "renditions", 0, "file", to="page-images/../../bagit.txt"),
        [
            (
                "page-images.file-missing",
                _at("1/renditions/0/file"),
                "data/page-images/../../bagit.txt does not exist",
                None,
                None,
            ),
            ("page-images.file-unlisted", MIDDLE, "is listed as the image of no page", None, None),
            (
                "page-images.name-differs",
                _at("1/renditions/0/file"),
                "is not named as an image of page 12",
                "0042 or p12",
                "page-images/../../bagit.txt",
            ),
        ],
    ),
}


@pytest.mark.parametrize("name", CHANGED)
def test_a_fault_of_the_list_is_told_alone(package: Path, name: str) -> None:
    changed, findings = CHANGED[name]
    assert told(change_page_images(package, changed)) == findings


def test_what_is_sound_is_checked_beside_what_breaks_the_schema(package: Path) -> None:
    """One page cannot be relied on; its file is listed all the same."""

    def changed(data: Any) -> None:
        data["colour"] = "red"
        data["pages"][1]["sequence"] = "second"
        data["pages"][2]["renditions"][0]["width"] = 61

    assert [one[:2] for one in told(change_page_images(package, changed))] == [
        ("page-images.record-differs", _at("2/renditions/0/width")),
        ("page-images.schema", "data/page-images.json#/colour"),
        ("page-images.schema", _at("1/sequence")),
    ]


def test_a_file_that_is_no_image_of_a_page_is_told(package: Path) -> None:
    path = "data/page-images/tiff/0041.tif"
    message = "is listed as the image of no page"
    finding = ("page-images.file-unlisted", path, message, None, None)
    assert told(change(package, {path: b"II*\0"})) == [finding]


def test_each_row_has_a_test() -> None:
    told_of = {one[0] for _, findings in CHANGED.values() for one in findings}
    told_of |= {"page-images.image-missing", "page-images.not-compared"}
    assert told_of >= proven.PAGE_LIST | proven.PAGE_IMAGE_FILES
    others = proven.PAGE_IMAGE_CONTENT | proven.PAGE_SEQUENCE | proven.PAGE_COMPARISON
    assert proven.BY_FAMILY["page-images"] == told_of | others | proven.PAGE_IMAGES_JSON

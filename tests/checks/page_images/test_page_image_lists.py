"""A list of page images that is absent, broken, or without a description beside it."""

from __future__ import annotations

from pathlib import Path

from frus_pack.package.paths import METADATA_PATH, PAGE_IMAGES_PATH
from tests.support.packages import (
    DESCRIPTION,
    change,
    change_metadata,
    change_page_images,
    make_package,
    scan,
    told,
)


def test_a_page_left_out_is_told(package: Path) -> None:
    change(package, {"data/page-images/0043.png": None})
    assert told(change_page_images(package, lambda data: data["pages"].pop())) == [
        (
            "page-images.pages-differ",
            "data/page-images.json#/pages",
            "has 2 pages, and the description 3",
            '["11", "12", "13"]',
            '["11", "12"]',
        )
    ]


def test_pages_without_images_are_told(tmp_path: Path) -> None:
    description = DESCRIPTION.replace(', "12": "0042"', "")
    package = make_package(tmp_path, description=description, images={"0041.png": scan(41)})
    location = "data/page-images.json#/pages/1"
    message = "there is no image of page 12"
    assert told(package) == [("page-images.image-missing", location, message, None, None)]


def test_a_list_that_is_none_is_told(package: Path) -> None:
    findings = told(change_page_images(package, lambda data: data.update(pages={})))
    assert [one[0] for one in findings] == [
        *["page-images.file-unlisted"] * 3,
        "page-images.pages-differ",
        "page-images.schema",
    ]


def test_metadata_of_other_form_is_no_obstacle(package: Path) -> None:
    findings = told(change_metadata(package, lambda data: data.update(pages=5, facs=[])))
    assert {one[0] for one in findings if one[0].startswith("page-images.")} == set()


def test_a_package_without_the_list_says_so(package: Path) -> None:
    findings = told(change(package, {PAGE_IMAGES_PATH: None}))
    assert ("page-images.missing", PAGE_IMAGES_PATH, "does not exist", None, None) in findings


def test_without_metadata_the_pages_are_not_held_against_it(package: Path) -> None:
    message = "cannot be read, so the pages were not compared with it"
    finding = ("page-images.not-compared", METADATA_PATH, message, None, None)
    assert finding in told(change(package, {METADATA_PATH: b"{"}))

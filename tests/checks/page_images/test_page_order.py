"""Scan numbers and printed numbers that do not go together, and images that do not."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from frus_pack.checks.page_images.page_list import ListedPage
from frus_pack.checks.page_images.page_order import check_page_order
from frus_pack.document.page import Page
from tests.requirements import proven
from tests.support.packages import Told, change_page_images, make_package, scan, told

Expected = list[tuple[str, str, str | None, str | None]]


def _broken(*numbers: tuple[str, str | None]) -> Expected:
    """What is told of pages with these printed numbers and scan numbers."""
    pages = [
        ListedPage(index, Page(page=page, sequence=index + 1, facs=facs))
        for index, (page, facs) in enumerate(numbers)
    ]
    return [
        (one.code.removeprefix("page-images."), one.message, one.expected, one.found)
        for one in check_page_order(pages)
    ]


@pytest.mark.parametrize(
    "numbers",
    [
        [],
        [("341", "0371")],
        [("341", "0371"), ("342", "0372"), ("343", "0373")],
        [("99", "0099"), ("100", "0100")],
        [("[II]", "0002"), ("III", "0003"), ("IV", "0004"), ("V", "0005")],
        [("xlix", "0059"), ("l", "0060"), ("1", "0061"), ("2", "0062")],
        [("341", None), ("342", None)],
        [("341", "0371"), ("342", None), ("343", "0373")],
        [("341", "a0371"), ("342", "b0001")],
        [("341", "cover"), ("342", "0001")],
        [("341", "0371"), ("341a", "0372"), ("342", "0373")],
        [("900", "0012"), ("901", "0013")],
    ],
)
def test_pages_that_go_together_are_told_nothing_of(numbers: list[tuple[str, str | None]]) -> None:
    assert _broken(*numbers) == []


BROKEN: dict[str, tuple[list[tuple[str, str | None]], Expected]] = {
    # Issue 167 of the series: scans 0265 and 0266 are not there.
    "scans left out, printed numbers not": (
        [("240", "0264"), ("241", "0267"), ("242", "0268")],
        [
            (
                "sequence-offset",
                "page 241: scan numbers rise by 3 and printed numbers by 1",
                "0265",
                "0267",
            )
        ],
    ),
    # Issue 144: pages 721 to 736 were never scanned.
    "pages left out, scans not": (
        [("720", "0750"), ("737", "0751")],
        [
            (
                "sequence-offset",
                "page 737: scan numbers rise by 1 and printed numbers by 17",
                "0767",
                "0751",
            )
        ],
    ),
    "both left out": (
        [("341", "0371"), ("343", "0373")],
        [("sequence-gap", "page 343: 1 scan number is left out before it", "0372", "0373")],
    ),
    "scans left out between roman and arabic numbers": (
        [("XIV", "0014"), ("1", "0018")],
        [("sequence-gap", "page 1: 3 scan numbers are left out before it", "0015", "0018")],
    ),
    "scans left out behind a page without one": (
        [("341", "0371"), ("342", None), ("343", "0375")],
        [
            (
                "sequence-offset",
                "page 343: scan numbers rise by 4 and printed numbers by 2",
                "0373",
                "0375",
            )
        ],
    ),
    "one scan for two pages": (
        [("341", "0371"), ("342", "0371")],
        [("sequence-repeat", "page 342: has the scan number of the page before", "0372", "0371")],
    ),
    "scans that go back": (
        [("341", "0371"), ("342", "0370")],
        [
            (
                "sequence-falls",
                "page 342: its scan number is smaller than that of the page before",
                "0372",
                "0370",
            )
        ],
    ),
    "roman numbers that go back": (
        [("XIV", "0014"), ("IX", "0015")],
        [("page-order", "page IX comes after page XIV", "after XIV", "IX")],
    ),
    "a printed number twice": (
        [("14", "0014"), ("[14]", "0015")],
        [("page-order", "page [14] comes after page 14", "after 14", "[14]")],
    ),
    # Issue 101: images numbered from 1040.
    "scans counted from elsewhere": (
        [("[III]", "1039"), ("1", "1040"), ("2", "1041")],
        [
            (
                "offset-unusual",
                "the scan number of page 1 is unusually high",
                "at most 201",
                "1040",
            )
        ],
    ),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_break_of_the_sequence_is_told_with_what_was_expected(name: str) -> None:
    numbers, expected = BROKEN[name]
    assert _broken(*numbers) == expected


def test_the_place_is_that_of_the_later_page() -> None:
    pages = [ListedPage(index, Page(page=f"{index}", sequence=1, facs="1")) for index in (4, 6)]
    (finding,) = check_page_order(pages)
    assert finding.location == "data/page-images.json#/pages/6/facs"


def test_two_scans_with_one_image_are_told(tmp_path: Path) -> None:
    images = {"0041.png": scan(41), "0042.png": scan(42), "0043.png": scan(41)}
    assert told(make_package(tmp_path, images=images)) == [
        (
            "page-images.image-twice",
            "data/page-images.json#/pages/2/renditions/0",
            "pages 11 and 13 have the same image",
            None,
            None,
        )
    ]


def _size(index: int, page: str, expected: str, found: str) -> Told:
    place = f"data/page-images.json#/pages/{index}/renditions/0"
    message = f"page {page} has an image of another size"
    return ("page-images.size-unusual", place, message, expected, found)


@pytest.mark.parametrize(
    ("sizes", "expected"),
    [
        ([(60, 90), (60, 90), (60, 50)], [_size(2, "13", "about 60 × 90", "60 × 50")]),
        ([(60, 90), (140, 90), (60, 90)], [_size(1, "12", "about 60 × 90", "140 × 90")]),
        ([(60, 90), (60, 40)], [_size(1, "12", "about 60 × 90", "60 × 40")]),
        ([(60, 85), (85, 60), (66, 80)], []),
    ],
    ids=["cut off", "a foldout", "the smaller of two", "on its side"],
)
def test_an_image_of_quite_another_size_is_told(
    tmp_path: Path, sizes: list[tuple[int, int]], expected: list[Told]
) -> None:
    images = {f"00{41 + n}.png": scan(n, size=size) for n, size in enumerate(sizes)}
    assert told(make_package(tmp_path, images=images)) == expected


def test_images_of_another_kind_have_another_size(tmp_path: Path) -> None:
    images = {f"00{n}.tif": scan(n, "tif", size=(600, 900)) for n in (41, 42, 43)}
    images |= {f"00{n}.png": scan(n) for n in (41, 42, 43)}
    assert told(make_package(tmp_path, images=images)) == []


def test_the_recorded_size_serves_where_the_image_lies_elsewhere(tmp_path: Path) -> None:
    package = make_package(tmp_path, images={"0041.png": scan(41)})

    def changed(data: Any) -> None:
        for page, height in zip(data["pages"][1:], (90, 20), strict=True):
            page["renditions"] = [
                {
                    "status": "referenced",
                    "role": "access",
                    "name": f"{page['facs']}.png",
                    "width": 60,
                    "height": height,
                    "sha512": f"{height}" * 64,
                }
            ]

    assert told(change_page_images(package, changed)) == [
        _size(2, "13", "about 60 × 90", "60 × 20")
    ]


def test_each_row_has_a_test() -> None:
    told_of = {one[0] for _, expected in BROKEN.values() for one in expected}
    told_of |= {"image-twice", "size-unusual"}
    codes = {f"page-images.{what}" for what in told_of}
    assert codes == proven.PAGE_SEQUENCE | proven.PAGE_COMPARISON

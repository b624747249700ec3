"""What is found in the numbers of documents and pages that the made faults do not touch."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.surveying.small_volumes import PAGE, div, finding, pb, volume
from tests.surveying.told import Told, told

MAP = '<figure><graphic url="map"/></figure>'
"""What is on a page outside of documents, and has no words."""


def _own(document: int, page: int) -> str:
    name = f"d{document}-0{page}"
    return f'<pb n="{page}" facs="{name}" xml:id="{name}"/>'


CASES: dict[str, tuple[list[str], list[Told]]] = {
    "nothing": ([PAGE, div(1), div(2), pb("2", "0012"), div(3)], []),
    "no document": (
        ["<p>Not yet.</p>"],
        [
            finding(
                "no-document",
                "",
                "holds no document; one that is still being digitised has none yet",
            )
        ],
    ),
    "a document out of order": (
        [PAGE, div(1), div(2), div(3, n="7"), div(4)],
        [finding("document-order", "d3, line 9", "has the number 7, behind d2 with 2", "3", "7")],
    ),
    "a first document that is not the first": (
        [PAGE, div(13), div(14)],
        [finding("document-first", "d13, line 7", "the first document is number 13", "1")],
    ),
    "several documents left out": (
        [PAGE, div(1), div(4), div(5)],
        [finding("document-gap", "d4, line 8", "documents 2–3 are left out before it")],
    ),
    "documents with letters": ([PAGE, div(1), div(2, n="1a"), div(3, n="1b")], []),
    "documents renumbered": (
        [PAGE, div(1), div(2, n="5"), div(3, n="6"), div(4, n="9")],
        [
            finding(
                "document-renumbered",
                "d2, line 8",
                "d2–d3: have other numbers than their identifiers",
                "2–3",
                "5–6",
            ),
            finding(
                "document-renumbered",
                "d4, line 10",
                "has another number than its identifier",
                "4",
                "9",
            ),
        ],
    ),
    "headings with other numbers": (
        [
            PAGE,
            div(1),
            div(2, head="12. Letter"),
            div(3, head="No. 13. Letter"),
            div(4),
            div(5, head="50. Letter"),
        ],
        [
            finding(
                "document-head-differs",
                "d2, line 8",
                "d2–d3: the headings print other numbers than the divs have",
                "2–3",
                "12–13",
            ),
            finding(
                "document-head-differs",
                "d5, line 11",
                "the heading prints another number than the div has",
                "5",
                "50",
            ),
        ],
    ),
    "a document before the first page": (
        [div(1), PAGE, div(2)],
        [finding("document-without-page", "d1, line 6", "before the first page of the volume")],
    ),
    "pages that each document numbers anew": (
        [
            div(1, text=f"{_own(1, 1)}<p>a</p>{_own(1, 2)}<p>b</p>"),
            div(2, text=f"{_own(2, 1)}<p>a</p>{_own(2, 3)}<p>b</p>"),
            div(3),
        ],
        [
            finding(
                "document-without-page",
                "d3, line 8",
                "without a page: those before are another document's own",
            ),
            finding("page-gap", "page 3, line 7", "page 2 and facs d2-02 are left out before it"),
        ],
    ),
    "a page out of order": (
        [PAGE, div(1), pb("9", "0012"), MAP, pb("3", "0013"), div(2)],
        [finding("page-order", "page 9, line 8", "has the number 9, behind 1", "2", "9")],
    ),
    "roman pages left out": (
        [pb("IV", "0004"), pb("VII", "0005"), pb("1", "0006"), div(1)],
        [
            finding(
                "page-gap",
                "page VII, line 7",
                "2 pages behind IV are left out before it, while facs goes on",
            ),
            finding("page-empty", "page IV, line 6", "2 pages have no words: IV, VII"),
        ],
    ),
    "pages in a row without number": (
        [PAGE, div(1), '<pb facs="0012"/>', '<pb facs="0013"/>', pb("4", "0014"), div(2)],
        [
            finding(
                "page-unnumbered",
                "line 8",
                "2 page breaks in a row have no n, the page's number",
                "2–3",
            ),
            finding(
                "page-stacked",
                "line 8",
                "no words are on it and the next 1, and text goes on: were page breaks stacked?",
            ),
        ],
    ),
    "facs that go back": (
        [PAGE, div(1), pb("2", "0005"), div(2), pb("3", "0006"), div(3)],
        [
            finding(
                "facs-order",
                "page 2, line 8",
                "has the scan number 0005, behind 0011",
                "0012",
                "0005",
            )
        ],
    ),
    "one facs left out": (
        [PAGE, div(1), pb("2", "0013"), div(2)],
        [finding("facs-gap", "page 2, line 8", "facs 0012 is left out before it")],
    ),
    "facs left out, and pages, but not as many": (
        [PAGE, div(1), pb("4", "0013"), div(2)],
        [
            finding("page-gap", "page 4, line 8", "pages 2–3 are left out before it"),
            finding("facs-gap", "page 4, line 8", "facs 0012 is left out before it"),
        ],
    ),
    "facs missing at the end": (
        [PAGE, div(1), '<pb n="2" xml:id="pg_2"/>', MAP],
        [
            finding(
                "facs-missing",
                "page 2, line 8",
                "the page break has no facs, the number of a scan",
                "0012",
            )
        ],
    ),
    "facs that begin far on": (
        [pb("1", "1040"), div(1)],
        [
            finding(
                "facs-unusual",
                "page 1, line 6",
                "the scan number is 1039 greater than the page's",
                "at most 200 greater",
                "1040",
            )
        ],
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_numbers_that_break_are_told_with_their_place(name: str, tmp_path: Path) -> None:
    lines, expected = CASES[name]
    assert told(volume(tmp_path, *lines)) == expected

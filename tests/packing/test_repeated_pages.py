"""Documents whose pages bear a number twice, go back, or have none are kept as they are printed."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

import frus_pack
from frus_pack import Document, Package, SourceError
from frus_pack.requirements.finding import Finding
from tests.support.folders import document_folder
from tests.support.packages import change_page_images, scan, told

VOLUME = """\
<TEI xml:id="frus1958-60v98" xmlns="http://www.tei-c.org/ns/1.0">
<teiHeader/>
<text><body>
<pb n="2" xml:id="pg_2" facs="0012"/>
<div type="document" xml:id="d1" n="1"><head>1. Report</head>
<p>a<note n="1">x</note> <pb n="[]" xml:id="s13" facs="0013"/>b
<pb n="3" xml:id="pg_3" facs="0014"/>c</p>
<p>Annex <pb n="2" xml:id="s15" facs="0015"/>d [1 line not declassified]
<pb n="[]" xml:id="s16" facs="0016"/>e</p></div>
</body></text></TEI>
"""
PAGES = ("2", "[]", "3", "2", "[]")
SCANS = ("0012", "0013", "0014", "0015", "0016")

TEXT = "7. Letter1\n\na [Page 12] b [Page 1] c [Page 12] d.\n\n  1. Source: K.\n"
LISTED = """\
volume: {id: frus1958-60v99}
id: d7
kind: letter
language: en
rights: Public domain
pages: ["11", "12", "1", "12"]
"""


@pytest.fixture
def volume(tmp_path: Path) -> Path:
    path = tmp_path / "frus1958-60v98.xml"
    path.write_text(VOLUME)
    return path


def _package(volume: Path, tmp_path: Path, images: Path | None = None) -> Package:
    (document,) = frus_pack.read(volume, images=images)
    return frus_pack.pack(document, tmp_path / "deposit")


def test_a_volume_s_document_is_kept_page_by_page(volume: Path, tmp_path: Path) -> None:
    package = _package(volume, tmp_path)
    metadata = package.metadata
    assert metadata.pages == PAGES
    assert metadata.facs == {"2": ("0012", "0015"), "[]": ("0013", "0016"), "3": "0014"}
    assert [(one.page, one.sequence, one.facs, one.url) for one in package.pages] == [
        (page, sequence, scans, f"https://history.state.gov/historicaldocuments/{at}")
        for sequence, (page, scans, at) in enumerate(
            zip(
                PAGES,
                SCANS,
                [f"frus1958-60v98/{one}" for one in ("pg_2", "s13", "pg_3", "s15", "s16")],
                strict=True,
            ),
            1,
        )
    ]
    assert [one.page for one in metadata.withheld] == ["2"]
    assert "a¹ [Page []] b [Page 3] c\n\nAnnex [Page 2] d" in package.transcription


def test_that_its_pages_go_back_is_a_warning(volume: Path, tmp_path: Path) -> None:
    package = _package(volume, tmp_path)
    report = frus_pack.validate(package.path)
    location = "data/page-images.json#/pages/3/page"
    message = "page 2 comes after page 3"
    assert [one for one in report.findings if one.code != "page-images.image-missing"] == [
        Finding("page-images.page-order", location, message, "after 3", "2")
    ]
    assert report.ok


def test_each_page_has_the_images_of_its_own_scan(volume: Path, tmp_path: Path) -> None:
    images = _images(tmp_path / "scans", SCANS)
    package = _package(volume, tmp_path, images)
    assert [[one.name for one in page.renditions] for page in package.pages] == [
        [f"{scan}.png"] for scan in SCANS
    ]
    (again,) = frus_pack.pack_all(volume, tmp_path / "deposit", images=images)
    assert again.status == "unchanged"


def test_an_image_named_by_a_number_of_several_pages_is_refused(
    volume: Path, tmp_path: Path
) -> None:
    images = _images(tmp_path / "scans", ("p2",))
    with pytest.raises(SourceError) as caught:
        _package(volume, tmp_path, images)
    assert str(caught.value) == (
        f"{images}/p2.png: is named after page 2, and 2 pages of the document have that number"
        " (name it by its scan number, 0371.png)"
    )


def test_mets_points_only_at_page_breaks_that_can_be_told_apart(
    volume: Path, tmp_path: Path
) -> None:
    mets = frus_pack.export(_package(volume, tmp_path), "mets")
    physical = etree.fromstring(mets).find("{*}structMap[@LABEL='Pages of the document']/{*}div")
    assert physical is not None
    assert [
        (
            page.get("ORDER"),
            page.get("ORDERLABEL"),
            [area.get("BEGIN") for area in page.iter("{*}area")],
        )
        for page in physical.iterfind("{*}div[@ORDER]")
    ] == [
        ("1", "2", ["d1"]),
        ("2", None, []),
        ("3", "3", ["pg_3"]),
        ("4", "2", []),
        ("5", None, []),
    ]


def test_the_page_before_counts_though_its_number_comes_again(tmp_path: Path) -> None:
    path = tmp_path / "frus1958-60v98.xml"
    path.write_text(
        VOLUME.replace('n="3"', 'n="4"').replace("<head>", '<pb n="2" facs="9"/><head>')
    )
    (document,) = frus_pack.read(path)
    assert document.metadata.pages == ("2", "[]", "4", "2", "[]")
    assert document.metadata.facs["2"] == ("9", "0015")
    assert document.pages[0].url == (
        "https://history.state.gov/historicaldocuments/frus1958-60v98/pg_2"
    )


def test_a_text_whose_pages_go_back_is_a_slip_unless_they_are_listed(tmp_path: Path) -> None:
    unlisted = LISTED[: LISTED.index("pages")]
    with pytest.raises(SourceError) as caught:
        _read(tmp_path / "a", unlisted)
    assert [(one.place, one.message) for one in caught.value.problems] == [
        ("line 3, column 15", "page 1 begins after page 12"),
        ("line 3, column 26", "page 12 begins a second time"),
    ]
    listed = _read(tmp_path / "b", LISTED)
    assert listed.metadata.pages == ("11", "12", "1", "12")
    report = frus_pack.validate(frus_pack.pack(listed, tmp_path / "deposit").path)
    assert report.ok
    assert [
        (one.location, one.message)
        for one in report.findings
        if one.code == "transcription.page-order"
    ] == [
        ("data/transcription.txt, line 3, column 15", "page 1 begins after page 12"),
        ("data/transcription.txt, line 3, column 26", "page 12 begins a second time"),
    ]


def test_scan_numbers_of_one_number_are_listed(tmp_path: Path) -> None:
    facs = 'facs: {"11": "0041", "12": ["0042", "0044"], "1": "0043"}\n'
    document = _read(tmp_path / "a", LISTED + facs)
    assert [one.facs for one in document.pages] == ["0041", "0042", "0043", "0044"]
    package = frus_pack.pack(document, tmp_path / "deposit")
    xml = (package.path / "data" / "transcription.xml").read_text()
    assert re.findall("<pb[^>]*>", xml) == [
        '<pb n="12" xml:id="pg_12" facs="0042"/>',
        '<pb n="1" xml:id="pg_1" facs="0043"/>',
        '<pb n="12" facs="0044"/>',
    ]
    assert frus_pack.validate(package.path).ok


def test_scans_in_order_are_those_of_the_pages_in_order(tmp_path: Path) -> None:
    names = ("0041", "0042", "0043", "0044")
    images = {f"page-images/{name}.png": scan(int(name)) for name in names}
    document = _read(tmp_path / "a", LISTED, images)
    assert document.metadata.facs == {"11": "0041", "12": ("0042", "0044"), "1": "0043"}
    assert frus_pack.validate(frus_pack.pack(document, tmp_path / "deposit").path).ok


@pytest.mark.parametrize("scans", ['"0042"', '["0042", "0043", "0044"]'])
def test_each_page_of_one_number_needs_its_scan_number(tmp_path: Path, scans: str) -> None:
    with pytest.raises(SourceError) as caught:
        _read(tmp_path / "a", f'{LISTED}facs: {{"12": {scans}}}\n')
    assert str(caught.value) == (
        f"{tmp_path}/a/metadata.yaml: line 7, /facs/12: gives {scans.count('00')} of the scan"
        " numbers of page 12 (2: one for each page of that number)"
    )


def test_a_scan_number_of_the_wrong_one_of_two_pages_is_told(volume: Path, tmp_path: Path) -> None:
    path = _package(volume, tmp_path).path

    def changed(data: Any) -> None:
        data["pages"][3]["facs"] = "0012"

    found = [one for one in told(change_page_images(path, changed)) if "facs" in one[0]]
    location = "data/page-images.json#/pages/3/facs"
    message = "is not the scan number of the description"
    assert found == [("page-images.facs-differs", location, message, "0015", "0012")]


def _read(folder: Path, metadata: str, images: dict[str, bytes] | None = None) -> Document:
    files: dict[str, str | bytes | None] = {
        "metadata.yaml": metadata,
        "transcription.txt": TEXT,
        **(images or {}),
    }
    (document,) = frus_pack.read(document_folder(folder, files))
    return document


def _images(folder: Path, names: tuple[str, ...]) -> Path:
    folder.mkdir()
    for number, name in enumerate(names):
        (folder / f"{name}.png").write_bytes(scan(number))
    return folder

"""The true excerpts of two volumes, packed by the command and checked by everything."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import bagit
import pytest
from lxml import etree

import frus_pack
from frus_pack import Package
from frus_pack.reports.report import Report
from frus_pack.sources.tei.standalone_tei import parse_tei
from frus_pack.sources.text.derived_text import parse_derived_text

NICARAGUA = "frus1894Nicaragua"
GUATEMALA = "frus1952-54Guat"
PAGES = {
    f"{NICARAGUA}-d5": ("13",),
    f"{NICARAGUA}-d6": ("14",),
    f"{NICARAGUA}-d7": ("15",),
    f"{NICARAGUA}-d8": ("15",),
    f"{NICARAGUA}-d9": ("15",),
    f"{GUATEMALA}-d13": ("22", "23"),
}


@pytest.fixture(scope="module")
def deposit(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("true") / "deposit"
    volumes = [shared / "tei" / f"{name}-excerpt.xml" for name in (NICARAGUA, GUATEMALA)]
    packed = subprocess.run(
        [sys.executable, "-m", "frus_pack", "pack", *volumes, "--to", place],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (packed.returncode, packed.stderr) == (0, "")
    assert packed.stdout.splitlines()[-1] == "6 packed"
    return place


def _package(deposit: Path, name: str) -> Package:
    return frus_pack.open_package(deposit / name.rpartition("-")[0] / name)


def test_six_packages_pass_every_check(deposit: Path) -> None:
    reports = {report.path.name: report for report in frus_pack.validate_all([deposit])}
    assert reports.keys() == PAGES.keys()
    for report in reports.values():
        assert {check.outcome for check in report.checks} == {"passed"}
        assert bagit.Bag(str(report.path)).is_valid()
    assert {name: _told(report) for name, report in reports.items() if report.findings} == {
        f"{GUATEMALA}-d13": [
            ("transcription.pointer-unlisted", "#p_HS1"),
            ("transcription.pointer-unlisted", "#p_DAARA1"),
        ]
    }


def _told(report: Report) -> list[tuple[str, str | None]]:
    return [(one.code, one.found) for one in report.findings]


def test_the_pages_are_those_the_documents_stand_on(deposit: Path) -> None:
    assert {name: _package(deposit, name).metadata.pages for name in PAGES} == PAGES


def test_scans_and_renditions_are_those_of_the_volume(deposit: Path) -> None:
    pages = _package(deposit, f"{GUATEMALA}-d13").pages
    assert [(page.page, page.facs) for page in pages] == [("22", "0052"), ("23", "0053")]
    assert [
        [(one.status, one.media_type, one.width, one.height) for one in page.renditions]
        for page in pages
    ] == [
        [
            ("referenced", "image/tiff", 3248, 5220),
            ("referenced", "image/png", 433, 696),
        ]
    ] * 2


def test_an_attachment_has_its_own_date(deposit: Path) -> None:
    found = [_package(deposit, f"{NICARAGUA}-{one}").metadata for one in ("d6", "d7")]
    assert [one.date and one.date.earliest for one in found] == ["1894-03-02", "1894-03-05"]
    assert [
        [(one.title, one.date and one.date.earliest) for one in m.attachments] for m in found
    ] == [
        [("Mr. Bingham to General Lacayo.", "1894-02-27")],
        [("Mr. Straus to Mr. Guzman.", "1894-03-02")],
    ]


def test_kinds_senders_and_places_are_told(deposit: Path) -> None:
    telegram = _package(deposit, f"{NICARAGUA}-d8").metadata
    assert (telegram.kind, telegram.number) == ("telegram", "8")
    assert telegram.place == "Legation of the United States, Managua"
    assert [one.name for one in (*telegram.senders, *telegram.recipients)] == ["Baker", "Gresham"]
    memorandum = _package(deposit, f"{GUATEMALA}-d13").metadata
    assert (memorandum.kind, memorandum.subject) == ("memorandum", "Western Hemisphere Division")
    assert memorandum.source is not None
    assert memorandum.source.file == "Box 151, Folder 2"


@pytest.mark.parametrize("name", PAGES)
def test_each_div_is_its_slice_of_the_volume(deposit: Path, shared: Path, name: str) -> None:
    package = _package(deposit, name)
    original = package.metadata.original
    assert original is not None
    part = original.slice
    assert part is not None
    volume = (shared / "tei" / original.file).read_bytes()
    content = package.read("data/transcription.xml")
    division = volume[part.offset : part.offset + part.length]
    assert content.count(division) == 1
    root = etree.fromstring(content)
    assert root.findall("{*}text/{*}body/{*}div")[0].get("n") == package.metadata.number


@pytest.mark.parametrize("name", PAGES)
def test_both_transcriptions_say_the_same(deposit: Path, name: str) -> None:
    package = _package(deposit, name)
    text = parse_derived_text(package.transcription)
    assert parse_tei(package.read("data/transcription.xml")) == text

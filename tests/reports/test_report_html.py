"""Reports as one HTML page: what they say, how large they get, and that nothing in them runs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest

from frus_pack.reports.entries import report_entry
from frus_pack.reports.entry_forms import REPORT_FORMS
from frus_pack.reports.report import Report
from frus_pack.reports.report_html import MOST_NAMED, MOST_SHOWN, volumes_as_html
from frus_pack.requirements.finding import Check, Finding
from frus_pack.surveying.survey_all import survey_all
from tests.support.browser import CHROMIUM, Browser

FIXITY = (Check("bag", "passed"), Check("fixity", "passed"))
FAILED = (
    Check("bag", "passed"),
    Check("fixity", "failed"),
    Check("profile", "not checked", "none"),
)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A browser; skips where there is none."""
    if CHROMIUM is None:
        pytest.skip("needs Chromium, which is not installed")
    with Browser() as one:
        yield one


def html(*reports: Report) -> str:
    """The page of reports."""
    return "".join(REPORT_FORMS["html"](map(report_entry, reports)))


def words(text: str) -> str:
    """What a page says, in one line."""
    bare = re.sub(r"<(title|style|script)>.*?</\1>", "", text, flags=re.S)
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", bare)).split())


def good(number: int = 1) -> Report:
    """The report of a valid bag."""
    return Report(Path(f"deposit/d{number}"), (), FIXITY, 8, 1000)


def bad(number: int = 1, findings: int = 1) -> Report:
    """The report of a bag with altered files."""
    found = tuple(
        Finding("bag.payload-altered", f"data/{n}.txt", "its checksum differs", "aa", "bb")
        for n in range(findings)
    )
    return Report(Path(f"deposit/bad{number}"), found, FAILED, 8, 1000)


def test_one_good_bag_has_its_verdict_in_the_heading() -> None:
    said = words(html(good()))
    assert "Validation of bags: valid 8 files 1,000 bytes 0 findings deposit/d1" in said


def test_of_many_bags_those_that_are_not_valid_are_named() -> None:
    said = words(html(good(1), bad(2), good(3)))
    assert "Validation of bags: 1 of 3 not valid" in said
    assert "Needs attention not valid deposit/bad2 Findings" in said
    assert "error bag.payload-altered 1, found in 1" in said


def test_each_code_is_explained_with_its_rule_and_advice() -> None:
    said = words(html(bad()))
    assert "A payload file agrees with its checksums." in said
    assert "Advice The bytes are not those that were packed." in said
    assert "data/0.txt: its checksum differs expected aa found bb" in said


def test_what_was_not_checked_is_counted_with_the_reason() -> None:
    assert "profile 0 0 1 none" in words(html(bad()))


def test_no_bag_is_said_to_be_nothing() -> None:
    assert "Validation of bags: nothing was checked" in words(html())


def test_the_page_does_not_grow_with_the_number_of_results() -> None:
    many = html(*(bad(n) for n in range(3000)), *(good(n) for n in range(3000)))
    said = words(many)
    assert said.count("deposit/bad") == MOST_NAMED + MOST_SHOWN
    assert "and 2,000 more" in said
    assert "Of 3,000 findings of this code the first 200 are shown." in said
    assert len(many) < 200_000


def test_the_page_of_surveyed_volumes_has_a_verdict_on_each(samples: Path) -> None:
    volume = samples / "frus1961-63v98" / "frus1961-63v98.xml"
    reports = survey_all(volume, jobs=1).reports
    said = words(volumes_as_html(reports))
    assert f"Survey of volumes: {reports[0].verdict}" in said
    assert "8 documents 10 pages" in said
    assert "images 0 0 1 no folder of images was given" in said
    assert "Verdict" in said


def test_nothing_in_a_finding_runs(browser: Browser, tmp_path: Path) -> None:
    hostile = "</script><script>window.hit=1</script><img src=x onerror=window.hit=1>\u202e"
    finding = Finding("bag.payload-altered", hostile, hostile, hostile, hostile)
    report = Report(Path(hostile.replace("/", "")), (finding,), FAILED, 1, 1)
    (tmp_path / "report.html").write_text(html(report, good()), encoding="utf-8")
    browser.open(tmp_path / "report.html")
    assert browser.evaluate("[window.hit, document.images.length]") == [None, 0]
    assert browser.errors == []
    assert "\\u202e" in browser.evaluate("document.body.innerText")


def test_findings_are_filtered_by_words_and_severity(browser: Browser, tmp_path: Path) -> None:
    warning = Finding("bag.tag-manifest-missing", "", "has no tag manifest")
    report = Report(Path("deposit/d9"), (warning,), FIXITY, 1, 1)
    (tmp_path / "report.html").write_text(html(bad(1, 3), report), encoding="utf-8")
    browser.open(tmp_path / "report.html")
    shown = "document.querySelector('.filter output').textContent"
    assert browser.evaluate(shown) == "4 shown"
    browser.evaluate("document.querySelector('.filter [type=search]').focus()")
    browser.type("1.txt")
    assert browser.evaluate(shown) == "1 shown"
    visible = "[...document.querySelectorAll('section.code li')].filter((one) => one.offsetParent)"
    assert "data/1.txt" in browser.evaluate(f"{visible}.map((one) => one.innerText).join()")
    browser.evaluate("document.querySelector('.filter [value=error]').click()")
    assert browser.evaluate(shown) == "0 shown"


def test_the_page_asks_for_no_other_file(browser: Browser, tmp_path: Path) -> None:
    (tmp_path / "report.html").write_text(html(bad(), good()), encoding="utf-8")
    browser.requests.clear()
    browser.open(tmp_path / "report.html")
    assert browser.requests == [(tmp_path / "report.html").as_uri()]

"""The second opinion: bagit-python on the same bag."""

from __future__ import annotations

import logging
import os
from pathlib import Path

import pytest

from frus_pack.checks.bag import bagit_python
from frus_pack.reports.report import Report
from frus_pack.requirements.finding import Check
from frus_pack.validating.validate import validate
from tests.support.bags import append, as_tar, codes, make_bag, outcomes, seal, write

PLAIN = {"data/letter.txt": b"Dear Sir:\n"}


@pytest.fixture
def bag(tmp_path: Path) -> Path:
    return make_bag(tmp_path / "bag", PLAIN)


def second_opinion(report: Report) -> Check:
    return next(check for check in report.checks if check.family == bagit_python.FAMILY)


def test_a_good_bag_is_good_to_both(bag: Path) -> None:
    report = validate(bag, cross_check=True)
    assert report.findings == ()
    assert outcomes(report)["cross-check"] == "passed"


def test_an_altered_bag_is_bad_to_both(bag: Path) -> None:
    (bag / "data/letter.txt").write_bytes(b"dear Sir:\n")
    report = validate(bag, cross_check=True)
    assert codes(report) == {"bag.payload-altered"}
    assert second_opinion(report).outcome == "passed"


def test_a_disagreement_is_a_finding_of_its_own(bag: Path) -> None:
    append(bag, "manifest-sha512.txt", b"garbage\n")
    report = validate(bag, cross_check=True)
    finding = next(one for one in report.findings if one.code == "cross-check.disagrees")
    assert finding.expected == "not valid (bag.manifest-malformed)"
    assert finding.found == "valid"
    assert finding.severity == "warning"


def test_a_valid_bag_that_bagit_misreads_is_still_valid(tmp_path: Path) -> None:
    report = validate(make_bag(tmp_path / "bag", {"data/100%.txt": b""}), cross_check=True)
    assert report.ok
    assert codes(report) == {"cross-check.disagrees"}


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("fetch.txt", b"http://a/ x data/letter.txt\n"),
        ("manifest-sha512.txt", b"\xff\xfe\n"),
        ("bag-info.txt", b"Payload-Oxum: many\n"),
        ("bagit.txt", b"\xff"),
        ("bagit.txt", b""),
        ("bag-info.txt", b"\xff"),
    ],
)
def test_whatever_bagit_raises_is_its_objection(bag: Path, name: str, content: bytes) -> None:
    write(bag, {name: content})
    seal(bag)
    report = validate(bag, cross_check=True)
    assert not report.ok
    assert second_opinion(report).outcome == "passed"


def test_bagit_says_nothing_aloud_and_can_still_do_so_elsewhere(
    bag: Path, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    (bag / "data/letter.txt").write_bytes(b"dear Sir:\n")
    with caplog.at_level(logging.DEBUG):
        validate(bag, cross_check=True)
        assert caplog.records == []
        logging.getLogger("bagit").warning("mine")
    assert [record.message for record in caplog.records] == ["mine"]
    assert capfd.readouterr().out == ""


def test_the_working_directory_stays(bag: Path) -> None:
    before = Path.cwd()
    validate(bag, cross_check=True)
    assert Path.cwd() == before


def test_archives_are_not_checked_and_the_reason_is_told(bag: Path) -> None:
    check = second_opinion(validate(as_tar(bag), cross_check=True))
    assert (check.outcome, check.reason) == ("not checked", "bagit-python reads no archives")


def test_bagit_is_not_let_near_links_and_pipes(bag: Path) -> None:
    os.mkfifo(bag / "data/pipe")
    check = second_opinion(validate(bag, cross_check=True))
    assert check.outcome == "not checked"
    assert "wait for pipes" in check.reason


def test_unfetched_files_are_beyond_bagit(bag: Path) -> None:
    write(bag, {"fetch.txt": b"http://a/ - data/letter.txt\n"})
    seal(bag)
    (bag / "data/letter.txt").unlink()
    report = validate(bag, cross_check=True, allow_unfetched=True)
    assert report.ok
    assert second_opinion(report).outcome == "not checked"


def test_completeness_alone_is_asked_of_bagit_too(bag: Path) -> None:
    (bag / "data/letter.txt").write_bytes(b"dear Sir:\n")
    report = validate(bag, cross_check=True, completeness_only=True)
    assert report.ok
    assert second_opinion(report).outcome == "passed"


def test_nobody_asked_nobody_answers(bag: Path) -> None:
    assert "cross-check" not in outcomes(validate(bag))

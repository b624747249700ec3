"""Many volumes: a table, a verdict on each, references to one another, what changed."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import frus_pack
from frus_pack.commands.survey import survey
from tests.surveying.small_volumes import PAGE, div, volume

OTHER = "frus1958-60v98"
REFERENCES = f'<p><ref target="{OTHER}#d1">x</ref> <ref target="{OTHER}#d7">y</ref></p>'


@pytest.fixture
def shelf(tmp_path: Path) -> Path:
    """A volume without a fault, and one that refers to it rightly and wrongly."""
    folder = tmp_path / "volumes"
    folder.mkdir()
    volume(folder, PAGE, div(1), root=OTHER, idno=OTHER, name=OTHER)
    volume(folder, PAGE, div(1, text=REFERENCES))
    return folder


def _run(*arguments: object) -> Result:
    return CliRunner().invoke(survey, [str(one) for one in arguments])


def test_a_folder_is_surveyed_volume_by_volume(shelf: Path) -> None:
    surveyed = frus_pack.survey_all(shelf, jobs=1)
    assert [(one.volume.id, one.verdict) for one in surveyed.reports] == [
        (OTHER, "deposit"),
        ("frus1958-60v99", "with reservations"),
    ]
    assert surveyed.ok


def test_references_are_compared_with_volumes_surveyed_together(shelf: Path) -> None:
    found = frus_pack.survey_all(shelf, jobs=1).reports[1].findings
    assert [(one.code, one.location, one.message) for one in found] == [
        ("volume.reference-elsewhere", "d1, line 7", f"d7 is nowhere in {OTHER}")
    ]
    alone = frus_pack.survey_all(shelf / "frus1958-60v99.xml", jobs=1)
    assert alone.reports[0].findings == ()


def test_two_processes_find_the_same(shelf: Path) -> None:
    assert frus_pack.survey_all(shelf, jobs=2) == frus_pack.survey_all(shelf, jobs=1)


def test_a_volume_with_an_error_is_not_yet_to_be_deposited(tmp_path: Path) -> None:
    report = frus_pack.survey(volume(tmp_path, PAGE), jobs=1)
    assert report.verdict == "not yet"


def test_what_is_not_searched_is_reported_with_the_volumes(shelf: Path, tmp_path: Path) -> None:
    (shelf / "linked").symlink_to(tmp_path)
    (shelf / "gone.xml").symlink_to("nowhere.xml")
    os.mkfifo(shelf / "pipe.xml")
    (tmp_path / "empty").mkdir()
    surveyed = frus_pack.survey_all([shelf, tmp_path / "none", tmp_path / "empty"], jobs=1)
    assert len(surveyed.reports) == 2
    assert {Path(one.file).name: one.message for one in surveyed.refused} == {
        "linked": "is a link to a folder",
        "gone.xml": "does not exist",
        "pipe.xml": "cannot be read: it is not a regular file",
        "none": "does not exist",
        "empty": "holds no volume",
    }


def test_a_volume_that_cannot_be_read_hinders_no_other(shelf: Path) -> None:
    (shelf / "broken.xml").write_text("<TEI")
    surveyed = frus_pack.survey_all(shelf, jobs=1)
    assert (len(surveyed.reports), len(surveyed.refused), surveyed.ok) == (2, 1, False)


def test_each_volume_has_a_line_with_a_verdict_and_then_comes_a_summary(shelf: Path) -> None:
    result = _run(shelf, "--jobs", 1)
    assert result.exit_code == 0
    assert result.stdout.splitlines() == [
        f"{shelf}/frus1958-60v98.xml: deposit  (1 document, no fault found)",
        f"{shelf}/frus1958-60v99.xml: with reservations  (1 document, 1 warning)",
        "Findings (frus-pack explain CODE says what to do):",
        "  severity        count   found in  code",
        "  warning             1          1  volume.reference-elsewhere",
        "documents: 2, pages: 2",
        "1 deposit, 1 with reservations",
    ]


def test_of_many_volumes_the_errors_are_shown_and_those_not_read(shelf: Path) -> None:
    volume(shelf, PAGE)
    (shelf / "broken.xml").write_text("<TEI")
    result = _run(shelf, "--jobs", 1)
    assert result.exit_code == 1
    lines = result.stdout.splitlines()
    assert lines[1:3] == [
        f"{shelf}/frus1958-60v99.xml: not yet  (0 documents, 1 error, 1 remark)",
        "  holds no document; one that is still being digitised has none yet  [volume.no-document]",
    ]
    assert result.stderr.startswith(f"failed     {shelf}/broken.xml: ")
    assert lines[3:6] == [
        "Needs attention:",
        f"  {shelf}/frus1958-60v99.xml",
        f"  {shelf}/broken.xml",
    ]
    as_json = _run(shelf, "--jobs", 1, "--format", "json")
    assert len(json.loads(as_json.stdout)) == 2
    assert as_json.stderr.startswith(f"frus-pack: {shelf}/broken.xml: ")


def test_an_error_that_was_known_does_not_fail_what_compares_with_it(shelf: Path) -> None:
    volume(shelf, PAGE)
    known = shelf / "known.csv"
    known.write_text(_run(shelf, "--jobs", 1, "--format", "csv").stdout)
    result = _run(shelf, "--jobs", 1, "--since", known)
    assert (result.exit_code, result.stdout) == (0, "0 new, 0 gone\n")
    known.write_text("volume,severity,code,location,message,expected,found\n")
    assert _run(shelf, "--jobs", 1, "--since", known).exit_code == 1


@pytest.mark.parametrize("form", ["json", "csv"])
def test_what_was_accepted_is_left_out_and_counted(shelf: Path, form: str) -> None:
    known = shelf / "known"
    known.write_text(_run(shelf, "--format", form, "--jobs", 1).stdout)
    result = _run(shelf, "--accept", known, "--format", "json", "--jobs", 1)
    reports = json.loads(result.stdout)
    assert [(one["verdict"], one["accepted"]) for one in reports] == [
        ("deposit", 0),
        ("deposit", 1),
    ]


@pytest.mark.parametrize("form", ["json", "csv"])
def test_what_is_new_and_gone_since_an_earlier_survey(shelf: Path, form: str) -> None:
    earlier = shelf / "earlier"
    earlier.write_text(_run(shelf, "--format", form, "--jobs", 1).stdout)
    moved = '<p>\n<ref target="#d9">x</ref></p>'
    volume(shelf, PAGE, "", div(1, text=moved))
    assert _run(shelf, "--since", earlier, "--jobs", 1).stdout.splitlines() == [
        "new   frus1958-60v99 d1: volume.reference-nowhere: d9 is nowhere in the volume",
        f"gone  frus1958-60v99 d1: volume.reference-elsewhere: d7 is nowhere in {OTHER}",
        "1 new, 1 gone",
    ]


def test_what_is_new_is_written_to_a_file_and_in_other_forms(shelf: Path) -> None:
    earlier = shelf / "earlier"
    earlier.write_text(_run(shelf, "--format", "csv", "--jobs", 1).stdout)
    moved = '<p>\n<ref target="#d9">x</ref></p>'
    volume(shelf, PAGE, "", div(1, text=moved))
    report = shelf / "report"
    printed = _run(shelf, "--since", earlier, "--jobs", 1, "--output", report)
    assert (printed.stdout, report.read_text().splitlines()[-1]) == ("", "1 new, 1 gone")
    as_csv = _run(shelf, "--since", earlier, "--jobs", 1, "--format", "csv")
    assert [line.split(",")[2] for line in as_csv.stdout.splitlines()] == [
        "code",
        "volume.reference-nowhere",
    ]
    counted = _run(shelf, "--since", earlier, "--jobs", 1, "--statistics")
    assert counted.stdout == "1 new, 1 gone\n"
    assert _run(shelf, "--since", earlier, "--jobs", 1, "--quiet").stdout == ""


def test_findings_on_other_lines_are_neither_new_nor_gone(shelf: Path) -> None:
    earlier = shelf / "earlier"
    earlier.write_text(_run(shelf, "--format", "csv", "--jobs", 1).stdout)
    volume(shelf, PAGE, "", "", div(1, text=REFERENCES))
    assert _run(shelf, "--since", earlier, "--jobs", 1).stdout == "0 new, 0 gone\n"


def test_what_is_not_a_survey_is_refused_by_name(shelf: Path) -> None:
    (shelf / "known").write_text("{}")
    result = _run(shelf, "--accept", shelf / "known", "--jobs", 1)
    assert result.exit_code == 2
    assert "is not a survey written with --format json or csv" in result.stderr

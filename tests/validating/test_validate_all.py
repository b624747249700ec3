"""Many bags at once, in Python and by the command."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import jsonschema
import junitparser
import pytest

import frus_pack
from frus_pack.document import schemas
from tests.support.bags import as_tar, as_tar_gz, make_bag
from tests.support.commands import run_command
from tests.support.folders import METADATA, document_folder


@pytest.fixture
def deposit(tmp_path: Path) -> Path:
    """Twenty packages, of which d3 is altered and d5 lacks a file."""
    for n in range(20):
        document_folder(
            tmp_path / "all" / str(n), {"metadata.yaml": METADATA.replace("d7", f"d{n}")}
        )
    deposit = tmp_path / "deposit"
    assert {one.status for one in frus_pack.pack_all([tmp_path / "all"], deposit)} == {"packed"}
    text = deposit / "frus1958-60v99/frus1958-60v99-d3/data/transcription.txt"
    text.write_bytes(text.read_bytes().replace(b"open", b"shut"))
    (deposit / "frus1958-60v99/frus1958-60v99-d5/data/page-images.json").unlink()
    return deposit


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_report_comes_for_every_bag(deposit: Path, jobs: int) -> None:
    reports = {one.path.name: one for one in frus_pack.validate_all([deposit], jobs=jobs)}
    assert len(reports) == 20
    bad = {name.rpartition("-")[2]: one for name, one in reports.items() if not one.ok}
    assert sorted(bad) == ["d3", "d5"]
    assert "bag.payload-altered" in {finding.code for finding in bad["d3"].findings}
    assert "bag.payload-file-missing" in {finding.code for finding in bad["d5"].findings}


def test_bags_that_are_checked_together_have_the_reports_they_have_alone(
    tmp_path: Path, deposit: Path
) -> None:
    large = make_bag(tmp_path / "large", {"data/noise.bin": bytes(1 << 20)})
    many = make_bag(tmp_path / "many", {f"data/{number}.txt": b"" for number in range(200)})
    (tmp_path / "text").write_text("no archive")
    archives = [as_tar(large), as_tar_gz(many)]
    for archive in archives:
        archive.write_bytes(archive.read_bytes()[:-2000])
    there = [large, *archives, deposit, many]
    reports = list(frus_pack.validate_all([tmp_path / "text", *there], jobs=1))
    assert len(reports) == 25
    opened = [one for one in reports if one.path.name != "text"]
    assert len(opened) == 24
    for report in opened:
        assert report == frus_pack.validate(report.path)


def test_what_cannot_be_opened_has_a_report_too(tmp_path: Path, deposit: Path) -> None:
    (tmp_path / "text").write_text("no archive")
    reports = list(frus_pack.validate_all([tmp_path / "none", tmp_path / "text", deposit]))
    assert len(reports) == 22
    told = {str(one.path): one for one in reports}
    for name, why in (("none", "does not exist"), ("text", "is not a bag")):
        (finding,) = told[str(tmp_path / name)].findings
        assert finding.code == "bag.unreadable"
        assert why in finding.message


def test_a_broken_profile_is_an_error_of_the_caller(tmp_path: Path, deposit: Path) -> None:
    (tmp_path / "profile.json").write_text("{}")
    with pytest.raises(frus_pack.SourceError):
        list(frus_pack.validate_all([deposit], profile=tmp_path / "profile.json"))


def test_the_text_ends_in_a_tally_of_all(deposit: Path) -> None:
    done = run_command("validate", deposit, cwd=deposit)
    assert done.returncode == 1
    assert done.stderr == ""
    assert done.stdout.splitlines()[-1] == "2 not valid, 18 valid"


def test_the_json_follows_the_published_schema(deposit: Path) -> None:
    done = run_command("validate", deposit, "--format", "json", cwd=deposit)
    assert (done.returncode, done.stderr) == (1, "")
    told = json.loads(done.stdout)
    jsonschema.validate(told, schemas.load("report.schema.json"))
    assert sum(report["ok"] for report in told["reports"]) == 18


def test_the_json_goes_through_the_usual_tool(deposit: Path) -> None:
    done = run_command("validate", deposit, "--format", "json", cwd=deposit)
    tool = [sys.executable, "-m", "json.tool"]
    piped = subprocess.run(tool, input=done.stdout, capture_output=True, text=True, check=True)
    assert json.loads(piped.stdout) == json.loads(done.stdout)


def test_the_junit_xml_counts_failures(deposit: Path) -> None:
    done = run_command("validate", deposit, "--format", "junit", cwd=deposit)
    suites = list(junitparser.JUnitXml.fromstring(done.stdout.encode()))
    assert len(suites) == 20
    assert {suite.tests for suite in suites} == {6}
    failed = {suite.name.rpartition("-")[2]: suite.failures for suite in suites if suite.failures}
    assert failed == {"d3": 2, "d5": 3}


def test_a_valid_bag_ends_with_0(deposit: Path) -> None:
    assert (
        run_command(
            "validate", deposit / "frus1958-60v99/frus1958-60v99-d1", cwd=deposit
        ).returncode
        == 0
    )


def test_completeness_only_says_that_digests_were_left_out(deposit: Path) -> None:
    bag = deposit / "frus1958-60v99/frus1958-60v99-d1"
    done = run_command("validate", bag, "--completeness-only", cwd=deposit)
    assert done.returncode == 0
    assert ": complete  (" in done.stdout
    assert "not checked  fixity" in done.stdout


def test_a_deposit_being_packed_can_be_validated(deposit: Path) -> None:
    shutil.copytree(deposit / "frus1958-60v99", deposit / ".frus-pack/0123")
    assert len(list(frus_pack.validate_all([deposit]))) == 20

"""A report as text, JSON and JUnit XML."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from lxml import etree

from frus_pack.document import schemas
from frus_pack.reports import entry_forms, report_text
from frus_pack.reports.report import Report
from frus_pack.requirements.finding import Check, Finding, in_order, outcome
from frus_pack.validating.validate import validate
from tests.support.bags import append, make_bag, seal, write
from tests.support.forms import rendered

HOSTILE = "data/\x1b[31mred\u202e\udcff\x00<&\"'\n\ufffe"


@pytest.fixture
def good(tmp_path: Path) -> Report:
    return validate(make_bag(tmp_path / "good"))


@pytest.fixture
def bad(tmp_path: Path) -> Report:
    bag = make_bag(tmp_path / "bad", tags=[("Bagging-Date", "yesterday")])
    (bag / "data/letter.txt").write_bytes(b"dear Sir:\n")
    append(bag, "bag-info.txt", b"A: b")
    return validate(bag)


@pytest.fixture
def hostile() -> Report:
    """Names as an archive may have them."""
    finding = Finding("bag.path-unsafe", HOSTILE, HOSTILE, HOSTILE, HOSTILE)
    return Report(Path(HOSTILE), (finding,), (Check("bag", "failed", HOSTILE),), 1, 2)


def test_findings_stand_from_the_worst_and_then_by_code_and_place() -> None:
    findings = [
        Finding("bag.version-older", "bagit.txt", "x"),
        Finding("bag.path-unportable", "data/b", "x"),
        Finding("bag.path-unportable", "data/a", "x"),
        Finding("bag.payload-altered", "data/z", "x"),
        Finding("bag.link", "data/z", "x"),
    ]
    assert [(one.severity, one.location) for one in in_order(findings)] == [
        ("error", "data/z"),
        ("error", "data/z"),
        ("warning", "data/a"),
        ("warning", "data/b"),
        ("information", "bagit.txt"),
    ]


def test_a_check_fails_by_errors_of_its_own_only() -> None:
    findings = [Finding("bag.payload-altered", "data/x", "x"), Finding("bag.system-file", "y", "x")]
    assert outcome("bag", findings) == Check("bag", "passed")
    assert outcome("fixity", findings) == Check("fixity", "failed")


def test_the_text_of_a_good_bag(good: Report) -> None:
    assert report_text.text(good) == (
        f"{good.path}: valid  (7 files, 1,224 bytes)\n"
        "  passed       bag, fixity\n"
        "  not checked  profile (no profile was given)\n"
        "  not checked  metadata, transcription, page-images (not a frus-pack package)\n"
    )


def test_the_text_of_a_bad_bag_tells_everything_with_its_severity(bad: Report) -> None:
    told = [(line.severity, line.text.strip()) for line in report_text.lines(bad)]
    assert told[0] == ("error", f"{bad.path}: not valid  (7 files, 1,252 bytes)")
    assert told[1] == (
        "error",
        "error        data/letter.txt: its checksum differs (sha512)  [bag.payload-altered]",
    )
    assert told[4] == ("error", "see RFC 8493 §3")
    assert ("warning", "expected: YYYY-MM-DD") in told
    assert ("warning", "found:    yesterday") in told
    assert ("error", "failed       fixity") in told


def test_without_digests_a_bag_is_complete_and_not_called_valid(tmp_path: Path) -> None:
    report = validate(make_bag(tmp_path / "bag"), completeness_only=True)
    assert report.verdict == "complete"


def test_a_bag_still_to_be_fetched_says_what_was_not_digested(
    tmp_path: Path,
) -> None:
    bag = make_bag(tmp_path / "bag", {"data/a": b"a", "data/b": b"b"})
    write(bag, {"fetch.txt": b"http://localhost/ 1 data/a\n"})
    seal(bag)
    (bag / "data/a").unlink()
    report = validate(bag, allow_unfetched=True)
    assert [one.code for one in report.findings] == ["bag.payload-file-to-fetch"]
    assert report.verdict == "incomplete"
    assert report.checks[1] == Check("fixity", "passed", "without 1 missing file")
    strict = validate(bag)
    assert [one.code for one in strict.errors] == ["bag.payload-file-unfetched"]
    assert strict.verdict == "not valid"


def test_names_cannot_command_a_terminal(hostile: Report) -> None:
    text = report_text.text(hostile)
    assert "data/\\x1b[31mred\\u202e\\udcff\\x00<&\"'\\n" in text
    assert text.replace("\n", "").isprintable() or "\ufffe" in text
    text.encode("utf-8")


def loaded(reports: list[Report]) -> Any:
    return json.loads(rendered(reports, "json"))


def test_the_json_follows_its_published_schema(good: Report, bad: Report, hostile: Report) -> None:
    schema = schemas.load("report.schema.json")
    Draft202012Validator.check_schema(schema)
    assert schema["$id"] == entry_forms.REPORT_SCHEMA
    validator = Draft202012Validator(schema)
    for reports in ([], [good], [good, bad, hostile]):
        value = loaded(reports)
        assert list(validator.iter_errors(value)) == []
        assert len(value["reports"]) == len(reports)


def test_the_json_tells_everything(bad: Report) -> None:
    (report,) = loaded([bad])["reports"]
    assert report["ok"] is False
    assert (report["files"], report["bytes"]) == (7, 1252)
    assert report["findings"][0] == {
        "code": "bag.payload-altered",
        "severity": "error",
        "check": "fixity",
        "location": "data/letter.txt",
        "message": "its checksum differs (sha512)",
        "expected": bad.findings[0].expected,
        "found": bad.findings[0].found,
        "clause": "RFC 8493 §3",
        "alike": 0,
    }
    assert report["checks"][1] == {"family": "fixity", "outcome": "failed", "reason": None}


def test_every_field_of_the_json_is_described() -> None:
    def undescribed(schema: Any, place: str) -> list[str]:
        if not isinstance(schema, dict):
            return []
        own = [place] if "type" in schema and "description" not in schema else []
        parts = [*schema.get("properties", {}).items(), *schema.get("$defs", {}).items()]
        return own + [one for key, part in parts for one in undescribed(part, f"{place}/{key}")]

    assert undescribed(schemas.load("report.schema.json"), "") == []


def test_the_junit_xml_has_a_suite_a_package_and_a_case_a_check(good: Report, bad: Report) -> None:
    root = etree.fromstring(rendered([good, bad], "junit").encode())
    assert root.tag == "testsuites"
    first, second = root
    assert (first.get("tests"), first.get("failures"), first.get("skipped")) == ("6", "0", "4")
    assert (second.get("tests"), second.get("failures")) == ("6", "1")
    cases = {case.get("name"): case for case in second}
    failure = cases["fixity"].find("failure")
    assert failure is not None
    assert failure.get("type") == "bag.payload-altered"
    assert "data/letter.txt" in (failure.text or "")
    assert cases["bag"].find("failure") is None
    assert "yesterday" in (cases["bag"].findtext("system-out") or "")
    skipped = cases["profile"].find("skipped")
    assert skipped is not None
    assert skipped.get("message") == "no profile was given"


def test_no_name_breaks_the_xml(hostile: Report) -> None:
    root = etree.fromstring(rendered([hostile], "junit").encode())
    assert "red" in (root.findtext(".//failure") or "")


def test_the_csv_has_a_row_a_finding_and_one_for_a_bag_without(good: Report, bad: Report) -> None:
    rows = list(csv.DictReader(rendered([good, bad], "csv").splitlines()))
    assert [(row["name"], row["status"], row["code"]) for row in rows] == [
        (str(good.path), "valid", ""),
        *((str(bad.path), "not valid", finding.code) for finding in bad.findings),
    ]
    assert rows[1]["location"] == "data/letter.txt"
    assert rows[1]["severity"] == "error"


def test_no_name_breaks_a_row_of_the_csv(hostile: Report) -> None:
    (row,) = csv.DictReader(rendered([hostile], "csv").splitlines())
    assert row["name"].startswith("data/\\x1b[31mred\\u202e\\udcff\\x00<&\"'\\n")


def test_many_findings_of_a_code_are_counted_and_the_first_shown(tmp_path: Path) -> None:
    bag = make_bag(tmp_path / "bag", {f"data/{n}": b"x" for n in range(12)})
    for n in range(9):
        (bag / f"data/{n}").unlink()
    report = validate(bag)
    text = report_text.text(report)
    assert text.count("[bag.payload-file-missing]") == 5
    assert "  … and 4 more bag.payload-file-missing\n" in text
    whole = [line.text for line in report_text.lines(report, every=True)]
    assert sum("[bag.payload-file-missing]" in line for line in whole) == 9

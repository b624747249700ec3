"""The table of requirements: every row can fire, nothing fires outside it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import get_args

import pytest

from frus_pack.bag.reader import IrregularityCode
from frus_pack.bag.tag_files.tag_text import FaultCode
from frus_pack.requirements.finding import Finding
from frus_pack.requirements.table import ROWS, SEVERITIES, TABLE
from frus_pack.validating.validate import validate
from tests.requirements import findings_page, proven
from tests.support.bags import PAYLOAD, as_tar, as_tar_gz, as_zip, codes, make_bag, outcomes
from tests.support.spoiled_bags import SPOILED

BAG_CODES = [row.code for row in ROWS if row.family == "bag"]


def test_each_code_has_one_row_of_the_right_form() -> None:
    assert len(TABLE) == len(ROWS)
    for row in ROWS:
        assert re.fullmatch(r"[a-z-]+\.[a-z0-9-]+", row.code)
        assert row.severity in SEVERITIES
        assert row.clause
        assert row.sentence.endswith(".")


def test_the_page_of_findings_is_made_from_the_table() -> None:
    assert findings_page.PAGE.read_text(encoding="utf-8") == findings_page.page()


@pytest.mark.parametrize("family", proven.BY_FAMILY)
def test_each_row_of_a_family_is_proven_to_fire(family: str) -> None:
    assert proven.BY_FAMILY[family] == {row.code for row in ROWS if row.family == family}


def test_whatever_a_parser_or_reader_can_object_to_has_a_row() -> None:
    for code in (*get_args(FaultCode), *get_args(IrregularityCode)):
        assert f"bag.{code}" in TABLE


def test_a_finding_outside_the_table_is_impossible() -> None:
    with pytest.raises(ValueError, match=r"bag\.surprise"):
        Finding("bag.surprise", "data/x", "is there")


def test_the_severity_and_the_clause_of_a_finding_are_those_of_its_row() -> None:
    finding = Finding("bag.payload-altered", "data/x", "its checksum differs")
    assert (finding.severity, finding.clause) == ("error", "RFC 8493 §3")
    assert (finding.family, finding.check) == ("bag", "fixity")


@pytest.mark.parametrize("code", BAG_CODES)
def test_each_rule_of_bagit_can_be_broken(code: str, tmp_path: Path) -> None:
    bag = make_bag(tmp_path / "bag")
    spoiled = SPOILED[code](bag)
    report = validate(bag) if spoiled is None else spoiled
    assert code in codes(report)
    # An error fails its check; anything less leaves the bag as good as it was.
    if TABLE[code].severity == "error":
        assert not report.ok


@pytest.mark.parametrize("archived", [lambda bag: bag, as_tar, as_tar_gz, as_zip])
def test_a_good_bag_breaks_none(archived: object, tmp_path: Path) -> None:
    bag = make_bag(tmp_path / "bag", algorithms=["sha256", "sha512"])
    report = validate(archived(bag))  # type: ignore[operator]
    assert report.findings == ()
    assert report.ok
    assert outcomes(report)["bag"] == outcomes(report)["fixity"] == "passed"
    assert report.files == len(PAYLOAD) + 6
    assert report.bytes == sum(path.stat().st_size for path in bag.rglob("*") if path.is_file())


def test_an_empty_payload_is_a_good_bag(tmp_path: Path) -> None:
    assert validate(make_bag(tmp_path / "bag", {})).findings == ()

"""What `frus-pack audit` prints, and its exit status."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

import frus_pack
from frus_pack.commands.main import command
from frus_pack.keeping.ledger import LedgerError
from tests.keeping.auditing import audit, flip
from tests.keeping.conftest import NAME, VOLUME


def test_good_packages_are_counted_and_not_listed(deposit: Path, ledger: Path) -> None:
    result = CliRunner().invoke(command, ["audit", str(deposit), "--ledger", str(ledger)])
    *_, counts, tally = result.output.splitlines()
    assert counts.startswith("files: ")
    assert tally == "11 new"
    assert "frus1958-60v99" not in result.output
    assert result.exit_code == 0


def test_an_audit_that_could_not_begin_prints_no_count(deposit: Path, ledger: Path) -> None:
    ledger.write_text("not a ledger")
    result = CliRunner().invoke(command, ["audit", str(deposit), "--ledger", str(ledger)])
    assert result.output == ""
    assert isinstance(result.exception, LedgerError)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ([], "give a PATH to audit, or --history or --summary"),
        (["x", "--sample", "5"], "'5' is not a share: write 5% or 0.5%"),
        (["x", "--older-than", "90"], "'90' is not a duration: write 45s, 30m, 2h, 90d or 12w"),
        (["x", "--max-bytes", "much"], "'much' is not a size: write 500MB, 20GB or 1.5TB"),
    ],
)
def test_a_wrong_option_says_what_to_write(ledger: Path, options: list[str], message: str) -> None:
    result = CliRunner().invoke(command, ["audit", *options, "--ledger", str(ledger)])
    assert result.exit_code == 2
    assert message in " ".join(result.output.split())


def test_a_package_that_is_not_valid_has_its_findings_and_its_size(
    deposit: Path, ledger: Path
) -> None:
    package = deposit / VOLUME / NAME
    audit(deposit, ledger)
    flip(package / "data" / "metadata.json")
    (one,) = (one for one in frus_pack.audit(deposit, ledger=ledger, jobs=1) if not one.ok)
    assert "bag.payload-altered" in [finding.code for finding in one.findings]
    values = one.to_dict()
    assert values["findings"]["bag.payload-altered"] == 1
    assert values["files"] == 8
    assert values["bytes"] > 5000
    shutil.rmtree(package)
    (gone,) = (one for one in frus_pack.audit(deposit, ledger=ledger, jobs=1) if not one.ok)
    assert (gone.outcome, gone.findings, gone.to_dict()["bytes"]) == ("missing", (), None)

"""What a ledger tells without its packages: histories and the state of all."""

from __future__ import annotations

import shutil
from datetime import timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner
from lxml import etree

import frus_pack
from frus_pack.commands.main import command
from frus_pack.errors import StorageError
from frus_pack.keeping.ledger import open_to_record
from tests.keeping.auditing import audit, flip, query

NAME = "frus1961-63v98-d6"
IDENTIFIER = "frus1961-63v98/d6"


@pytest.fixture
def audited(deposit: Path, ledger: Path) -> Path:
    """A ledger of three audits; the deposit is gone."""
    audit(deposit, ledger)
    flip(deposit / "frus1961-63v98" / NAME / "data/transcription.txt")
    audit(deposit, ledger)
    shutil.rmtree(deposit / "frus1961-63v98" / NAME)
    audit(deposit, ledger)
    shutil.rmtree(deposit)
    return ledger


@pytest.mark.parametrize("named", ["path", NAME, IDENTIFIER])
def test_a_package_is_found_by_path_name_and_identifier(
    deposit: Path, audited: Path, named: str
) -> None:
    package = deposit / "frus1961-63v98" / NAME if named == "path" else named
    history = frus_pack.package_history(package, ledger=audited)
    assert [one.outcome for one in history] == ["new", "altered", "missing"]
    assert history[1].findings[0] == (
        "data/transcription.txt: its checksum differs (sha512) [bag.payload-altered]"
    )
    assert history[0].families["fixity"] == "passed"
    assert history[1].families["fixity"] == "failed"
    assert (history[0].files, history[0].octets) == (8, history[1].octets)


def test_a_package_that_the_ledger_does_not_know_is_an_error(audited: Path) -> None:
    with pytest.raises(StorageError, match="the ledger has no check of a package of this name"):
        frus_pack.package_history("frus1961-63v98/d7000", ledger=audited)


def test_a_name_of_two_packages_is_an_error(deposit: Path, ledger: Path) -> None:
    shutil.copytree(deposit / "frus1961-63v98" / NAME, deposit / "copies" / NAME)
    audit(deposit, ledger)
    with pytest.raises(StorageError, match="the ledger has 2 of this name: give the path"):
        frus_pack.package_history(NAME, ledger=ledger)


def test_the_summary_counts_packages_by_outcome(audited: Path) -> None:
    summary = frus_pack.ledger_summary(audited)
    assert str(summary).startswith(f"{summary.packages} packages, {summary.octets:,} bytes, ")
    assert (summary.packages, summary.checks) == (11, 33)
    assert summary.outcomes == {"as-before": 10, "missing": 1}
    assert [path.name for path in summary.lost] == [NAME]
    assert (summary.due, summary.overdue) == (0, 0)
    assert summary.ages == {0: 11}


def test_the_summary_counts_what_is_due_and_overdue(audited: Path) -> None:
    with open_to_record(audited) as connection:
        connection.execute("UPDATE package SET last_checked = '2020-01-01T00:00:00Z' WHERE id < 3")
    summary = frus_pack.ledger_summary(audited)
    assert (summary.due, summary.overdue) == (2, 2)
    assert summary.oldest == "2020-01-01T00:00:00Z"
    assert sum(summary.ages.values()) == 11
    assert frus_pack.ledger_summary(audited, interval=timedelta(days=10)).due == 10


def test_a_ledger_on_a_read_only_place_can_be_queried(audited: Path) -> None:
    audited.chmod(0o444)
    audited.parent.chmod(0o555)
    try:
        assert frus_pack.ledger_summary(audited).packages == 11
    finally:
        audited.parent.chmod(0o755)


def test_a_ledger_that_does_not_exist_is_not_made_by_a_query(ledger: Path) -> None:
    with pytest.raises(StorageError, match="the ledger does not exist"):
        frus_pack.ledger_summary(ledger)
    assert not ledger.exists()


def test_the_ledger_is_plain_sqlite_for_other_tools(audited: Path) -> None:
    assert query(
        audited,
        "SELECT identifier, fixity_check.outcome, finding.code FROM fixity_check"
        " JOIN package ON package.id = fixity_check.package"
        " JOIN finding ON finding.fixity_check = fixity_check.id"
        " WHERE finding.code = 'bag.payload-altered'",
    ) == [(IDENTIFIER, "altered", "bag.payload-altered")]


def test_fixity_checks_and_amendments_are_events_of_premis(deposit: Path, ledger: Path) -> None:
    package = deposit / "frus1961-63v98" / NAME
    audit(deposit, ledger)
    frus_pack.amend(package, {"place": "Lima"}, reason="misread", agent="M. Kest", ledger=ledger)
    names = {"p": "http://www.loc.gov/premis/v3"}
    tree = etree.fromstring(frus_pack.export_premis(package, ledger=ledger))
    found = [
        (event.findtext("p:eventType", None, names), event.findtext(".//p:eventDetail", "", names))
        for event in tree.findall("p:event", names)
    ]
    assert [kind for kind, _ in found[3:]] == [
        "metadata modification",
        "fixity check",
        "fixity check",
    ]
    assert found[3][1] == "misread: /place"
    assert [detail.partition(":")[0] for _, detail in found[4:]] == ["new", "changed"]
    assert "M. Kest" in [one.text for one in tree.findall(".//p:agentName", names)]
    linked = [one.text for one in tree.findall(".//p:linkingAgentIdentifierValue", names)]
    known = [one.text for one in tree.findall(".//p:agentIdentifierValue", names)]
    assert set(linked) <= set(known)


def test_many_records_have_the_checks_of_a_ledger(
    deposit: Path, ledger: Path, tmp_path: Path
) -> None:
    audit(deposit, ledger)
    audit(deposit, ledger)
    records = tmp_path / "records"
    outcomes = list(frus_pack.export_premis_all(deposit, records, ledger=ledger, jobs=2))
    assert [one.status for one in outcomes] == ["exported"] * 11
    for one in outcomes:
        assert one.path is not None
        content = one.path.read_bytes()
        assert content == frus_pack.export_premis(one.source, ledger=ledger)
        assert content.count(b">fixity check<") == 2
    again = frus_pack.export_premis_all(deposit, records, ledger=ledger, jobs=1)
    assert {one.status for one in again} == {"unchanged"}


def test_a_package_that_was_never_audited_fails_alone(
    deposit: Path, ledger: Path, tmp_path: Path
) -> None:
    volume = deposit / "frus1961-63v98"
    audit(volume, ledger)
    outcomes = list(frus_pack.export_premis_all(deposit, tmp_path / "to", ledger=ledger, jobs=1))
    failed = [one for one in outcomes if one.error]
    assert {one.status for one in outcomes if not one.error} == {"exported"}
    assert [Path(one.source).parent.name for one in failed] == ["frus1958-60v99"] * 3
    assert all("the ledger has no check of a package" in str(one.error) for one in failed)


def test_a_ledger_that_does_not_exist_is_one_error(deposit: Path, tmp_path: Path) -> None:
    with pytest.raises(StorageError, match="the ledger does not exist"):
        list(frus_pack.export_premis_all(deposit, tmp_path / "to", ledger=tmp_path / "no"))
    assert not (tmp_path / "to").exists()


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--as", "mods"], "--ledger goes with --as premis."),
        (["--as", "premis"], "--as premis of more than one PACKAGE goes with --to DIR."),
    ],
)
def test_the_command_says_what_goes_with_a_ledger(
    deposit: Path, ledger: Path, options: list[str], message: str
) -> None:
    audit(deposit, ledger)
    packages = [str(path) for path in sorted(deposit.glob("*/*"))]
    result = CliRunner().invoke(command, ["export", *packages, "--ledger", str(ledger), *options])
    assert (result.exit_code, message in result.stderr) == (2, True)


def test_the_command_writes_many_records(deposit: Path, ledger: Path, tmp_path: Path) -> None:
    audit(deposit, ledger)
    to = tmp_path / "records"
    arguments = ["export", str(deposit), "--as", "premis", "--ledger", str(ledger), "--to", str(to)]
    result = CliRunner().invoke(command, [*arguments, "--jobs", "1"])
    assert (result.exit_code, result.stdout) == (0, "11 exported\n")
    assert len(list(to.rglob("*.premis.xml"))) == 11

"""Which files are ledgers, and what is said where one cannot be used."""

from __future__ import annotations

import os
import sqlite3
from importlib.resources import files
from pathlib import Path

import pytest
from click.testing import CliRunner

import frus_pack
from frus_pack.commands.main import command
from frus_pack.keeping.ledger import APPLICATION_ID, LedgerError, open_to_query
from tests.keeping.auditing import audit, counts, query
from tests.keeping.disks import fill, make_read_only, small_disk
from tests.support.bags import make_bag

PACKAGE = "frus1961-63v98/frus1961-63v98-d6"


def refused(*arguments: str | Path) -> str:
    """The one error of a command that cannot use its ledger, and prints nothing else."""
    done = CliRunner().invoke(command, [str(one) for one in arguments])
    assert done.output == ""
    assert isinstance(done.exception, LedgerError)
    return str(done.exception)


def test_a_ledger_of_another_program_is_refused(deposit: Path, ledger: Path) -> None:
    query(ledger, "CREATE TABLE songs (title)")
    said = f"{ledger}: is not a ledger: it is another program's SQLite file"
    assert refused("audit", deposit, "--ledger", ledger) == said
    assert refused("audit", "--summary", "--ledger", ledger) == said


def test_a_ledger_of_a_newer_schema_is_refused(deposit: Path, ledger: Path) -> None:
    audit(deposit, ledger)
    query(ledger, "PRAGMA user_version = 3")
    said = "its schema is version 3, and this frus-pack knows 2"
    advice = "use the version that made it, or a newer one"
    assert refused("audit", deposit, "--ledger", ledger) == f"{ledger}: {said}: {advice}"


def test_what_is_not_sqlite_is_not_a_ledger(deposit: Path, ledger: Path) -> None:
    ledger.write_text("place,outcome\n")
    said = f"{ledger}: is not a ledger: it is not an SQLite file"
    assert refused("audit", deposit, "--ledger", ledger) == said
    assert ledger.read_text() == "place,outcome\n"


def test_an_empty_file_becomes_a_ledger_when_an_audit_records(deposit: Path, ledger: Path) -> None:
    ledger.touch()
    said = f"{ledger}: is empty: nothing was recorded in it yet"
    assert refused("audit", "--summary", "--ledger", ledger) == said
    assert counts(deposit, ledger) == {"new": 11}


def test_a_ledger_of_version_1_gets_what_it_lacks(deposit: Path, ledger: Path) -> None:
    audit(deposit, ledger)
    new = query(ledger, "SELECT sql FROM sqlite_schema ORDER BY name")
    rows = query(ledger, "SELECT * FROM fixity_check")
    query(ledger, "DROP TABLE decoded_image")
    query(ledger, "PRAGMA user_version = 1")
    assert len(frus_pack.package_history("frus1961-63v98/d6", ledger=ledger)) == 1
    assert query(ledger, "PRAGMA user_version") == [(1,)]  # to read is not to change
    assert counts(deposit, ledger) == {"as-before": 11}
    assert query(ledger, "PRAGMA user_version") == [(2,)]
    assert query(ledger, "SELECT sql FROM sqlite_schema ORDER BY name") == new
    assert query(ledger, "SELECT * FROM fixity_check WHERE id <= 11") == rows


def test_a_ledger_that_version_1_made_is_taken(deposit: Path, ledger: Path) -> None:
    schema = files("frus_pack.keeping").joinpath("ledger.sql").read_text()
    connection = sqlite3.connect(ledger)
    connection.executescript(f"{schema} PRAGMA application_id = {APPLICATION_ID};")
    connection.execute("PRAGMA user_version = 1")
    connection.close()
    assert counts(deposit, ledger) == {"new": 11}
    assert counts(deposit, ledger) == {"as-before": 11}


def test_no_file_is_left_beside_the_ledger(deposit: Path, ledger: Path) -> None:
    audit(deposit, ledger)
    assert sorted(path.name for path in ledger.parent.iterdir()) == ["deposit", ledger.name]


def test_a_ledger_in_a_folder_that_does_not_exist_is_refused(deposit: Path, tmp_path: Path) -> None:
    ledger = tmp_path / "nowhere" / "fixity.sqlite"
    said = f"{ledger}: the folder of the ledger does not exist"
    assert refused("audit", deposit, "--ledger", ledger) == said


@pytest.mark.parametrize("name", ["old.sqlite", "new.sqlite"])
def test_a_ledger_on_a_read_only_disk_can_only_be_read(
    deposit: Path, tmp_path: Path, name: str
) -> None:
    with small_disk(tmp_path / "disk", 1 << 20) as disk:
        audit(deposit, disk / "old.sqlite")
        make_read_only(disk)
        ledger = disk / name
        said = f"{ledger}: the ledger cannot be written: Read-only file system"
        assert refused("audit", deposit, "--ledger", ledger) == said
        with open_to_query(disk / "old.sqlite") as connection:
            assert tuple(connection.execute("SELECT count(*) FROM package").fetchone()) == (11,)


@pytest.mark.parametrize("name", ["old.sqlite", "new.sqlite"])
def test_a_full_disk_is_one_error_and_harms_nothing(
    deposit: Path, tmp_path: Path, name: str
) -> None:
    with small_disk(tmp_path / "disk", 1 << 20) as disk:
        audit(deposit, disk / "old.sqlite")
        rest = fill(disk)
        ledger = disk / name
        said = refused("audit", deposit, "--ledger", ledger, "--jobs", "1")
        assert said.startswith(f"{ledger}: the ledger cannot be used: ")
        assert said.endswith(" (its disk is full)")
        rest.unlink()
        assert counts(deposit, disk / "old.sqlite") == {"as-before": 11}
        assert query(disk / "old.sqlite", "PRAGMA integrity_check") == [("ok",)]


def test_nothing_is_done_that_the_ledger_cannot_record(deposit: Path, ledger: Path) -> None:
    ledger.write_text("place,outcome\n")
    package, before = deposit / PACKAGE, frus_pack.validate(deposit / PACKAGE)
    with pytest.raises(LedgerError, match="it is not an SQLite file"):
        frus_pack.amend(package, {"place": "Lima"}, reason="why", agent="who", ledger=ledger)
    assert frus_pack.validate(package) == before
    (package / "data/transcription.txt").unlink()
    before = frus_pack.validate(package)
    with pytest.raises(LedgerError, match="it is not an SQLite file"):
        frus_pack.repair(package, replicas=deposit, ledger=ledger)
    assert frus_pack.validate(package) == before


def test_a_finding_at_a_name_that_is_not_utf_8_is_recorded(tmp_path: Path, ledger: Path) -> None:
    bag = make_bag(tmp_path / "bag", {"data/1.txt": b"one"})
    (bag / "data" / os.fsdecode(b"caf\xe9.txt")).write_bytes(b"x")
    assert audit(bag, ledger) == {"bag": "invalid"}
    locations = query(ledger, "SELECT location FROM finding WHERE location LIKE 'data/caf%'")
    assert set(locations) == {("data/caf\\udce9.txt",)}

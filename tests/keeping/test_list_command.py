"""What `frus-pack list` prints of deposits and storage roots."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from click.testing import CliRunner

import frus_pack
from frus_pack.commands.main import command
from tests.support.bags import make_bag


def run(*arguments: str) -> str:
    """What the command prints."""
    result = CliRunner().invoke(command, arguments)
    assert result.exit_code == 0, result.output
    return result.output


@pytest.fixture(scope="module")
def root(packed_samples: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A storage root with the samples."""
    root = tmp_path_factory.mktemp("ocfl") / "root"
    assert {one.status for one in frus_pack.ingest_all([packed_samples], ocfl=root)} == {"ingested"}
    return root


LINE = (
    "frus1961-63v98/d7  1962-05-21  {octets:,} bytes"
    "  Telegram From the Department of State to the Embassy in Kestania"
)


def test_a_deposit_is_listed_a_package_a_line(packed_samples: Path) -> None:
    package = packed_samples / "frus1961-63v98/frus1961-63v98-d7"
    octets = sum(path.stat().st_size for path in package.rglob("*") if path.is_file())
    lines = run("list", str(packed_samples)).splitlines()
    assert len(lines) == 13
    assert LINE.format(octets=octets) in lines
    assert lines[-2].startswith("bytes: ")
    assert lines[-1] == "11 listed"


def test_a_storage_root_is_listed_with_versions(root: Path) -> None:
    (line,) = [line for line in run("list", str(root)).splitlines() if "/d7 " in line]
    assert line.startswith("frus1961-63v98/d7  1962-05-21  v1  ")


def test_a_list_as_json_has_an_object_for_each(root: Path) -> None:
    rows = json.loads(run("list", str(root), "--format", "json"))["packages"]
    (row,) = [row for row in rows if row["identifier"] == "frus1961-63v98/d7"]
    assert len(rows) == 11
    assert list(row) == ["identifier", "title", "date", "versions", "bytes", "path"]
    assert row["versions"] == 1


def test_a_list_as_csv_has_a_header_and_a_row_for_each(packed_samples: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(run("list", str(packed_samples), "--format", "csv"))))
    assert len(rows) == 11
    assert rows[0]["versions"] == "0"


def test_the_history_of_an_object_has_a_line_for_each_version(root: Path) -> None:
    line = run("list", str(root), "--history", "frus1961-63v98-d7")
    assert line.startswith("v1  ")
    assert line.endswith("Ingest of the bag frus1961-63v98-d7\n")


def test_what_is_not_a_package_fails_alone(packed_samples: Path, tmp_path: Path) -> None:
    bag = make_bag(tmp_path / "bag")
    result = CliRunner().invoke(command, ["list", str(bag), str(packed_samples)])
    assert result.exit_code == 1
    assert f"failed     {bag}: is not a package" in result.output
    assert result.stdout.splitlines()[-1] == "1 failed, 11 listed"

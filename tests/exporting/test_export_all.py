"""Exporting many packages at once, from Python and by the command."""

from __future__ import annotations

import csv
import io
import json
import shutil
from datetime import date
from pathlib import Path
from urllib.parse import unquote

import pytest
from lxml import etree

import frus_pack
from frus_pack.crosswalks.forms import DSPACE, FORMS, TABLES, ExportForm
from frus_pack.package.paths import METADATA_PATH
from tests.conftest import REPOSITORY
from tests.support.commands import run_command

BASE = "https://example.org"
PACKAGE = "frus1958-60v99/frus1958-60v99-d12"
HREF = "{http://www.w3.org/1999/xlink}href"


@pytest.fixture(scope="module")
def deposit(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("many") / "deposit"
    done = list(
        frus_pack.pack_all([REPOSITORY / "samples"], place, jobs=1, bagging_date=date(2026, 1, 2))
    )
    assert {one.status for one in done} == {"packed"}
    return place


def count(deposit: Path) -> int:
    return len(list(deposit.glob("*/*/bagit.txt")))


@pytest.mark.parametrize("form", FORMS)
def test_every_form_takes_a_whole_deposit(tmp_path: Path, deposit: Path, form: ExportForm) -> None:
    to = tmp_path / "to"
    first = list(frus_pack.export_all(deposit, form, to, base_url=BASE, jobs=1))
    assert [one.status for one in first] == ["exported"] * count(deposit)
    assert all(one.path and one.path.exists() for one in first)
    files = 1 if form in TABLES else count(deposit)
    assert len({one.path for one in first}) == files
    if form not in (*TABLES, DSPACE):
        again = list(frus_pack.export_all([deposit], form, to, base_url=BASE, jobs=2))
        assert [one.status for one in again] == ["unchanged"] * count(deposit)
    assert not [path for path in to.rglob(".*") if path.is_file()]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("volume", ["../../evil", "/", "..", "a\0b", "", "v" * 300])
def test_no_identifier_leads_out_of_the_folder_of_an_export(
    tmp_path: Path, deposit: Path, form: ExportForm, volume: str
) -> None:
    volume = f"{tmp_path}/evil" if volume == "/" else volume
    package = Path(shutil.copytree(deposit / PACKAGE, tmp_path / "in" / Path(PACKAGE).name))
    description = json.loads((package / METADATA_PATH).read_text())
    description["volume"]["id"] = volume
    (package / METADATA_PATH).write_text(json.dumps(description))
    before = sorted(tmp_path.rglob("*"))
    (one,) = frus_pack.export_all(package, form, tmp_path / "a/b/to", base_url=BASE, jobs=1)
    assert one.status == "failed"
    assert form == DSPACE or "which cannot name a file" in str(one.error)
    assert sorted(tmp_path.rglob("*")) == before


def test_a_form_written_to_a_folder_is_the_form_given_back(tmp_path: Path, deposit: Path) -> None:
    for one in frus_pack.export_all(deposit, "mods", tmp_path / "to", jobs=1):
        assert one.path is not None
        assert one.path.read_bytes() == frus_pack.export(one.source, "mods")


def test_addresses_in_a_mets_hold_from_where_it_lies(tmp_path: Path, deposit: Path) -> None:
    for one in frus_pack.export_all(deposit, "mets", tmp_path / "far/away", jobs=1):
        assert one.path is not None
        places = [
            place.get(HREF) or ""
            for place in etree.parse(str(one.path)).iter("{http://www.loc.gov/METS/}FLocat")
        ]
        local = [place for place in places if not place.startswith("https:")]
        assert local
        assert all((one.path.parent / unquote(place)).is_file() for place in local)


def test_a_storage_root_is_exported_as_its_packages_are(tmp_path: Path, deposit: Path) -> None:
    assert all(one.error is None for one in frus_pack.ingest_all(deposit, ocfl=tmp_path / "root"))
    of_root = frus_pack.export_all(tmp_path / "root", "mods", tmp_path / "to", jobs=1)
    found = {one.path.name: one.path.read_bytes() for one in of_root if one.path}
    of_folders = frus_pack.export_all(deposit, "mods", tmp_path / "other", jobs=1)
    assert found == {one.path.name: one.path.read_bytes() for one in of_folders if one.path}


def test_the_command_says_which_file_the_table_is(tmp_path: Path, deposit: Path) -> None:
    done = run_command("export", str(deposit), "--as", "csv", "--to", "tables", cwd=tmp_path)
    assert done.stdout.splitlines()[-1] == "wrote tables/inventory.csv"


def test_a_table_has_a_row_for_each_package_in_order(tmp_path: Path, deposit: Path) -> None:
    list(frus_pack.export_all(deposit, "csv", tmp_path, jobs=2))
    content = (tmp_path / "inventory.csv").read_text()
    rows = list(csv.DictReader(io.StringIO(content)))
    assert len(rows) == count(deposit)
    assert [row["identifier"] for row in rows] == sorted(row["identifier"] for row in rows)
    done = run_command("export", deposit, "--as", "csv")
    assert (done.returncode, list(csv.DictReader(io.StringIO(done.stdout)))) == (0, rows)


def test_what_cannot_be_exported_fails_alone(tmp_path: Path, deposit: Path) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(deposit, copy)
    broken = sorted(copy.glob("*/*"))[0]
    (broken / "manifest-sha512.txt").unlink()
    done = run_command("export", copy, "--as", "premis", "--to", tmp_path / "to")
    assert done.returncode == 1
    assert done.stdout.splitlines()[-1] == f"{count(deposit) - 1} exported, 1 failed"
    assert done.stderr.startswith(
        f"failed     {broken}: has no manifest, and so no digest of data/"
    )


def test_an_archive_that_cannot_be_read_whole_is_named_once(tmp_path: Path, deposit: Path) -> None:
    (document,) = frus_pack.read(REPOSITORY / "samples/d12-telegram")
    package = frus_pack.pack(document, tmp_path, serialize="tar")
    with open(package.path, "ab") as archive:
        archive.write(b"x" * 1024)
    (one,) = frus_pack.export_all(package.path, "mods", tmp_path / "to", jobs=1)
    assert (
        str(one.error)
        == f"{package.path}: there are other bytes after the end mark of the tar archive"
    )


def test_a_file_of_other_content_is_kept_and_named(tmp_path: Path, deposit: Path) -> None:
    first = next(iter(frus_pack.export_all(deposit, "mods", tmp_path, jobs=1)))
    assert first.path is not None
    first.path.write_text("edited by hand")
    outcomes = {one.source: one for one in frus_pack.export_all(deposit, "mods", tmp_path, jobs=1)}
    assert str(outcomes[first.source].error) == (
        f"{first.path}: exists and has other content (remove it, or choose another folder)"
    )
    assert first.path.read_text() == "edited by hand"


def test_a_path_with_nothing_there_is_an_outcome(tmp_path: Path, deposit: Path) -> None:
    paths = [tmp_path / "none", deposit]
    outcomes = list(frus_pack.export_all(paths, "mods", tmp_path / "to", jobs=1))
    assert [one.status for one in outcomes].count("failed") == 1
    assert [one.status for one in outcomes].count("exported") == count(deposit)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--as", "iiif"], "--as iiif goes with --base-url URL."),
        (["--as", "dspace"], "--as dspace goes with --to DIR."),
        (["other", "--as", "mods"], "--as mods of more than one PACKAGE goes with --to DIR."),
    ],
)
def test_the_command_says_which_option_a_form_needs(
    deposit: Path, arguments: list[str], message: str
) -> None:
    done = run_command("export", deposit, *arguments)
    assert done.returncode == 2
    assert done.stderr.splitlines()[-1] == f"Error: {message}"


def test_an_unknown_form_and_a_missing_address_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"^'marc' is not one of the forms oai_dc, dcterms, "):
        list(frus_pack.export_all(tmp_path, "marc", tmp_path))  # type: ignore[arg-type]
    with pytest.raises(ValueError, match=r"^iiif needs base_url: the address at which"):
        list(frus_pack.export_all(tmp_path, "iiif", tmp_path))

"""Exporting a package, from Python and by the command."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

import frus_pack
from frus_pack.crosswalks.forms import CROSSWALKS, CrosswalkForm
from tests.support.folders import document_folder, read_document
from tests.support.packages import change_metadata, make_package

COMMAND = (sys.executable, "-m", "frus_pack", "export")


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_package(tmp_path_factory.mktemp("package"))


def _run(*arguments: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run([*COMMAND, *arguments], capture_output=True, check=False)


@pytest.mark.parametrize("form", CROSSWALKS)
def test_the_same_package_gives_the_same_bytes(form: CrosswalkForm, tmp_path: Path) -> None:
    made = []
    for place in ("one", "two"):
        document = read_document(document_folder(tmp_path / place / "source"))
        deposit = tmp_path / place / "deposit"
        package = frus_pack.pack(document, to=deposit, bagging_date=date(2026, 1, 2))
        made.append(frus_pack.export(package, form))
    assert made[0] == made[1] == frus_pack.export(str(package.path), form)


def test_the_command_writes_to_standard_output(package: Path) -> None:
    done = _run(str(package), "--as", "mods")
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout == frus_pack.export(package, "mods")


def test_an_unknown_form_is_refused(package: Path) -> None:
    with pytest.raises(
        ValueError, match=r"^'marc' is not one of the forms oai_dc, dcterms, mods, "
    ):
        frus_pack.export(package, "marc")  # type: ignore[arg-type]
    assert _run(str(package), "--as", "marc").returncode == 2


def test_what_is_no_package_is_refused(tmp_path: Path) -> None:
    with pytest.raises(frus_pack.StorageError, match=r"is not a package: it has no bagit\.txt"):
        frus_pack.export(tmp_path, "mods")
    done = _run(str(tmp_path), "--as", "mods")
    assert (done.returncode, done.stdout) == (1, b"")
    assert done.stderr == f"frus-pack: {tmp_path}: is not a package: it has no bagit.txt\n".encode()


@pytest.mark.parametrize(
    "form", [name for name in CROSSWALKS if not name.startswith("archivematica")]
)
def test_a_description_that_xml_cannot_hold_is_told_without_a_traceback(
    tmp_path: Path, form: CrosswalkForm
) -> None:
    package = make_package(tmp_path)

    def spoil(data: dict[str, object]) -> None:
        data["rights"] = "Public\x0cdomain"

    change_metadata(package, spoil)
    if CROSSWALKS[form].path.endswith(".xml"):
        with pytest.raises(frus_pack.StorageError, match=f"cannot be exported as {form}"):
            frus_pack.export(package, form)
    else:
        assert b"Public\\fdomain" in frus_pack.export(package, form)


@pytest.mark.parametrize("label", ["Bagging-Date", "Bag-Software-Agent"])
def test_a_bag_that_does_not_say_when_and_by_what_it_was_made_is_told(
    tmp_path: Path, label: str
) -> None:
    package = make_package(tmp_path)
    info = package / "bag-info.txt"
    kept = [line for line in info.read_text().splitlines() if not line.startswith(label)]
    info.write_text("\n".join(kept) + "\n")
    with pytest.raises(
        frus_pack.StorageError, match=rf"bag-info\.txt has 0 times {label}, not once"
    ):
        frus_pack.export(package, "premis")


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads what nobody may")
def test_a_manifest_that_may_not_be_read_is_an_error(tmp_path: Path) -> None:
    package = make_package(tmp_path)
    (package / "manifest-sha512.txt").chmod(0)
    with pytest.raises(frus_pack.StorageError, match=r"manifest-sha512\.txt cannot be read"):
        frus_pack.export(package, "premis")


def test_a_manifest_that_is_not_utf_8_is_an_error(tmp_path: Path) -> None:
    package = make_package(tmp_path)
    manifest = package / "manifest-sha512.txt"
    manifest.write_bytes(b"\xff" + manifest.read_bytes())
    with pytest.raises(frus_pack.StorageError, match=r"manifest-sha512\.txt"):
        frus_pack.export(package, "premis")


def test_a_file_that_a_manifest_omits_is_an_error(tmp_path: Path) -> None:
    package = make_package(tmp_path)
    manifest = package / "manifest-sha512.txt"
    lines = manifest.read_text().splitlines(keepends=True)
    manifest.write_text("".join(line for line in lines if "metadata.json" not in line))
    with pytest.raises(
        frus_pack.StorageError, match=r"manifest-sha512\.txt does not list data/metadata\.json"
    ):
        frus_pack.export(package, "mods")


def test_a_package_without_a_manifest_is_an_error(tmp_path: Path) -> None:
    package = make_package(tmp_path)
    (package / "manifest-sha512.txt").unlink()
    with pytest.raises(frus_pack.StorageError, match=r"has no manifest, and so no digest of data/"):
        frus_pack.export(package, "mods")

"""What other tools say of packages, objects and ledgers that were worked on here."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import bagit
import pytest

import frus_pack
from tests.conftest import REPOSITORY
from tests.keeping.auditing import audit, flip
from tests.ocfl.validating import object_complaints

PACKAGE = "frus1961-63v98/frus1961-63v98-d6"


def amended(package: Path) -> None:
    frus_pack.amend(package, {"place": "Lima"}, reason="why", agent="who")


def repaired(package: Path) -> None:
    replica = shutil.copytree(package, package.parent.parent.parent / "replica")
    flip(package / "data/transcription.txt")
    frus_pack.repair(package, replicas=replica, keep_damaged=replica.parent / "damaged")


def rebagged(package: Path) -> None:
    frus_pack.rebag(package, algorithms=("sha256", "sha512"))


def completed(package: Path) -> None:
    """Pack the volume anew with its images to be fetched, and fetch those of the package."""
    source = REPOSITORY / "samples" / "frus1961-63v98"
    shutil.rmtree(package.parent)
    how = {"images": source / "scans", "images_as": "fetched", "jobs": 1}
    list(frus_pack.pack_all([source], package.parent.parent, **how))  # type: ignore[arg-type]
    assert frus_pack.complete(package, mirror=source / "scans").added


@pytest.mark.parametrize("work", [amended, repaired, rebagged, completed])
def test_bagit_sha512sum_and_ocfl_py_accept_what_was_made(
    deposit: Path, tmp_path: Path, work: Callable[[Path], None]
) -> None:
    package, root = deposit / PACKAGE, tmp_path / "storage"
    before = (package / "tagmanifest-sha512.txt").read_bytes()
    work(package)
    assert ((package / "tagmanifest-sha512.txt").read_bytes() == before) is (work is repaired)
    bagit.Bag(str(package)).validate()
    manifests = sorted(one.name for one in package.glob("*manifest-sha512.txt"))
    subprocess.run(["sha512sum", "--check", "--quiet", *manifests], cwd=package, check=True)
    (ingested,) = frus_pack.ingest_all(package, ocfl=root, jobs=1)
    assert ingested.status == "ingested"
    (declaration,) = root.rglob("0=ocfl_object_1.1")
    assert object_complaints(declaration.parent) == set()


@pytest.mark.skipif(shutil.which("sqlite3") is None, reason="sqlite3 is not here")
def test_sqlite3_answers_the_queries_of_the_page(deposit: Path, ledger: Path) -> None:
    audit(deposit, ledger)
    flip(deposit / PACKAGE / "data/transcription.txt")
    audit(deposit, ledger)
    page = (REPOSITORY / "docs" / "keeping.md").read_text(encoding="utf-8")
    (block,) = re.findall(r"^```sql\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)
    lost, old, every = (one for one in block.split(";") if one.strip())
    assert asked(ledger, lost)[0][:2] == [str(deposit / PACKAGE), "altered"]
    assert asked(ledger, old) == []
    assert [row[1:] for row in asked(ledger, every)] == [["new", ""], ["altered", ""]]


def asked(ledger: Path, query: str) -> list[list[str]]:
    """The rows that the program sqlite3 prints."""
    done = subprocess.run(
        ["sqlite3", str(ledger)], input=f"{query};", capture_output=True, text=True, check=True
    )
    return [line.split("|") for line in done.stdout.splitlines()]

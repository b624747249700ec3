"""Packages made whole from replicas, or refused with the list of what is lost."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path
from random import Random
from typing import Literal

import pytest

import frus_pack
from frus_pack.errors import StorageError
from tests.keeping.auditing import audit, flip
from tests.keeping.conftest import NAME, VOLUME
from tests.support.bags import as_tar, make_bag
from tests.support.file_contents import files_below
from tests.support.traffic import needs_counts, traffic

MANIFEST, TAG_MANIFEST = "manifest-sha512.txt", "tagmanifest-sha512.txt"


@pytest.mark.parametrize(
    "path",
    [
        "data/transcription.txt",
        "data/metadata.json",
        "bag-info.txt",
        "bagit.txt",
        MANIFEST,
        TAG_MANIFEST,
    ],
)
@pytest.mark.parametrize("damage", ["flipped", "gone", "empty"])
def test_any_damaged_file_is_taken_from_the_replica(
    package: Path, replica: Path, whole: dict[str, bytes], path: str, damage: str
) -> None:
    if damage == "flipped":
        flip(package / path)
    elif damage == "gone":
        (package / path).unlink()
    else:
        (package / path).write_bytes(b"")
    damaged = files_below(package)
    result = frus_pack.repair(package, replicas=[replica])
    assert dict(result.taken) == {path: replica}
    assert files_below(package) == whole
    assert frus_pack.validate(package).ok
    assert result.kept is not None
    assert files_below(result.kept) == damaged


def test_no_replica_is_whole_but_together_they_are(
    package: Path, replica: Path, tmp_path: Path, whole: dict[str, bytes]
) -> None:
    other = Path(shutil.copytree(replica, tmp_path / "other" / NAME))
    for path in ("data/transcription.txt", "data/metadata.json"):
        flip(package / path)
    flip(replica / "data/metadata.json")
    (other / "data/transcription.txt").unlink()
    result = frus_pack.repair(package, replicas=[replica, other])
    assert dict(result.taken) == {
        "data/transcription.txt": replica,
        "data/metadata.json": other,
    }
    assert files_below(package) == whole


def test_what_is_lost_everywhere_is_listed_and_nothing_is_changed(
    package: Path, replica: Path
) -> None:
    for path in ("data/transcription.txt", "data/metadata.json"):
        flip(package / path)
        (replica / path).unlink()
    before = files_below(package)
    with pytest.raises(frus_pack.UnrepairableError) as caught:
        frus_pack.repair(package, replicas=[replica])
    assert caught.value.lost == ("data/metadata.json", "data/transcription.txt")
    assert files_below(package) == before
    assert sorted(path.name for path in package.parent.glob(".*")) == []


def test_a_whole_package_is_left_alone(package: Path, replica: Path) -> None:
    before = package.stat().st_ino
    assert not frus_pack.repair(package, replicas=[replica]).needed
    assert package.stat().st_ino == before


def test_a_dry_run_writes_nothing(package: Path, replica: Path, deposit: Path) -> None:
    flip(package / "data/transcription.txt")
    before = files_below(deposit)
    result = frus_pack.repair(package, replicas=[replica], dry_run=True)
    assert dict(result.taken) == {"data/transcription.txt": replica}
    assert files_below(deposit) == before


def test_two_amendments_at_once_are_both_made(package: Path) -> None:
    amending = "frus_pack.amend(sys.argv[1], {sys.argv[2]: 'Lima'}, reason='why', agent='who')"
    code = f"import sys, frus_pack; {amending}"
    running = [
        subprocess.Popen([sys.executable, "-c", code, package, field])
        for field in ("place", "subject", "place")
    ]
    assert [one.wait() for one in running] == [0, 0, 0]
    assert frus_pack.validate(package).ok
    with frus_pack.open_package(package) as opened:
        made = [change.pointer for one in opened.metadata.amendments for change in one.changes]
    assert sorted(made) == ["/place", "/subject"]
    assert sorted(path.name for path in package.parent.glob(".*")) == []


def test_a_payload_file_that_no_manifest_lists_is_left_out(package: Path, replica: Path) -> None:
    (package / "data/stray.txt").write_bytes(b"stray")
    result = frus_pack.repair(package, replicas=[replica])
    assert result.dropped == ("data/stray.txt",)
    assert not (package / "data/stray.txt").exists()
    assert result.kept is not None
    assert (result.kept / "data/stray.txt").read_bytes() == b"stray"


def test_the_damaged_package_is_kept_where_it_is_asked_for(
    package: Path, replica: Path, tmp_path: Path
) -> None:
    flip(package / "data/transcription.txt")
    result = frus_pack.repair(package, replicas=[replica], keep_damaged=tmp_path / "damaged")
    assert result.kept is not None
    assert result.kept.parent == tmp_path / "damaged"
    assert os.listdir(package.parent) == os.listdir(replica.parent.parent / "deposit" / VOLUME)


Form = Literal["tar", "zip"]


@pytest.fixture(params=["tar", "zip"])
def archives(request: pytest.FixtureRequest, samples: Path, tmp_path: Path) -> Path:
    """A deposit of archives."""
    to = tmp_path / "archives"
    options = {"serialize": request.param, "bagging_date": date(2026, 1, 2), "jobs": 1}
    list(frus_pack.pack_all([samples], to, **options))
    return to / VOLUME / f"{NAME}.{request.param}"


def test_an_archive_is_repaired_to_the_bytes_it_had(archives: Path, replica: Path) -> None:
    before = archives.read_bytes()
    damaged = bytearray(before)
    damaged[before.index(b"<body>")] ^= 1
    archives.write_bytes(damaged)
    result = frus_pack.repair(archives, replicas=[replica])
    assert list(result.taken) == ["data/transcription.xml"]
    assert archives.read_bytes() == before


def test_a_folder_is_repaired_from_an_archive(
    package: Path, archives: Path, whole: dict[str, bytes]
) -> None:
    (package / "data/transcription.xml").unlink()
    frus_pack.repair(package, replicas=[archives])
    assert files_below(package) == whole


def test_a_deposit_a_storage_root_and_an_object_are_replicas(
    package: Path, packed_samples: Path, tmp_path: Path, whole: dict[str, bytes]
) -> None:
    root = tmp_path / "root"
    ingested = frus_pack.ingest(packed_samples / VOLUME / NAME, ocfl=root)
    assert ingested.path is not None
    for replica in (packed_samples, root, ingested.path):
        flip(package / "data/transcription.txt")
        assert frus_pack.repair(package, replicas=[replica]).needed
        assert files_below(package) == whole
        time_named = next(package.parent.glob("*.damaged-*"))
        shutil.rmtree(time_named)


@needs_counts
@pytest.mark.parametrize("archived", [False, True])
def test_the_bytes_of_a_repaired_bag_are_read_twice_and_written_once(
    tmp_path: Path, archived: bool
) -> None:
    noise = Random(1).randbytes
    bag = make_bag(tmp_path / "bag", {f"data/{n}.bin": noise(4 << 20) for n in range(3)})
    replica = Path(shutil.copytree(bag, tmp_path / "replica" / "bag"))
    if archived:
        bag = as_tar(bag)
        with bag.open("r+b") as file:
            file.seek(6 << 20)
            file.write(b"damage")
    else:
        flip(bag / "data/1.bin")
    # The bag is read to find the damage; the replica's one file, to prove it. Then all is copied.
    read, written = 12 + 4 + 12, 12
    assert traffic(lambda: frus_pack.repair(bag, replicas=replica)) == (read, written)
    assert frus_pack.validate(bag).ok


@needs_counts
def test_a_compressed_replica_is_read_through_once_for_all_files_taken(tmp_path: Path) -> None:
    noise = Random(1).randbytes
    bag = make_bag(tmp_path / "bag", {f"data/{n}.bin": noise(4 << 20) for n in range(3)})
    replica = as_tar(Path(shutil.copytree(bag, tmp_path / "replica" / "bag")), gzipped=True)
    for n in range(3):
        flip(bag / f"data/{n}.bin")
    # The bag is read to find the damage. The replica is listed, compared, and copied.
    read, written = 12 + 3 * 12, 12
    assert traffic(lambda: frus_pack.repair(bag, replicas=replica)) == (read, written)
    assert frus_pack.validate(bag).ok


def test_a_replica_that_does_not_exist_is_an_error(package: Path, tmp_path: Path) -> None:
    with pytest.raises(StorageError, match="does not exist"):
        frus_pack.repair(package, replicas=[tmp_path / "nothing"])
    (tmp_path / "empty").mkdir()
    with pytest.raises(StorageError, match=f"holds no replica of {NAME}"):
        frus_pack.repair(package, replicas=[tmp_path / "empty"])


def test_a_repair_is_recorded_in_the_ledger(
    deposit: Path, package: Path, replica: Path, ledger: Path
) -> None:
    audit(deposit, ledger)
    flip(package / "data/transcription.txt")
    audit(deposit, ledger)
    frus_pack.repair(package, replicas=[replica], ledger=ledger)
    last = frus_pack.package_history(package, ledger=ledger)[-1]
    assert (last.outcome, last.note) == (
        "as-before",
        f"repaired: 1 file from {replica}; proven by its own seal",
    )


def test_an_audit_leaves_out_the_damaged_package_that_was_kept(
    deposit: Path, package: Path, replica: Path, ledger: Path
) -> None:
    flip(package / "data/transcription.txt")
    frus_pack.repair(package, replicas=[replica])
    assert set(audit(deposit, ledger).values()) == {"new"}

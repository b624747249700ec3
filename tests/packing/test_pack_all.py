"""Many documents packed at once, by threads and by processes."""

from __future__ import annotations

import threading
from datetime import date
from pathlib import Path

import pytest

import frus_pack
from frus_pack import StorageError
from frus_pack.storage.publishing import first_difference
from tests.support.folders import (
    METADATA,
    NAME,
    assert_accepted,
    document_folder,
    read_document,
)

DAY = date(2026, 1, 2)


@pytest.mark.parametrize("place", [".", "deposit", "../all/deposit"])
def test_nothing_is_written_into_a_source(tmp_path: Path, place: str) -> None:
    folder = document_folder(tmp_path / "all/one")
    before = (folder.stat().st_mtime_ns, folder.parent.stat().st_mtime_ns)
    for source in (folder, folder.parent):
        (outcome,) = frus_pack.pack_all(source, source / place if place[0] != "." else source)
        assert "is inside the source" in str(outcome.error)
    assert (folder.stat().st_mtime_ns, folder.parent.stat().st_mtime_ns) == before


@pytest.mark.parametrize("date", ["2026\x01", "yesterday", ""])
def test_a_damaged_package_in_the_way_stops_nothing_else(
    tmp_path: Path, folder: Path, date: str
) -> None:
    package = frus_pack.pack(read_document(folder), tmp_path / "deposit", bagging_date=DAY)
    bag_info = package.path / "bag-info.txt"
    bag_info.write_text(bag_info.read_text().replace("2026-01-02", date))
    other = document_folder(tmp_path / "o", {"metadata.yaml": METADATA.replace("d7", "d8")})
    outcomes = list(frus_pack.pack_all([folder, other], tmp_path / "deposit", jobs=1))
    assert [one.status for one in outcomes] == ["failed", "packed"]


def test_threads_pack_side_by_side(tmp_path: Path) -> None:
    folders = [
        document_folder(tmp_path / f"s{n}", {"metadata.yaml": METADATA.replace("d7", f"d{n}")})
        for n in range(8)
    ]
    failures: list[BaseException] = []

    def pack(folder: Path) -> None:
        try:
            frus_pack.pack(read_document(folder), tmp_path / "deposit")
        except BaseException as error:  # reported below: a thread cannot fail a test
            failures.append(error)

    threads = [threading.Thread(target=pack, args=(one,)) for one in folders]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    for n in range(8):
        path = tmp_path / "deposit/frus1958-60v99" / f"frus1958-60v99-d{n}"
        assert_accepted(frus_pack.open_package(path))


def test_two_packing_the_same_document_at_once_make_one_package(
    tmp_path: Path, folder: Path
) -> None:
    document = read_document(folder)
    statuses: list[str] = []

    def pack() -> None:
        statuses.extend(one.status for one in frus_pack.pack_all([folder], tmp_path / "deposit"))

    threads = [threading.Thread(target=pack) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(statuses) == ["packed", *["unchanged"] * 5]
    assert document.name == frus_pack.open_package(tmp_path / "deposit" / NAME).path.name


def test_the_number_of_workers_changes_no_byte(tmp_path: Path) -> None:
    for n in range(12):
        document_folder(
            tmp_path / "all" / str(n), {"metadata.yaml": METADATA.replace("d7", f"d{n}")}
        )
    for jobs in (1, 3):
        outcomes = list(
            frus_pack.pack_all(
                [tmp_path / "all"], tmp_path / f"deposit{jobs}", jobs=jobs, bagging_date=DAY
            )
        )
        assert [outcome.status for outcome in outcomes] == ["packed"] * 12
    assert first_difference(tmp_path / "deposit1", tmp_path / "deposit3") is None


def test_one_bad_document_fails_alone(tmp_path: Path) -> None:
    good = document_folder(tmp_path / "good")
    bad = document_folder(tmp_path / "bad", {"transcription.txt": "7. No note1\n"})
    outcomes = list(frus_pack.pack_all([bad, good, tmp_path / "none"], tmp_path / "deposit"))
    by_source = {Path(outcome.source).name: outcome for outcome in outcomes}
    assert {name: one.status for name, one in by_source.items()} == {
        "good": "packed",
        "bad": "failed",
        "none": "failed",
    }
    assert sorted(path.name for path in (tmp_path / "deposit").iterdir()) == ["frus1958-60v99"]


def test_two_sources_of_one_document_never_pass_for_two_packages(tmp_path: Path) -> None:
    one = document_folder(tmp_path / "one")
    two = document_folder(tmp_path / "two", {"metadata.yaml": METADATA + "x-n: 2\n"})
    for replace in (False, True):
        outcomes = list(frus_pack.pack_all([one, two], tmp_path / f"{replace}", replace=replace))
        assert sorted(outcome.status for outcome in outcomes) == ["failed", "packed"]


def test_a_deposit_that_cannot_be_written_is_one_error(tmp_path: Path, folder: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(StorageError, match="cannot make the folder"):
        list(frus_pack.pack_all([folder], tmp_path / "file/deposit"))

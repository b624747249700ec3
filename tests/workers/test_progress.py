"""Progress: reported from the beginning on, after each result, and within one large file."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest

import frus_pack
from frus_pack import Progress
from tests.support.bags import make_bag

_LARGE = 400_000_000


@pytest.fixture
def bags(tmp_path: Path) -> Path:
    for name in "abc":
        make_bag(tmp_path / "bags" / name)
    return tmp_path / "bags"


@pytest.fixture
def large(tmp_path: Path) -> Path:
    """A bag with one large file, which takes no room on the disk. It is not valid."""
    bag = make_bag(tmp_path / "bag", {"data/large": b""})
    with open(bag / "data/large", "wb") as file:
        file.truncate(_LARGE)
    return bag


@pytest.mark.parametrize("jobs", [1, 2])
def test_the_first_report_has_nothing_done_and_the_last_everything(bags: Path, jobs: int) -> None:
    seen: list[Progress] = []
    assert len(list(frus_pack.validate_all(bags, jobs=jobs, progress=seen.append))) == 3
    assert (seen[0].done, seen[0].total) == (0, None)
    assert (seen[1].done, seen[1].total, seen[1].total_bytes) == (0, 3, 3 * 1224)
    assert (seen[-1].done, seen[-1].total) == (3, 3)
    assert [one.done for one in seen] == sorted(one.done for one in seen)


@pytest.mark.parametrize("jobs", [1, 2])
def test_bytes_are_reported_within_one_large_file(large: Path, jobs: int) -> None:
    seen: list[Progress] = []
    frus_pack.validate(large, jobs=jobs, progress=seen.append)
    within = [one.bytes for one in seen if one.done == 0 and one.bytes > 0]
    assert len(within) >= 2
    assert within == sorted(within)
    assert {one.total_bytes for one in seen[1:]} == {_LARGE + 646}


def _pack(folder: Path, samples: Path, **more: Any) -> Iterable[object]:
    return frus_pack.pack_all(samples / "d12-telegram", folder / "deposit", **more)


JOBS: dict[str, Callable[..., Iterable[object]]] = {
    "pack": lambda place, samples, **more: _pack(place, samples, jobs=1, **more),
    "unpack": lambda place, samples, **more: frus_pack.unpack_all(
        place / "bags", place / "to", jobs=1, **more
    ),
    "export": lambda place, samples, **more: frus_pack.export_all(
        place / "deposit", "mods", place / "records", jobs=1, **more
    ),
    "ingest": lambda place, samples, **more: frus_pack.ingest_all(
        place / "deposit", ocfl=place / "root", jobs=1, **more
    ),
    "retrieve": lambda place, samples, **more: frus_pack.retrieve_all(
        "frus1958-60v99/*", ocfl=place / "root", to=place / "back", **more
    ),
    "audit": lambda place, samples, **more: frus_pack.audit(
        place / "deposit", ledger=place / "ledger", jobs=1, **more
    ),
    "survey": lambda place, samples, **more: (
        frus_pack.survey_all(samples / "frus1961-63v98", jobs=1, **more).reports
    ),
    "rebag": lambda place, samples, **more: [frus_pack.rebag(place / "bags/a", **more)],
    "repair": lambda place, samples, **more: [
        frus_pack.repair(place / "bags/a", replicas=place / "bags/b", **more)
    ],
}


def test_every_long_job_reports_its_progress(bags: Path, samples: Path) -> None:
    for name, job in JOBS.items():
        seen: list[Progress] = []
        results = list(job(bags.parent, samples, progress=seen.append))
        assert results, name
        assert seen[0].done == 0, name
        assert seen[-1].done >= 1, name


def test_what_the_callers_function_raises_ends_the_job(bags: Path) -> None:
    def refuse(progress: Progress) -> None:
        if progress.done == 1:
            raise RuntimeError("enough")

    with pytest.raises(RuntimeError, match="enough"):
        list(frus_pack.validate_all(bags, jobs=1, progress=refuse))
    assert not [one for one in threading.enumerate() if one.name == "frus_pack progress"]


def test_no_report_comes_while_the_caller_has_a_result(large: Path) -> None:
    seen: list[Progress] = []
    for _ in frus_pack.validate_all(large, jobs=1, progress=seen.append):
        before = len(seen)
        assert frus_pack.validate(large, jobs=1).files == 5  # takes longer than a report is away
        assert len(seen) == before

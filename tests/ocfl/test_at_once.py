"""Several ingests at once: nothing is lost, and nobody waits for ever."""

from __future__ import annotations

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from itertools import repeat
from pathlib import Path

import frus_pack
from frus_pack.ocfl.root import ROOM, find_root, make_root
from frus_pack.storage.publishing import first_difference
from frus_pack.storage.staging import staging
from tests.ocfl.packages import DOCUMENT, make_package
from tests.ocfl.validating import complaints


def test_every_version_of_an_object_made_by_many_at_once_is_kept(tmp_path: Path) -> None:
    root = tmp_path / "root"
    packages = [make_package(tmp_path / f"{n}", f"Subject {n}") for n in range(6)]

    def ingest(package: Path) -> str | None:
        return frus_pack.ingest(package, ocfl=root).version

    with ThreadPoolExecutor(6) as pool:
        versions = list(pool.map(ingest, packages))
    assert sorted(map(str, versions)) == [f"v{n}" for n in range(1, 7)]
    assert complaints(root) == {"W008"}
    for version, package in zip(versions, packages, strict=True):
        back = frus_pack.retrieve(
            DOCUMENT, ocfl=root, to=tmp_path / f"b-{version}", version=version
        )
        assert first_difference(back, package) is None


def test_groups_that_want_each_others_objects_do_not_wait_for_ever(tmp_path: Path) -> None:
    root = tmp_path / "root"
    packages = [make_package(tmp_path / f"{n}", document=f"d{n}") for n in range(6)]

    def ingest(order: list[Path]) -> list[str]:
        outcomes = list(frus_pack.ingest_all(order, ocfl=root, jobs=1))
        assert all(one.version == "v1" for one in outcomes)
        return [one.status for one in outcomes]

    orders = [packages, packages[::-1], packages[3:] + packages[:3]]
    with ThreadPoolExecutor(3) as pool:
        statuses = list(pool.map(ingest, orders))
    assert sum(one.count("ingested") for one in statuses) == 6
    assert sum(one.count("unchanged") for one in statuses) == 12
    assert complaints(root) == {"W008"}


def test_a_root_that_is_being_made_is_never_taken_for_something_else(tmp_path: Path) -> None:
    roots = [tmp_path / f"{n}" for n in range(100)]

    def make(root: Path) -> None:
        with staging(root, ROOM) as stage:
            make_root(root, stage)

    with ThreadPoolExecutor(1) as pool:
        for root in roots:
            making = pool.submit(make, root)
            while find_root(root) is None:
                pass
            making.result()


def test_two_commands_at_once_make_one_root(tmp_path: Path) -> None:
    for n in range(4):
        make_package(tmp_path / f"{n}", document=f"d{n}")
    command = [sys.executable, "-m", "frus_pack", "ingest", "--ocfl", "root"]
    command += ["--jobs", "1", "--all", *(f"{n}/deposit" for n in range(4))]
    running = [
        subprocess.Popen(command, cwd=tmp_path, stdout=subprocess.PIPE, text=True)
        for _ in repeat(None, 2)
    ]
    said = "".join(one.communicate()[0] for one in running)
    assert [one.returncode for one in running] == [0, 0]
    assert said.count("\ningested ") + said.startswith("ingested ") >= 4
    assert complaints(tmp_path / "root") == {"W008"}
    names = {path.name for path in (tmp_path / "root/extensions").iterdir()}
    assert names == {"0004-hashed-n-tuple-storage-layout"}

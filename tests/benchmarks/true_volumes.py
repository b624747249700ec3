"""Packing and validating true documents, beside a pool of `bagit` processes, in one run.

    python -m tests.benchmarks.true_volumes [VOLUME...]

Without arguments, three volumes of ``../shared/volumes``. For packing and packing again: CPU time
a document in one process. For validating with every check: CPU time a package in one process, and
packages a second of two processes; the other side is ``bagit.Bag(path).validate()`` in a pool of
two. The sides take turns; medians and their ratio are printed.
"""

from __future__ import annotations

import logging
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import bagit

import frus_pack
from tests.conftest import REPOSITORY

ROUNDS = 5
JOBS = 2
VOLUMES = ("frus1951v07p2.xml", "frus1961-63v22.xml", "frus1977-80v01.xml")


def main() -> None:
    """Measure and print."""
    logging.disable(logging.INFO)
    shared = REPOSITORY.parent / "shared" / "volumes"
    volumes = [Path(one) for one in sys.argv[1:]] or [shared / name for name in VOLUMES]
    if missing := [str(one) for one in volumes if not one.is_file()]:
        raise SystemExit(f"true volumes are needed, and {', '.join(missing)} do not exist")
    with tempfile.TemporaryDirectory(dir="/dev/shm") as folder:
        _measure(volumes, Path(folder) / "deposit")


def _measure(volumes: Sequence[Path], deposit: Path) -> None:
    packing, again = [], []
    for _ in range(ROUNDS):
        shutil.rmtree(deposit, ignore_errors=True)
        packing.append(_cpu(lambda: _pack(volumes, deposit, "packed")))
        again.append(_cpu(lambda: _pack(volumes, deposit, "unchanged")))
    packages = sorted(path.parent for path in deposit.glob("*/*/bagit.txt"))
    count = len(packages)
    print(f"{count} documents")
    print(f"    packing {_ms(packing, count)}, again {_ms(again, count)} of CPU a document")
    validating, ours, theirs = [], [], []
    for _ in range(ROUNDS):
        validating.append(_cpu(lambda: _validate(packages, jobs=1)))
        ours.append(_wall(lambda: _validate(packages, jobs=JOBS)))
        theirs.append(_wall(lambda: _validate_with_bagit(packages)))
    mine, other = count / statistics.median(ours), count / statistics.median(theirs)
    print(f"    validating {_ms(validating, count)} of CPU a package")
    print(f"    {mine:,.0f} packages a second with {JOBS} processes, bagit {other:,.0f}", end="")
    print(f", ratio {mine / other:.2f}")


def _pack(volumes: Sequence[Path], deposit: Path, expected: str) -> None:
    statuses = {one.status for one in frus_pack.pack_all(volumes, deposit, jobs=1)}
    if statuses != {expected}:
        raise SystemExit(f"not all documents are {expected}: {statuses}")


def _validate(packages: Sequence[Path], jobs: int) -> None:
    if not all(report.ok for report in frus_pack.validate_all(packages, jobs=jobs)):
        raise SystemExit("a package is not valid")


def _validate_with_bagit(packages: Sequence[Path]) -> None:
    with ProcessPoolExecutor(JOBS) as pool:
        list(pool.map(_bagit, packages, chunksize=16))


def _bagit(package: Path) -> None:
    bagit.Bag(str(package)).validate()


def _cpu(work: Callable[[], None]) -> float:
    begun = time.process_time()
    work()
    return time.process_time() - begun


def _wall(work: Callable[[], None]) -> float:
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def _ms(seconds: Sequence[float], count: int) -> str:
    return f"{statistics.median(seconds) / count * 1000:.2f} ms"


if __name__ == "__main__":
    main()

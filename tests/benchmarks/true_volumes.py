"""Packing, validating and surveying true documents, with both sides of a comparison in one run.

    python -m tests.benchmarks.true_volumes [--rounds N] [VOLUME...]

Without volumes, six of ``../shared/volumes``. Printed are medians:

- packing, and packing again over the finished deposit: CPU time a document, in one process;
- validating with every check: CPU time a package in one process, and packages a second of two
  processes beside ``bagit.Bag(path).validate()`` in a pool of two;
- surveying: CPU time a volume in one process, and how much sooner two processes are done;
- the peak memory of any process in each of these.

The sides take turns, so that other work on the machine weighs on both.
"""

from __future__ import annotations

import argparse
import logging
import shutil
import statistics
import tempfile
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path

import bagit

import frus_pack
from tests.benchmarks.memory import measured
from tests.conftest import REPOSITORY

JOBS = 2
VOLUMES = (
    "frus1951v07p2.xml",
    "frus1952-54Guat.xml",
    "frus1961-63v22.xml",
    "frus1964-68v29p2.xml",
    "frus1969-76v12.xml",
    "frus1977-80v01.xml",
)


def main() -> None:
    """Measure and print."""
    logging.disable(logging.INFO)
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("volumes", nargs="*", type=Path)
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    shared = REPOSITORY.parent / "shared" / "volumes"
    volumes = options.volumes or [shared / name for name in VOLUMES]
    if missing := [str(one) for one in volumes if not one.is_file()]:
        raise SystemExit(f"true volumes are needed, and {', '.join(missing)} do not exist")
    with tempfile.TemporaryDirectory(dir="/dev/shm") as folder:
        deposit = Path(folder) / "deposit"
        _measure_packing(volumes, deposit, options.rounds)
        packages = sorted(path.parent for path in deposit.glob("*/*/bagit.txt"))
        _measure_validating(packages, options.rounds)
    _measure_surveying(volumes, options.rounds)


def _measure_packing(volumes: Sequence[Path], deposit: Path, rounds: int) -> None:
    packing, again = [], []
    for _ in range(rounds):
        shutil.rmtree(deposit, ignore_errors=True)
        packing.append(_cpu(lambda: _pack(volumes, deposit, "packed")))
        again.append(_cpu(lambda: _pack(volumes, deposit, "unchanged")))
    shutil.rmtree(deposit)
    _, peak = measured(partial(_pack, volumes, deposit, "packed"))
    count = len(list(deposit.glob("*/*/bagit.txt")))
    print(f"{count} documents of {len(volumes)} volumes")
    print(f"packing: {_ms(packing, count)} of CPU a document, again {_ms(again, count)}", end="")
    print(f", peak memory {peak:.0f} MiB", flush=True)


def _measure_validating(packages: Sequence[Path], rounds: int) -> None:
    validating, ours, theirs, count = [], [], [], len(packages)
    for _ in range(rounds):
        validating.append(_cpu(lambda: _validate(packages, jobs=1)))
        ours.append(_wall(lambda: _validate(packages, jobs=JOBS)))
        theirs.append(_wall(lambda: _validate_with_bagit(packages)))
    _, peak = measured(partial(_validate, packages, jobs=JOBS))
    mine, other = count / statistics.median(ours), count / statistics.median(theirs)
    print(f"validating: {_ms(validating, count)} of CPU a package", end="")
    print(f", {mine:,.0f} packages a second with {JOBS} processes", end="")
    print(f", bagit {other:,.0f}, ratio {mine / other:.2f}, peak memory {peak:.0f} MiB", flush=True)


def _measure_surveying(volumes: Sequence[Path], rounds: int) -> None:
    surveying, one_by_one, shared, count = [], [], [], len(volumes)
    for _ in range(rounds):
        begun = time.perf_counter()
        surveying.append(_cpu(lambda: _survey(volumes, jobs=1)))
        one_by_one.append(time.perf_counter() - begun)
        shared.append(_wall(lambda: _survey(volumes, jobs=JOBS)))
    _, peak = measured(partial(_survey, volumes, jobs=JOBS))
    ratio = statistics.median(one_by_one) / statistics.median(shared)
    print(f"surveying: {_ms(surveying, count)} of CPU a volume", end="")
    print(f", {ratio:.2f} times as fast with {JOBS} processes, peak memory {peak:.0f} MiB")


def _pack(volumes: Sequence[Path], deposit: Path, expected: str) -> None:
    statuses = {one.status for one in frus_pack.pack_all(volumes, deposit, jobs=1)}
    if statuses != {expected}:
        raise SystemExit(f"not all documents are {expected}: {statuses}")


def _validate(packages: Sequence[Path], jobs: int) -> None:
    if not all(report.ok for report in frus_pack.validate_all(packages, jobs=jobs)):
        raise SystemExit("a package is not valid")


def _survey(volumes: Sequence[Path], jobs: int) -> None:
    if len(frus_pack.survey_all(volumes, jobs=jobs).reports) != len(volumes):
        raise SystemExit("a volume cannot be read")


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

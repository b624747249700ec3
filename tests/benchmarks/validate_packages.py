"""Validating a deposit of packages, beside bagit and an earlier version of frus-pack.

    python -m tests.benchmarks.validate_packages DEPOSIT [--before CHECKOUT] [--rounds N]

DEPOSIT holds packages as folders: ``frus-pack pack VOLUME... --to DEPOSIT`` makes one. CHECKOUT is
a checkout of the earlier version. Each side is a process of its own, which validates every package
with two processes; the sides take turns, so that other work on the machine weighs on all. Printed
are medians: packages a second, CPU time a package of the workers and of their parent, and the
largest peak memory of a process.
"""

from __future__ import annotations

import argparse
import json
import logging
import os
import resource
import statistics
import subprocess
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import bagit

import frus_pack

JOBS = 2


def main() -> None:
    """Measure and print; or, as the process of one side, validate once."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("deposit", type=Path)
    parser.add_argument("--before", type=Path)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--side", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.side:
        _validate_once(options.deposit, options.side)
        return
    folders = {"now": Path.cwd(), "bagit": Path.cwd()}
    if options.before:
        folders["before"] = options.before
    measured: dict[str, list[dict[str, float]]] = {side: [] for side in folders}
    for _ in range(options.rounds):
        for side, folder in folders.items():
            measured[side].append(_run(options.deposit, side, folder))
    for side, rounds in measured.items():
        print(f"{side}: {_said(rounds)}")


def _run(deposit: Path, side: str, folder: Path) -> dict[str, float]:
    """Validate once in another process, with the library in `folder`."""
    command = [sys.executable, __file__, str(deposit), "--side", side]
    environment = {**os.environ, "PYTHONPATH": str(folder)}
    done = subprocess.run(command, env=environment, capture_output=True, check=True)
    measured: dict[str, float] = json.loads(done.stdout)
    return measured


def _said(rounds: list[dict[str, float]]) -> str:
    median = {key: statistics.median(one[key] for one in rounds) for key in rounds[0]}
    return (
        f"{1 / median['wall']:,.0f} packages a second, {median['workers'] * 1000:.2f} ms of CPU a"
        f" package in the workers and {median['parent'] * 1000:.2f} in their parent,"
        f" {median['peak']:.0f} MiB, {median['count']:,.0f} packages"
    )


def _validate_once(deposit: Path, side: str) -> None:
    logging.disable(logging.INFO)
    packages = sorted(str(path.parent) for path in deposit.glob("*/*/bagit.txt"))
    validate_all = frus_pack.validate_all  # which is imported now
    wall, parent = time.perf_counter(), time.process_time()
    if side == "bagit":
        with ProcessPoolExecutor(JOBS) as pool:
            list(pool.map(_with_bagit, packages, chunksize=16))
    elif not all(report.ok for report in validate_all(packages, jobs=JOBS)):
        raise SystemExit("a package is not valid")
    wall, parent = time.perf_counter() - wall, time.process_time() - parent
    workers = resource.getrusage(resource.RUSAGE_CHILDREN)
    peak = max(workers.ru_maxrss, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
    count = len(packages)
    measured = {
        "wall": wall / count,
        "parent": parent / count,
        "workers": (workers.ru_utime + workers.ru_stime) / count,
        "peak": peak / 1024,
        "count": count,
    }
    print(json.dumps(measured))


def _with_bagit(package: str) -> None:
    bagit.Bag(package).validate()


if __name__ == "__main__":
    main()

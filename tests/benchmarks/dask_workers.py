"""Packing by a Dask cluster on this machine, of one worker process and of two, in one run.

    python -m tests.benchmarks.dask_workers [--quick] [--folder DIR]

Made volumes of 400 documents each, without images, on a memory file system. The clusters take
turns with as many processes of our own, several times; medians and their ratios are printed.
The scheduler, and the caller who looks for the documents, have no other cores than the workers.
"""

from __future__ import annotations

import argparse
import logging
import shutil
import statistics
import tempfile
import time
from collections.abc import Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from distributed import Client

import frus_pack
from tests.corpus import volumes
from tests.support.dask_cluster import local_cluster

ROUNDS = 5
VOLUMES = 6

Sides = Mapping[str, tuple[Mapping[str, Any], Mapping[str, Any]]]


def main() -> None:
    """Start both clusters, let all sides pack in turn, and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--quick", action="store_true", help="a sixth of the documents")
    parser.add_argument("--folder", type=Path, default=Path("/dev/shm"))  # noqa: S108
    options = parser.parse_args()
    logging.disable(logging.WARNING)
    with tempfile.TemporaryDirectory(dir=options.folder) as folder, ExitStack() as clusters:
        made = list(volumes.write(Path(folder) / "source", 1 if options.quick else VOLUMES))
        for name, (one, two) in _sides(clusters).items():
            times: tuple[list[float], list[float]] = [], []
            for _ in range(ROUNDS):
                for workers, taken in zip((one, two), times, strict=True):
                    taken.append(_pack(Path(folder), workers))
            _report(name, volumes.DOCUMENTS * len(made), *map(statistics.median, times))


def _sides(clusters: ExitStack) -> Sides:
    """What `pack_all` is given to have one worker and two, by whom."""
    executors = []
    for workers in (1, 2):
        cluster = clusters.enter_context(local_cluster(workers))
        client = clusters.enter_context(Client(cluster, set_as_default=False))
        executors.append({"executor": client.get_executor()})
    return {"Dask": (executors[0], executors[1]), "our own": ({"jobs": 1}, {"jobs": 2})}


def _pack(root: Path, workers: Mapping[str, Any]) -> float:
    """Pack all volumes into a new deposit; the seconds it took."""
    begun = time.perf_counter()
    outcomes = list(frus_pack.pack_all(root / "source", root / "deposit", **workers))
    taken = time.perf_counter() - begun
    if any(outcome.status != "packed" for outcome in outcomes):
        raise SystemExit(f"not packed: {outcomes}")
    shutil.rmtree(root / "deposit")
    return taken


def _report(name: str, documents: int, one: float, two: float) -> None:
    rates = f"{documents / one:,.0f} packages a second by one worker, {documents / two:,.0f} by two"
    print(f"{name}: {rates}: {one / two:.2f} times as many", flush=True)


if __name__ == "__main__":
    main()

"""A TEI volume packed by frus-pack and by the script a user would write today, in one run.

    python -m tests.benchmarks.pack_volume [--quick] [--memory DIR] [--disk DIR]

A made volume of 400 documents and 2.5 MB, without images, on a memory file system and on disk. The
sides take turns, several times; medians and their ratios are printed. The script runs in one
process, as one would write it for one volume, and syncs nothing; it is measured twice, for
`jsonschema.validate` checks the schema itself with each document.
"""

from __future__ import annotations

import argparse
import logging
import shutil
import statistics
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import frus_pack
from frus_pack.bag.sink import Serialization
from frus_pack.document import schemas
from tests.benchmarks import todays_volume_script
from tests.benchmarks.memory import measured
from tests.corpus import volumes

ROUNDS = 5
JOBS = 2

Side = Callable[[Path], None]


def main() -> None:
    """Run on both file systems and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--quick", action="store_true", help="a tenth of the documents")
    parser.add_argument("--memory", type=Path, default=Path("/dev/shm"))  # noqa: S108
    parser.add_argument("--disk", type=Path, default=Path(tempfile.gettempdir()))
    options = parser.parse_args()
    logging.disable(logging.INFO)
    documents = volumes.DOCUMENTS // (10 if options.quick else 1)
    for where, place in (("memory", options.memory), ("disk", options.disk)):
        with tempfile.TemporaryDirectory(dir=place) as folder:
            (volume,) = volumes.write(Path(folder) / "source", 1, documents=documents)
            _report(where, Path(folder), Path(folder) / "source" / f"{volume.id}.xml", documents)


def pack(volume: Path, jobs: int, to: Path, serialize: Serialization | None = None) -> None:
    """Pack a volume; stops the run if a document was not packed."""
    outcomes = list(frus_pack.pack_all([volume], to, jobs=jobs, serialize=serialize))
    if any(outcome.status != "packed" for outcome in outcomes):
        raise SystemExit(f"not packed: {outcomes}")


def _report(where: str, root: Path, volume: Path, documents: int) -> None:
    medians = _medians(_sides(volume), root / "deposit")
    ours = medians["frus-pack"]
    print(f"{where}: {documents / ours:,.0f} packages a second, {JOBS} processes")
    for side, taken in medians.items():
        if side != "frus-pack":
            rate = documents / taken
            print(f"    {taken / ours:6.2f} times the time: {side} ({rate:,.0f} a second)")
    _, peak = measured(partial(pack, volume, JOBS, root / "deposit"))
    print(f"    peak memory of any process {peak:.0f} MiB", flush=True)


def _sides(volume: Path) -> dict[str, Side]:
    schema = schemas.load(schemas.DOCUMENT)
    script = todays_volume_script
    return {
        "frus-pack": partial(pack, volume, JOBS),
        "frus-pack in one process": partial(pack, volume, 1),
        "frus-pack, tar files": partial(pack, volume, JOBS, serialize="tar"),
        "frus-pack, zip files": partial(pack, volume, JOBS, serialize="zip"),
        "today's script": lambda to: script.pack_volume(volume, to, schema),
        "today's script, its validator made once": lambda to: script.pack_volume_with_one_validator(
            volume, to, schema
        ),
    }


def _medians(sides: dict[str, Side], to: Path) -> dict[str, float]:
    """The median time of each side in seconds; `to` is gone before each and after the last."""
    times: dict[str, list[float]] = {side: [] for side in sides}
    for _ in range(ROUNDS):
        for side, run in sides.items():
            begun = time.perf_counter()
            run(to)
            times[side].append(time.perf_counter() - begun)
            shutil.rmtree(to)
    return {side: statistics.median(taken) for side, taken in times.items()}


if __name__ == "__main__":
    main()

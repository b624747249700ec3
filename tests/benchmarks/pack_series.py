"""The whole series packed in one command, and again over the finished deposit.

    python -m tests.benchmarks.pack_series DIR [--volumes 550] [--documents 564] [--jobs 2]
                                               [--serialize tar]

Makes the volumes in DIR/series, unless they are there (550 of 564 documents are 310,000, some
2 GB), packs them into DIR/deposit and prints the rate of each tenth, so that it shows if the work
slows down as it grows; then packs again, with nothing left to do. Takes long, and room on the
disk: about 50 kB a document.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import frus_pack
from frus_pack.bag.sink import Serialization
from frus_pack.packing.packed import Packed
from tests.benchmarks.memory import measured
from tests.corpus import volumes


def main() -> None:
    """Make the series, pack it, resume over it."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--volumes", type=int, default=550)
    parser.add_argument("--documents", type=int, default=564, help="in each volume")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--serialize", choices=["tar", "zip"])
    options = parser.parse_args()
    if not (options.folder / "series").exists():
        make_series(options.folder / "series", options.volumes, options.documents)
    total = options.volumes * options.documents
    pack = partial(pack_series, options.folder, total, options.jobs, options.serialize)
    for status in ("packed", "unchanged"):
        run = partial(pack, status)
        took, peak = measured(run)
        print(f"{total:,} {status} in {took:,.0f} s, {total / took:,.0f} a second;", end=" ")
        print(f"peak memory of any process {peak:.0f} MiB", flush=True)


def make_series(folder: Path, count: int, documents: int) -> None:
    """Write the volumes, and tell how quickly."""
    begun = time.perf_counter()
    octets = sum(len(volume.xml) for volume in volumes.write(folder, count, documents=documents))
    rate = octets / (time.perf_counter() - begun)
    print(f"made {octets / 1e6:,.0f} MB of XML, {rate / 1e6:,.0f} MB a second", flush=True)


def pack_series(
    root: Path, total: int, jobs: int, serialize: Serialization | None, expected: str
) -> float:
    """Pack all volumes in one call; prints the rate of each tenth. The seconds it took.

    Raises SystemExit if one has not the status expected.
    """
    begun = time.perf_counter()
    outcomes = frus_pack.pack_all(root / "series", root / "deposit", jobs=jobs, serialize=serialize)
    done = _told_by_tenths(outcomes, total, expected)
    if done != total:
        raise SystemExit(f"{done} of {total} documents were {expected}")
    return time.perf_counter() - begun


def _told_by_tenths(outcomes: Iterator[Packed], total: int, expected: str) -> int:
    tenth, count = max(1, total // 10), 0
    begun = time.perf_counter()
    for count, outcome in enumerate(outcomes, 1):
        if outcome.status != expected:
            raise SystemExit(f"{outcome.source} is {outcome.status}: {outcome.error}")
        if count % tenth == 0:
            now = time.perf_counter()
            print(f"    {count:9,} documents: {tenth / (now - begun):,.0f} a second", flush=True)
            begun = now
    return count


if __name__ == "__main__":
    main()

"""frus-pack against the script a user would write today, in one run, on the same tar file.

    python -m tests.benchmarks.unpack_package [--quick] [--memory DIR] [--disk DIR]

A bag of 1 GiB in 200 files of 1 to 10 MiB is unpacked. The script lets tarfile extract it and
bagit validate what it gave; it syncs nothing, and leaves what it extracted where the bag is not
valid. Once more it syncs as well, so that what stands is on the disk, as ours is. Each side
unpacks in turn, several times; medians and their ratios are printed, and our peak memory, also for
the same bag as a tar.gz and a zip file.
"""

from __future__ import annotations

import argparse
import functools
import logging
import os
import random
import shutil
import statistics
import tarfile
import tempfile
import time
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import bagit

import frus_pack
from tests.benchmarks.memory import measured
from tests.support.bags import as_tar, as_tar_gz, make_bag

ROUNDS = 5
FILES = 200
MIB = 1 << 20

Side = Callable[[Path, Path], object]


def main() -> None:
    """Run the comparison and print its figures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--quick", action="store_true", help="a tenth of the size")
    parser.add_argument("--memory", type=Path, default=Path("/dev/shm"))  # noqa: S108
    parser.add_argument("--disk", type=Path, default=Path(tempfile.gettempdir()))
    options = parser.parse_args()
    logging.disable(logging.WARNING)
    files = FILES // 10 if options.quick else FILES
    for where, place in (("memory", options.memory), ("disk", options.disk)):
        with tempfile.TemporaryDirectory(dir=place) as folder:
            _report(where, Path(folder), files)


def _report(where: str, root: Path, files: int) -> None:
    bag = _bag(root / "bag", files)
    archives = {"tar": as_tar(bag), "tar.gz": as_tar_gz(bag), "zip": _as_zip(bag)}
    shutil.rmtree(bag)
    sides = {"frus-pack": _ours, "today's script": _todays, "the same, synced": _synced}
    medians = _race(sides, archives["tar"], root)
    octets, ours = archives["tar"].stat().st_size, medians["frus-pack"]
    print(f"{where}: {octets / MIB:,.0f} MiB in {ours:.2f} s, {octets / ours / 1e6:,.0f} MB/s")
    for side, taken in medians.items():
        if side != "frus-pack":
            print(f"    {taken / ours:5.2f} times the time: {side} ({taken:.2f} s)")
    for form, archive in archives.items():
        begun = time.perf_counter()
        _, peak = measured(functools.partial(_ours, archive, root / "measured"))
        taken = time.perf_counter() - begun
        shutil.rmtree(root / "measured")
        print(f"    {form}: peak memory {peak:.0f} MiB, {taken:.2f} s in a new process", flush=True)


def _race(sides: Mapping[str, Side], archive: Path, root: Path) -> Mapping[str, float]:
    times: dict[str, list[float]] = {side: [] for side in sides}
    for _ in range(ROUNDS):
        for side, run in sides.items():
            os.sync()
            begun = time.perf_counter()
            run(archive, root / "unpacked")
            times[side].append(time.perf_counter() - begun)
            shutil.rmtree(root / "unpacked")
    return {side: statistics.median(taken) for side, taken in times.items()}


def _bag(folder: Path, files: int) -> Path:
    """So many files of 1 to 10 MiB of noise, which packs as little as scans do."""
    noise = random.Random(1)
    block = noise.randbytes(10 * MIB)
    sizes = [MIB + noise.randrange(int(8.5 * MIB)) for _ in range(files)]
    scale = files * int(5.12 * MIB) / sum(sizes)
    payload = {
        f"data/page-images/{number:04}.tif": block[number : number + int(size * scale)]
        for number, size in enumerate(sizes)
    }
    return make_bag(folder, payload)


def _as_zip(bag: Path) -> Path:
    archive = bag.with_suffix(".zip")
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as file:
        for path in sorted(path for path in bag.rglob("*") if path.is_file()):
            file.write(path, Path(bag.name) / path.relative_to(bag))
    return archive


def _ours(archive: Path, to: Path) -> None:
    frus_pack.unpack(archive, to)


def _todays(archive: Path, to: Path) -> None:
    with tarfile.open(archive) as file:
        file.extractall(to, filter="data")
    bagit.Bag(str(to / "bag")).validate()


def _synced(archive: Path, to: Path) -> None:
    _todays(archive, to)
    os.sync()


if __name__ == "__main__":
    main()

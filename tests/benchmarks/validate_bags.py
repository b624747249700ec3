"""frus-pack against the Library of Congress's bagit, in one run, on the same bags.

    python -m tests.benchmarks.validate_bags [--quick] [--folder DIR]

(a) 2,000 bags of four small files, (b) 2,000 packages with every check of the document, (c) one
bag of 20,000 files of 4 kB, (d) one bag of 2 GiB in 200 files; (c) and (d) as tar files too.
SHA-512 throughout, all in the page cache. The sides take turns, several times; medians and their
ratios are printed.
"""

from __future__ import annotations

import argparse
import logging
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import bagit

import frus_pack
from frus_pack.storage.parallel import all_cores
from frus_pack.validating.validate import validate
from tests.benchmarks import corpus
from tests.support.bags import as_tar, make_bag

ROUNDS = 5
SIZES = {"metadata.json": 3000, "transcription.txt": 6000, "tei.xml": 9000, "images.json": 1200}
BAGIT_PY = Path(bagit.__file__)

Side = Callable[[], None]


@dataclass(frozen=True)
class Case:
    """Bags of so many bytes in all, checked by each side; `bags` are what memory is measured on."""

    name: str
    octets: int
    bags: list[Path]
    sides: Mapping[str, Side]


def main() -> None:
    """Run the cases and print their figures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--quick", action="store_true", help="a tenth of the size")
    parser.add_argument("--folder", type=Path, default=Path("/dev/shm"))  # noqa: S108
    options = parser.parse_args()
    logging.disable(logging.CRITICAL)
    part = 10 if options.quick else 1
    for make in (_small_bags, _packages, _many_files, _large_bag):
        with tempfile.TemporaryDirectory(dir=options.folder) as folder:
            _report(make(Path(folder), part))


def check_one(path: Path) -> None:
    """Validate with frus-pack; stops the run if the bag is not valid."""
    report = validate(path)
    if not report.ok:
        raise SystemExit(f"{path}: {report.findings}")


def check_alone(path: Path) -> None:
    """As `check_one`, in one thread: where bags are many, each core has one."""
    if not validate(path, jobs=1).ok:
        raise SystemExit(f"{path} is not valid")


def _small_bags(root: Path, part: int) -> Case:
    noise = random.Random(1)
    bags = []
    for number in range(2000 // part):
        payload = {f"data/{name}": noise.randbytes(size) for name, size in SIZES.items()}
        bags.append(make_bag(root / f"bag-{number}", payload))

    def ours() -> None:
        with ProcessPoolExecutor(all_cores()) as pool:
            list(pool.map(check_alone, bags, chunksize=50))

    def alone() -> None:
        for bag in bags:
            check_alone(bag)

    sides = {"frus-pack": ours, "frus-pack in one process": alone, "bagit": _bagit(bags)}
    return Case(f"a: {len(bags)} small bags", sum(SIZES.values()) * len(bags), bags, sides)


def _packages(root: Path, part: int) -> Case:
    """The sample's text and description under many numbers, without images."""
    corpus.document_folders(root, 2000 // part)
    outcomes = list(frus_pack.pack_all([root / "source"], root / "deposit"))
    bags = [outcome.path for outcome in outcomes if outcome.path is not None]
    files = [path for bag in bags for path in bag.rglob("*") if path.is_file()]

    def ours() -> None:
        if not all(report.ok for report in frus_pack.validate_all([root / "deposit"])):
            raise SystemExit("a package is not valid")

    def alone() -> None:
        for bag in bags:
            check_alone(bag)

    sides = {"frus-pack": ours, "frus-pack in one process": alone, "bagit": _bagit(bags)}
    octets = sum(path.stat().st_size for path in files)
    return Case(f"b: {len(bags)} packages, every check", octets, bags, sides)


def _many_files(root: Path, part: int) -> Case:
    count = 20_000 // part
    noise = random.Random(2)
    names = (f"data/{number % 100:02}/{number:05}.bin" for number in range(count))
    bag = make_bag(root / "bag", {name: noise.randbytes(4096) for name in names})
    return Case(f"c: {count} files of 4 kB", 4096 * count, [bag], _all_sides(bag))


def _large_bag(root: Path, part: int) -> Case:
    size = (2 << 30) // 200 // part
    noise = random.Random(3).randbytes(size)
    payload = {f"data/{number:03}.tif": noise[number:] + noise[:number] for number in range(200)}
    bag = make_bag(root / "bag", payload)
    return Case(f"d: {200 * size >> 20} MiB in 200 files", 200 * size, [bag], _all_sides(bag))


def _all_sides(bag: Path) -> dict[str, Side]:
    archive = as_tar(bag)
    ours = {"frus-pack": lambda: check_one(bag), "frus-pack on a tar": lambda: check_one(archive)}
    return {**ours, "bagit": _bagit([bag]), "bagit.py --processes 2": _bagit_py(bag)}


def _bagit(bags: list[Path]) -> Side:
    def library() -> None:
        for bag in bags:
            bagit.Bag(str(bag)).validate()

    return library


def _bagit_py(bag: Path) -> Side:
    """The command, for one bag: of many it starts its processes anew for each."""

    def command() -> None:
        options = ["--validate", "--quiet", "--processes", "2"]
        subprocess.run([sys.executable, BAGIT_PY, *options, bag], check=True)

    return command


def _report(case: Case) -> None:
    times: dict[str, list[float]] = {side: [] for side in case.sides}
    for _ in range(ROUNDS):
        for side, run in case.sides.items():
            begun = time.perf_counter()
            run()
            times[side].append(time.perf_counter() - begun)
    medians = {side: statistics.median(taken) for side, taken in times.items()}
    ours = medians["frus-pack"]
    rate = case.octets / ours
    print(f"{case.name}: {ours:.3f} s, {len(case.bags) / ours:,.1f} bags a second", end="")
    print(f", {rate / 1e6:,.0f} MB/s, {rate / _openssl_rate():.0%} of openssl speed on all cores")
    for side, taken in medians.items():
        if side != "frus-pack":
            print(f"    {taken / ours:5.2f} times the time: {side} ({taken:.3f} s)")
    print(f"    peak memory {_peak_memory(case):.0f} MiB", flush=True)


def _openssl_rate() -> float:
    """What `openssl speed` says SHA-512 allows on all cores, in bytes a second."""
    command = f"openssl speed -seconds 2 -bytes 1048576 -multi {os.cpu_count() or 1} -evp sha512"
    said = subprocess.run(command.split(), capture_output=True, text=True, check=True).stdout
    return float(said.split()[-1].rstrip("k")) * 1000


def _peak_memory(case: Case) -> float:
    """Of a process that validates the bags one after the other, in MiB.

    Asked of /proc, because getrusage counts what the parent had when the process was started.
    """
    script = (
        "import sys\n"
        "from frus_pack.validating.validate import validate\n"
        "for path in sys.argv[1:]: validate(path)\n"
        "status = open('/proc/self/status').read()\n"
        "print(status.partition('VmHWM:')[2].split()[0])"
    )
    paths = map(str, case.bags)
    run = subprocess.run(
        [sys.executable, "-c", script, *paths], capture_output=True, text=True, check=True
    )
    return int(run.stdout) / 1024


if __name__ == "__main__":
    main()

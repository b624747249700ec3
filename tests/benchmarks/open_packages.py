"""Packages opened by frus-pack and by the Library of Congress's bagit, in one run.

    python -m tests.benchmarks.open_packages [--quick] [--folder DIR]

200 packages of a document with three page images, as folders and as tar files, in the page cache.
Each side opens every package and reads its description: frus-pack as typed metadata, bagit and json
as what JSON has. bagit reads bag-info.txt and the manifests at once, frus-pack when they are asked
for; it is measured with bag-info.txt as well. bagit reads folders alone, so a tar file is unpacked
for it. The sides take turns, several times; medians and their ratios are printed.
"""

from __future__ import annotations

import argparse
import json
import logging
import statistics
import tarfile
import tempfile
import time
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

import bagit

import frus_pack
from frus_pack.bag.sink import Serialization
from frus_pack.package.paths import METADATA_PATH
from tests.benchmarks import corpus

ROUNDS = 7
CONTACT = (
    ("Source-Organization", "Kestanian State Archive"),
    ("Contact-Name", "A. Dravec"),
    ("Contact-Email", "dravec@archive.example"),
)

Side = Callable[[Path], object]


def main() -> None:
    """Run both forms and print their figures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--quick", action="store_true", help="a tenth of the packages")
    parser.add_argument("--folder", type=Path, default=Path("/dev/shm"))  # noqa: S108
    options = parser.parse_args()
    logging.disable(logging.CRITICAL)
    with tempfile.TemporaryDirectory(dir=options.folder) as folder:
        root = Path(folder)
        corpus.document_folders(root, 20 if options.quick else 200, images=3)
        sides = {"frus-pack": ours, "frus-pack, bag-info.txt too": ours_and_bag_info}
        _report("folders", _packed(root, None), {**sides, "bagit": with_bagit})
        unpacking: dict[str, Side] = {"tarfile and bagit": lambda path: unpacked(path, root)}
        _report("tar files", _packed(root, "tar"), {**sides, **unpacking})


def ours(path: Path) -> object:
    """Open a package of any form and read its description."""
    with frus_pack.open_package(path) as package:
        return package.metadata


def ours_and_bag_info(path: Path) -> object:
    """The same, and what bag-info.txt says."""
    with frus_pack.open_package(path) as package:
        return package.metadata, package.bag_info


def with_bagit(path: Path) -> object:
    """The same with bagit and json, which read more and give less."""
    bag = bagit.Bag(str(path))
    return json.loads((path / METADATA_PATH).read_bytes()), bag.info


def unpacked(path: Path, root: Path) -> object:
    """The same of an archive."""
    with tempfile.TemporaryDirectory(dir=root) as folder, tarfile.open(path) as archive:
        archive.extractall(folder, filter="data")
        return with_bagit(Path(folder) / path.stem)


def _packed(root: Path, form: Serialization | None) -> list[Path]:
    outcomes = frus_pack.pack_all(
        root / "source",
        root / "deposit",
        bag_info=CONTACT,
        bagging_date=date(2026, 1, 2),
        serialize=form,
    )
    return [outcome.path for outcome in outcomes if outcome.path]


def _report(name: str, paths: list[Path], sides: Mapping[str, Side]) -> None:
    times: dict[str, list[float]] = {side: [] for side in sides}
    for _ in range(ROUNDS):
        for side, run in sides.items():
            begun = time.perf_counter()
            for path in paths:
                run(path)
            times[side].append(time.perf_counter() - begun)
    ours, *others = [(side, statistics.median(taken)) for side, taken in times.items()]
    print(f"{name}: {len(paths) / ours[1]:,.0f} opened and read a second by {ours[0]}")
    for side, taken in others:
        print(f"    {taken / ours[1]:.1f} times the time: {side}", flush=True)


if __name__ == "__main__":
    main()

"""frus-pack against the script a user would write today, in one run, on the same packages.

    python -m tests.benchmarks.ingest_packages [--quick] [--memory DIR] [--disk DIR]

5,000 packages without images go into a new OCFL storage root. The script asks bagit whether each
is valid and lets ocfl-py make the object; it checks nothing else and syncs nothing. A bare copy
copies the objects as they then stand. Each side ingests in turn, several times; medians and their
ratios are printed, and what ingesting the same again costs.
"""

from __future__ import annotations

import argparse
import logging
import os
import shutil
import statistics
import tempfile
import time
import traceback
from collections.abc import Callable
from pathlib import Path

import bagit
from ocfl.object import Object
from ocfl.version_metadata import VersionMetadata

import frus_pack
from frus_pack.ocfl.layout import HashedLayout
from tests.benchmarks import corpus
from tests.ocfl.validating import complaints

ROUNDS = 3
USER = ("A. Person", "mailto:a.person@example.org")


def main() -> None:
    """Run the comparison and print its figures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--quick", action="store_true", help="a tenth of the size")
    parser.add_argument("--memory", type=Path, default=Path("/dev/shm"))  # noqa: S108
    parser.add_argument("--disk", type=Path, default=Path(tempfile.gettempdir()))
    options = parser.parse_args()
    logging.disable(logging.WARNING)
    count = 500 if options.quick else 5000
    for where, place in (("memory", options.memory), ("disk", options.disk)):
        with tempfile.TemporaryDirectory(dir=place) as folder:
            _report(where, Path(folder), count)


def _report(where: str, root: Path, count: int) -> None:
    corpus.document_folders(root, count)
    list(frus_pack.pack_all([root / "source"], root / "deposit"))
    _time(_ours, root, root / "model")
    _time(_second_opinion, root, root / "model")
    sides: dict[str, Callable[[Path, Path], None]] = {
        "frus-pack": _ours,
        "todays": _todays,
        "bare": _bare,
    }
    times: dict[str, list[float]] = {side: [] for side in (*sides, "again")}
    for _ in range(ROUNDS):
        for side, run in sides.items():
            shutil.rmtree(root / side, ignore_errors=True)
            times[side].append(_time(run, root, root / side))
        times["again"].append(_time(_ours, root, root / "frus-pack"))
    medians = {side: statistics.median(taken) for side, taken in times.items()}
    ours = medians["frus-pack"]
    print(f"{where}: {count / ours:,.0f} packages a second", end="")
    print(f"; {medians['todays'] / ours:.2f} times as many as today's script", end="")
    print(f"; a bare copy takes {medians['bare'] / ours:.0%} of the time", end="")
    print(f"; unchanged ones {count / medians['again']:,.0f} a second", flush=True)


def _time(run: Callable[[Path, Path], None], root: Path, storage: Path) -> float:
    """In a process of its own: ocfl-py starts threads, and beside those no worker is forked."""
    begun = time.perf_counter()
    child = os.fork()
    if child == 0:
        try:
            run(root, storage)
        except BaseException:
            traceback.print_exc()
            os._exit(1)
        os._exit(0)
    if os.waitpid(child, 0)[1]:
        raise SystemExit(f"{run.__name__} failed")
    return time.perf_counter() - begun


def _second_opinion(root: Path, storage: Path) -> None:
    if said := complaints(storage):
        raise SystemExit(f"ocfl-py complains: {said}")


def _ours(root: Path, storage: Path) -> None:
    name, address = USER
    outcomes = frus_pack.ingest_all(root / "deposit", ocfl=storage, user=name, address=address)
    if failed := [one for one in outcomes if one.error]:
        raise SystemExit(f"not ingested: {failed}")


def _todays(root: Path, storage: Path) -> None:
    layout = HashedLayout()
    for package in (root / "deposit").glob("*/*"):
        bag = bagit.Bag(str(package))
        bag.validate()
        identifier = f"info:frus/{bag.info['External-Identifier']}"
        place = storage / layout.path(identifier)
        place.parent.mkdir(parents=True, exist_ok=True)
        note = VersionMetadata(message="Ingest", name=USER[0], address=USER[1])
        new = Object(identifier=identifier, spec_version="1.1", digest_algorithm="sha512")
        new.create(srcdir=str(package), metadata=note, objdir=str(place))


def _bare(root: Path, storage: Path) -> None:
    shutil.copytree(root / "model", storage)


if __name__ == "__main__":
    main()

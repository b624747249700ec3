"""frus-pack against the script a user would write today, in one run, on the same files.

    python -m tests.benchmarks.pack_folders [--quick] [--memory DIR] [--disk DIR]

(a) 1,000 document folders without images, (b) 300 with three PNGs of 120 kB, (c) one with 1 GiB
of images. Each side packs in turn, several times; medians and their ratios are printed. The
targets hold on the memory file system; the disk's figures stand beside those of a bare loop that
writes the same files.
"""

from __future__ import annotations

import argparse
import logging
import os
import re
import shutil
import statistics
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import frus_pack
from frus_pack.document import schemas
from tests.benchmarks import corpus, todays_script
from tests.benchmarks.memory import measured

ROUNDS = 3


@dataclass(frozen=True)
class Case:
    """Folders to pack; what frus-pack made of them is the model of what the others write."""

    name: str
    folders: list[Path]
    octets: int


def main() -> None:
    """Run the cases and print a table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--quick", action="store_true", help="a tenth of the size")
    parser.add_argument("--memory", type=Path, default=Path("/dev/shm"))  # noqa: S108
    parser.add_argument("--disk", type=Path, default=Path(tempfile.gettempdir()))
    options = parser.parse_args()
    logging.disable(logging.INFO)
    part = 10 if options.quick else 1
    for where, place in (("memory", options.memory), ("disk", options.disk)):
        with tempfile.TemporaryDirectory(dir=place) as folder:
            for case in _cases(Path(folder), part):
                _report(where, case, Path(folder))
                for left in Path(folder).iterdir():
                    shutil.rmtree(left)


def pack(source: Path, to: Path) -> None:
    """Pack all that is there; stops the run if something was not packed."""
    outcomes = list(frus_pack.pack_all([source], to))
    if any(outcome.status != "packed" for outcome in outcomes):
        raise SystemExit(f"not packed: {outcomes}")


def _cases(root: Path, part: int) -> Iterator[Case]:
    yield Case("a: no images", corpus.document_folders(root, 1000 // part), 0)
    yield Case("b: three PNGs", corpus.document_folders(root, 300 // part, images=3), 0)
    size = (1 << 30) // part
    yield Case("c: 1 GiB of TIFF", [corpus.folder_of_masters(root, size)], size)


def _report(where: str, case: Case, root: Path) -> None:
    sides = _sides(case, root)
    times: dict[str, list[float]] = {side: [] for side in sides}
    for _ in range(ROUNDS):
        for side, run in sides.items():
            shutil.rmtree(root / side, ignore_errors=True)
            begun = time.perf_counter()
            run()
            times[side].append(time.perf_counter() - begun)
    medians = {side: statistics.median(taken) for side, taken in times.items()}
    ours = medians["frus-pack"]
    print(f"{where}, {case.name}: {len(case.folders) / ours:,.1f} packages a second", end="")
    print(f"; {medians['todays'] / ours:.2f} times as many as today's script", end="")
    print(f"; a bare copy takes {medians['bare'] / ours:.0%} of the time", end="")
    if case.octets:
        rate = case.octets / ours
        print(f"; {rate / 1e6:,.0f} MB/s, {rate / _openssl_rate():.0%} of openssl speed", end="")
    shutil.rmtree(root / "frus-pack")
    _, peak = measured(partial(pack, root / "source", root / "frus-pack"))
    print(f"; peak memory {peak:.0f} MiB")


def _sides(case: Case, root: Path) -> dict[str, Callable[[], None]]:
    schema = schemas.load(schemas.DOCUMENT)
    ours = partial(pack, root / "source", root / "frus-pack")
    ours()
    derived = {folder: _derived(_packed(root / "frus-pack", folder)) for folder in case.folders}

    def todays() -> None:
        for folder in case.folders:
            todays_script.pack(folder, root / "todays" / folder.name, derived[folder], schema)

    def bare() -> None:
        for folder in case.folders:
            shutil.copytree(_packed(root / "model", folder), root / "bare" / folder.name)

    shutil.rmtree(root / "model", ignore_errors=True)
    (root / "frus-pack").rename(root / "model")
    return {"frus-pack": ours, "todays": todays, "bare": bare}


def _packed(deposit: Path, folder: Path) -> Path:
    number = re.search(r"^id: (\w+)$", (folder / "metadata.yaml").read_text(), re.MULTILINE)
    return deposit / "frus1958-60v99" / f"frus1958-60v99-{number[1] if number else ''}"


def _derived(package: Path) -> dict[str, bytes]:
    names = ("metadata.json", "transcription.xml", "page-images.json")
    return {name: (package / "data" / name).read_bytes() for name in names}


def _openssl_rate() -> float:
    """What `openssl speed` says SHA-512 allows on all cores, in bytes a second."""
    cores = str(os.cpu_count() or 1)
    said = subprocess.run(
        [
            "openssl",
            "speed",
            "-seconds",
            "1",
            "-bytes",
            "1048576",
            "-multi",
            cores,
            "-evp",
            "sha512",
        ],
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    return float(said.split()[-1].rstrip("k")) * 1000


if __name__ == "__main__":
    main()

"""Auditing, amending and repairing beside what each has to do at least, in one run.

    python -m tests.benchmarks.keep_packages [--folder DIR] [--octets N] [--rounds N] [CASE...]

Cases: ``true``, audit of 2,000 packages of true documents, beside `validate_all`; ``images``,
audit of packages of 1 GiB of page masters, `--octets` in all, beside digesting the same files:
the first audit, which decodes the images, and the next, which does not;
``amend``, one field of a package of 1 GiB, as a folder beside validating it, and as a tar file
beside copying it; ``repair``, one file of a package of 1 GiB, with the bytes read and written.
The sides take turns; medians and their ratios are printed. `--folder` needs `--octets` of room and
4 GiB more.
"""

from __future__ import annotations

import argparse
import hashlib
import logging
import os
import re
import resource
import shutil
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

import frus_pack
from frus_pack.storage.parallel import all_cores
from tests.benchmarks import corpus
from tests.conftest import REPOSITORY

GIB = 1 << 30
VOLUMES = (
    *("frus1951v07p2.xml", "frus1955-57v09.xml", "frus1955-57v11.xml", "frus1958-60v19.xml"),
    *("frus1961-63v22.xml", "frus1964-68v20.xml", "frus1964-68v30.xml", "frus1977-80v01.xml"),
)
PACKAGES = 2000
NAME = "frus1958-60v99-d1"


def main() -> None:
    """Run the cases and print their figures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--folder", type=Path, default=Path(tempfile.gettempdir()))
    parser.add_argument("--octets", type=int, default=8 * GIB)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("cases", nargs="*", default=["true", "images", "amend", "repair"])
    options = parser.parse_args()
    logging.disable(logging.INFO)
    cases = {
        "true": lambda root: _true(root, options.rounds),
        "images": lambda root: _images(root, options.octets, options.rounds),
        "amend": lambda root: _amend(root, options.rounds),
        "repair": _repair,
    }
    for case in options.cases:
        with tempfile.TemporaryDirectory(dir=options.folder) as folder:
            cases[case](Path(folder))


def _true(root: Path, rounds: int) -> None:
    shared = REPOSITORY.parent / "shared" / "volumes"
    list(frus_pack.pack_all([shared / name for name in VOLUMES], root / "packed"))
    packages = sorted(path.parent for path in (root / "packed").glob("*/*/bagit.txt"))[:PACKAGES]
    deposit = root / "deposit"
    for one in packages:
        one.rename(_made(deposit / one.parent.name) / one.name)
    ours, theirs = _turns(rounds, lambda: _audited(deposit, root), lambda: _validated(deposit))
    spent, other = _turns(
        rounds, lambda: _audited(deposit, root), lambda: _validated(deposit), _cpu
    )
    count = len(packages)
    print(f"audit of {count:,} true packages: {count / ours:,.0f} a second")
    print(f"    validate_all: {count / theirs:,.0f}, so {theirs / ours:.0%} of its rate")
    print(
        f"    of CPU {spent / count * 1e3:.2f} ms a package, validate_all {other / count * 1e3:.2f}"
    )


def _images(root: Path, octets: int, rounds: int) -> None:
    deposit = root / "deposit"
    volume = _package(root, deposit).parent
    for number in range(2, octets // GIB + 1):
        shutil.copytree(volume / NAME, volume / f"copy{number}" / NAME)
    files = [path for path in deposit.rglob("*") if path.is_file()]
    total = sum(path.stat().st_size for path in files)
    print(f"audit of {total / 1e9:.1f} GB of page masters, beside digesting the same files:")
    for name, audit in (("first", _audited), ("next", _audited_again)):
        work = partial(audit, deposit, root)
        ours, theirs = _turns(rounds, work, lambda: _digested(files))
        spent, other = _turns(rounds, work, lambda: _digested(files), _cpu)
        print(
            f"    {name} audit: {total / ours / 1e6:,.0f} MB a second,"
            f" {theirs / ours:.0%} of {total / theirs / 1e6:,.0f}; of CPU"
            f" {spent / total * 1e9:.2f} s a GB, {other / spent:.0%} of {other / total * 1e9:.2f}"
        )


def _amend(root: Path, rounds: int) -> None:
    package = _package(root, root / "deposit")
    places = iter(range(1000))
    ours, check = _turns(rounds, lambda: _amended(package, next(places)), lambda: _valid(package))
    print(f"amend of one field, 1 GiB as a folder: {ours:.2f} s, {ours - check:.2f} s beyond")
    print(f"    validating the package, which it includes: {check:.2f} s")
    archive = next(_packed(root / "source", root / "archives", serialize="tar"))
    ours, copy = _turns(
        rounds, lambda: _amended(archive, next(places)), lambda: _copied(archive, root / "copy.tar")
    )
    check = statistics.median(_taken(lambda: _valid(archive)) for _ in range(rounds))
    print(f"amend of one field, 1 GiB as a tar file: {ours:.2f} s")
    print(f"    copying it {copy:.2f} s, validating it {check:.2f} s: together {copy + check:.2f}")


def _repair(root: Path) -> None:
    package = _package(root, root / "deposit")
    replica = Path(shutil.copytree(package, root / "replica" / package.name))
    damaged = next(iter(sorted((package / "data/page-images").iterdir())))
    with damaged.open("r+b") as file:
        file.write(b"damage")
    own = sum(path.stat().st_size for path in package.rglob("*") if path.is_file())
    before = _traffic()
    seconds = _taken(lambda: frus_pack.repair(package, replicas=replica))
    read, written = (now - then for now, then in zip(_traffic(), before, strict=True))
    print(f"repair of one file of {own / 1e6:,.0f} MB: {seconds:.2f} s")
    print(f"    read {read / own:.2f} times the package, wrote {written / own:.2f} times")


def _package(root: Path, deposit: Path) -> Path:
    """Make the package of 1 GiB of page masters, and keep its source in ``source``."""
    if not (root / "source").exists():
        corpus.folder_of_masters(root, GIB)
    return next(_packed(root / "source", deposit))


def _packed(source: Path, deposit: Path, **options: str) -> Iterator[Path]:
    for packed in frus_pack.pack_all(source, deposit, **options):  # type: ignore[arg-type]
        if packed.path is None:
            raise SystemExit(str(packed.error))
        yield packed.path


def _audited(deposit: Path, root: Path) -> None:
    """Audit with a new ledger."""
    (root / "fixity.sqlite").unlink(missing_ok=True)
    _audited_again(deposit, root)


def _audited_again(deposit: Path, root: Path) -> None:
    """Audit with the ledger of the last audit."""
    for one in frus_pack.audit(deposit, ledger=root / "fixity.sqlite"):
        if not one.ok:
            raise SystemExit(f"{one.place}: {one.outcome}")


def _validated(deposit: Path) -> None:
    for report in frus_pack.validate_all(deposit):
        if not report.ok:
            raise SystemExit(str(report))


def _valid(package: Path) -> None:
    if not frus_pack.validate(package).ok:
        raise SystemExit(f"{package} is not valid")


def _digested(files: list[Path]) -> None:
    """Digest files by as many threads as there are cores, and do nothing else."""
    with ThreadPoolExecutor(all_cores()) as pool:
        list(pool.map(_digest, files))


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha512").hexdigest()


def _amended(package: Path, number: int) -> None:
    frus_pack.amend(package, {"place": f"Lima {number}"}, reason="measured", agent="nobody")


def _copied(archive: Path, copy: Path) -> None:
    shutil.copyfile(archive, copy)
    descriptor = os.open(copy, os.O_RDONLY)
    os.fsync(descriptor)
    os.close(descriptor)
    copy.unlink()


def _turns(
    rounds: int,
    first: Callable[[], None],
    second: Callable[[], None],
    clock: Callable[[], float] = time.perf_counter,
) -> tuple[float, float]:
    """Return the median seconds of each of two sides that take turns, after one of each."""
    first()
    second()
    taken = [(_taken(first, clock), _taken(second, clock)) for _ in range(rounds)]
    ours, theirs = zip(*taken, strict=True)
    return statistics.median(ours), statistics.median(theirs)


def _taken(work: Callable[[], object], clock: Callable[[], float] = time.perf_counter) -> float:
    started = clock()
    work()
    return clock() - started


def _cpu() -> float:
    """Return the seconds of CPU of this process and of those that it started and that ended."""
    used = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(one.ru_utime + one.ru_stime for one in used)


def _traffic() -> tuple[int, int]:
    """Return the bytes that this process has read and written, from the cache or the disk."""
    found = dict(re.findall(r"(\w+): (\d+)", Path("/proc/self/io").read_text()))
    return int(found["rchar"]), int(found["wchar"])


def _made(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    return folder


if __name__ == "__main__":
    main()

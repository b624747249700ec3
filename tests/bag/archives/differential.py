"""Whether other programs unpack what is called good here to the same names, types and bytes.

    python -m tests.bag.archives.differential --cases 20000 --jobs 2

mutates good archives of many programs. Where nothing is found wrong with the archive here, other
programs unpack it as well. Each case is made from its number, so that it can be made again:
``--first N --cases 1 --keep FOLDER``. The end lists by program how many archives it unpacked as
here, refused, or unpacked otherwise.
"""

from __future__ import annotations

import argparse
import shutil
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import frus_pack
from frus_pack.bag.opening import open_unjudged
from frus_pack.bag.reader import Bag
from frus_pack.errors import StorageError
from tests.bag.archives.foreign import FOLDER, Tree, programs, tree
from tests.bag.archives.mutated_streams import compressed
from tests.bag.archives.mutated_tars import mutated_tar
from tests.bag.archives.mutated_zips import mutated_zip
from tests.bag.archives.seeds import seeds

_HARMLESS = frozenset(
    (
        "archive-end-mark-missing",
        "archive-name-encoding",
        "archive-no-base-folder",
        "system-file",
    )
)
_RENAME = ("Info-ZIP", "Python", "bsdtar")
"""What unpacks some names that are not ASCII as others, which is a warning."""
_BATCH = 50
_WITH_JAVA = 20
"""One in so many archives is unpacked by Java as well, which takes half a second to start."""


@dataclass(slots=True)
class Tally:
    """What came of a number of cases."""

    made: int = 0
    good: int = 0
    """Nothing was found wrong with the archive itself."""
    valid: int = 0
    """And the bag in it is valid, so that it was unpacked here as well."""
    outcomes: Counter[tuple[str, str]] = field(default_factory=Counter)
    """By program: ``same``, ``refused`` or ``other``."""
    disagreements: list[str] = field(default_factory=list)

    def add(self, other: Tally) -> None:
        self.made += other.made
        self.good += other.good
        self.valid += other.valid
        self.outcomes += other.outcomes
        self.disagreements += other.disagreements


def archive_of(number: int, made: Mapping[str, bytes]) -> tuple[str, bytes]:
    """The name and content of one case."""
    random = Random(number)
    name = random.choice(list(made))
    if name.endswith(".zip"):
        return name, mutated_zip(random, made[name])
    content = mutated_tar(random, made[name]) if random.random() < 0.9 else made[name]
    if random.random() < 0.25:
        suffix, content = compressed(random, content)
        return name.removesuffix(".tar") + suffix, content
    return name, content


def check(numbers: range, made: Mapping[str, bytes], keep: Path | None = None) -> Tally:
    """Make these cases, and compare what programs unpack."""
    tally = Tally()
    with TemporaryDirectory() as folder:
        for number in numbers:
            name, content = archive_of(number, made)
            # Whatever leads out of where it is unpacked stays below the temporary folder.
            place = Path(folder, *"abcdefgh", str(number))
            place.mkdir(parents=True)
            archive = place / name
            archive.write_bytes(content)
            tally.made += 1
            _compare(number, archive, tally)
            if keep is not None:
                shutil.copy(archive, keep / f"{number}-{name}")
            shutil.rmtree(place, ignore_errors=True)
    return tally


def _compare(number: int, archive: Path, tally: Tally) -> None:
    read = _read(archive)
    if read is None:
        return
    ours, codes = read
    tally.good += 1
    form = "zip" if archive.suffix == ".zip" else "tar"
    results: dict[str, bool | None] = {}
    if frus_pack.validate(archive).ok:
        tally.valid += 1
        unpacked = frus_pack.unpack(archive, archive.parent / "unpacked")
        results["frus-pack unpack"] = tree(unpacked) == _bag_in(ours)
    for name, unpack in programs(form, java=number % _WITH_JAVA == 0).items():
        if name in _RENAME and "archive-name-encoding" in codes:
            continue
        target = archive.parent / "to"
        target.mkdir()
        results[name] = _without_litter(tree(target)) == ours if unpack(archive, target) else None
        shutil.rmtree(target, ignore_errors=True)
    for name, same in results.items():
        tally.outcomes[name, {True: "same", False: "other", None: "refused"}[same]] += 1
        if same is False:
            tally.disagreements.append(f"{number} {archive.name}: {name}")


def _without_litter(found: Tree) -> Tree:
    """Without the folders that macOS makes beside a bag: here only files beside it are kept."""
    return {
        path: one for path, one in found.items() if one != FOLDER or not path.startswith("__MACOSX")
    }


def _read(archive: Path) -> tuple[Tree, set[str]] | None:
    """What is read here and what is remarked on, if nothing is wrong with the archive."""
    try:
        with open_unjudged(archive) as bag:
            codes = {one.code for one in bag.irregularities}
            return None if codes - _HARMLESS else (_tree_of(bag), {*codes})
    except StorageError:
        return None


def _tree_of(bag: Bag) -> Tree:
    base = "" if bag.name == bag.path.name else f"{bag.name}/"
    found: dict[str, bytes | str] = {f"{base}{path}".rstrip("/"): FOLDER for path in bag.folders}
    for path, pieces in bag.stream_each([*bag.files, *bag.beside]):
        name = path.removeprefix("../") if path in bag.beside else base + path
        found[name] = b"".join(map(bytes, pieces))
        while path not in bag.beside and (name := name.rpartition("/")[0]):
            found.setdefault(name, FOLDER)
    if base:
        found[base[:-1]] = FOLDER
    return found


def _bag_in(archive: Tree) -> Tree:
    """What is in the bag's folder, if it has one in the archive."""
    declaration = next(path for path in archive if path.rpartition("/")[2] == "bagit.txt")
    base = declaration.removesuffix("bagit.txt")
    return {
        path.removeprefix(base): one
        for path, one in archive.items()
        if path.startswith(base) and path != base
    }


def _batches(first: int, cases: int) -> Iterator[range]:
    for start in range(first, first + cases, _BATCH):
        yield range(start, min(start + _BATCH, first + cases))


def run(first: int, cases: int, jobs: int, keep: Path | None = None) -> Tally:
    """Check so many cases from the first on, in so many processes."""
    total = Tally()
    with TemporaryDirectory() as folder:
        made = seeds(Path(folder))
    with ProcessPoolExecutor(jobs) as pool:
        work = partial(check, made=made, keep=keep)
        for tally in pool.map(work, _batches(first, cases)):
            total.add(tally)
            for one in tally.disagreements:
                print(one, file=sys.stderr, flush=True)
    return total


def main() -> int:
    """Run from the command line; 1 if any program disagrees."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--first", type=int, default=0, help="the number of the first case")
    parser.add_argument("--cases", type=int, default=20_000)
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--keep", type=Path, help="a folder to keep the archives in")
    options = parser.parse_args()
    total = run(options.first, options.cases, options.jobs, options.keep)
    print(f"{total.made} archives: {total.good} without a fault, {total.valid} valid bags")
    for name in sorted({name for name, _ in total.outcomes}):
        counts = (f"{total.outcomes[name, one]} {one}" for one in ("same", "refused", "other"))
        print(f"{name}: {', '.join(counts)}")
    return 1 if total.disagreements else 0


if __name__ == "__main__":
    sys.exit(main())

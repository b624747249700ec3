"""Whatever writes refuses to write into a bag or a storage root, and changes nothing there."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

import frus_pack
from frus_pack.errors import FrusPackError
from tests.support.bags import make_bag
from tests.support.commands import run_command


class Places:
    """A package, a bag, a storage root, a mirror, and a bag inside which nothing may be written."""

    def __init__(self, folder: Path, samples: Path) -> None:
        (first, *_) = frus_pack.pack_all(samples, folder / "deposit", jobs=1)
        assert first.path
        self.package = first.path
        self.root = folder / "root"
        frus_pack.ingest(self.package, ocfl=self.root)
        self.bag = make_bag(folder / "bag")
        self.other = make_bag(folder / "other")
        self.inner = self.bag / "data" / "inner"
        self.damaged = folder / "damaged"
        for copy in (self.inner, self.damaged):
            shutil.copytree(self.package, copy)
            (copy / "data" / "metadata.json").unlink()
        self.holey = make_bag(self.bag / "data" / "holey")
        (self.holey / "data" / "letter.txt").rename(folder / "letter.txt")
        (self.holey / "fetch.txt").write_text("http://example.org/letter.txt - data/letter.txt\n")
        self.to = self.bag / "data" / "to"

    @property
    def everything(self) -> dict[str, bytes | None]:
        return {
            str(path): path.read_bytes() if path.is_file() else None
            for path in sorted(self.bag.rglob("*"))
        }


@pytest.fixture
def places(tmp_path: Path, samples: Path) -> Places:
    return Places(tmp_path, samples)


WORK: dict[str, tuple[Callable[[Places], object], Callable[[Places], Path]]] = {
    "unpack": (lambda at: frus_pack.unpack(at.other, at.to), lambda at: at.to),
    "unpack_all": (lambda at: list(frus_pack.unpack_all([at.other], at.to)), lambda at: at.to),
    "retrieve": (
        lambda at: list(frus_pack.retrieve_all(["*"], ocfl=at.root, to=at.to)),
        lambda at: at.to,
    ),
    "export": (
        lambda at: list(frus_pack.export_all(at.package, "mods", to=at.to)),
        lambda at: at.to,
    ),
    "export_dspace": (lambda at: frus_pack.export_dspace(at.package, at.to), lambda at: at.to),
    "ingest": (lambda at: frus_pack.ingest(at.package, ocfl=at.to), lambda at: at.to.parent),
    "view": (lambda at: frus_pack.view(at.package, to=at.to), lambda at: at.to),
    "repair": (
        lambda at: frus_pack.repair(at.inner, replicas=[at.package]),
        lambda at: at.inner.parent,
    ),
    "repair, keeping the damaged one": (
        lambda at: frus_pack.repair(at.damaged, replicas=[at.package], keep_damaged=at.to),
        lambda at: at.to,
    ),
    "amend": (
        lambda at: frus_pack.amend(
            shutil.copytree(at.package, at.to), {"place": "Lima"}, reason="r", agent="a"
        ),
        lambda at: at.to.parent,
    ),
    "complete": (
        lambda at: frus_pack.complete(at.holey, mirror=at.bag.parent),
        lambda at: at.holey.parent,
    ),
    "rebag": (
        lambda at: frus_pack.rebag(shutil.copytree(at.other, at.to), algorithms=["sha256"]),
        lambda at: at.to.parent,
    ),
    "audit": (
        lambda at: list(frus_pack.audit(at.package, ledger=at.to.parent / "l", jobs=1)),
        lambda at: at.to.parent,
    ),
}


@pytest.mark.parametrize("name", WORK)
def test_nothing_is_written_into_a_bag(places: Places, name: str) -> None:
    do, place = WORK[name]
    before = places.everything
    with pytest.raises(FrusPackError) as caught:
        do(places)
    assert str(caught.value).startswith(
        f"{place(places)}: is inside a bag, {places.bag} (choose a place outside)"
    )
    after = places.everything
    assert {path: after.get(path) for path in before} == before
    assert {path for path in after if ".frus-pack" in path} == set()


def test_no_report_is_written_into_the_bag_that_it_is_about(places: Places) -> None:
    target = places.other / "report.txt"
    ended = run_command("validate", places.other, "--output", target)
    message = f"{places.other}: is inside a bag, {places.other} (choose a place outside)"
    assert (ended.returncode, ended.stdout) == (1, "")
    assert message in " ".join(ended.stderr.split())
    assert not target.exists()


@pytest.mark.parametrize("below", ["", "extensions", "further/back"])
def test_nothing_is_unpacked_into_a_storage_root(places: Places, below: str) -> None:
    before = sorted(places.root.rglob("*"))
    with pytest.raises(FrusPackError) as caught:
        frus_pack.unpack(places.other, places.root / below)
    message = f"is inside an OCFL storage root, {places.root} (choose a place outside)"
    assert str(caught.value) == f"{places.root / below}: {message}"
    assert sorted(places.root.rglob("*")) == before


def test_a_package_in_an_object_is_not_amended_there(places: Places) -> None:
    (inside,) = (path.parent for path in places.root.rglob("v1/content/bagit.txt"))
    before = sorted(places.root.rglob("*"))
    with pytest.raises(FrusPackError, match="is inside an OCFL object"):
        frus_pack.amend(inside, {"place": "Lima"}, reason="r", agent="a")
    assert sorted(places.root.rglob("*")) == before

"""Repair, amend, rebag and complete, stopped at any step: the old bag or the new one, whole."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import frus_pack
from frus_pack.storage.staging import staging
from tests.keeping.auditing import flip
from tests.ocfl.packages import make_package
from tests.support.bags import make_bag, seal
from tests.support.file_contents import files_below
from tests.support.killing import Nursery, needs_strace
from tests.support.striking import in_memory, strike_with_errors, strike_with_signals

pytestmark = [needs_strace, pytest.mark.slow, pytest.mark.timeout(900)]

PAYLOAD = {"data/letter.txt": b"Dear Sir:\n", "data/deep/map.txt": b"a map\n"}
CODE = """
import frus_pack, frus_pack.keeping.repair, frus_pack.keeping.rebag, frus_pack.keeping.complete
import frus_pack.keeping.amend
def work(what, bag, other):
    if what == "repair":
        frus_pack.repair(bag, replicas=[other])
    elif what == "rebag":
        frus_pack.rebag(bag, changed=["data/letter.txt"], algorithms=["sha256"])
    elif what == "amend":
        frus_pack.amend(bag, {"place": "Lima"}, reason="why", agent="who")
    else:
        frus_pack.complete(bag, mirror=other)
"""

Content = dict[str, bytes]


class Scene:
    """A bag that is to be mended, and what it is made whole from."""

    def __init__(self, what: str, folder: Path, spoil: Callable[[Path, Path], None]) -> None:
        self.what = what
        self.bag = folder / "home" / "bag"
        self.other = folder / "other" / "bag"
        self.pristine = folder / "pristine"
        spoil(make_bag(self.pristine / "home" / "bag", PAYLOAD), self.pristine / "other" / "bag")
        self.old = files_below(self.pristine / "home" / "bag")

    def prepare(self) -> tuple[str, ...]:
        for place in (self.bag.parent, self.other.parent):
            shutil.rmtree(place, ignore_errors=True)
            if (self.pristine / place.name).exists():
                shutil.copytree(self.pristine / place.name, place)
        return self.what, str(self.bag), str(self.other)

    def is_as_before(self) -> bool:
        """Whether the bag is as it was, but for whole files that `complete` added.

        The damaged bag may have its second name already.
        """
        now = files_below(self.bag)
        if self.what == "complete":
            now = {path: now[path] for path in now if now[path] != PAYLOAD.get(path)}
        return now == self.old and self._names() == {"bag"}

    def check(self) -> None:
        """The bag is the old one or the new one; what is left over goes with the next run."""
        now = files_below(self.bag)
        if self.what == "complete":
            assert self.old.items() <= now.items()
            assert all(PAYLOAD.get(path, now[path]) == now[path] for path in now)
        else:
            assert now == self.old or frus_pack.validate(self.bag).ok
        self.mend()
        assert frus_pack.validate(self.bag).ok
        with staging(self.bag.parent):
            pass  # whoever writes there next clears up
        assert self._names() == {"bag"}
        for path in self.bag.parent.glob("*.damaged-*"):
            assert files_below(path) == self.old

    def mend(self) -> None:
        """Do the work in this process."""
        if self.what == "repair":
            frus_pack.repair(self.bag, replicas=[self.other])
        elif self.what == "rebag":
            frus_pack.rebag(self.bag, changed=["data/letter.txt"], algorithms=["sha256"])
        elif self.what == "amend":
            frus_pack.amend(self.bag, {"place": "Lima"}, reason="why", agent="who")
        else:
            frus_pack.complete(self.bag, mirror=self.other)

    def _names(self) -> set[str]:
        return {path.name for path in self.bag.parent.iterdir() if ".damaged-" not in path.name}


def damaged(bag: Path, replica: Path) -> None:
    shutil.copytree(bag, replica)
    flip(bag / "data/letter.txt")


def edited(bag: Path, _: Path) -> None:
    (bag / "data/letter.txt").write_bytes(b"Dear Madam:\n")


def holey(bag: Path, mirror: Path) -> None:
    lines = [f"https://example.org/{path} - {path}\n" for path in PAYLOAD]
    (bag / "fetch.txt").write_text("".join(lines))
    seal(bag)
    shutil.copytree(bag / "data", mirror / "data")
    for path in PAYLOAD:
        (bag / path).unlink()


def packed(bag: Path, _: Path) -> None:
    shutil.rmtree(bag)
    make_package(bag.parent.parent / "packing", images=False).rename(bag)


SPOILED = {"repair": damaged, "rebag": edited, "complete": holey, "amend": packed}


@pytest.fixture(params=SPOILED)
def scene(request: pytest.FixtureRequest) -> Iterator[Scene]:
    with in_memory() as folder:
        yield Scene(request.param, folder, SPOILED[request.param])


def test_interrupted_at_every_step_the_bag_is_old_or_new(
    scene: Scene, tmp_path: Path, thorough: bool
) -> None:
    with Nursery(CODE, tmp_path) as nursery:
        assert strike_with_signals(nursery, scene, thorough=thorough) > 15


def test_an_error_at_any_step_leaves_the_bag_old_or_new(
    scene: Scene, tmp_path: Path, thorough: bool
) -> None:
    with Nursery(CODE, tmp_path) as nursery:
        assert strike_with_errors(nursery, scene, thorough=thorough) > 15

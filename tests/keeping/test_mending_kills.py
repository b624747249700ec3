"""Repair, rebag and complete, killed or refused at any step: the old bag or the new one, whole."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

import frus_pack
from frus_pack.storage.staging import staging
from tests.keeping.auditing import flip
from tests.support.bags import make_bag, seal
from tests.support.killing import Nursery, needs_strace

pytestmark = [needs_strace, pytest.mark.slow]

PAYLOAD = {"data/letter.txt": b"Dear Sir:\n", "data/deep/map.txt": b"a map\n"}
REFUSABLE = ("mkdir", "mkdirat", "write", "syncfs", "fsync", "link", "linkat", "renameat2")
CODE = """
import frus_pack, frus_pack.keeping.repair, frus_pack.keeping.rebag, frus_pack.keeping.complete
def work(what, bag, other):
    if what == "repair":
        frus_pack.repair(bag, replicas=[other])
    elif what == "rebag":
        frus_pack.rebag(bag, changed=["data/letter.txt"], algorithms=["sha256"])
    else:
        frus_pack.complete(bag, mirror=other)
"""

Content = dict[str, bytes]


def content(folder: Path) -> Content:
    """Every file of a folder."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@dataclass
class Scene:
    """A bag that is to be mended, and what it is made whole from."""

    what: str
    folder: Path
    prepare: Callable[[Path, Path], None]

    def begin_anew(self) -> None:
        for path in self.folder.iterdir():
            shutil.rmtree(path)
        self.bag = make_bag(self.folder / "home" / "bag", PAYLOAD)
        self.other = self.folder / "other" / "bag"
        self.prepare(self.bag, self.other)
        self.old = content(self.bag)

    def arguments(self) -> tuple[str, str, str]:
        return self.what, str(self.bag), str(self.other)

    def mend(self) -> None:
        """Do the work in this process."""
        if self.what == "repair":
            frus_pack.repair(self.bag, replicas=[self.other])
        elif self.what == "rebag":
            frus_pack.rebag(self.bag, changed=["data/letter.txt"], algorithms=["sha256"])
        else:
            frus_pack.complete(self.bag, mirror=self.other)

    def check(self) -> None:
        """The bag is the old one or the new one; what is left over goes with the next run."""
        now = content(self.bag)
        if self.what == "complete":
            assert self.old.items() <= now.items()
            assert all(PAYLOAD.get(path, now[path]) == now[path] for path in now)
        else:
            assert now == self.old or frus_pack.validate(self.bag).ok
        self.mend()
        assert frus_pack.validate(self.bag).ok
        with staging(self.bag.parent):
            pass  # whoever writes there next clears up
        left = {path.name for path in self.bag.parent.iterdir()}
        assert {name for name in left if ".damaged-" not in name} == {"bag"}
        for path in self.bag.parent.glob("*.damaged-*"):
            assert content(path) == self.old


def damaged(bag: Path, replica: Path) -> None:
    shutil.copytree(bag, replica)
    flip(bag / "data/letter.txt")


def edited(bag: Path, other: Path) -> None:
    (bag / "data/letter.txt").write_bytes(b"Dear Madam:\n")


def holey(bag: Path, mirror: Path) -> None:
    lines = [f"https://example.org/{path} - {path}\n" for path in PAYLOAD]
    (bag / "fetch.txt").write_text("".join(lines))
    seal(bag)
    shutil.copytree(bag / "data", mirror / "data")
    for path in PAYLOAD:
        (bag / path).unlink()


@pytest.fixture(params=["repair", "rebag", "complete"])
def scene(request: pytest.FixtureRequest) -> Iterator[Scene]:
    """In memory where that can be: a disk is waited for at every step."""
    memory = Path("/dev/shm")  # noqa: S108
    prepare = {"repair": damaged, "rebag": edited, "complete": holey}[request.param]
    with TemporaryDirectory(dir=memory if memory.is_dir() else None) as folder:
        yield Scene(request.param, Path(folder), prepare)


@pytest.mark.parametrize("signal", ["SIGKILL", "SIGTERM"])
def test_killed_at_any_step_the_bag_is_old_or_new(
    scene: Scene, tmp_path: Path, signal: str
) -> None:
    scene.begin_anew()
    with Nursery(CODE, tmp_path) as nursery:
        for call, number in list(nursery.steps(*scene.arguments())):
            scene.begin_anew()
            inject = f"{call}:signal={signal}:when={number}"
            assert nursery.do(*scene.arguments(), inject=inject).status < 0
            scene.check()


@pytest.mark.parametrize("error", ["ENOSPC", "EIO", "EROFS"])
def test_refused_at_any_step_the_bag_is_old_or_new(
    scene: Scene, tmp_path: Path, error: str
) -> None:
    scene.begin_anew()
    with Nursery(CODE, tmp_path) as nursery:
        for call, number in list(nursery.steps(*scene.arguments())):
            if call not in REFUSABLE:
                continue
            scene.begin_anew()
            ended = nursery.do(*scene.arguments(), inject=f"{call}:error={error}:when={number}")
            assert ended.status == 0 or "StorageError" in ended.errors
            scene.check()

"""A power failure at any moment: whatever of the writes reached the disk, nothing is half made."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import frus_pack
from frus_pack.bag.sink import Serialization
from frus_pack.ocfl.layout import HashedLayout
from tests.ocfl.packages import make_package
from tests.support.bags import as_tar, make_bag
from tests.support.disk_model import Tree
from tests.support.recording import recording
from tests.support.striking import in_memory


@pytest.fixture
def folder(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    with in_memory() as memory:
        yield memory


def _below(tree: Tree, name: str) -> Tree:
    """What a state has under a name, be it a file (``""``) or a folder."""
    return {
        path.removeprefix(name).removeprefix("/"): content
        for path, content in tree.items()
        if path == name or path.startswith(f"{name}/")
    }


def _read(place: Path) -> Tree:
    if place.is_file():
        return {"": place.read_bytes()}
    found: Tree = {"": None}
    for path in place.rglob("*"):
        found[path.relative_to(place).as_posix()] = path.read_bytes() if path.is_file() else None
    return found


def _check_states(
    root: Path, work: Callable[[], object], name: str, allowed: list[Tree]
) -> tuple[int, int]:
    """Assert that under the name is one of the trees allowed; returns states and those with it."""
    states = there = 0
    with recording(root) as record:
        work()
    for tree in record.states():
        states += 1
        found = _below(tree, name)
        assert found in allowed
        there += found == allowed[-1]
    return states, there


@pytest.mark.parametrize("form", [None, "tar", "zip"], ids=str)
@pytest.mark.parametrize("occupied", [False, True], ids=["new", "replacing"])
def test_a_package_is_whole_whatever_reached_the_disk(
    folder: Path, samples: Path, form: Serialization | None, occupied: bool
) -> None:
    source = folder / "source"
    shutil.copytree(samples / "d12-telegram", source)
    (document,) = frus_pack.read(source)
    name = frus_pack.pack(document, folder / "expected", serialize=form).path.relative_to(
        folder / "expected"
    )
    deposit = folder / "deposit"
    deposit.mkdir()
    allowed: list[Tree] = [{}]
    if occupied:
        with (source / "metadata.yaml").open("a") as metadata:
            metadata.write("x-older: yes\n")
        (older,) = frus_pack.read(source)
        allowed = [_read(frus_pack.pack(older, deposit, serialize=form).path)]
    allowed.append(_read(folder / "expected" / name))
    states, there = _check_states(
        deposit,
        lambda: frus_pack.pack(document, deposit, replace=True, serialize=form),
        name.as_posix(),
        allowed,
    )
    assert states > 500
    assert there > 10


def test_an_unpacked_bag_is_whole_whatever_reached_the_disk(folder: Path) -> None:
    bag = make_bag(folder / "bag")
    archive, to = as_tar(bag), folder / "to"
    to.mkdir()
    states, there = _check_states(
        to, lambda: frus_pack.unpack(archive, to), "bag", [{}, _read(bag)]
    )
    assert states > 500
    assert there > 10


@pytest.mark.parametrize("occupied", [False, True], ids=["new", "further version"])
def test_an_object_and_its_root_are_whole_whatever_reached_the_disk(
    folder: Path, occupied: bool
) -> None:
    old = make_package(folder / "old", images=False)
    package = make_package(folder / "new", "Port", images=False)
    root, after = folder / "root", folder / "after"
    root.mkdir()
    allowed: list[Tree] = [{}]
    if occupied:
        path = frus_pack.ingest(old, ocfl=root).path
        assert path is not None
        allowed = [_read(path)]
        frus_pack.ingest(old, ocfl=after)
    path = frus_pack.ingest(package, ocfl=after).path
    assert path is not None
    allowed.append(_read(path))
    name = path.relative_to(after).as_posix()
    with recording(root) as record:
        frus_pack.ingest(package, ocfl=root)
    states = 0
    for tree in record.states():
        states += 1
        assert _below(tree, name) in allowed
        if tree.get("0=ocfl_1.1") is not None:
            assert {path: tree[path] for path in HashedLayout().files()} == HashedLayout().files()
        elif any(re.match("[0-9a-f]{3}$", path) for path in tree):
            pytest.fail("an object outside a root")
    assert states > 500


def test_the_replay_finds_what_a_missing_sync_would_do(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bag = make_bag(folder / "bag")
    to = folder / "to"
    to.mkdir()
    monkeypatch.setattr("frus_pack.storage.staging.Staging.sync", lambda stage: None)
    with pytest.raises(AssertionError):
        _check_states(to, lambda: frus_pack.unpack(bag, to), "bag", [{}, _read(bag)])

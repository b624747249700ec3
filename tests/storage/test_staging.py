"""Nothing stands under a final name that is not whole."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from frus_pack.errors import StorageError
from frus_pack.storage import staging as module
from frus_pack.storage import system as system_calls
from frus_pack.storage.snapshot import snapshot
from frus_pack.storage.staging import staging
from tests.storage.staged import build, tree


def _build_file(stage: module.Staging, content: bytes) -> Path:
    file = stage.new_place()
    file.write_bytes(content)
    return file


@pytest.fixture(params=["Linux", "a system without renameat2"])
def system(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whether names can be taken only if free, and change places, in one step."""
    if request.param != "Linux":
        monkeypatch.setattr(system_calls, "_LIBC", object())


def test_publishing_leaves_the_package_and_nothing_else(tmp_path: Path) -> None:
    with staging(tmp_path / "deposit") as stage:
        built = build(stage, b"one")
        stage.sync()
        assert stage.publish(built, "v/v-d1") == tmp_path / "deposit/v/v-d1"
        stage.settle()
    assert tree(tmp_path / "deposit") == {"v": None, "v/v-d1": None, "v/v-d1/bagit.txt": b"one"}


def test_what_was_not_published_is_gone_and_so_is_the_deposit_made_for_it(tmp_path: Path) -> None:
    with staging(tmp_path / "new/deposit") as stage:
        build(stage, b"one")
    assert list(tmp_path.iterdir()) == []


def test_an_error_in_the_making_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(KeyboardInterrupt), staging(tmp_path / "deposit") as stage:
        build(stage, b"one")
        raise KeyboardInterrupt
    assert list(tmp_path.iterdir()) == []


@pytest.mark.usefixtures("system")
@pytest.mark.parametrize("build", [build, _build_file])
@pytest.mark.parametrize("standing", ["folder", "file"])
def test_publishing_never_overwrites(
    tmp_path: Path, standing: str, build: Callable[[module.Staging, bytes], Path]
) -> None:
    place = tmp_path / "v/v-d1"
    place.parent.mkdir()
    if standing == "file":
        place.write_bytes(b"mine")
    else:
        place.mkdir()
        (place / "mine").write_bytes(b"mine")
    before = tree(tmp_path)
    with staging(tmp_path) as stage, pytest.raises(FileExistsError):
        stage.publish(build(stage, b"one"), "v/v-d1")
    assert tree(tmp_path) == before


@pytest.mark.parametrize("name", ["../v-d1", "v/../../v-d1", "/v/v-d1"])
def test_nothing_is_published_outside_of_the_deposit(tmp_path: Path, name: str) -> None:
    message = "the path leads out of the folder"
    with staging(tmp_path / "deposit") as stage, pytest.raises(OSError, match=message):
        stage.publish(build(stage, b"one"), name)
    assert tree(tmp_path) == {}


@pytest.mark.usefixtures("system")
def test_a_file_is_published_and_discarded_as_a_folder_is(tmp_path: Path) -> None:
    with staging(tmp_path) as stage:
        stage.discard(_build_file(stage, b"none"))
        stage.discard(stage.new_place())
        stage.publish(_build_file(stage, b"one"), "v/v-d1.tar")
        stage.settle()
    assert tree(tmp_path) == {"v": None, "v/v-d1.tar": b"one"}
    assert (tmp_path / "v/v-d1.tar").stat().st_nlink == 1


@pytest.mark.usefixtures("system")
def test_replacing_puts_the_new_in_the_place_of_the_old(tmp_path: Path) -> None:
    with staging(tmp_path) as stage:
        stage.publish(build(stage, b"old"), "v/v-d1")
        stage.publish(_build_file(stage, b"old"), "v/v-d1.tar")
    with staging(tmp_path) as stage:
        for name, built in (("v/v-d1", build), ("v/v-d1.tar", _build_file)):
            stage.replace(built(stage, b"new"), name, snapshot(tmp_path / name))
    assert tree(tmp_path) == {
        "v": None,
        "v/v-d1": None,
        "v/v-d1/bagit.txt": b"new",
        "v/v-d1.tar": b"new",
    }


@pytest.mark.usefixtures("system")
@pytest.mark.parametrize("build", [build, _build_file])
def test_what_changed_since_it_was_looked_at_is_not_replaced(
    tmp_path: Path, build: Callable[[module.Staging, bytes], Path]
) -> None:
    with staging(tmp_path) as stage:
        place = stage.publish(build(stage, b"old"), "v-d1")
        known = snapshot(place)
        (place / "bagit.txt" if place.is_dir() else place).write_bytes(b"by others")
        with pytest.raises(StorageError, match="v-d1: was changed by another program meanwhile"):
            stage.replace(build(stage, b"new"), "v-d1", known)
    assert b"by others" in tree(tmp_path).values()
    assert len(list(tmp_path.iterdir())) == 1


def test_replacing_that_fails_between_its_steps_puts_the_old_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(system_calls, "_LIBC", object())
    with staging(tmp_path) as stage:
        stage.publish(build(stage, b"old"), "v/v-d1")
    with pytest.raises(OSError, match="No space left"), staging(tmp_path) as stage:
        built, rename = build(stage, b"new"), os.rename

        def rename_all_but_one(name: str, target: str, **folders: int) -> None:
            if (name, target) == (built.name, "v-d1"):
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            rename(name, target, **folders)

        monkeypatch.setattr(os, "rename", rename_all_but_one)
        stage.replace(built, "v/v-d1", snapshot(tmp_path / "v/v-d1"))
    assert tree(tmp_path) == {"v": None, "v/v-d1": None, "v/v-d1/bagit.txt": b"old"}


def _grow(stage: module.Staging, name: str) -> Path:
    grown = stage.new_folder()
    (grown / name).mkdir(parents=True)
    (grown / name / "file").write_bytes(name.encode())
    return grown


def test_a_tree_is_grafted_where_the_first_folder_is_missing(tmp_path: Path) -> None:
    (tmp_path / "a/empty").mkdir(parents=True)
    (tmp_path / "a/b").mkdir()
    (tmp_path / "a/b/file").write_bytes(b"mine")
    with staging(tmp_path) as stage:
        for name in ("a/b/c/one", "a/empty/d/two", "e/f/three", "a/b/c/four"):
            assert stage.graft(_grow(stage, name), name) == tmp_path / name
            stage.settle()
    assert {path: content for path, content in tree(tmp_path).items() if content} == {
        "a/b/file": b"mine",
        **{f"{name}/file": name.encode() for name in ("a/b/c/one", "a/empty/d/two")},
        **{f"{name}/file": name.encode() for name in ("e/f/three", "a/b/c/four")},
    }


def test_grafting_never_overwrites(tmp_path: Path) -> None:
    (tmp_path / "a/b/one").mkdir(parents=True)
    (tmp_path / "a/b/one/mine").write_bytes(b"mine")
    (tmp_path / "file").write_bytes(b"mine")
    before = tree(tmp_path)
    with staging(tmp_path) as stage:
        with pytest.raises(FileExistsError):
            stage.graft(_grow(stage, "a/b/one"), "a/b/one")
        with pytest.raises(NotADirectoryError):
            stage.graft(_grow(stage, "file/one"), "file/one")
    assert tree(tmp_path) == before


def test_the_room_may_be_deeper_in_the_deposit(tmp_path: Path) -> None:
    root = tmp_path / "deposit"
    with staging(root, "extensions/room") as stage:
        assert stage.new_folder().parent.parent == root / "extensions/room"
    assert list(tmp_path.iterdir()) == []


def test_what_is_write_protected_is_discarded_all_the_same(tmp_path: Path) -> None:
    with staging(tmp_path) as stage:
        grown = _grow(stage, "a/b")
        (grown / "a/b").chmod(0o500)
        (grown / "a").chmod(0o500)
        stage.discard(grown)
        assert not grown.exists()


def test_the_whole_is_synced_file_by_file_where_there_is_no_syncfs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced: list[str] = []
    real = os.fsync

    def fsync(descriptor: int) -> None:
        synced.append(os.path.basename(os.readlink(f"/proc/self/fd/{descriptor}")))
        real(descriptor)

    with staging(tmp_path) as stage:
        built = build(stage, b"one")
        monkeypatch.setattr(system_calls, "_LIBC", object())
        monkeypatch.setattr(os, "fsync", fsync)
        stage.sync()
    assert "bagit.txt" in synced
    assert built.name in synced


def test_a_deposit_that_is_a_file_is_refused(tmp_path: Path) -> None:
    deposit = tmp_path / "deposit"
    deposit.write_bytes(b"mine")
    with pytest.raises(StorageError, match="is a file, not a folder"), staging(deposit):
        pass
    assert deposit.read_bytes() == b"mine"

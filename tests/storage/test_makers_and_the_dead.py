"""Makers at work at once, and what makers that were killed left behind."""

from __future__ import annotations

import hashlib
import threading
from pathlib import Path

import pytest

from frus_pack.storage.staging import STAGING, staging
from tests.storage.staged import build, tree


def test_a_maker_that_was_taken_for_dead_publishes_nothing(tmp_path: Path) -> None:
    with staging(tmp_path) as stage:
        built = build(stage, b"one")
        for lock in (tmp_path / STAGING).glob("*.lock"):
            lock.unlink()  # as if it were held where this machine does not see it
        with staging(tmp_path):
            assert not built.exists()
        with pytest.raises(FileNotFoundError):
            stage.publish(built, "v/v-d1")
    assert list(tmp_path.iterdir()) == []


def test_what_a_killed_maker_left_is_removed_by_the_next(tmp_path: Path) -> None:
    dead = tmp_path / STAGING / "0123456789abcdef"
    (dead / "half").mkdir(parents=True)
    (tmp_path / STAGING / "0123456789abcdef.lock").touch()
    orphan = tmp_path / STAGING / "456789abcdef0123/half"
    orphan.mkdir(parents=True)
    with staging(tmp_path):
        assert not dead.exists()
        assert not orphan.exists()
    assert list(tmp_path.iterdir()) == []


def test_what_a_maker_killed_in_replacing_had_set_aside_is_put_back(tmp_path: Path) -> None:
    aside = tmp_path / STAGING / "0123456789abcdef/aside/v/v-d1"
    aside.mkdir(parents=True)
    (aside / "bagit.txt").write_bytes(b"old")
    (tmp_path / STAGING / "0123456789abcdef.lock").touch()
    with staging(tmp_path):
        pass
    assert tree(tmp_path) == {"v": None, "v/v-d1": None, "v/v-d1/bagit.txt": b"old"}


def test_what_was_set_aside_is_put_back_at_whatever_depth_it_stood(tmp_path: Path) -> None:
    aside = tmp_path / STAGING / "0123456789abcdef/aside"
    for name in ("a/b/one", "a/b/two", "c/three"):
        (aside / name / "v1").mkdir(parents=True)
        (aside / name / "file").write_bytes(name.encode())
    (tmp_path / STAGING / "0123456789abcdef.lock").touch()
    with staging(tmp_path):
        pass
    assert {path: content for path, content in tree(tmp_path).items() if content} == {
        "a/b/one/file": b"a/b/one",
        "a/b/two/file": b"a/b/two",
        "c/three/file": b"c/three",
    }


def test_what_was_set_aside_is_dropped_where_the_new_one_stands(tmp_path: Path) -> None:
    aside = tmp_path / STAGING / "0123456789abcdef/aside/v/v-d1"
    aside.mkdir(parents=True)
    (tmp_path / STAGING / "0123456789abcdef.lock").touch()
    new = tmp_path / "v/v-d1"
    new.mkdir(parents=True)
    (new / "bagit.txt").write_bytes(b"new")
    with staging(tmp_path):
        pass
    assert tree(tmp_path) == {"v": None, "v/v-d1": None, "v/v-d1/bagit.txt": b"new"}


def test_a_name_is_held_by_one_at_a_time(tmp_path: Path) -> None:
    with staging(tmp_path) as first, staging(tmp_path) as second:
        with first.holding("name"):
            with pytest.raises(BlockingIOError), second.holding("name", wait=False):
                pass
            with second.holding("other", wait=False):
                pass
        with second.holding("name", wait=False):
            pass
    assert list(tmp_path.iterdir()) == []


def test_a_name_that_the_dead_held_is_free(tmp_path: Path) -> None:
    (tmp_path / STAGING).mkdir()
    (tmp_path / STAGING / f"held-{hashlib.sha256(b'name').hexdigest()}.lock").touch()
    with staging(tmp_path) as stage, stage.holding("name", wait=False):
        pass
    assert list(tmp_path.iterdir()) == []


def test_a_living_maker_is_left_alone(tmp_path: Path) -> None:
    with staging(tmp_path) as first:
        built = build(first, b"one")
        with staging(tmp_path):
            pass
        first.publish(built, "v/v-d1")
    assert (tmp_path / "v/v-d1/bagit.txt").read_bytes() == b"one"


def test_many_makers_at_once_do_not_disturb_each_other(tmp_path: Path) -> None:
    failures: list[BaseException] = []

    def make(name: str) -> None:
        try:
            for round_ in range(20):
                with staging(tmp_path / "deposit") as stage:
                    stage.publish(build(stage, name.encode()), f"v/{name}-{round_}")
        except BaseException as error:  # reported below: a thread cannot fail a test
            failures.append(error)

    threads = [threading.Thread(target=make, args=(f"d{n}",)) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert sorted(path.name for path in (tmp_path / "deposit").iterdir()) == ["v"]
    assert len(list((tmp_path / "deposit/v").iterdir())) == 160

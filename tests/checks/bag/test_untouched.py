"""Validating changes nothing: no name, no byte, no time, and needs no right to write."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from frus_pack.validating.validate import validate
from tests.support.bags import as_tar, as_tar_gz, as_zip, make_bag, write

State = dict[str, tuple[int, int, int, bytes]]


def state(folder: Path) -> State:
    """Of everything below: mode, size, time of change and bytes."""
    found: State = {}
    for path in sorted(folder.rglob("*")):
        status = path.lstat()
        content = path.read_bytes() if path.is_file() and not path.is_symlink() else b""
        name = path.relative_to(folder).as_posix()
        found[name] = (status.st_mode, status.st_size, status.st_mtime_ns, content)
    return found


@pytest.fixture
def deposit(tmp_path: Path) -> Path:
    """A good bag, its archives, a broken bag and a folder that is not a bag."""
    folder = tmp_path / "deposit"
    bag = make_bag(folder / "good")
    for archived in (as_tar, as_tar_gz, as_zip):
        archived(bag)
    broken = make_bag(folder / "broken")
    (broken / "data/letter.txt").unlink()
    (broken / "data/link").symlink_to("/etc/passwd")
    write(broken, {"fetch.txt": b"http://localhost/ - data/letter.txt\n"})
    write(folder, {"none/file": b"x"})
    for path in folder.rglob("*"):
        os.utime(path, (1_000_000_000, 1_000_000_000), follow_symlinks=False)
    return folder


def validate_all(deposit: Path) -> list[bool]:
    return [
        validate(path, cross_check=True, allow_unfetched=allowed, completeness_only=short).ok
        for path in sorted(deposit.iterdir())
        for allowed in (False, True)
        for short in (False, True)
    ]


def test_names_bytes_and_times_are_as_before(deposit: Path) -> None:
    before = state(deposit)
    validate_all(deposit)
    assert state(deposit) == before


def test_nothing_is_written_anywhere_near(deposit: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(deposit.parent)
    validate_all(deposit)
    assert [path.name for path in deposit.parent.iterdir()] == ["deposit"]


def test_a_tree_without_write_permission_is_checked_as_any(deposit: Path) -> None:
    expected = validate_all(deposit)
    folders = [path for path in (deposit, *deposit.rglob("*")) if not path.is_symlink()]
    modes = {path: path.stat().st_mode for path in folders}
    for path in folders:
        path.chmod(0o555 if path.is_dir() else 0o444)
    try:
        assert validate_all(deposit) == expected
    finally:
        for path in folders:
            path.chmod(modes[path])


def test_a_read_only_mount_is_checked_as_any(deposit: Path) -> None:
    expected = validate_all(deposit)
    mounted = deposit.parent / "mounted"
    mounted.mkdir()
    bind = subprocess.run(["mount", "--bind", deposit, mounted], capture_output=True, check=False)
    if bind.returncode:
        pytest.skip("mounting needs root")
    try:
        subprocess.run(["mount", "-o", "remount,bind,ro", mounted], check=True)
        with pytest.raises(OSError, match="Read-only"):
            (mounted / "new").touch()
        assert validate_all(mounted) == expected
    finally:
        subprocess.run(["umount", mounted], check=True)

"""Disks of a given size, mounted for one test by who may mount any."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest


@contextmanager
def small_disk(folder: Path, octets: int) -> Iterator[Path]:
    """Mount an empty disk of so many bytes on a new folder; skip the test if nobody lets us."""
    folder.mkdir()
    size = ["-o", f"size={octets}"]
    if _run("mount", "-t", "tmpfs", *size, "none", str(folder)):
        pytest.skip("a disk cannot be mounted here")
    try:
        yield folder
    finally:
        _run("umount", str(folder))


def make_read_only(disk: Path) -> None:
    """Let nobody write to a disk any more."""
    assert _run("mount", "-o", "remount,ro", str(disk)) == 0


def fill(disk: Path) -> Path:
    """Write a file that takes all the room that is left on a disk."""
    rest = disk / "rest"
    with rest.open("wb", buffering=0) as file:
        try:
            while True:
                file.write(b"x" * 512)
        except OSError:
            return rest


def _run(*command: str) -> int:
    try:
        return subprocess.run(command, capture_output=True, check=False).returncode
    except FileNotFoundError:
        return 1

"""Folders nested deeper than programs that recurse can follow."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from frus_pack.storage.open_folder import OpenFolder


@contextmanager
def nested(folder: Path, depth: int, file: str) -> Iterator[Path]:
    """Make folders ``a/a/a/…`` with a file in the innermost, and take them away at the end.

    Gives the innermost folder.
    """
    folder.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(folder, os.O_RDONLY)
    for _ in range(depth):
        os.mkdir("a", dir_fd=descriptor)
        inner = os.open("a", os.O_RDONLY, dir_fd=descriptor)
        os.close(descriptor)
        descriptor = inner
    os.close(os.open(file, os.O_CREAT | os.O_WRONLY, dir_fd=descriptor))
    os.close(descriptor)
    yield folder.joinpath(*["a"] * depth)
    if os.path.lexists(folder):
        take_away(folder / "a")


def take_away(path: Path) -> None:
    """Remove a tree of any depth."""
    with OpenFolder.at(path.parent) as folder:
        folder.remove(path.name)

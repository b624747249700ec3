"""Comparing two folders: the first difference between them."""

from __future__ import annotations

import os
import stat
from pathlib import Path

_FOLDER = -1
_SPECIAL = -2
_PIECE = 1 << 20


def first_difference(one: Path, other: Path) -> str | None:
    """Return the first path, in alphabetical order, that is not the same in two folders; None if
    all are.

    Names, kinds (file, folder, other) and bytes count; times and modes do not. The target of a
    link is not compared. Raises OSError if something cannot be read.
    """
    ours, theirs = _entries(one), _entries(other)
    for path in sorted(ours.keys() | theirs.keys()):
        if ours.get(path) != theirs.get(path):
            return path
        if path in ours and ours[path] >= 0 and not _same_bytes(one / path, other / path):
            return path
    return None


def _entries(folder: Path) -> dict[str, int]:
    """Return path → size in bytes, or the kind of what is not a file, of all below a folder."""
    found: dict[str, int] = {}
    waiting = [""]
    while waiting:
        below = waiting.pop()
        with os.scandir(folder / below) as entries:
            for entry in entries:
                path = f"{below}{entry.name}"
                mode = entry.stat(follow_symlinks=False)
                if stat.S_ISDIR(mode.st_mode):
                    found[path] = _FOLDER
                    waiting.append(f"{path}/")
                else:
                    found[path] = mode.st_size if stat.S_ISREG(mode.st_mode) else _SPECIAL
    return found


def _same_bytes(one: Path, other: Path) -> bool:
    with one.open("rb") as ours, other.open("rb") as theirs:
        while piece := ours.read(_PIECE):
            if piece != theirs.read(_PIECE):
                return False
        return not theirs.read(1)

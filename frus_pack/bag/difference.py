"""Whether two bags, as folders, hold the same files with the same bytes."""

from __future__ import annotations

import os
import stat
from pathlib import Path

_PIECE = 1 << 20


def first_difference(one: Path, other: Path) -> str | None:
    """The first path, payload before tag files, that is not the same in both; None if all are.

    Names, kinds (file, folder, other) and bytes count; times and modes do not. Links and special
    files are the same as nothing. Raises OSError if something cannot be read.
    """
    ours, theirs = _entries(one), _entries(other)
    for path in sorted(ours.keys() | theirs.keys(), key=_payload_first):
        if ours.get(path) != theirs.get(path):
            return path
        if path in ours and ours[path] >= 0 and not _same_bytes(one / path, other / path):
            return path
    return None


def _payload_first(path: str) -> tuple[bool, str]:
    return not path.startswith("data/"), path


_FOLDER = -1
_SPECIAL = -2


def _entries(folder: Path) -> dict[str, int]:
    """Path → size in bytes, `_FOLDER` or `_SPECIAL`, of all below a folder."""
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

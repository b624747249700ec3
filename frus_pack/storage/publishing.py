"""Give a built folder its name, unless a folder with the same content has it already."""

from __future__ import annotations

import os
import stat
from dataclasses import dataclass
from pathlib import Path

from frus_pack.errors import PackageExistsError
from frus_pack.storage.staging import Staging
from frus_pack.storage.tree import entries_below

_FOLDER = -1
_SPECIAL = -2
_PIECE = 1 << 20


@dataclass(frozen=True, slots=True)
class Published:
    """Where something is that was built; `is_new` is false where the same existed already."""

    path: Path
    is_new: bool


def publish_new(stage: Staging, built: Path, name: str) -> Published:
    """Bring a built folder to the disk and to its name; nothing is written over the same folder.

    Raises PackageExistsError if something else has the name.
    """
    stage.sync()
    is_new = True
    try:
        final = stage.publish(built, name)
    except FileExistsError:
        final, is_new = stage.root / name, False
        if not final.is_dir() or first_difference(built, final):
            raise PackageExistsError(f"{final}: something else exists here") from None
    stage.settle()
    return Published(final, is_new)


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
    start = len(os.fspath(folder)) + 1
    for entry in entries_below(folder):
        if isinstance(entry, OSError):
            raise entry
        status = entry.stat(follow_symlinks=False)
        if stat.S_ISDIR(status.st_mode):
            size = _FOLDER
        else:
            size = status.st_size if stat.S_ISREG(status.st_mode) else _SPECIAL
        found[entry.path[start:]] = size
    return found


def _same_bytes(one: Path, other: Path) -> bool:
    with one.open("rb") as ours, other.open("rb") as theirs:
        while piece := ours.read(_PIECE):
            if piece != theirs.read(_PIECE):
                return False
        return not theirs.read(1)

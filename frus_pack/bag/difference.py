"""Whether two bags hold the same files with the same bytes."""

from __future__ import annotations

import os
import stat
from collections.abc import Mapping
from pathlib import Path

from frus_pack.bag.opening import open_bag
from frus_pack.bag.reader import Bag
from frus_pack.bag.tag_files.tag_files import BAG_INFO
from frus_pack.errors import StorageError
from frus_pack.storage.fixity import DEFAULT_ALGORITHM
from frus_pack.storage.parallel import all_cores

FOLDER = -1
_SPECIAL = -2
_FORM = "form as an archive"
_PIECE = 1 << 20


def first_difference_of_archives(one: Path, other: Path) -> str | None:
    """The first path, payload before tag files, that is not the same in two bags as archives, or
    else that their form as archives is not; None if the archives are the same byte for byte.

    Raises OSError if something cannot be read.
    """
    if same_bytes(one, other):
        return None
    try:
        with open_bag(one) as ours, open_bag(other) as theirs:
            return _first_unlike(_digests(ours), _digests(theirs)) or _FORM
    except StorageError:
        return _FORM


def first_difference(one: Path, other: Path) -> str | None:
    """The first path, payload before tag files, that is not the same in two bags as folders;
    None if all are.

    Names, kinds (file, folder, other) and bytes count; times and modes do not. Links and special
    files are the same as nothing. Raises OSError if something cannot be read.
    """
    ours, theirs = entries(one), entries(other)
    for path in sorted(ours.keys() | theirs.keys(), key=told_first):
        if ours.get(path) != theirs.get(path):
            return path
        if path in ours and ours[path] >= 0 and not same_bytes(one / path, other / path):
            return path
    return None


def _first_unlike(ours: Mapping[str, str], theirs: Mapping[str, str]) -> str | None:
    paths = sorted(ours.keys() | theirs.keys(), key=told_first)
    return next((path for path in paths if ours.get(path) != theirs.get(path)), None)


def _digests(bag: Bag) -> Mapping[str, str]:
    each = bag.digests(list(bag.files), [DEFAULT_ALGORITHM], all_cores())
    return {one.path: one.digests.get(DEFAULT_ALGORITHM, one.problem) for one in each}


def told_first(path: str) -> tuple[bool, bool, str]:
    """Payload before tag files, and what follows from other files last."""
    return not path.startswith("data/"), follows_from_others(path), path


def follows_from_others(path: str) -> bool:
    """Whether a file is another one whenever others are: it lists them, or is sealed with them."""
    return path == BAG_INFO or path.startswith(("manifest-", "tagmanifest-"))


def entries(folder: Path) -> dict[str, int]:
    """Path → size in bytes, `FOLDER`, or less for neither, of all below a folder."""
    found: dict[str, int] = {}
    waiting = [""]
    while waiting:
        below = waiting.pop()
        with os.scandir(folder / below) as entries:
            for entry in entries:
                path = f"{below}{entry.name}"
                mode = entry.stat(follow_symlinks=False)
                if stat.S_ISDIR(mode.st_mode):
                    found[path] = FOLDER
                    waiting.append(f"{path}/")
                else:
                    found[path] = mode.st_size if stat.S_ISREG(mode.st_mode) else _SPECIAL
    return found


def same_bytes(one: Path, other: Path) -> bool:
    with one.open("rb") as ours, other.open("rb") as theirs:
        while piece := ours.read(_PIECE):
            if piece != theirs.read(_PIECE):
                return False
        return not theirs.read(1)

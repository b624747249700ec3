"""Files that are small enough for memory, each read at once."""

from __future__ import annotations

import os
from os import PathLike

from frus_pack.storage.regular_file import OPEN_UNFOLLOWED

_LARGEST = 1 << 20


def read_small(path: str | PathLike[str]) -> bytes | None:
    """The bytes of a file; None if it has more than 1 MiB. Raises OSError, for a link and a
    folder too; of a pipe there is nothing."""
    descriptor = os.open(path, OPEN_UNFOLLOWED)
    try:
        content = os.read(descriptor, _LARGEST + 1)
    finally:
        os.close(descriptor)
    return content if len(content) <= _LARGEST else None


def read_small_folder(folder: PathLike[str]) -> dict[str, bytes] | None:
    """The files of a folder and those below it, by path. None if one has more than 1 MiB, or if
    there is anything else: a link, a special file, a folder without files. Raises OSError."""
    files: dict[str, bytes] = {}
    root, waiting = f"{os.fspath(folder)}/", [""]
    while waiting:
        below = waiting.pop()
        with os.scandir(root + below) as entries:
            listed = list(entries)
        for entry in listed:
            path = below + entry.name
            if entry.is_dir(follow_symlinks=False):
                waiting.append(f"{path}/")
                continue
            content = read_small(root + path) if entry.is_file(follow_symlinks=False) else None
            if content is None:
                return None
            files[path] = content
        if not listed:
            return None
    return files

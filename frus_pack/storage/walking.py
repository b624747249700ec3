"""Walking a folder of any depth: no recursion, no link followed, nothing left out in silence."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path


def entries_below(folder: Path) -> Iterator[os.DirEntry[str] | OSError]:
    """Yield everything below a folder, each folder before what is in it.

    In the place of what is in a folder that cannot be listed comes the OSError.
    """
    waiting = [os.fspath(folder)]
    while waiting:
        try:
            with os.scandir(waiting.pop()) as entries:
                listed = sorted(entries, key=lambda entry: entry.name)
        except OSError as error:
            yield error
            continue
        yield from listed
        inner = (entry.path for entry in listed if entry.is_dir(follow_symlinks=False))
        waiting.extend(reversed(list(inner)))

"""How much there is to do, so that a progress can say how much is left."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TypeVar

from frus_pack.errors import FrusPackError
from frus_pack.storage.walking import entries_below
from frus_pack.workers.progress import Amount

T = TypeVar("T")

_MOST_FILES = 50_000
"""Beyond this many files, to ask each for its size takes longer than the progress is worth."""


def measure(places: Iterable[Path], find: Callable[[Path], Iterable[object]]) -> Amount:
    """Return how many things are found at places, and the size of those that are paths.

    Args:
        places: Where to look.
        find: Yields what is at a place: paths, and other values that have no size. The job itself
            reports what it raises.
    """
    found = [one for place in places for one in _each(find, place)]
    return Amount(len(found), _octets(one for one in found if isinstance(one, Path)))


def size_of(path: Path) -> Amount:
    """Return one thing, and the size of the file or folder that it is."""
    return Amount(1, _octets([path]))


def _each(find: Callable[[Path], Iterable[T]], place: Path) -> Iterator[T]:
    try:
        yield from find(place)
    except FrusPackError:
        return


def _octets(paths: Iterable[Path]) -> int | None:
    octets = files = 0
    for path in paths:
        for file in _files(path):
            files += 1
            if files > _MOST_FILES:
                return None
            try:
                octets += os.lstat(file).st_size
            except OSError:
                continue
    return octets or None


def _files(path: Path) -> Iterator[str]:
    if not path.is_dir():
        yield str(path)
        return
    for entry in entries_below(path):
        if isinstance(entry, os.DirEntry) and not entry.is_dir(follow_symlinks=False):
            yield entry.path

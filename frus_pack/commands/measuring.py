"""How much there is to do, so that a bar can say how much is left."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TypeVar

from frus_pack.bag.discovery import find_bags
from frus_pack.commands.progress import Bar
from frus_pack.errors import FrusPackError
from frus_pack.sources.searching import find_sources
from frus_pack.storage.walking import entries_below

T = TypeVar("T")

_MOST_FILES = 50_000
"""Beyond this many files, to ask each for its size takes longer than the bar is worth."""


def measure_bags(bar: Bar, paths: Iterable[str]) -> None:
    """Tell the bar how many bags the paths are or hold, and their size where that is known soon.
    Does nothing where no bar is shown."""
    if bar.shown:
        found = [one for path in paths for one in _each(find_bags(Path(path)))]
        bar.octets = _octets(one for one in found if isinstance(one, Path))
        bar.total = len(found)


def measure_sources(bar: Bar, sources: Iterable[str]) -> None:
    """Tell the bar how many documents the sources hold. Does nothing where no bar is shown."""
    if bar.shown:
        bar.total = sum(1 for source in sources for _ in find_sources(Path(source)))


def _each(found: Iterator[T]) -> Iterator[T]:
    """What is found, as far as it can be; the command itself reports the error."""
    try:
        yield from found
    except FrusPackError:
        return


def _octets(bags: Iterable[Path]) -> int | None:
    octets = files = 0
    for bag in bags:
        for path in _files(bag):
            files += 1
            if files > _MOST_FILES:
                return None
            try:
                octets += os.lstat(path).st_size
            except OSError:
                continue
    return octets


def _files(bag: Path) -> Iterator[str]:
    if not bag.is_dir():
        yield str(bag)
        return
    for entry in entries_below(bag):
        if isinstance(entry, os.DirEntry) and not entry.is_dir(follow_symlinks=False):
            yield entry.path

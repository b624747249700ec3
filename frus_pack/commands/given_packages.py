"""The packages that a command was given, one by one or by the folder."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import frus_pack
from frus_pack.bag.discovery import find_bags


def packages_among(paths: Iterable[str]) -> Iterator[Path | frus_pack.FrusPackError]:
    """Each package that the paths are or hold, at any depth; for a path where nothing can be
    found, the error."""
    for path in paths:
        try:
            yield from find_bags(Path(path))
        except frus_pack.FrusPackError as error:
            yield error

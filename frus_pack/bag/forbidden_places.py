"""Refuse places to write to: inside the source, or inside another bag or a storage root."""

from __future__ import annotations

import os
from os.path import realpath
from pathlib import Path

from frus_pack.errors import Problem, SourceError, StorageError

_MARKS = {
    "bagit.txt": "a bag",
    **dict.fromkeys(("0=ocfl_1.0", "0=ocfl_1.1"), "an OCFL storage root"),
    **dict.fromkeys(("0=ocfl_object_1.0", "0=ocfl_object_1.1"), "an OCFL object"),
}
"""The file by which each is known."""


def refuse_inside_bag(place: Path) -> None:
    """Raise StorageError if a place to write to is inside a bag or a storage root, or is one."""
    real = Path(os.path.realpath(place))
    for folder in (real, *real.parents):
        for mark, what in _MARKS.items():
            if os.path.lexists(folder / mark):
                raise StorageError(f"{place}: is inside {what}, {folder} (choose a place outside)")


def refuse_deposit_inside(source: Path, deposit: Path) -> None:
    """Raise SourceError if what is made in the deposit would be inside the source."""
    if Path(realpath(deposit)).is_relative_to(realpath(source)):
        advice = "name a place outside"
        raise SourceError(Problem(str(deposit), f"is inside the source {source}", advice=advice))

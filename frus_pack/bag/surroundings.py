"""What is made never lies inside a bag or a storage root, which it would alter."""

from __future__ import annotations

import os
from pathlib import Path

from frus_pack.errors import StorageError

_MARKS = {
    "bagit.txt": "a bag",
    **dict.fromkeys(("0=ocfl_1.0", "0=ocfl_1.1"), "an OCFL storage root"),
    **dict.fromkeys(("0=ocfl_object_1.0", "0=ocfl_object_1.1"), "an OCFL object"),
}
"""The file that each has, and none other."""


def refuse_inside_bag(place: Path) -> None:
    """Raise StorageError if a place to write to is inside a bag or a storage root, or is one."""
    real = Path(os.path.realpath(place))
    for folder in (real, *real.parents):
        for mark, what in _MARKS.items():
            if os.path.lexists(folder / mark):
                raise StorageError(f"{place}: is inside {what}, {folder} (choose a place outside)")

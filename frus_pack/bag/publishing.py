"""Giving something that was built its name, unless the same has it already."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from frus_pack.errors import PackageExistsError
from frus_pack.storage.comparing import first_difference
from frus_pack.storage.staging import Staging


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

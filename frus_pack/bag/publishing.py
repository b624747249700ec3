"""Giving something that was built its name, unless the same has it already."""

from __future__ import annotations

from pathlib import Path

from frus_pack.bag.difference import first_difference
from frus_pack.errors import PackageExistsError
from frus_pack.storage.staging import Staging


def publish_new(stage: Staging, built: Path, name: str) -> Path:
    """Bring a built folder to the disk and to its name; where the same stands there already,
    nothing is written. Raises PackageExistsError if something else does."""
    stage.sync()
    try:
        final = stage.publish(built, name)
    except FileExistsError:
        final = stage.root / name
        if not final.is_dir() or first_difference(built, final):
            raise PackageExistsError(f"{final}: something else stands here") from None
    stage.settle()
    return final

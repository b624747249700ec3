"""What is made of something never lies in it: making it would alter what it is made of."""

from __future__ import annotations

from os.path import realpath
from pathlib import Path

from frus_pack.errors import Problem, SourceError


def refuse_deposit_inside(source: Path, deposit: Path) -> None:
    """Raise SourceError if what is made in the deposit would lie inside the source."""
    if Path(realpath(deposit)).is_relative_to(realpath(source)):
        advice = "name a place outside"
        raise SourceError(Problem(str(deposit), f"lies inside the source {source}", advice=advice))

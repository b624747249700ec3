"""Bytes read piece by piece, and the digests of a file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

Piece: TypeAlias = bytes | memoryview
"""Some bytes of a file that is read bit by bit."""


@dataclass(frozen=True, slots=True)
class FileDigests:
    """What reading one file gave: its size in bytes and its digests (algorithm → lower-case
    hexadecimal), or in `problem` why it could not be read."""

    path: str
    octets: int
    digests: Mapping[str, str]
    problem: str = ""

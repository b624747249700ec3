"""Fixity: digests of several algorithms over one reading of the bytes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from frus_pack.storage.algorithms import HASHES, Hash
from frus_pack.storage.regular_file import read_pieces

ALGORITHMS = ("md5", "sha1", "sha256", "sha512")
"""The manifest algorithms a bag may be written with: those every BagIt tool must be able to
check (RFC 8493 §2.4)."""

DEFAULT_ALGORITHM = "sha512"
"""What RFC 8493 §2.4 tells new bags to use."""


@dataclass(frozen=True, slots=True)
class Fixity:
    """A file's size in bytes and its digests: algorithm → lower-case hexadecimal."""

    octets: int
    digests: Mapping[str, str]


class Digester:
    """Takes a file's bytes piece by piece and gives its `Fixity`.

    Raises ValueError for an algorithm that is not one of `HASHES`.
    """

    def __init__(self, algorithms: Iterable[str]) -> None:
        self._hashes = {name: _start(name) for name in algorithms}
        self._octets = 0

    def update(self, piece: bytes | memoryview) -> None:
        """Take the next bytes of the file."""
        self._octets += len(piece)
        for one in self._hashes.values():
            one.update(piece)

    def passing(self, pieces: Iterable[bytes | memoryview]) -> Iterator[bytes | memoryview]:
        """The pieces, each taken as it goes by."""
        for piece in pieces:
            self.update(piece)
            yield piece

    def fixity(self) -> Fixity:
        """What has been taken so far."""
        return Fixity(self._octets, {name: one.hexdigest() for name, one in self._hashes.items()})


def _start(algorithm: str) -> Hash:
    if algorithm not in HASHES:
        raise ValueError(f"the algorithm {algorithm!r} is not known here")
    return HASHES[algorithm]()


def of_file(source: Path, algorithms: Iterable[str]) -> Fixity:
    """A regular file's fixity. Raises SourceError as `regular_file.read_pieces` does."""
    digester = Digester(algorithms)
    for piece in read_pieces(source):
        digester.update(piece)
    return digester.fixity()

"""Checksum algorithms by the names that manifests give them, and the digests of a file."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache, partial
from pathlib import Path
from typing import Protocol, TypeAlias

from frus_pack.storage.regular_file import read_pieces

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


@dataclass(frozen=True, slots=True)
class PackedDigests:
    """The digests of a file by several algorithms, in little memory."""

    algorithms: tuple[str, ...]
    packed: bytes

    @classmethod
    def of(cls, digests: Mapping[str, str]) -> PackedDigests:
        """Pack digests in hexadecimal."""
        return cls(_one_tuple(tuple(digests)), bytes.fromhex("".join(digests.values())))

    def unpacked(self) -> dict[str, str]:
        """Return the digests in lower-case hexadecimal."""
        text, found = self.packed.hex(), dict[str, str]()
        for algorithm in self.algorithms:
            found[algorithm], text = text[: _DIGITS[algorithm]], text[_DIGITS[algorithm] :]
        return found


@lru_cache
def _one_tuple(algorithms: tuple[str, ...]) -> tuple[str, ...]:
    """Return the same object for equal names, which a million files share."""
    return algorithms


class Hash(Protocol):
    """A digest in the making, as hashlib has them."""

    def update(self, data: bytes | memoryview, /) -> None:
        """Take further bytes."""

    def hexdigest(self) -> str:
        """Return the digest of all bytes taken, in lower-case hexadecimal."""


HashMaker = Callable[..., Hash]
"""Starts a digest, of the bytes given if any are."""


def _makers() -> dict[str, HashMaker]:
    named: dict[str, HashMaker] = {
        "md5": hashlib.md5,
        "sha1": hashlib.sha1,
        "sha224": hashlib.sha224,
        "sha256": hashlib.sha256,
        "sha384": hashlib.sha384,
        "sha512": hashlib.sha512,
        "sha3224": hashlib.sha3_224,
        "sha3256": hashlib.sha3_256,
        "sha3384": hashlib.sha3_384,
        "sha3512": hashlib.sha3_512,
        "blake2b": hashlib.blake2b,
        "blake2b512": hashlib.blake2b,
        "blake2b256": partial(hashlib.blake2b, digest_size=32),
        "blake2s": hashlib.blake2s,
        "blake2s256": hashlib.blake2s,
    }
    if "sha512_256" in hashlib.algorithms_available:
        named["sha512256"] = partial(hashlib.new, "sha512_256")
    # Fixity is not security, and systems that forbid MD5 for security would refuse it here.
    makers = {name: partial(make, usedforsecurity=False) for name, make in named.items()}
    return makers | _blake3()


def _blake3() -> dict[str, HashMaker]:
    """Return BLAKE3, where the package blake3 is installed (pip install 'frus-pack[blake3]')."""
    try:
        from blake3 import blake3
    except ImportError:
        return {}
    return {"blake3": blake3}


HASHES: Mapping[str, HashMaker] = _makers()
"""How to start a digest, by normalised name (RFC 8493 §2.4)."""

WEAK = frozenset(("md5", "sha1"))
"""Allowed for backwards compatibility only (RFC 8493 §2.4)."""

_NAMES = {
    "blake3": "BLAKE3",
    "crc32": "CRC-32, a checksum that shows accidents only",
    "sha512224": "SHA-512/224",
    "sha512256": "SHA-512/256",
    "xxh3": "xxHash, which shows accidents only",
    "xxh32": "xxHash, which shows accidents only",
    "xxh64": "xxHash, which shows accidents only",
    "xxh128": "xxHash, which shows accidents only",
    "xxhash": "xxHash, which shows accidents only",
    "xxhash64": "xxHash, which shows accidents only",
}
"""What the algorithms are that some tools write manifests by and that cannot be checked here."""
_ADVICE = {"blake3": "pip install 'frus-pack[blake3]'"}


def unknown(algorithm: str) -> str:
    """Return what an algorithm is that is not among `HASHES`, and what to do about it."""
    name, advice = _NAMES.get(algorithm), _ADVICE.get(algorithm)
    told = f"{algorithm!r} ({name})" if name else repr(algorithm)
    return f"{told} cannot be checked here{f': {advice}' if advice else ''}"


_NOT_ALPHANUMERIC = re.compile(r"[^0-9a-z]")


@lru_cache(maxsize=256)
def normalise(name: str) -> str:
    """Return the name of an algorithm as the file names of manifests have it (RFC 8493 §2.4).

    It is in lower case, and has letters and digits alone: ``SHA-512`` is ``sha512``.
    """
    return _NOT_ALPHANUMERIC.sub("", name.lower())


def digits(algorithm: str) -> int | None:
    """Return how many hexadecimal digits its digests have; None for an algorithm not known here."""
    return _DIGITS.get(algorithm)


_DIGITS = {name: len(make().hexdigest()) for name, make in HASHES.items()}

ALGORITHMS = ("md5", "sha1", "sha256", "sha512")
"""The manifest algorithms a bag may be written with: those every BagIt tool must be able to
check (RFC 8493 §2.4)."""

DEFAULT_ALGORITHM = "sha512"
"""What RFC 8493 §2.4 requires of new bags."""


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
        """Yield the pieces, each taken as it goes by."""
        for piece in pieces:
            self.update(piece)
            yield piece

    def fixity(self) -> Fixity:
        """Return what has been taken so far."""
        return Fixity(self._octets, {name: one.hexdigest() for name, one in self._hashes.items()})


def _start(algorithm: str) -> Hash:
    if algorithm not in HASHES:
        raise ValueError(f"the algorithm {algorithm!r} is not known here")
    return HASHES[algorithm]()


def fixity_of_file(source: Path, algorithms: Iterable[str]) -> Fixity:
    """Return a regular file's fixity. Raises SourceError as `regular_file.read_pieces` does."""
    digester = Digester(algorithms)
    for piece in read_pieces(source):
        digester.update(piece)
    return digester.fixity()

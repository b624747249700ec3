"""The checksum algorithms that can be checked here, by the names manifests give them."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Mapping
from functools import lru_cache, partial
from typing import Protocol


class Hash(Protocol):
    """A digest in the making, as hashlib has them."""

    def update(self, data: bytes | memoryview, /) -> None:
        """Take further bytes."""

    def hexdigest(self) -> str:
        """The digest of all bytes taken, in lower-case hexadecimal."""


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
    # Fixity is no matter of security, and systems that forbid MD5 for that would refuse it.
    return {name: partial(make, usedforsecurity=False) for name, make in named.items()}


HASHES: Mapping[str, HashMaker] = _makers()
"""How to start a digest, by normalised name (RFC 8493 §2.4)."""

WEAK = frozenset(("md5", "sha1"))
"""Allowed for backwards compatibility only (RFC 8493 §2.4)."""

_NOT_ALPHANUMERIC = re.compile(r"[^0-9a-z]")


@lru_cache(maxsize=256)
def normalise(name: str) -> str:
    """The name of an algorithm as file names of manifests bear it: in lower case, without what
    is neither letter nor digit (RFC 8493 §2.4). ``SHA-512`` is ``sha512``."""
    return _NOT_ALPHANUMERIC.sub("", name.lower())


def digits(algorithm: str) -> int | None:
    """How many hexadecimal digits its digests have; None for an algorithm not known here."""
    return _DIGITS.get(algorithm)


_DIGITS = {name: len(make().hexdigest()) for name, make in HASHES.items()}

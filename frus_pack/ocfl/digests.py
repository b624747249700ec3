"""The digest algorithms of OCFL 1.1 §3.4 by the names it gives them."""

from __future__ import annotations

from collections.abc import Mapping

CONTENT = ("sha512", "sha256")
"""What content may be addressed by; the first is the one to prefer."""

ALGORITHMS: Mapping[str, str] = {
    "md5": "md5",
    "sha1": "sha1",
    "sha256": "sha256",
    "sha512": "sha512",
    "blake2b-512": "blake2b512",
}
"""OCFL's name → that of `storage.algorithms.HASHES`. What extensions add is not checked."""

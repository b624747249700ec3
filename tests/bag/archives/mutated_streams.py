"""Tar archives compressed, some in ways that one program passes over and another obeys."""

from __future__ import annotations

import bz2
import gzip
import lzma
import tarfile
from collections.abc import Callable
from random import Random

from tests.bag.archives.mutated_tars import BLOCK, sign


def compressed(random: Random, tar: bytes) -> tuple[str, bytes]:
    """A tar archive compressed, mostly as it should be, and the suffix that says how."""
    suffix = random.choice((".tar.gz", ".tar.gz", ".tar.bz2", ".tar.xz"))
    compress = _COMPRESS[suffix]
    half = random.randrange(len(tar) + 1)
    parts = [tar[:half], tar[half:]] if random.random() < 0.4 else [tar]
    packed = b"".join(map(compress, parts))
    change = random.randrange(8)
    if change == 0:
        packed += random.choice((b"\0" * 100, b"junk", b"\0" * 100 + compress(b"x" * 512), b"\0"))
    elif change == 1 and suffix == ".tar.gz":
        flags = random.choice((1, 2, 4, 8, 16, 32, 64, 128))
        behind = random.choice((b"", b"name\0", b"\2\0ab", b"\0\0"))
        packed = packed[:3] + bytes([flags]) + packed[4:10] + behind + packed[10:]
    elif change == 3 and suffix == ".tar.gz":
        room = (2048).to_bytes(2, "little") + bytes(2048)
        packed = as_tar_too(packed[:3] + b"\4" + packed[4:10] + room + packed[10:])
    elif change == 2:
        at = random.randrange(len(packed))
        packed = packed[:at] + bytes([packed[at] ^ 1 << random.randrange(8)]) + packed[at + 1 :]
    return suffix, packed


def as_tar_too(content: bytes) -> bytes:
    """A file with the header of an empty member over its first block, behind its first 100
    bytes."""
    block = bytearray(tarfile.TarInfo("x").tobuf(tarfile.USTAR_FORMAT))
    block[:100] = content[:100]
    sign(block, 0)
    return bytes(block) + content[BLOCK:]


def _gzip(content: bytes) -> bytes:
    return gzip.compress(content, mtime=0)


_COMPRESS: dict[str, Callable[[bytes], bytes]] = {
    ".tar.gz": _gzip,
    ".tar.bz2": bz2.compress,
    ".tar.xz": lzma.compress,
}

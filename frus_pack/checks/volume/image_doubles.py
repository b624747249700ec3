"""Files that are the same, byte for byte. No more is read than decides it."""

from __future__ import annotations

import hashlib
import os
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TypeVar

from frus_pack.storage.regular_file import open_regular

T = TypeVar("T", bound=Hashable)

_SAMPLE = 1 << 16


def same_files(files: Iterable[Path]) -> Iterator[Sequence[Path]]:
    """Groups of files that are the same. Files of one size are looked into, and read whole if
    their middle is the same too. One that cannot be read is in no group."""
    for alike in _alike(files, _octets):
        for similar in _alike(alike, _sample):
            yield from _alike(similar, _digest)


def _alike(files: Iterable[Path], mark: Callable[[Path], T]) -> Iterator[Sequence[Path]]:
    groups: dict[T, list[Path]] = defaultdict(list)
    for file in files:
        try:
            groups[mark(file)].append(file)
        except OSError:
            continue
    return (group for group in groups.values() if len(group) > 1)


def _octets(file: Path) -> int:
    return file.stat().st_size


def _sample(file: Path) -> bytes:
    with open_regular(file) as opened:
        opened.seek(max(0, os.fstat(opened.fileno()).st_size - _SAMPLE) // 2)
        return hashlib.sha512(opened.read(_SAMPLE)).digest()


def _digest(file: Path) -> bytes:
    with open_regular(file) as opened:
        return hashlib.file_digest(opened, "sha512").digest()

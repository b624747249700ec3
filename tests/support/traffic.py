"""How many bytes some work reads and writes, as Linux counts them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

_COUNTS = Path("/proc/self/io")

needs_counts = pytest.mark.skipif(not _COUNTS.exists(), reason="only Linux counts bytes")


def traffic(work: Callable[[], object]) -> tuple[int, int]:
    """Do some work, and return the MiB that this process read and wrote meanwhile."""
    before = _counted()
    work()
    read, written = (now - then for now, then in zip(_counted(), before, strict=True))
    return read >> 20, written >> 20


def _counted() -> tuple[int, int]:
    read, written, *_ = _COUNTS.read_text().splitlines()
    return int(read.removeprefix("rchar: ")), int(written.removeprefix("wchar: "))

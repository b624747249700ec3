"""A folder of documents that was given in the place of their packages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from frus_pack.errors import SourceError
from frus_pack.requirements.finding import Finding
from frus_pack.sources.searching import find_sources

_NOTHING_OF_A_BAG = frozenset(
    ("bag.declaration-missing", "bag.payload-folder-missing", "bag.payload-manifest-missing")
)
_ADVICE = "; it holds documents that are not packed yet: pack them first"


def with_advice(path: Path, findings: Sequence[Finding]) -> Iterator[Finding]:
    """Yield findings; the first says so where a folder is no part of a bag, but holds documents."""
    is_no_bag = {one.code for one in findings} >= _NOTHING_OF_A_BAG
    advice = _ADVICE if is_no_bag and _holds_documents(path) else ""
    for one in findings:
        is_first = one.code == "bag.declaration-missing"
        yield replace(one, message=one.message + advice) if is_first else one


def _holds_documents(path: Path) -> bool:
    if not path.is_dir():
        return False
    return any(not isinstance(one, SourceError) for one in find_sources(path))

"""A folder that was given in the place of packages: of documents, or an OCFL storage root."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from frus_pack.bag.reader import Bag
from frus_pack.errors import SourceError
from frus_pack.ocfl.discovery import is_object, is_root
from frus_pack.requirements.finding import Finding
from frus_pack.sources.searching import find_sources

_NOTHING_OF_A_BAG = frozenset(
    ("bag.declaration-missing", "bag.payload-folder-missing", "bag.payload-manifest-missing")
)
_PACK = "; it holds documents that are not packed yet: pack them first"
_RETRIEVE = "; it is of OCFL, and `frus-pack retrieve` gives its packages back"


def with_advice(bag: Bag, findings: Sequence[Finding]) -> Iterator[Finding]:
    """Yield findings; the first says what to do with a folder that has nothing of a bag."""
    is_no_bag = {one.code for one in findings} >= _NOTHING_OF_A_BAG
    advice = _advice(bag.path) if is_no_bag and bag.form == "folder" else ""
    for one in findings:
        is_first = one.code == "bag.declaration-missing"
        yield replace(one, message=one.message + advice) if is_first else one


def _advice(path: Path) -> str:
    if is_root(path) or is_object(path):
        return _RETRIEVE
    return _PACK if _holds_documents(path) else ""


def _holds_documents(path: Path) -> bool:
    if not path.is_dir():
        return False
    return any(not isinstance(one, SourceError) for one in find_sources(path))

"""Descriptions of any shape, for tests by property: each field of the full one, there or not."""

from __future__ import annotations

import dataclasses
from typing import Any

from hypothesis import strategies as st

from frus_pack.document.model import ArchivalSource, Metadata, Volume
from tests.crosswalks.records import BARE, FULL, FULL_SOURCE

_NOT_VARIED = frozenset(("id", "kind", "language", "published", "extra", "volume", "source"))
_WORDS = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cn")), min_size=1, max_size=12
).filter(str.strip)


def descriptions() -> st.SearchStrategy[Metadata]:
    """The full description with any of its fields left out, and other words in some."""
    sources = st.none() | _part(FULL_SOURCE, ArchivalSource())
    return st.builds(_put, _part(FULL, BARE), _part(FULL.volume, BARE.volume), sources)


def _put(metadata: Metadata, volume: Volume, source: ArchivalSource | None) -> Metadata:
    return dataclasses.replace(metadata, volume=volume, source=source)


def _part(filled: Any, empty: Any) -> st.SearchStrategy[Any]:
    """Each field as it is in `filled` or in `empty`; a text also in words of any script."""
    fields = {
        field.name: _field(getattr(filled, field.name), getattr(empty, field.name))
        for field in dataclasses.fields(filled)
        if field.name not in _NOT_VARIED
    }
    return st.builds(dataclasses.replace, st.just(filled), **fields)


def _field(filled: Any, empty: Any) -> st.SearchStrategy[Any]:
    either = st.sampled_from((filled, empty))
    return either | _WORDS if isinstance(filled, str) else either

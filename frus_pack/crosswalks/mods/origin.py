"""MODS: where and when something came about."""

from __future__ import annotations

from collections.abc import Iterator

from frus_pack.crosswalks import w3cdtf
from frus_pack.crosswalks.elements import Content
from frus_pack.crosswalks.namespaces import MODS
from frus_pack.document.model import DateRange


def production(place: str | None, written: DateRange | None, *, key: bool) -> Content:
    """The ``originInfo`` of a paper; `key` for the date that the record as a whole has."""
    return MODS(
        "originInfo",
        MODS("place", MODS("placeTerm", place, type="text")),
        *(_dates(written, key) if written else ()),
        eventType="production",
    )


def _dates(written: DateRange, key: bool) -> Iterator[Content]:
    bounds = w3cdtf.bounds(written)
    points = (None,) if len(bounds) == 1 else ("start", "end")
    for moment, point in zip(bounds, points, strict=True):
        is_key = "yes" if key and point != "end" else None
        yield MODS("dateCreated", moment, encoding="w3cdtf", keyDate=is_key, point=point)
    yield MODS("displayDate", written.display)

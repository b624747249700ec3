"""MODS: what a document is part of, prints, encloses and points to."""

from __future__ import annotations

import re
from collections.abc import Iterator

from frus_pack.crosswalks import described
from frus_pack.crosswalks.elements import MODS, XLINK, Content
from frus_pack.crosswalks.rights import NOT_EVALUATED, NOT_EVALUATED_WORDS, Rights
from frus_pack.document import citation
from frus_pack.document.model import ArchivalSource, DateRange, Division, Metadata, Volume

_FILE_NUMBER = re.compile(r"[0-9]{2,3}[.0-9A-Z–-]*/[0-9A-Za-z–-]+|Lot [0-9]+ [A-Z] [0-9]+")
"""A decimal number of the State Department's Central Files, or one of its lots."""
_RELATORS = "http://id.loc.gov/vocabulary/relators"


def host(metadata: Metadata) -> Content:
    """Return the volume, and the document's place in it: divisions, number, pages."""
    volume = metadata.volume
    return MODS(
        "relatedItem",
        MODS("titleInfo", MODS("title", citation.volume_title(volume))),
        *(_editor(one.name) for one in volume.editors),
        MODS(
            "originInfo",
            MODS("publisher", volume.publisher),
            MODS("dateIssued", volume.published, encoding="w3cdtf"),
            eventType="publication",
        ),
        _part(metadata),
        _series(volume),
        MODS("identifier", volume.id, type="frus"),
        MODS("location", MODS("url", citation.volume_address(volume.id))),
        type="host",
    )


def original(source: ArchivalSource | None) -> Content:
    """Return the paper: who holds it, and its place there."""
    if source is None:
        return None
    shelf = ", ".join(
        part for part in (source.record_group, source.collection, source.file) if part
    )
    return MODS(
        "relatedItem",
        MODS(
            "location",
            MODS("physicalLocation", source.repository),
            MODS("shelfLocator", shelf),
        ),
        _holdings(source),
        MODS("identifier", _file_number(source), type="file"),
        type="original",
    )


def _file_number(source: ArchivalSource) -> str | None:
    """Return the file of a paper if it is a number that identifies it, such as 793B.02/1–2551. The
    titles of folders and boxes only say where it is."""
    return source.file if source.file and _FILE_NUMBER.fullmatch(source.file) else None


def attachments(metadata: Metadata) -> Iterator[Content]:
    """Yield the enclosures, whose copyright was not evaluated."""
    return (
        MODS(
            "relatedItem",
            MODS("titleInfo", MODS("title", one.title or "[Untitled]")),
            production(None, one.date, key=False),
            access_condition(Rights(NOT_EVALUATED_WORDS, NOT_EVALUATED)),
            type="constituent",
            displayLabel="Attachment",
        )
        for one in metadata.attachments
    )


def references(metadata: Metadata) -> Iterator[Content]:
    """Yield the documents that the text points to."""
    return (
        MODS(
            "relatedItem",
            MODS("identifier", one.target, type="frus"),
            MODS("location", MODS("url", described.address(one.target))),
            type="references",
            displayLabel=one.text,
        )
        for one in metadata.references
    )


def production(place: str | None, written: DateRange | None, *, key: bool) -> Content:
    """Return the ``originInfo`` of a paper; `key` marks the date of the record as a whole."""
    return MODS(
        "originInfo",
        MODS("place", MODS("placeTerm", place, type="text")),
        *(_dates(written, key) if written else ()),
        eventType="production",
    )


def _holdings(source: ArchivalSource) -> Content:
    """Return the collection that holds the paper, and the record group that holds both."""
    group = MODS(
        "relatedItem",
        MODS("identifier", source.record_group, type="record group"),
        type="host",
    )
    if source.collection is None:
        return group
    title = MODS("titleInfo", MODS("title", source.collection))
    return MODS("relatedItem", title, group, type="host")


def access_condition(rights: Rights) -> Content:
    """Return a statement on rights, in words and by its URI."""
    return MODS.with_attributes(
        "accessCondition",
        {"type": "use and reproduction", f"{{{XLINK.uri}}}href": rights.uri},
        rights.words,
    )


def relator(term: str, code: str) -> Content:
    """Return a role by the Library of Congress's list of relators, in words and as a code."""
    listed = {
        "authority": "marcrelator",
        "authorityURI": _RELATORS,
        "valueURI": f"{_RELATORS}/{code}",
    }
    return MODS(
        "role",
        MODS("roleTerm", term, type="text", **listed),
        MODS("roleTerm", code, type="code", **listed),
    )


def _editor(name: str) -> Content:
    return MODS("name", MODS("namePart", name), relator("editor", "edt"), type="personal")


def _series(volume: Volume) -> Content:
    return MODS(
        "relatedItem",
        MODS("titleInfo", MODS("title", volume.series), MODS("partName", volume.sub_series)),
        type="series",
    )


def _part(metadata: Metadata) -> Content:
    pages, volume = metadata.pages, metadata.volume.volume_number
    divisions = (_division(one, level) for level, one in enumerate(metadata.divisions, 1))
    return MODS(
        "part",
        MODS("detail", MODS("number", volume), type="volume"),
        *divisions,
        MODS("detail", MODS("number", metadata.number), type="document"),
        MODS(
            "extent",
            MODS("start", pages[0]) if pages else None,
            MODS("end", pages[-1]) if pages else None,
            MODS("total", str(len(pages))) if pages else None,
            unit="pages",
        ),
    )


def _division(one: Division, level: int) -> Content:
    """Return a part of the volume, called by its title, its identifier, or what it is."""
    if one.title:
        called = MODS("title", one.title)
    else:
        called = MODS("number", one.id) if one.id else MODS("caption", one.type)
    return MODS("detail", called, type=one.type, level=str(level))


def _dates(written: DateRange, key: bool) -> Iterator[Content]:
    bounds = described.bounds(written)
    points = (None,) if len(bounds) == 1 else ("start", "end")
    for moment, point in zip(bounds, points, strict=True):
        is_key = "yes" if key and point != "end" else None
        yield MODS("dateCreated", moment, encoding="w3cdtf", keyDate=is_key, point=point)
    yield MODS("displayDate", written.display)

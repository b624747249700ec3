"""MODS: what a document is part of, prints, encloses and points to."""

from __future__ import annotations

from collections.abc import Iterator

from frus_pack.crosswalks import fields_in_words
from frus_pack.crosswalks.rights import NOT_EVALUATED, NOT_EVALUATED_WORDS, Rights
from frus_pack.crosswalks.xml_elements import MODS, XLINK, Content
from frus_pack.document import citation
from frus_pack.document.model import ArchivalSource, DateRange, Division, Metadata, Volume

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
        MODS("identifier", citation.file_number(source), type="file"),
        type="original",
    )


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
    """Yield the documents that the text points to, each once, by the first words for it."""
    words = {one.target: one.text for one in reversed(metadata.references)}
    return (
        MODS(
            "relatedItem",
            MODS("identifier", target, type="frus"),
            MODS("location", MODS("url", fields_in_words.address(target))),
            type="references",
            displayLabel=words[target],
        )
        for target in dict.fromkeys(one.target for one in metadata.references)
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
        MODS(
            "titleInfo",
            MODS("title", volume.series),
            MODS("partName", volume.sub_series),
            MODS("partNumber", volume.volume_number),
        ),
        type="series",
    )


def _part(metadata: Metadata) -> Content:
    first, last = citation.page_bounds(metadata.pages) or (None, None)
    divisions = (_division(one, level) for level, one in enumerate(metadata.divisions, 1))
    return MODS(
        "part",
        *divisions,
        MODS("detail", MODS("number", metadata.number), type="document"),
        MODS(
            "extent",
            MODS("start", first),
            MODS("end", last),
            MODS("total", str(len(metadata.pages)) if metadata.pages else None),
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
    bounds = fields_in_words.bounds(written)
    points = (None,) if len(bounds) == 1 else ("start", "end")
    for moment, point in zip(bounds, points, strict=True):
        is_key = "yes" if key and point != "end" else None
        yield MODS("dateCreated", moment, encoding="w3cdtf", keyDate=is_key, point=point)
    yield MODS("displayDate", written.display)

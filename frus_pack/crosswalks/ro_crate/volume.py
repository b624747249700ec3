"""RO-Crate: the volume, and the parts of it that hold the document."""

from __future__ import annotations

from collections.abc import Iterator

from frus_pack.crosswalks.ro_crate.entities import Entity, entity, link, links
from frus_pack.document import citation
from frus_pack.document.model import Metadata

_SERIES = "#series"


def innermost(metadata: Metadata) -> str:
    """Return the ``@id`` of the smallest part that holds the document."""
    return _places(metadata)[-1]


def volume_entities(metadata: Metadata) -> Iterator[Entity]:
    """The divisions from the innermost out, the volume, its makers, the series."""
    places = _places(metadata)
    outer = zip(metadata.divisions, places, places[1:], strict=False)
    for division, around, place in reversed(list(outer)):
        yield entity(
            place,
            "Chapter",
            name=division.title or division.type,
            genre=division.type,
            isPartOf=link(around),
        )
    yield from _volume(metadata)


def _places(metadata: Metadata) -> list[str]:
    """The volume and its divisions, from the outermost in."""
    volume = metadata.volume.id
    divisions = (
        citation.address_in_volume(volume, one.id) if one.id else f"#division-{level}"
        for level, one in enumerate(metadata.divisions, 1)
    )
    return [citation.volume_address(volume), *divisions]


def _volume(metadata: Metadata) -> Iterator[Entity]:
    volume = metadata.volume
    editors = [(f"#editor-{n}", one.name) for n, one in enumerate(volume.editors, 1)]
    yield entity(
        citation.volume_address(volume.id),
        ["Book", "PublicationVolume"],
        identifier=volume.id,
        name=citation.volume_title(volume),
        volumeNumber=volume.volume_number,
        publisher=link("#publisher") if volume.publisher else None,
        datePublished=volume.published,
        editor=links(identifier for identifier, _ in editors),
        isPartOf=link(_SERIES) if volume.series else None,
    )
    yield from (entity(identifier, "Person", name=name) for identifier, name in editors)
    if volume.publisher:
        yield entity("#publisher", "Organization", name=volume.publisher)
    if volume.series:
        names = (volume.series, volume.sub_series)
        yield entity(_SERIES, "BookSeries", name=", ".join(name for name in names if name))

"""The header of a document's TEI, made from its description."""

from __future__ import annotations

import re
from collections.abc import Sequence

from lxml import etree

from frus_pack.model import DateRange, Metadata, Person, Source, Term, Volume
from frus_pack.sources.tei_names import NAMESPACES, XML_ID, tei

_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9._-]*")
_PUBLISHER = "United States Department of State"
"""Who publishes the series; the publisher of a volume may be named in its description."""

_AS_RENDERED = (
    "White space is that of the text, its line ends are lb elements. Notes stand where they are"
    " anchored, page breaks where the printed page begins."
)
_W3C_MOMENT = re.compile(
    r"[0-9]{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12][0-9]|3[01])"
    r"(?:T[0-9]{2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]+)?(?:Z|[+-][0-9]{2}:[0-9]{2})?)?)?)?"
)
"""The moments of our schema that TEI's ``teidata.temporal.w3c`` knows too."""


def header(metadata: Metadata) -> etree._Element:
    """The ``teiHeader``."""
    element = etree.Element(tei("teiHeader"), nsmap=NAMESPACES)
    file = _add(element, "fileDesc")
    _add_title(file, metadata)
    _add_publication(file, metadata)
    source = _add(file, "sourceDesc")
    _add_volume(source, metadata)
    if metadata.source and metadata.source.repository:
        _add_archive(source, metadata.source)
    _add_list(source, "persons", "persName", metadata.persons)
    _add_list(source, "terms", "term", metadata.terms)
    _add(_add(element, "encodingDesc"), "p", _encoding(metadata))
    profile = _add(element, "profileDesc")
    if metadata.date:
        _add_date(_add(profile, "creation"), metadata.date)
    _add(_add(profile, "langUsage"), "language", metadata.language, ident=metadata.language)
    return element


def _encoding(metadata: Metadata) -> str:
    """How the text came to be encoded as it is."""
    original = metadata.original
    if original is None or original.slice is None:
        return _AS_RENDERED
    start, length = original.slice.offset, original.slice.length
    return (
        f"The div of the document is the {length} bytes of the file {original.file} from byte"
        f" {start} on, unchanged; persons and terms are from that volume's lists."
    )


def _add(
    parent: etree._Element, name: str, text: str | None = None, **attributes: str
) -> etree._Element:
    element = etree.SubElement(parent, tei(name), attributes)
    element.text = text
    return element


def _add_title(file: etree._Element, metadata: Metadata) -> None:
    statement = _add(file, "titleStmt")
    _add(statement, "title", metadata.title)
    for editor in metadata.volume.editors:
        _add(statement, "editor", editor)


def _add_publication(file: etree._Element, metadata: Metadata) -> None:
    statement = _add(file, "publicationStmt")
    volume = metadata.volume
    _add(statement, "publisher", volume.publisher or _PUBLISHER)
    if volume.published:
        _add(statement, "date", volume.published, when=volume.published)
    _add(statement, "idno", f"{volume.id}/{metadata.id}", type="frus")
    _add(_add(statement, "availability"), "p", metadata.rights)


def _add_volume(source: etree._Element, metadata: Metadata) -> None:
    book = _add(source, "bibl")
    for name, level, kind in _titles(metadata.volume):
        attributes = {"level": level, "type": kind} if kind else {"level": level}
        _add(book, "title", name, **attributes)
    if metadata.volume.volume_number:
        _add(book, "biblScope", metadata.volume.volume_number, unit="volume")
    if metadata.number:
        _add(book, "biblScope", metadata.number, unit="document")
    if metadata.pages:
        first, last = metadata.pages[0], metadata.pages[-1]
        _add(book, "biblScope", first if first == last else f"{first}–{last}", unit="page")
    _add(book, "idno", metadata.volume.id, type="frus")


def _titles(volume: Volume) -> list[tuple[str, str, str]]:
    titles = ((volume.series, "s", ""), (volume.sub_series, "s", "sub-series"))
    return [(name, level, kind) for name, level, kind in (*titles, (volume.title, "m", "")) if name]


def _add_archive(parent: etree._Element, source: Source) -> None:
    """Where the paper itself lies."""
    identifier = _add(_add(parent, "msDesc"), "msIdentifier")
    _add(identifier, "repository", source.repository)
    for collection in (source.record_group, source.collection):
        if collection:
            _add(identifier, "collection", collection)
    if source.file:
        _add(identifier, "idno", source.file)


def _add_list(
    parent: etree._Element, kind: str, name: str, entries: Sequence[Person | Term]
) -> None:
    """What the document points to, as the volumes themselves list it."""
    items = _add(parent, "list", type=kind) if entries else parent
    for entry in entries:
        item = _add(items, "item")
        named = _add(item, name, entry.name)
        if _NAME.fullmatch(entry.id):
            named.set(XML_ID, entry.id)
        named.tail = f", {entry.description}" if entry.description else None


def _add_date(creation: etree._Element, written: DateRange) -> None:
    bounds = {"notBefore": written.earliest, "notAfter": written.latest}
    known = {name: moment for name, moment in bounds.items() if _W3C_MOMENT.fullmatch(moment)}
    _add(creation, "date", written.display, **known)

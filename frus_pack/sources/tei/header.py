"""The header of a document's TEI, made from its description."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from frus_pack.document.model import ArchivalSource, DateRange, Metadata, Person, Term, Volume
from frus_pack.sources.tei.xml_writing import attribute, element, text

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


def tei_header(metadata: Metadata) -> str:
    """Return the ``teiHeader``, laid out as the first child of the root."""
    return "\n".join(_lines(metadata))


def with_header_of(tei: bytes, old: Metadata, new: Metadata) -> bytes:
    """Return a document's TEI with the header and the language of another description.

    The text itself is left as it is, byte for byte. Raises ValueError if the TEI was not made of
    the old description.
    """
    before, after = (_front(one).encode() for one in (old, new))
    if tei.count(before) != 1:
        raise ValueError("the header differs from the description")
    return tei.replace(before, after)


def _front(metadata: Metadata) -> str:
    """Return what depends on the description alone: the header, and the start tag after it."""
    return f"{tei_header(metadata)}\n  <text{attribute('xml:lang', metadata.language)}>"


def _lines(metadata: Metadata) -> Iterator[str]:
    yield "  <teiHeader>"
    yield "    <fileDesc>"
    yield from _title(metadata)
    yield from _publication(metadata)
    yield "      <sourceDesc>"
    yield from _volume(metadata)
    if metadata.source and metadata.source.repository:
        yield from _archive(metadata.source)
    yield from _list("persons", "persName", metadata.persons)
    yield from _list("terms", "term", metadata.terms)
    yield "      </sourceDesc>"
    yield "    </fileDesc>"
    yield "    <encodingDesc>"
    yield f"      <p>{text(_encoding(metadata))}</p>"
    yield "    </encodingDesc>"
    yield "    <profileDesc>"
    if metadata.date:
        yield "      <creation>"
        yield f"        {_date(metadata.date)}"
        yield "      </creation>"
    language = metadata.language
    yield "      <langUsage>"
    yield f"        <language{attribute('ident', language)}>{text(language)}</language>"
    yield "      </langUsage>"
    yield "    </profileDesc>"
    yield "  </teiHeader>"


def _encoding(metadata: Metadata) -> str:
    """Return how the text came to be encoded as it is."""
    original = metadata.original
    if original is None or original.slice is None:
        return _AS_RENDERED
    start, length = original.slice.offset, original.slice.length
    return (
        f"The div of the document is the {length} bytes of the file {original.file} from byte"
        f" {start} on, unchanged; persons and terms are from that volume's lists."
    )


def _title(metadata: Metadata) -> Iterator[str]:
    yield "      <titleStmt>"
    yield f"        <title>{text(metadata.title)}</title>"
    for editor in metadata.volume.editors:
        role = attribute("role", " ".join(editor.roles)) if editor.roles else ""
        yield f"        <editor{role}>{text(editor.name)}</editor>"
    yield "      </titleStmt>"


def _publication(metadata: Metadata) -> Iterator[str]:
    volume, published = metadata.volume, metadata.volume.published
    yield "      <publicationStmt>"
    yield f"        <publisher>{text(volume.publisher or _PUBLISHER)}</publisher>"
    if published:
        yield f"        <date{attribute('when', published)}>{text(published)}</date>"
    yield f'        <idno type="frus">{text(metadata.identifier)}</idno>'
    yield "        <availability>"
    yield f"          <p>{text(metadata.rights)}</p>"
    yield "        </availability>"
    yield "      </publicationStmt>"


def _volume(metadata: Metadata) -> Iterator[str]:
    volume, pages = metadata.volume, metadata.pages
    yield "        <bibl>"
    yield from _titles(volume)
    if volume.volume_number:
        yield f'          <biblScope unit="volume">{text(volume.volume_number)}</biblScope>'
    if metadata.number:
        yield f'          <biblScope unit="document">{text(metadata.number)}</biblScope>'
    if pages:
        span = pages[0] if pages[0] == pages[-1] else f"{pages[0]}–{pages[-1]}"
        yield f'          <biblScope unit="page">{text(span)}</biblScope>'
    yield f'          <idno type="frus">{text(volume.id)}</idno>'
    yield "        </bibl>"


def _titles(volume: Volume) -> Iterator[str]:
    if volume.series:
        yield f'          <title level="s">{text(volume.series)}</title>'
    if volume.sub_series:
        yield f'          <title level="s" type="sub-series">{text(volume.sub_series)}</title>'
    if volume.title:
        yield f'          <title level="m">{text(volume.title)}</title>'


def _archive(source: ArchivalSource) -> Iterator[str]:
    """Yield where the paper itself is kept."""
    yield "        <msDesc>"
    yield "          <msIdentifier>"
    yield f"            <repository>{text(source.repository or '')}</repository>"
    for collection in (source.record_group, source.collection):
        if collection:
            yield f"            <collection>{text(collection)}</collection>"
    if source.file:
        yield f"            <idno>{text(source.file)}</idno>"
    yield "          </msIdentifier>"
    yield "        </msDesc>"


def _list(kind: str, name: str, entries: Sequence[Person | Term]) -> Iterator[str]:
    """Yield what the document points to, as the volumes themselves list it."""
    if not entries:
        return
    yield f'        <list type="{kind}">'
    for entry in entries:
        identifier = attribute("xml:id", entry.id) if _NAME.fullmatch(entry.id) else ""
        named = f"            <{name}{identifier}>{text(entry.name)}</{name}>"
        yield "          <item>"
        if entry.description:
            yield f"{named}, {text(entry.description)}</item>"
        else:
            yield named
            yield "          </item>"
    yield "        </list>"


def _date(written: DateRange) -> str:
    bounds = {"notBefore": written.earliest, "notAfter": written.latest}
    known = [attribute(name, moment) for name, moment in bounds.items() if _is_known(moment)]
    return element("date", "".join(known), text(written.display or ""))


def _is_known(moment: str) -> bool:
    return _W3C_MOMENT.fullmatch(moment) is not None

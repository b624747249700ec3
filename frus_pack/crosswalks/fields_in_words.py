"""Fields in words, for standards without an element for them; dates as W3CDTF."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from frus_pack.crosswalks.record import Record
from frus_pack.document import citation
from frus_pack.document.model import Attachment, DateRange, Figure, Metadata, Table, Withheld
from frus_pack.document.page import Page
from frus_pack.document.page_marks import UNNUMBERED
from frus_pack.package.paths import METADATA_PATH, PAGE_IMAGES_PATH

_DAY = len("1964-11-05")


def statements(metadata: Metadata) -> Iterator[str]:
    """Yield the remarks, the place in the volume, figures and tables, in words."""
    yield from remarks(metadata)
    for one in metadata.divisions:
        if name := f"“{one.title}”" if one.title else one.id:
            yield f"In the {one.type} {name}"
    yield from (f"Figure: {figure(one)}" for one in metadata.figures)
    yield from (f"Table: {table(one)}" for one in titled(metadata.tables))


def summary(metadata: Metadata) -> str | None:
    """Return the editors' summary; None where it is only the remark on what is withheld."""
    return None if metadata.summary in {one.text for one in metadata.withheld} else metadata.summary


def descriptions(metadata: Metadata) -> Iterator[str]:
    """Yield summary, statements and attachments, for standards with one element for all."""
    if text := summary(metadata):
        yield text
    yield from statements(metadata)
    yield from (f"Attachment: {attachment(one)}" for one in metadata.attachments)


def remarks(metadata: Metadata) -> Iterator[str]:
    """Yield the place and printed date, classification, source note, withheld passages, in words.

    The place of writing is a remark, because Dublin Core's coverage is what a text is about.
    """
    if metadata.place:
        yield f"Written at: {metadata.place}"
    if metadata.date and metadata.date.display:
        yield f"Date as printed: {metadata.date.display}"
    if marks := citation.original_classification(metadata):
        yield f"Original classification: {marks}"
    if note := source_note(metadata):
        yield note
    yield from (f"Withheld from publication: {one}" for one in all_withheld(metadata))


def source_note(metadata: Metadata) -> str | None:
    """Return the source note; None where it is the remark that the document is withheld whole."""
    note = metadata.source.note if metadata.source else None
    return None if note in {one.text for one in metadata.withheld} else note


def all_withheld(metadata: Metadata) -> Iterator[str]:
    """Yield the withheld passages in words; like passages of one page are named once."""
    yield from dict.fromkeys(map(withheld, metadata.withheld))


def withheld(one: Withheld) -> str:
    """Return a withheld passage: the printed remark, its page and note."""
    return _at_page(one.text, one.page, f"note {one.note}" if one.note else None)


def figure(one: Figure) -> str:
    """Return a figure: its caption, else its image, and the page."""
    return _at_page(one.title or one.graphic or "untitled", one.page)


def table(one: Table) -> str:
    """Return a table's heading and page."""
    return _at_page(one.title or "untitled", one.page)


def titled(tables: Iterable[Table]) -> Iterator[Table]:
    """Yield the tables that have a heading; another says nothing to a reader of a catalogue."""
    return (one for one in tables if one.title)


def attachment(one: Attachment) -> str:
    """Return an attachment: its heading and date."""
    dated = one.date.display or "/".join(bounds(one.date)) if one.date else None
    title = one.title or "untitled"
    return f"{title} ({dated})" if dated else title


def references(metadata: Metadata) -> Iterator[str]:
    """Yield the address of each document that the text refers to, once."""
    yield from dict.fromkeys(address(one.target) for one in metadata.references)


def address(target: str) -> str:
    """Return the address of a reference's target on the web."""
    return f"{citation.SERIES_ADDRESS}/{target}"


def bounds(written: DateRange) -> tuple[str, ...]:
    """Return the one date, or the earliest and the latest."""
    return tuple(dict.fromkeys((moment(written.earliest), moment(written.latest))))


def moment(text: str) -> str:
    """Return a moment in W3CDTF; without its zone, a time is left out and the day alone given."""
    day, time = text[:_DAY], text[_DAY + 1 :]
    if not time:
        return day
    clock, zone = _split(time)
    if not zone:
        return day
    return f"{day}T{clock if clock.count(':') == 2 else f'{clock}:00'}{zone}"


def media_types(record: Record) -> Iterator[str]:
    """Yield the media types of the transcriptions and images, each once."""
    files = (file for file in record.files if file.path not in (METADATA_PATH, PAGE_IMAGES_PATH))
    yield from dict.fromkeys(file.media_type for file in files if file.media_type)


def page_name(page: Page) -> str:
    """Return what a page is called: by its printed number, else by its scan or its place."""
    if page.page != UNNUMBERED:
        return f"Page {page.page}"
    return f"Unnumbered page, {f'scan {page.facs}' if page.facs else f'{page.sequence} in order'}"


def page_number(page: Page) -> str | None:
    """Return the printed number of a page; None where it has none."""
    return None if page.page == UNNUMBERED else page.page


def page_title(metadata: Metadata, pages: Iterable[Page]) -> str:
    """Return the title of an image: that of the document, and the pages that it shows."""
    names = (name[0].lower() + name[1:] for name in dict.fromkeys(map(page_name, pages)))
    return ", ".join((metadata.title, *names))


def extent(metadata: Metadata) -> str | None:
    """Return how many pages the document has, and which; None if they are not known."""
    count = page_count(metadata)
    return f"{count} ({citation.page_span(metadata.pages)})" if count else None


def page_count(metadata: Metadata) -> str | None:
    """Return how many pages the document has, in words; None if they are not known."""
    pages = len(metadata.pages)
    return f"{pages} page{'s' if pages > 1 else ''}" if pages else None


def _at_page(text: str, page: str | None, further: str | None = None) -> str:
    where = ", ".join(part for part in (f"page {page}" if page else None, further) if part)
    return f"{text} ({where})" if where else text


def _split(time: str) -> tuple[str, str]:
    """Split a time into its clock and its zone."""
    if time.endswith("Z"):
        return time[:-1], "Z"
    clock, sign, offset = time.replace("-", "+").partition("+")
    return clock, f"{time[len(clock)]}{offset}" if sign else ""

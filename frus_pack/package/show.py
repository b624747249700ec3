"""Print what the description, the pages and bag-info.txt of a package say, for people."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rich.console import Console
from rich.table import Table
from rich.text import Text

from frus_pack.document.characters import printable
from frus_pack.document.model import Agent, DateRange, Metadata
from frus_pack.document.page import Page, Rendition
from frus_pack.package.package import Package


def print_package(package: Package, console: Console) -> None:
    """Print what a package holds. Raises StorageError if it cannot be read."""
    # Everything is read first, so that an unreadable package is not printed in part.
    metadata, pages, bag_info = package.metadata, package.pages, package.bag_info.pairs
    heading = f"{metadata.number}. {metadata.title}" if metadata.number else metadata.title
    console.print(Text(printable(heading), style="bold"))
    console.print(_two_columns(_description(metadata)))
    console.print()
    console.print(_pages(package, pages))
    console.print()
    console.print(_two_columns(bag_info))


def _two_columns(rows: Iterable[tuple[str, str]]) -> Table:
    table = Table.grid(padding=(0, 2))
    table.add_column(style="dim", no_wrap=True)
    table.add_column(overflow="fold")
    for label, value in rows:
        table.add_row(Text(printable(label)), Text(printable(value)))
    return table


def _description(metadata: Metadata) -> Iterator[tuple[str, str]]:
    volume, source = metadata.volume, metadata.source
    rows = {
        "Document": metadata.identifier,
        "Volume": ", ".join(filter(None, (volume.title, volume.sub_series, volume.volume_number))),
        "Kind": metadata.kind,
        "Date": _date(metadata.date),
        "Place": metadata.place,
        "From": _names(metadata.senders),
        "To": _names(metadata.recipients),
        "Subject": metadata.subject,
        "Participants": _names(metadata.participants),
        "Classification": "; ".join(filter(None, (metadata.classification, metadata.handling))),
        "Notes": str(len(metadata.notes)),
        "Withheld": str(len(metadata.withheld)),
        "Language": metadata.language,
        "Rights": metadata.rights,
    }
    if source:
        held = (source.repository, source.record_group, source.collection, source.file)
        rows |= {
            "Source": ", ".join(filter(None, held)),
            "Drafted by": _names(source.drafted_by),
            "Cleared by": _names(source.cleared_by),
            "Approved by": _names(source.approved_by),
            "Also sent to": "; ".join(source.also_sent_to),
            "Repeated to": "; ".join(source.repeated_to),
        }
    if metadata.original:
        rows["Original"] = f"{metadata.original.file} ({metadata.original.form})"
    yield from ((label, value) for label, value in rows.items() if value)
    for one in metadata.amendments:
        fields = ", ".join(change.pointer for change in one.changes)
        yield "Amended", f"{one.when} by {one.agent}: {one.reason} ({fields})"


def _date(date: DateRange | None) -> str | None:
    if date is None:
        return None
    bounds = " to ".join(dict.fromkeys((date.earliest, date.latest)))
    return f"{date.display} ({bounds})" if date.display else bounds


def _names(agents: tuple[Agent, ...]) -> str:
    return "; ".join(f"{one.name} ({one.office})" if one.office else one.name for one in agents)


def _pages(package: Package, pages: tuple[Page, ...]) -> Table:
    table = Table(box=None, padding=(0, 1), pad_edge=False)
    for column in ("Page", "Scan", "Image", "Status", "Format", "Pixels"):
        table.add_column(column, overflow="fold")
    for page in pages:
        for rendition in page.renditions:
            row = (page.page, page.facs, rendition.file or rendition.name or rendition.url)
            is_here = rendition.bag_path is None or rendition.bag_path in package
            status = rendition.status if is_here else "to fetch"
            cells = (*row, status, rendition.media_type, _size(rendition))
            table.add_row(*(Text(printable(cell or "")) for cell in cells))
    return table


def _size(rendition: Rendition) -> str | None:
    """Return the size as far as it is known: a volume gives the pixels of a published image."""
    if rendition.width is None:
        return None
    pixels = f"{rendition.width}×{rendition.height}"
    return pixels if rendition.bits is None else f"{pixels}, {rendition.bits} bit"

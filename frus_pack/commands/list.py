"""`frus-pack list`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path

import click

from frus_pack.commands.output import Output, output_options
from frus_pack.commands.progress import Bar
from frus_pack.document.characters import printable
from frus_pack.errors import StorageError
from frus_pack.keeping.holdings import Holding, Unlisted, list_holdings, object_history
from frus_pack.reports.entries import failed_entry
from frus_pack.reports.entry import Detail, Entry, Line
from frus_pack.reports.entry_forms import Form, as_json, as_table, head

_FORMS: Mapping[str, Form] = {
    "json": partial(as_json, head=head(), key="packages"),
    "csv": partial(as_table, columns=Holding.COLUMNS),
}


@click.command(name="list")
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option("--history", metavar="OBJECT", help="Show the versions of one object of a root.")
@output_options(_FORMS)
def list_packages(paths: tuple[str, ...], history: str | None, output: Output) -> None:
    """List what deposits and OCFL storage roots hold. Nothing is checked.

    Each line has identifier, date, the newest version in a storage root, size, and title.
    """
    if history is not None:
        for path in paths:
            for line in object_history(Path(path), history):
                print(printable(line))
        return
    with Bar("listing", goes_on=False) as bar:
        output.print(_entries(paths), bar)


def _entries(paths: Sequence[str]) -> Iterator[Entry]:
    for path in paths:
        try:
            yield from map(_entry, list_holdings(Path(path)))
        except StorageError as error:
            yield failed_entry(path, error)


def _entry(one: Holding | Unlisted) -> Entry:
    if isinstance(one, Unlisted):
        return failed_entry(str(one.path), one.error)
    return Entry(
        name=str(one.path),
        status="listed",
        failed=False,
        noted=True,
        lines=partial(_lines, one),
        json=one.to_dict(),
        counts={"bytes": one.octets},
    )


def _lines(one: Holding, detail: Detail) -> Iterator[Line]:
    version = f"v{one.versions}" if one.versions else ""
    parts = (one.identifier, one.date or "no date", version, f"{one.octets:,} bytes", one.title)
    yield Line(printable("  ".join(part for part in parts if part)))

"""`frus-pack list`."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Literal

import click

from frus_pack.document.printable import printable
from frus_pack.keeping.holdings import Holding, list_holdings, object_history

Form = Literal["text", "json", "csv"]


@click.command(name="list")
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option("--history", metavar="OBJECT", help="Show the versions of one object of a root.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "csv"]),
    default="text",
    show_default=True,
    help="How to print.",
)
def list_packages(paths: tuple[str, ...], history: str | None, form: Form) -> None:
    """List what deposits and OCFL storage roots hold. Nothing is checked.

    Each line has identifier, date, number of versions, size in bytes, and title.
    """
    if history is not None:
        for path in paths:
            for line in object_history(Path(path), history):
                print(printable(line))
        return
    holdings = (one for path in paths for one in list_holdings(Path(path)))
    if form == "text":
        _print_text(holdings)
    elif form == "json":
        for one in holdings:
            print(json.dumps(one.row(), ensure_ascii=False))
    else:
        _print_csv(holdings)


def _print_text(holdings: Iterable[Holding]) -> None:
    number = octets = 0
    for one in holdings:
        number, octets = number + 1, octets + one.octets
        versions = f"v{one.versions}" if one.versions else "-"
        line = f"{one.identifier}  {one.date or '-'}  {versions}  {one.octets:,}  {one.title}"
        print(printable(line))
    print(f"{number:,} package{'' if number == 1 else 's'}, {octets:,} bytes")


def _print_csv(holdings: Iterable[Holding]) -> None:
    writer = csv.DictWriter(sys.stdout, Holding.COLUMNS, lineterminator="\n")
    writer.writeheader()
    for one in holdings:
        writer.writerow(one.row())

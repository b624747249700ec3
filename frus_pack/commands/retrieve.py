"""`frus-pack retrieve`."""

from __future__ import annotations

import sys
from collections import Counter

import click

import frus_pack
from frus_pack.commands.exit_status import FAILED
from frus_pack.commands.making import tell_failure
from frus_pack.commands.options import not_empty
from frus_pack.reports.report_text import printable


@click.command()
@click.argument("documents", nargs=-1, required=True, metavar="ID...")
@click.option(
    "--ocfl", required=True, callback=not_empty, metavar="ROOT", help="The OCFL storage root."
)
@click.option(
    "--to", required=True, callback=not_empty, metavar="DIR", help="The folder the packages go to."
)
@click.option("--version", metavar="vN", help="The version; by default the latest.")
def retrieve(documents: tuple[str, ...], ocfl: str, to: str, version: str | None) -> None:
    """Give packages back from an OCFL storage root, byte for byte.

    An ID is a document's, frus1964-68v31/d151, the name of its package, frus1964-68v31-d151, or
    a pattern, 'frus1964-68v31/*'. Packages go below folders of their volumes.
    """
    tally: Counter[str] = Counter()
    for one in frus_pack.retrieve_all(documents, ocfl=ocfl, to=to, version=version):
        tally[one.status] += 1
        if one.error is not None:
            tell_failure(one.identifier, one.error)
        else:
            print(printable(f"{one.status:<10} {one.path}"))
    if tally["failed"]:
        sys.exit(FAILED)

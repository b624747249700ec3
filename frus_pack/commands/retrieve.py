"""`frus-pack retrieve`."""

from __future__ import annotations

import sys

import click

import frus_pack
from frus_pack.commands.exit_status import FAILED
from frus_pack.report_forms.report_text import printable


@click.command()
@click.argument("documents", nargs=-1, required=True, metavar="ID...")
@click.option("--ocfl", required=True, metavar="ROOT", help="The OCFL storage root.")
@click.option("--to", required=True, metavar="DIR", help="The folder the packages go to.")
@click.option("--version", metavar="vN", help="The version; by default the latest.")
def retrieve(documents: tuple[str, ...], ocfl: str, to: str, version: str | None) -> None:
    """Give packages back from an OCFL storage root, byte for byte.

    An ID is a document's, frus1964-68v31/d151, or its object's,
    info:frus/frus1964-68v31/d151.
    """
    failed = False
    for document in documents:
        try:
            path = frus_pack.retrieve(document, ocfl=ocfl, to=to, version=version)
        except frus_pack.FrusPackError as error:
            print(printable(f"failed     {error}"), file=sys.stderr)
            failed = True
        else:
            print(printable(f"retrieved  {path}"))
    if failed:
        sys.exit(FAILED)

"""`frus-pack retrieve`."""

from __future__ import annotations

from functools import partial

import click

import frus_pack
from frus_pack.commands.making import make_of_each


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
    make = partial(frus_pack.retrieve, ocfl=ocfl, to=to, version=version)
    make_of_each(documents, make, "retrieved")
